import { serve } from './toy.mjs'

/** Makes much garbage for each answer, and keeps the last thousand. */
const recent = []

serve({
  operations: {
    trip: (params) => {
      recent.push(Array.from({ length: 200 }, (_, at) => `${at} ${JSON.stringify(params)}`))
      if (recent.length > 1000) recent.shift()
      return { error: { code: 'no' } }
    },
  },
})
