import { vectorsIn } from '../vectors-in.ts'

export const vectorsP5 = vectorsIn('P5')
