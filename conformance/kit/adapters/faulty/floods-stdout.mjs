import { atTrip, serve } from './toy.mjs'

const flood = 'debug: still here\n'.repeat(1000)
const more = () => process.stdout.write(flood, more)
serve(
  atTrip((line) => {
    setImmediate(more)
    return line + flood
  }),
)
