import { serve } from './toy.mjs'

serve({ operations: { reset: () => ({ ok: {} }) } })
