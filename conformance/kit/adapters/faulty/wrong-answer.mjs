import { serve } from './toy.mjs'

serve({ operations: { echo: () => ({ ok: { text: 'something else' } }) } })
