import { serve } from './toy.mjs'

serve({
  inject: (_request, line) => {
    process.stderr.write(`${'noise '.repeat(200_000)}end of noise\n`)
    return line
  },
})
