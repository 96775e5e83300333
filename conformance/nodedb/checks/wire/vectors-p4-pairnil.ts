import { vectorsIn } from '../vectors-in.ts'

export const vectorsP4Pairnil = vectorsIn({ base: 'P4', unitVariant: 'pairNil' })
