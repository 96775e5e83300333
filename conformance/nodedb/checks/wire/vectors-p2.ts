import { vectorsIn } from '../vectors-in.ts'

export const vectorsP2 = vectorsIn('P2')
