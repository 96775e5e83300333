import { chart } from '../../machines/chart/chart.ts'
import type { ModelSource } from '../../machines/model/model.ts'
import { World } from '../../machines/model/world.ts'

const meta = { requirements: {} }

const cell = chart<{ value: number }, { value: number }>({
  id: 'bench.cell',
  explain: 'A cell that holds at most one number.',
  context: { value: { min: 0, max: 9 } },
  payload: { value: { min: 0, max: 9 } },
  events: { put: ['value'], take: [] },
  guards: {},
  updates: { keep: { value: (_, put) => put.value }, clear: { value: () => 0 } },
  outputs: { done: () => ({}), taken: (held) => ({ value: held.value }), refused: () => ({}) },
  config: {
    initial: 'empty',
    states: {
      empty: {
        on: {
          put: { target: 'full', actions: ['keep', 'done'], meta },
          take: { actions: [{ type: 'refused', params: { code: 'empty' } }], meta },
        },
      },
      full: {
        on: {
          put: { actions: [{ type: 'refused', params: { code: 'full' } }], meta },
          take: { target: 'empty', actions: ['taken', 'clear'], meta },
        },
      },
    },
  },
})

const puts = Array.from({ length: 10 }, (_, value) => ({ op: 'put', params: { value } }))
const takes = [{ op: 'take', params: {} }]

/** The least that is worth judging: two operations, two refusals, one number to remember. */
export const cellModel: ModelSource = {
  id: 'bench/cell',
  build: () => {
    const world = new World()
    const role = world.role('cell', cell)
    return {
      world,
      configuration: {},
      moves: [
        { name: 'put', weight: () => 1, variants: () => puts },
        { name: 'take', weight: () => 1, variants: () => takes },
      ],
      accepts: () => true,
      perform: ({ op, params }) => {
        const output = role.send(op, op === 'put' ? { value: params.value as number } : {})[0]
        if (output?.type === 'refused') return { error: { code: output.params.code as string } }
        return { ok: output?.type === 'taken' ? { value: output.values.value as number } : {} }
      },
      probes: () => [],
    }
  },
}
