import { atTrip, serve } from './toy.mjs'

serve(
  atTrip(() => {
    process.kill(process.pid, 'SIGSTOP')
    return ''
  }),
)
