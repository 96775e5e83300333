import type { Json } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'

/** Every name of 1 to 4096 bytes is a name; the empty one only where that is declared. */
export const opaqueNames = check({
  id: 'osproxy/opaque-names',
  kind: 'monitor',
  requirements: ['OSP-013'],
  needs: ['store.set'],
  explain: 'No call is refused for the names in it, as long as they are not empty and have at most 4096 bytes.',
  monitors: [
    monitor({
      id: 'osproxy/opaque-names',
      start: (_, setting) => ({ empty: setting.capabilities.has('empty_ids') }),
      judge: ({ empty }, { op, params, reply }, report) => {
        if (!op.startsWith('store.')) return
        const names = [...texts(params)]
        const unusual = names.some((name) => name === '' || name.length > 64 || /[^\x21-\x7e]/.test(name))
        if (!unusual || (!empty && names.includes(''))) return
        report.exercised('OSP-013')
        if (reply.error?.code === 'invalid_params')
          report.violated('OSP-013', 'reply', 'a name of up to 4096 bytes to be accepted', JSON.stringify(reply.error))
      },
    }),
  ],
})

function* texts(value: Json): Generator<string> {
  if (typeof value === 'string') yield value
  else if (value !== null && typeof value === 'object')
    for (const inner of Object.values(value)) yield* texts(inner as Json)
}
