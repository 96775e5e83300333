import type { Input } from '../../../../machines/model/model.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, admit, arm, b, batch, bulk, c, ctl, item, look, read, release, resolve, set } from '../../calls.ts'

/** Calls that do not need the store, or a store that is blocked as a whole would never be released. Then the release. */
const afterALongWhile: readonly Input[] = [...Array.from({ length: 2000 }, () => ctl.config()), release]
const repeated = (calls: readonly Input[]): Input[] => Array.from({ length: 60 }, () => calls).flat()
const placed = [set('p', a), set('q', b), set('r', c)]

/** A change hangs at the store until another lane releases it; meanwhile other partitions are asked for. */
export const stalledChanges = check({
  id: 'osproxy/stalled-changes',
  kind: 'history',
  requirements: ['OSP-119'],
  needs: ['concurrent', 'stall', 'control'],
  explain: 'A slow transition, and a partition in cutover, delay nothing of other partitions.',
  cases: ({ profile, capabilities }) => {
    const fleet = profile === 'fleet'
    const asks = [
      (name: string) => [resolve(name), admit(name, '1'), look(name)],
      ...(fleet ? [(name: string) => [read(name), read(name, 1)]] : []),
      ...(fleet && capabilities.has('bulk')
        ? [(name: string, lane: number) => [bulk(`b${lane}`, [item(`w${lane}`, name)])]]
        : []),
    ]
    // Long enough to go on while the slow change begins, whichever lane starts first.
    const neighbours = asks.flatMap((ask) => ['q', 'r', 'q', 'r'].map((name, lane) => repeated(ask(name, lane))))
    return [
      scene('begin', [
        ...placed,
        arm('begin_migration', 'stall'),
        batch([[ctl.begin('p', b)], ...neighbours, afterALongWhile]),
      ]),
      scene('cutover', [
        ...placed,
        ctl.begin('p', b),
        arm('enter_cutover', 'stall'),
        batch([[ctl.enter('p')], ...neighbours, afterALongWhile]),
      ]),
      scene('abort-in-cutover', [
        ...placed,
        ctl.begin('p', b),
        ctl.enter('p'),
        arm('abort_migration', 'stall'),
        batch([[ctl.abort('p')], ...neighbours, afterALongWhile]),
      ]),
    ]
  },
})
