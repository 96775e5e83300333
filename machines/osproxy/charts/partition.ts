import { type Attribution, chart } from '../../chart/chart.ts'
import { none } from '../../model/symbol.ts'

/** The entry of one partition in the placement store. Placements are numbers, 0 is none. */
export interface PartitionContext {
  /** Where the partition lives; while it moves, the origin. */
  readonly at: number
  /** Where it is moving to; 0 while it is settled. */
  readonly to: number
  readonly epoch: number
  /** Declared choices: set cancels a migration, begin refuses the present placement. */
  readonly cancels: number
  readonly refusesSame: number
}

export interface PartitionPayload {
  readonly placement: number
  /** The next epoch of the store. */
  readonly fresh: number
  /** The stamp that a write carries to the gate. */
  readonly stamp: number
  /** The epoch that a change expects, 0 when it expects none. */
  readonly expect: number
}

/** `timing` is that an answer comes at all (OSP-039); the code is judged against the table by a monitor (OSP-006). */
const refused = (code: string, ...requirements: string[]) =>
  ({
    actions: [{ type: 'refused', params: { code } }],
    meta: { requirements: { reply: [...requirements], timing: ['OSP-039'], state: ['OSP-040'], epoch: ['OSP-040'] } },
  }) as const

const stale = {
  guard: 'unexpected',
  actions: [{ type: 'refused', params: { code: 'stale_epoch' } }],
  meta: { requirements: { reply: ['OSP-115'], state: ['OSP-115'] } },
} as const

const changed = (requirements: Attribution) => ({
  reply: requirements.reply ?? [],
  timing: ['OSP-039'],
  epoch: ['OSP-046', 'OSP-047', ...(requirements.epoch ?? [])],
  state: requirements.state ?? [],
  value: requirements.value ?? [],
})

const unknown = refused('unknown_partition', 'OSP-029')
const settle = (update: string, requirements: Attribution, guard?: string) => ({
  target: 'active',
  ...(guard === undefined ? {} : { guard }),
  actions: [update, 'changed'],
  meta: { requirements: changed(requirements) },
})

/** Settled, draining or in cutover: the pointer that a migration flips. */
export const partition = chart<PartitionContext, PartitionPayload>({
  id: 'osproxy.partition',
  explain: 'One partition in the placement store: where reads go, where writes go, and which stamp the gate admits.',
  context: {
    at: { min: 0, max: 3 },
    to: { min: 0, max: 3 },
    epoch: { min: 0, max: 40, symbol: true },
    cancels: { min: 0, max: 1 },
    refusesSame: { min: 0, max: 1 },
  },
  payload: {
    placement: { min: 1, max: 3 },
    fresh: { min: 1, max: 40, symbol: true },
    stamp: { min: -1, max: 40, symbol: true },
    expect: { min: -1, max: 40, symbol: true },
  },
  events: {
    set: ['placement', 'fresh'],
    begin: ['placement', 'fresh', 'expect'],
    enter: ['fresh', 'expect'],
    complete: ['fresh', 'expect'],
    abort: ['fresh', 'expect'],
    look: [],
    resolve: [],
    admit: ['stamp'],
  },
  guards: {
    unexpected: (c, e) => e.expect !== none && e.expect !== c.epoch,
    current: (c, e) => e.stamp === c.epoch,
    cancels: (c) => c.cancels === 1,
    refusesPresent: (c, e) => c.refusesSame === 1 && e.placement === c.at,
  },
  updates: {
    place: { at: (_, e) => e.placement, to: () => 0, epoch: (_, e) => e.fresh },
    aim: { to: (_, e) => e.placement, epoch: (_, e) => e.fresh },
    stamp: { epoch: (_, e) => e.fresh },
    flip: { at: (c) => c.to, to: () => 0, epoch: (_, e) => e.fresh },
    turnBack: { to: () => 0, epoch: (_, e) => e.fresh },
  },
  outputs: {
    changed: (c) => ({ epoch: c.epoch }),
    refused: () => ({}),
    absent: () => ({}),
    settled: (c) => ({ at: c.at, epoch: c.epoch }),
    moving: (c) => ({ at: c.at, to: c.to, epoch: c.epoch }),
    resolved: (c) => ({ at: c.at, epoch: c.epoch }),
    admitted: () => ({}),
    rejected: () => ({}),
  },
  config: {
    initial: 'unknown',
    states: {
      unknown: {
        description: 'Never placed.',
        on: {
          set: settle('place', {
            state: ['OSP-025', 'OSP-002'],
            epoch: ['OSP-045'],
            value: ['OSP-025'],
            reply: ['OSP-025'],
          }),
          begin: unknown,
          enter: unknown,
          complete: unknown,
          abort: unknown,
          look: { actions: ['absent'] },
          resolve: { actions: ['absent'], meta: { requirements: { value: ['OSP-017'] } } },
          admit: { actions: ['rejected'], meta: { requirements: { value: ['OSP-057', 'OSP-054'] } } },
        },
      },
      active: {
        description: 'Settled at one placement.',
        on: {
          set: settle('place', { state: ['OSP-025'], value: ['OSP-025'], reply: ['OSP-025'], epoch: ['OSP-025'] }),
          begin: [
            stale,
            {
              guard: 'refusesPresent',
              actions: [{ type: 'refused', params: { code: 'same_placement' } }],
              meta: { requirements: { reply: ['OSP-042'], state: ['OSP-042', 'OSP-040'] } },
            },
            {
              target: 'draining',
              actions: ['aim', 'changed'],
              meta: {
                requirements: changed({
                  reply: ['OSP-027', 'OSP-041'],
                  state: ['OSP-027', 'OSP-041', 'OSP-002'],
                  value: ['OSP-027', 'OSP-004'],
                }),
              },
            },
          ],
          enter: [stale, refused('not_migrating', 'OSP-032')],
          complete: [stale, refused('not_migrating', 'OSP-035')],
          abort: [stale, refused('not_migrating', 'OSP-038')],
          look: { actions: ['settled'] },
          resolve: {
            actions: [{ type: 'resolved', params: { phase: 'settled' } }],
            meta: { requirements: { value: ['OSP-015', 'OSP-017'], epoch: ['OSP-012'], state: ['OSP-001'] } },
          },
          admit: [
            {
              guard: 'current',
              actions: ['admitted'],
              meta: { requirements: { value: ['OSP-054', 'OSP-018', 'OSP-021', 'OSP-058'] } },
            },
            {
              actions: ['rejected'],
              meta: { requirements: { value: ['OSP-054', 'OSP-056', 'OSP-058'] } },
            },
          ],
        },
      },
      draining: {
        description: 'Moving; writes still go to the origin.',
        on: {
          set: [
            settle('place', { reply: ['OSP-026'], state: ['OSP-026'], value: ['OSP-026'] }, 'cancels'),
            refused('already_migrating', 'OSP-026'),
          ],
          begin: [stale, refused('already_migrating', 'OSP-028')],
          enter: [
            stale,
            {
              target: 'cutover',
              actions: ['stamp', 'changed'],
              meta: {
                requirements: changed({
                  reply: ['OSP-030'],
                  state: ['OSP-030', 'OSP-002'],
                  value: ['OSP-030', 'OSP-004'],
                }),
              },
            },
          ],
          complete: [stale, refused('not_cutover', 'OSP-034')],
          abort: [
            stale,
            settle('turnBack', {
              reply: ['OSP-036'],
              state: ['OSP-036'],
              value: ['OSP-036', 'OSP-004'],
            }),
          ],
          look: { actions: [{ type: 'moving', params: { phase: 'draining' } }] },
          resolve: {
            actions: [{ type: 'resolved', params: { phase: 'draining' } }],
            meta: {
              requirements: { value: ['OSP-016', 'OSP-017', 'OSP-022'], epoch: ['OSP-012'], state: ['OSP-001'] },
            },
          },
          admit: [
            {
              guard: 'current',
              actions: ['admitted'],
              meta: { requirements: { value: ['OSP-054', 'OSP-059', 'OSP-019', 'OSP-021'] } },
            },
            {
              actions: ['rejected'],
              meta: { requirements: { value: ['OSP-054', 'OSP-056', 'OSP-059'] } },
            },
          ],
        },
      },
      cutover: {
        description: 'Moving; every write is refused until the flip or the abort.',
        on: {
          set: [
            settle('place', { reply: ['OSP-026'], state: ['OSP-026'], value: ['OSP-026'] }, 'cancels'),
            refused('already_migrating', 'OSP-026'),
          ],
          begin: [stale, refused('already_migrating', 'OSP-028')],
          enter: [stale, refused('not_draining', 'OSP-031')],
          complete: [stale, settle('flip', { reply: ['OSP-033'], state: ['OSP-033'], value: ['OSP-033', 'OSP-004'] })],
          abort: [stale, settle('turnBack', { reply: ['OSP-037'], state: ['OSP-037'], value: ['OSP-037', 'OSP-004'] })],
          look: { actions: [{ type: 'moving', params: { phase: 'cutover' } }] },
          resolve: {
            actions: [{ type: 'resolved', params: { phase: 'cutover' } }],
            meta: {
              requirements: { value: ['OSP-016', 'OSP-017', 'OSP-022'], epoch: ['OSP-012'], state: ['OSP-001'] },
            },
          },
          admit: {
            actions: ['rejected'],
            meta: { requirements: { value: ['OSP-054', 'OSP-055', 'OSP-020'] } },
          },
        },
      },
    },
  },
})
