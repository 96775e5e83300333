import { vectorsIn } from '../vectors-in.ts'

export const vectorsP4 = vectorsIn('P4')
