import { atTrip, serve } from './toy.mjs'

serve(
  atTrip((line) => {
    setTimeout(() => process.exit(0), 10)
    return line.trimEnd()
  }),
)
