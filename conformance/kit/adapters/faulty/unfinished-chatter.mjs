import { atTrip, serve } from './toy.mjs'

const more = () => process.stdout.write('.'.repeat(1024), more)
serve(
  atTrip((line) => {
    setImmediate(more)
    return line
  }),
)
