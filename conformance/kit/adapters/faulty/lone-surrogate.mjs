import { atTrip, serve } from './toy.mjs'

serve(atTrip((_line, id) => `{"id":${id},"ok":{"text":"\\ud800"}}\n`))
