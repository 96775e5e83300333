import { atTrip, serve } from './toy.mjs'

serve(atTrip(() => '\n'))
