import { atTrip, serve } from './toy.mjs'

const more = () => process.stdout.write('x'.repeat(64 * 1024), more)
serve(
  atTrip((_line, id) => {
    setImmediate(more)
    return `{"id":${id},"ok":{"text":"`
  }),
)
