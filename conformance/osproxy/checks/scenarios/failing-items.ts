import { check } from '../../../kit/check.ts'
import { a, b, begin, bulk, c, hold, item, log, resultOfBulk, resumeBulk, set, settle } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const partitions = { one: ['p', 'p', 'p'], several: ['p', 'q', 'r'] } as const
const phases = { settled: [], draining: [begin('p', c)] } as const

/** Bulks of which the upstream fails one item: the others are sent and answered as if nothing had happened. */
export const failingItems = check({
  id: 'osproxy/failing-items',
  kind: 'scenario',
  requirements: ['OSP-121'],
  needs: ['proxy.bulk', 'pause_points'],
  explain: 'Each item of a bulk is sent, and answered by what the upstream did with it and not with its neighbours.',
  model: controlScenes,
  scenes: [
    {
      name: 'one',
      axes: () => ({
        failing: [1, 2, 3],
        outcome: ['commit', 'timeout', 'timeout_applied', 'reset_applied', 'reset_not_applied'],
        targets: ['one', 'several'],
        stop: [undefined, 'prepared', 'gated'],
        action: ['index', 'create', 'delete'],
        phase: ['settled', 'draining'],
      }),
      inputs: ({ failing, outcome, targets, stop, action, phase }) => [
        set('p', a),
        set('q', b),
        set('r', c),
        ...phases[phase as keyof typeof phases],
        hold(`w${failing}`),
        bulk(
          'b',
          partitions[targets as keyof typeof partitions].map((name, at) => item(`w${at + 1}`, name, `${action}`)),
          stop === undefined ? {} : { stop_at: `${stop}` },
        ),
        ...(stop === undefined ? [] : [resumeBulk('b')]),
        settle(`w${failing}`, `${outcome}`),
        resultOfBulk('b'),
        log,
      ],
    },
  ],
})
