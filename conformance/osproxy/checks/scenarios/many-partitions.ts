import type { Input } from '../../../../machines/model/model.ts'
import { check } from '../../../kit/check.ts'
import {
  a,
  admit,
  advance,
  b,
  barrier,
  begin,
  bulk,
  complete,
  ctl,
  enter,
  item,
  log,
  look,
  multiGet,
  multiSearch,
  restartStore,
  set,
} from '../../calls.ts'

/** The thorough budget goes no further: monitors look at every partition. */
const some = { minimum: 1, maximum: 1025 }

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `t${at + 1}`)
const each = (count: number, ...calls: readonly ((name: string) => Input)[]): Input[] =>
  calls.flatMap((call) => names(count).map((name) => call(name)))
const placed = (count: number): Input[] => each(count, (name) => set(name, a))

/** Few partitions or many: each one has an entry, a wait and a place in a bulk of its own. */
export const manyPartitions = check({
  id: 'osproxy/many-partitions',
  kind: 'scenario',
  requirements: [
    'OSP-048',
    'OSP-054',
    { id: 'OSP-053', needs: ['durable_store'] },
    { id: 'OSP-077', needs: ['control'] },
    { id: 'OSP-118', needs: ['control'] },
    { id: 'OSP-092', needs: ['bulk'] },
  ],
  needs: ['store.set', 'store.state', 'store.admit_write'],
  explain: 'However many partitions a store, a controller or a request has to do with, none is forgotten.',
  scenes: [
    {
      name: 'entries',
      dimension: 'count',
      range: some,
      growing: true,
      unprobed: true,
      inputs: (count) => [
        ...placed(count),
        ...each(count, (name) => begin(name, b)),
        ...each(count, look),
        ...names(count).map((name, at) => admit(name, `$e${count + at + 1}`)),
      ],
    },
    {
      name: 'waits',
      dimension: 'count',
      range: some,
      growing: true,
      needs: ['control'],
      unprobed: true,
      inputs: (count) => [
        ...placed(count),
        ...each(count, (name) => ctl.begin(name, b), ctl.enter),
        ...each(count, ctl.complete),
        advance(barrier),
        ...each(count, ctl.complete),
      ],
    },
    {
      name: 'waits-of-another-controller',
      dimension: 'count',
      range: some,
      growing: true,
      needs: ['control'],
      unprobed: true,
      inputs: (count) => [
        ...placed(count),
        ...each(count, (name) => begin(name, b), enter),
        ...each(count, ctl.complete),
        advance(barrier - 1),
        ...each(count, ctl.complete),
        advance(1),
        ...each(count, ctl.complete),
      ],
    },
    {
      name: 'restart',
      dimension: 'count',
      range: some,
      growing: true,
      needs: ['durable_store'],
      unprobed: true,
      inputs: (count) => [
        ...placed(count),
        ...each(count, (name) => begin(name, b)),
        restartStore,
        ...each(count, look, enter, complete),
        restartStore,
        ...each(count, look),
      ],
    },
    {
      name: 'bulk',
      dimension: 'count',
      range: { minimum: 1, maximum: 1024 },
      needs: ['bulk'],
      unprobed: true,
      inputs: (count) => [
        ...placed(count),
        begin('t1', b),
        enter('t1'),
        bulk(
          'b',
          names(count).map((name, at) => item(`w${at + 1}`, name)),
        ),
        log,
      ],
    },
    {
      name: 'multi-read',
      dimension: 'count',
      range: { minimum: 1, maximum: 1023 },
      needs: ['multi_get'],
      unprobed: true,
      inputs: (count) => [
        ...placed(count),
        multiGet(...names(count), 'unplaced'),
        multiSearch('unplaced', ...names(count)),
      ],
    },
  ],
})
