import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import {
  a,
  advance,
  b,
  bulk,
  ctl,
  hold,
  item,
  log,
  look,
  result,
  resultOfBulk,
  resume,
  resumeBulk,
  set,
  settle,
  write,
} from '../../calls.ts'

const deadline = 1000
/** The barrier is one nanosecond longer than the deadline: the least that protects. */
const configuration = { upstream_deadline_ns: `${deadline}`, barrier_ns: `${deadline + 1}` }
const draining = [set('p', a), ctl.begin('p', b)]
const stopped = { stop_at: 'gated' }
const three = [item('w1', 'p'), item('w2', 'p'), item('w3', 'p')]

/** Writes that passed the gate and then take long: before dispatch, at the cluster, behind their siblings. */
export const writeDeadlines = check({
  id: 'osproxy/write-deadlines',
  kind: 'scenario',
  requirements: ['OSP-069', 'OSP-107'],
  needs: ['fleet', 'pause_points'],
  explain:
    'A write is not committed after its deadline, which counts from the gate, so that none lands at the origin after a flip.',
  cases: ({ capabilities }) => [
    ...['index', 'create', 'delete'].flatMap((action) => [
      ...[deadline - 1, deadline, deadline + 1].map((late) =>
        scene(
          `${action}-paused-${late}`,
          [...draining, write('w1', 'p', { ...stopped, action }), advance(late), resume('w1'), log],
          configuration,
        ),
      ),
      scene(
        `${action}-paused-over-the-flip`,
        [
          ...draining,
          write('w1', 'p', { ...stopped, action }),
          ctl.enter('p'),
          advance(deadline + 1),
          ctl.complete('p'),
          look('p'),
          log,
          resume('w1'),
          log,
        ],
        configuration,
      ),
      scene(
        `${action}-held-over-the-flip`,
        [
          ...draining,
          hold('w1'),
          write('w1', 'p', { action }),
          ctl.enter('p'),
          advance(deadline + 1),
          ctl.complete('p'),
          log,
          settle('w1', 'commit'),
          result('w1'),
          log,
        ],
        configuration,
      ),
    ]),
    ...[deadline - 1, deadline, deadline + 1].flatMap((late) =>
      ['commit', 'timeout_applied'].map((outcome) =>
        scene(
          `held-${late}-${outcome}`,
          [...draining, hold('w1'), write('w1', 'p'), advance(late), settle('w1', outcome), result('w1'), log],
          configuration,
        ),
      ),
    ),
    scene(
      'paused-and-held',
      [
        ...draining,
        hold('w1'),
        write('w1', 'p', stopped),
        advance(deadline - 1),
        resume('w1'),
        ctl.enter('p'),
        advance(deadline + 1),
        settle('w1', 'commit'),
        ctl.complete('p'),
        result('w1'),
        log,
      ],
      configuration,
    ),
    ...(capabilities.has('bulk')
      ? [
          scene(
            'bulk-one-after-another',
            [
              ...draining,
              ...three.map(({ write_id }) => hold(write_id as string)),
              bulk('b', three),
              ctl.enter('p'),
              advance(deadline - 1),
              settle('w1', 'commit'),
              advance(2),
              ctl.complete('p'),
              log,
              settle('w2', 'commit'),
              advance(deadline - 1),
              settle('w3', 'commit'),
              log,
              resultOfBulk('b'),
              log,
            ],
            configuration,
          ),
          scene(
            'bulk-slow-but-in-time',
            [
              ...draining,
              hold('w1'),
              bulk('b', three),
              advance(deadline - 1),
              settle('w1', 'commit'),
              resultOfBulk('b'),
              log,
            ],
            configuration,
          ),
          scene(
            'bulk-paused-over-the-flip',
            [
              ...draining,
              bulk('b', three, stopped),
              ctl.enter('p'),
              advance(deadline + 1),
              ctl.complete('p'),
              log,
              resumeBulk('b'),
              log,
            ],
            configuration,
          ),
        ]
      : []),
  ],
})
