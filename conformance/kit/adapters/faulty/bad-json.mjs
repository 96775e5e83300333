import { atTrip, serve } from './toy.mjs'

serve(atTrip((line) => line.replace('}', '')))
