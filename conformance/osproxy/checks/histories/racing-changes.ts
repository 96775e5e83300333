import type { Input } from '../../../../machines/model.ts'
import { check } from '../../../check.ts'
import {
  a,
  abort,
  admit,
  b,
  batch,
  begin,
  c,
  complete,
  ctl,
  enter,
  look,
  read,
  resolve,
  scene,
  set,
} from '../inputs.ts'

const times = (count: number, ...inputs: Input[]): Input[] => Array.from({ length: count }, () => inputs).flat()
/** A batch several times, each from the same beginning: the schedules of the rounds differ. */
const rounds = (
  count: number,
  before: readonly Input[],
  lanes: readonly (readonly Input[])[],
  after: readonly Input[],
) => times(count, ...before, look('p'), batch(lanes), look('p'), ...after)
const each = (lanes: number, ...inputs: Input[]) => Array.from({ length: lanes }, () => inputs)
const draining = [begin('p', b)]
const cut = [begin('p', b), enter('p')]

/** Changes of one partition at the same time: the same ones, and different ones. */
export const racingChanges = check({
  id: 'osproxy/racing-changes',
  kind: 'history',
  requirements: ['OSP-044', 'OSP-012', 'OSP-112'],
  needs: ['concurrent', 'store.state'],
  explain: 'Of simultaneous identical changes one succeeds, and different ones take effect in some order.',
  cases: () => [
    scene('begins', [set('p', a), ...rounds(6, [], each(8, begin('p', b)), [abort('p')])]),
    scene('cutovers', [set('p', a), ...rounds(6, draining, each(8, enter('p')), [abort('p')])]),
    scene('completions', [set('p', a), ...rounds(6, cut, each(8, complete('p')), [])]),
    scene('aborts', [set('p', a), ...rounds(6, draining, each(8, abort('p')), [])]),
    scene('completion-and-abort', [
      set('p', a),
      ...rounds(8, cut, [[complete('p')], [abort('p')], [complete('p')], [abort('p')]], []),
    ]),
    scene('begin-and-abort', [
      set('p', a),
      ...rounds(
        6,
        [],
        [...each(2, begin('p', b), enter('p'), complete('p')), ...each(2, abort('p'), begin('p', c), abort('p'))],
        [abort('p')],
      ),
    ]),
    scene('with-readers', [
      set('p', a),
      ...rounds(
        6,
        [],
        [[begin('p', b), enter('p'), complete('p')], each(3, resolve('p')).flat(), each(3, look('p')).flat()],
        [],
      ),
    ]),
    scene('others-beside', [
      set('p', a),
      set('q', b),
      ...rounds(
        6,
        [],
        [
          [begin('p', b), enter('p'), complete('p')],
          [begin('q', c), abort('q'), set('q', b)],
          [look('p'), look('q')],
        ],
        [],
      ),
    ]),
    scene('sets', times(5, look('p'), batch(each(4, ...times(5, set('p', a)))), look('p'))),
  ],
})

/** Readers while the placement goes back and forth. */
export const racingReads = check({
  id: 'osproxy/racing-reads',
  kind: 'history',
  requirements: ['OSP-012', 'OSP-017', 'OSP-051'],
  needs: ['concurrent', 'store.state', 'store.resolve'],
  explain: 'Every concurrent resolve shows the placement and the epoch of one instant, and there always is one.',
  cases: () => [
    scene('back-and-forth', [
      set('p', a),
      look('p'),
      batch([times(20, set('p', a), set('p', b)), times(40, resolve('p')), times(40, look('p')), times(40, look('p'))]),
      look('p'),
    ]),
    scene('through-migrations', [
      set('p', a),
      look('p'),
      batch([
        times(10, begin('p', b), enter('p'), complete('p'), begin('p', a), enter('p'), complete('p')),
        times(40, resolve('p')),
        times(40, resolve('p')),
        times(40, look('p')),
      ]),
      look('p'),
    ]),
    scene('a-few', [
      set('p', a),
      ...times(
        8,
        look('p'),
        batch([[set('p', b), set('p', a)], times(4, resolve('p')), times(4, look('p'))]),
        look('p'),
      ),
    ]),
  ],
})

/** Sets against sets and against transitions, with readers that watch the epoch. */
export const racingSets = check({
  id: 'osproxy/racing-sets',
  kind: 'history',
  requirements: ['OSP-051'],
  needs: ['concurrent', 'store.state'],
  explain: 'Under concurrent sets the epoch never goes down, and the last change stays.',
  cases: () => [
    scene('sets', [
      set('p', a),
      look('p'),
      batch([...each(4, ...times(10, set('p', a))), times(60, look('p'))], { repeat: 400 }),
      look('p'),
    ]),
    scene('set-then-look', [
      set('p', a),
      look('p'),
      batch(each(4, set('p', a), look('p')), { repeat: 20_000 }),
      look('p'),
    ]),
    scene('sets-and-resolves', [
      set('p', a),
      look('p'),
      batch([...each(3, ...times(10, set('p', a), set('p', b))), times(60, resolve('p'))], { repeat: 200 }),
      look('p'),
    ]),
    scene('sets-and-transitions', [
      set('p', a),
      look('p'),
      batch([times(10, set('p', a)), times(10, begin('p', b), abort('p')), times(60, look('p'))], { repeat: 100 }),
      look('p'),
    ]),
    scene('a-few', [
      set('p', a),
      ...times(12, look('p'), batch([[set('p', b)], [set('p', c)], [look('p'), look('p'), look('p')]]), look('p')),
    ]),
  ],
})

/** Stamps that a cutover will have produced, guessed from the epoch before: they are never admissible. */
const guesses = [2, 5, 8, 11, 14, 17]

/** The gate, asked all the time while a partition goes in and out of cutover. */
export const racingGates = check({
  id: 'osproxy/racing-gates',
  kind: 'history',
  requirements: ['OSP-064'],
  needs: ['concurrent', 'store.admit_write', 'store.state'],
  explain: 'There is no moment in which the epoch of a cutover is admitted.',
  cases: () => [
    scene('one-cutover', [
      set('p', a),
      look('p'),
      batch([[begin('p', b), enter('p'), abort('p')], ...each(15, ...times(12, admit('p', '$e1+2')))]),
      look('p'),
    ]),
    scene('in-and-out', [
      set('p', a),
      look('p'),
      batch([
        times(6, begin('p', b), enter('p'), abort('p')),
        ...[...guesses, ...guesses].map((ahead) => times(40, admit('p', `$e1+${ahead}`))),
      ]),
      look('p'),
    ]),
    scene('a-few', [
      set('p', a),
      look('p'),
      batch([
        [begin('p', b), enter('p'), complete('p')],
        ...each(3, admit('p', '$e1+1'), admit('p', '$e1+2'), admit('p', '$e1+3')),
      ]),
      look('p'),
    ]),
  ],
})

/** Instances read while a controller moves the partition: an answered transition is seen by all of them. */
export const racingInstances = check({
  id: 'osproxy/racing-instances',
  kind: 'history',
  requirements: ['OSP-084'],
  needs: ['concurrent', 'fleet'],
  explain: 'A transition that was answered shows in every read that begins afterwards, at every instance.',
  cases: () => [
    scene(
      'reads-everywhere',
      [
        set('p', a),
        ...times(
          6,
          look('p'),
          batch([
            [ctl.begin('p', b), ctl.enter('p'), ctl.complete('p')],
            ...[0, 1, 0].map((instance) => times(4, read('p', instance))),
          ]),
          look('p'),
        ),
      ],
      { barrier_ns: '0' },
    ),
  ],
})
