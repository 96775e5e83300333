import type { JsonObject } from '../../../../spec/json.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import {
  a,
  abort,
  arm,
  b,
  begin,
  bulk,
  c,
  complete,
  enter,
  item,
  log,
  resultOfBulk,
  resumeBulk,
  set,
} from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

const placed = [set('p', a), set('q', b), set('r', c)]
const cut = (partition: string) => [begin(partition, c), enter(partition)]

const items = (...partitions: string[]): JsonObject[] => partitions.map((name, at) => item(`w${at + 1}`, name))

/** Bulks with a stop between preparation and gate: what counts is the entry when the group is dispatched. */
export const stoppedBulks = check({
  id: 'osproxy/stopped-bulks',
  kind: 'scenario',
  requirements: ['OSP-091', 'OSP-092', 'OSP-093'],
  needs: ['proxy.bulk', 'pause_points'],
  explain: 'An item is gated when its group is dispatched: a transition after its preparation holds it.',
  model: controlScenes,
  cases: ({ capabilities }) => [
    scene('cutover-between', [
      ...placed,
      begin('p', b),
      bulk('b', items('p', 'q', 'p'), { stop_at: 'prepared' }),
      enter('p'),
      resumeBulk('b'),
      log,
    ]),
    scene('begin-between', [
      ...placed,
      bulk('b', items('q', 'p'), { stop_at: 'prepared' }),
      begin('p', b),
      resumeBulk('b'),
      log,
    ]),
    scene('flip-between', [
      ...placed,
      ...cut('p'),
      bulk('b', items('q', 'p'), { stop_at: 'prepared' }),
      complete('p'),
      resumeBulk('b'),
      log,
    ]),
    scene('abort-between', [
      ...placed,
      begin('p', b),
      bulk('b', items('p', 'q'), { stop_at: 'prepared' }),
      abort('p'),
      resumeBulk('b'),
      log,
    ]),
    scene('set-between', [
      ...placed,
      bulk('b', items('p', 'q'), { stop_at: 'prepared' }),
      set('p', a),
      resumeBulk('b'),
      log,
    ]),
    scene('another-one-between', [
      ...placed,
      bulk('b', items('p', 'q'), { stop_at: 'prepared' }),
      ...cut('r'),
      resumeBulk('b'),
      log,
    ]),
    scene('nothing-between', [
      ...placed,
      bulk('b', items('p', 'q', 'p'), { stop_at: 'prepared' }),
      resumeBulk('b'),
      log,
    ]),
    scene('stopped-twice', [
      ...placed,
      bulk('b', items('p', 'q'), { stop_at: 'prepared' }),
      begin('p', b),
      resumeBulk('b', { stop_at: 'gated' }),
      enter('p'),
      resumeBulk('b'),
      resultOfBulk('b'),
      log,
    ]),
    ...(capabilities.has('faults')
      ? [
          scene('gate-silent', [
            ...placed,
            bulk('b', items('p', 'p'), { stop_at: 'prepared' }),
            arm('admit_write', 'unavailable', { count: 1000 }),
            resumeBulk('b'),
            log,
          ]),
        ]
      : []),
  ],
})
