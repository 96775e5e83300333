import { atTrip, serve } from './toy.mjs'

serve(atTrip((_line, id) => `{"id":${id},"ok":{"text":"${'x'.repeat(16 * 1024 * 1024)}"}}\n`))
