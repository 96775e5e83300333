import { atTrip, serve } from './toy.mjs'

serve(atTrip((_line, id) => `{"id":${id},"ok":{"owner":"a","o\\u0077ner":"b"}}\n`))
