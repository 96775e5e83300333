import { vectorsIn } from '../vectors-in.ts'

export const vectorsP1 = vectorsIn('P1')
