import { vectorsIn } from '../vectors-in.ts'

export const vectorsP1Bare = vectorsIn({ base: 'P1', unitVariant: 'bare' })
