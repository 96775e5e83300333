import { serve } from './toy.mjs'

/** Remembers every request that it refused. */
const refused = []

serve({
  operations: {
    trip: (params) => {
      refused.push(`${refused.length} ${JSON.stringify(params)}`)
      return { error: { code: 'no' } }
    },
  },
})
