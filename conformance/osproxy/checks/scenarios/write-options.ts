import type { Input } from '../../../../machines/model/model.ts'
import { check } from '../../../kit/check.ts'
import { a, abort, b, begin, c, complete, enter, log, read, resume, set, write } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const phases: Readonly<Record<string, readonly Input[]>> = {
  settled: [],
  draining: [begin('p', b)],
  cutover: [begin('p', b), enter('p')],
}

/** What may happen to the partition of a stopped write, by name; of these each phase has its own. */
const changes: Readonly<Record<string, readonly Input[]>> = {
  nothing: [],
  next: [],
  abort: [abort('p')],
  'another-partition': [set('q', b), begin('q', c)],
}
const next: Readonly<Record<string, readonly Input[]>> = {
  settled: [begin('p', c)],
  draining: [enter('p')],
  cutover: [complete('p')],
}

/** The options of a write in pairs, in each phase: how it is sent, where it stops, what happens meanwhile. */
export const writeOptions = check({
  id: 'osproxy/write-options',
  kind: 'scenario',
  requirements: ['OSP-086', 'OSP-091', 'OSP-083', 'OSP-106', { id: 'OSP-090', needs: ['async'] }],
  needs: ['fleet', 'pause_points'],
  explain:
    'Whatever a write is, wherever it stops and whatever comes meanwhile, stamp and gate are those of any other.',
  model: controlScenes,
  scenes: [
    {
      name: 'write',
      axes: ({ capabilities }) => ({
        phase: Object.keys(phases),
        mode: capabilities.has('async') ? [undefined, 'sync', 'async'] : [undefined, 'sync'],
        action: ['index', 'create', 'delete'],
        stop: [undefined, 'resolved', 'gated'],
        meanwhile: Object.keys(changes),
        instance: [0, 1],
        again: [false, true],
      }),
      each: 'phase',
      allows: ({ phase, meanwhile, stop }) =>
        !(phase === 'settled' && meanwhile === 'abort') && !(stop === undefined && meanwhile === 'next'),
      inputs: ({ phase, mode, action, stop, meanwhile, instance, again }) => {
        const options = {
          instance: instance as number,
          action: `${action}`,
          ...(mode === undefined ? {} : { mode: `${mode}` }),
          ...(stop === undefined ? {} : { stop_at: `${stop}` }),
        }
        const change = meanwhile === 'next' ? (next[`${phase}`] ?? []) : (changes[`${meanwhile}`] ?? [])
        return [
          set('p', a),
          ...(phases[`${phase}`] ?? []),
          write('w1', 'p', options),
          ...change,
          ...(stop === undefined ? [] : [resume('w1')]),
          ...(again === true ? [write('w2', 'p', { ...options, stop_at: 'resolved' }), resume('w2')] : []),
          read('p', instance as number),
          log,
        ]
      },
    },
  ],
})
