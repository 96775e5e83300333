import { closeSync } from 'node:fs'
import { atTrip, serve } from './toy.mjs'

serve(
  atTrip(() => {
    closeSync(1)
    setInterval(() => undefined, 1000)
    return ''
  }),
)
