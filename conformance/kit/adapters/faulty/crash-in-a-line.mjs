import { atTrip, serve } from './toy.mjs'

serve(
  atTrip((line) => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 10)
    return line.trimEnd()
  }),
)
