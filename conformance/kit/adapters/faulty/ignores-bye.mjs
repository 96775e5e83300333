import { serve } from './toy.mjs'

serve({ ended: () => undefined, inject: (request, line) => (request.op === 'bye' ? '' : line) })
