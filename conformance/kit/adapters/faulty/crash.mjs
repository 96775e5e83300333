import { atTrip, serve } from './toy.mjs'

serve(
  atTrip(() => {
    process.stderr.write('the invariant did not hold\n')
    process.exit(7)
  }),
)
