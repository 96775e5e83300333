import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { messages, stream } from '../../calls.ts'
import { stagedCheck } from '../staged-check.ts'

const ready = {
  type: 'Ready',
  handoff_id: idOf(1),
  listening_on: [],
  healthz_ok: true,
  advertised_revision_per_shard: [],
} as const

export const readyWhateverItSays = stagedCheck({
  slug: 'ready-whatever-it-says',
  requirements: ['HOF-089'],
  needs: ['supervisor', 'streams', 'crate'],
  explain: 'A Ready that says it is not healthy, has other revisions or no address is a Ready.',
  scripts: (stage) =>
    Object.entries({
      'not healthy': { ...ready, healthz_ok: false },
      'other revisions': { ...ready, advertised_revision_per_shard: ['1', '2'] },
      'no address': messages.ready(idOf(1)),
      'many addresses': { ...ready, listening_on: Array.from({ length: 300 }, (_, at) => `[::1]:${at}`) },
    }).map(([name, message]) => ({
      name,
      steps: [
        ...stage.supervises(),
        ...stage.handoff('begun'),
        stage.done(stream.send('n1', message)),
        stage.hears('o1', [{ type: 'Commit', members: { handoff_id: idOf(1) } }], 'HOF-089'),
        stage.commits('p1', 'HOF-089'),
      ],
    })),
})
