import { vectorsIn } from '../vectors-in.ts'

export const vectorsP0 = vectorsIn('P0')
