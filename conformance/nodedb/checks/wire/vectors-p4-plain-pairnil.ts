import { vectorsIn } from '../vectors-in.ts'

export const vectorsP4PlainPairnil = vectorsIn({ base: 'P4', header: 'plain', unitVariant: 'pairNil' })
