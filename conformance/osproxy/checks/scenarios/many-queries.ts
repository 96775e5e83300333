import type { Input } from '../../../../machines/model/model.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, admit, b, begin, enter, look, resolve, set } from '../../calls.ts'
import { storeScenes } from '../scene-models.ts'

/** A look after each, so that a change shows as one that only the query can have made. */
const times = (input: Input): Input[] => Array.from({ length: 9 }, () => [input, look('p')]).flat()
const phases: readonly (readonly [name: string, steps: readonly Input[], epoch: string])[] = [
  ['settled', [set('p', a)], '$e1'],
  ['draining', [set('p', a), begin('p', b)], '$e2'],
  ['cutover', [set('p', a), begin('p', b), enter('p')], '$e3'],
]

/** One query over and over in one phase, between two looks. */
export const manyQueries = check({
  id: 'osproxy/many-queries',
  kind: 'scenario',
  requirements: ['OSP-049'],
  needs: ['store.state', 'store.resolve', 'store.admit_write'],
  explain: 'However often a partition is looked at, resolved or asked for at the gate, it stays as it is.',
  model: storeScenes,
  cases: () =>
    phases.flatMap(([name, steps, epoch]) =>
      [look('p'), resolve('p'), admit('p', epoch), admit('p', '0')].map((query, at) =>
        scene(`${name}-${at}`, [...steps, look('p'), ...times(query)]),
      ),
    ),
})
