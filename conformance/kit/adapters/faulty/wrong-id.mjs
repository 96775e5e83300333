import { atTrip, serve } from './toy.mjs'

serve(atTrip((_line, id) => `{"id":${id + 1000},"ok":{}}\n`))
