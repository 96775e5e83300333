import { serve } from './toy.mjs'

/** Makes much garbage for each answer, and keeps the last thousand. */
const recent = []

serve({
  operations: {
    trip: (params) => {
      const text = JSON.stringify(params)
      recent.push(Array.from({ length: 40 }, () => [text]))
      if (recent.length > 1000) recent.shift()
      return { error: { code: 'no' } }
    },
  },
})
