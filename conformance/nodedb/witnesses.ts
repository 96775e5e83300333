import type { Witnesses } from '../kit/mutation/witness.ts'
export const witnesses: Witnesses = {}
