import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import {
  a,
  advance,
  arm,
  b,
  begin,
  bulk,
  complete,
  ctl,
  disarm,
  enter,
  explain,
  generation,
  hold,
  item,
  log,
  look,
  multiGet,
  read,
  release,
  restartStore,
  result,
  resultOfBulk,
  resume,
  resumeBulk,
  rewind,
  set,
  settle,
  storeCalls,
  write,
} from '../../calls.ts'

const ops = [
  'set',
  'begin_migration',
  'enter_cutover',
  'complete_migration',
  'abort_migration',
  'state',
  'resolve',
  'admit_write',
]
const modes = ['before_apply', 'after_apply', 'duplicate', 'delay', 'unavailable']
const still = [look('p'), set('p', b), look('p')]

/** Calls out of place: about nothing, twice, too late, before anything. After each, the store serves as ever. */
export const oddRequests = check({
  id: 'osproxy/odd-requests',
  kind: 'scenario',
  requirements: ['OSP-120'],
  needs: ['store.state', 'store.set'],
  explain: 'No request, fault or misuse ends the process, and the next request is served.',
  cases: ({ capabilities, profile }) => {
    const has = (name: string): boolean => capabilities.has(name)
    const control = profile !== 'store'
    const fleet = profile === 'fleet'
    return [
      scene('changes-of-nothing', [begin('p', a), enter('p'), complete('p'), enter('p'), ...still]),
      ...(has('generation') ? [scene('generation-of-nothing', [generation, ...still, generation])] : []),
      ...(has('durable_store') ? [scene('restart-of-nothing', [restartStore, restartStore, ...still])] : []),
      ...(control
        ? [
            scene('controllers-of-nothing', [
              ctl.enter('p'),
              ctl.complete('p', { controller: 63 }),
              ctl.abort('p', { controller: 7 }),
              ctl.restart({ controller: 63 }),
              ctl.state('p'),
              ...still,
            ]),
            scene('far-future', [
              set('p', a),
              ctl.begin('p', b),
              ctl.enter('p'),
              advance(2n ** 63n),
              advance(2n ** 63n),
              ctl.complete('p'),
              ...still,
            ]),
          ]
        : []),
      ...(has('clock_rewind') ? [scene('before-time', [rewind(1), rewind(2n ** 64n - 1n), advance(1), ...still])] : []),
      ...(control && has('faults')
        ? [
            scene('releases-of-nothing', [release, disarm, release, ...still]),
            ...ops.flatMap((op) =>
              modes.map((mode) =>
                scene(`fault-${op}-${mode}`, [arm(op, mode), set('p', a), ctl.state('p'), release, disarm, ...still]),
              ),
            ),
            scene('a-thousand-faults', [
              set('p', a),
              arm('begin_migration', 'before_apply', { count: 1000 }),
              ctl.begin('p', b),
              disarm,
              ctl.begin('p', b),
              look('p'),
            ]),
            scene('late-and-pointless', [
              set('p', a),
              arm('begin_migration', 'delay', { count: 2 }),
              ctl.begin('p', b),
              ctl.begin('p', a),
              release,
              look('p'),
              release,
              look('p'),
            ]),
          ]
        : []),
      ...(control && has('store_calls') ? [scene('calls-of-nothing', [storeCalls, ...still])] : []),
      ...(fleet
        ? [
            scene('requests-of-nothing', [
              read('p'),
              read('p', 63),
              write('w1', 'p'),
              write('w2', 'p', { instance: 63 }),
              log,
              ...still,
            ]),
            scene('same-write-twice', [set('p', a), write('w1', 'p'), write('w1', 'p'), ...still]),
          ]
        : []),
      ...(fleet && has('pause_points')
        ? [
            scene('no-such-write', [
              resume('w1'),
              result('w1'),
              settle('w1', 'commit'),
              resumeBulk('b'),
              resultOfBulk('b'),
              ...still,
            ]),
            scene('resumed-twice', [
              set('p', a),
              write('w1', 'p', { stop_at: 'gated' }),
              resume('w1'),
              resume('w1'),
              result('w1'),
              ...still,
            ]),
            scene('settled-twice', [
              set('p', a),
              hold('w1'),
              hold('w1'),
              write('w1', 'p'),
              settle('w1', 'reset_applied'),
              settle('w1', 'commit'),
              result('w1'),
              log,
              ...still,
            ]),
          ]
        : []),
      ...(fleet && has('bulk')
        ? [scene('bulk-of-nothing', [bulk('b', [item('w1', 'p'), item('w1', 'p')]), log, ...still])]
        : []),
      ...(fleet && has('multi_get') ? [scene('multi-read-of-nothing', [multiGet('p', 'q', 'p'), ...still])] : []),
      ...(fleet && has('explain') ? [scene('explanation-of-nothing', [explain('w1'), ...still])] : []),
    ]
  },
})
