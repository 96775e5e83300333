import { atTrip, serve } from './toy.mjs'

serve(atTrip((_line, id) => `{"id":${id},"ok":{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}}\n`))
