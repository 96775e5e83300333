import { vectorsIn } from '../vectors-in.ts'

export const vectorsP6 = vectorsIn('P6')
