import { pics, serve } from './toy.mjs'

serve({ operations: { hello: () => ({ ok: { ...pics, clock: 'sundial' } }) } })
