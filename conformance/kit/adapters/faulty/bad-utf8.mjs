import { atTrip, serve } from './toy.mjs'

serve(atTrip((_line, id) => Buffer.from(`{"id":${id},"ok":{"text":"\xff"}}\n`, 'latin1')))
