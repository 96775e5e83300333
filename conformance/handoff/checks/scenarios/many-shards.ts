import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { anything } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { call, incumbent, messages, stream, successor } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const revisions = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${2n ** 64n - 1n - BigInt(at)}`)
const fingerprint = '5a'.repeat(32)

export const manyShards = stagedCheck({
  slug: 'many-shards',
  requirements: ['HOF-069', 'HOF-083'],
  needs: ['incumbent', 'successor', 'streams'],
  explain: 'SealComplete and Ready with any number of shards and addresses, as the hook and the consumer gave them.',
  scenes: [
    {
      name: 'sealed',
      dimension: 'count',
      steps: (count, stage) => [
        step(
          incumbent.start('o', dir, {
            seal: [{ sealed: { last_revision_per_shard: revisions(count), data_dir_fingerprint: fingerprint } }],
          }),
          { pid: anything },
        ),
        ...stage.drained(),
        stage.done(stream.send('s', messages.sealRequest(idOf(1)))),
        stage.hears(
          's',
          [
            {
              type: 'SealComplete',
              members: {
                handoff_id: idOf(1),
                last_revision_per_shard: revisions(count),
                data_dir_fingerprint: fingerprint,
              },
            },
          ],
          'HOF-069',
        ),
      ],
    },
    {
      name: 'announced',
      dimension: 'count',
      range: { maximum: 1_025 },
      steps: (count, stage) => {
        const snapshot = {
          listening_on: revisions(count).map((text) => `é${text}`),
          healthz_ok: count % 2 === 0,
          advertised_revision_per_shard: revisions(count),
        }
        return [
          ...stage.begun(),
          stage.done(successor.acquire('n')),
          stage.done(call('successor.announce', { successor: 'n', snapshot })),
          stage.hears('s', [{ type: 'Ready', members: { handoff_id: idOf(1), ...snapshot } }], 'HOF-083'),
        ]
      },
    },
  ],
})
