import { serve } from './toy.mjs'

serve({ operations: { hello: () => ({ error: { code: 'no_such_protocol' } }) } })
