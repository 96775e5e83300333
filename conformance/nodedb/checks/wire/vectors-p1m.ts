import { vectorsIn } from '../vectors-in.ts'

export const vectorsP1m = vectorsIn('P1m')
