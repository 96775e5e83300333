import { atTrip, serve } from './toy.mjs'

serve(atTrip((_line, id) => `{"id":${id},"ok":{},"error":{"code":"both"}}\n`))
