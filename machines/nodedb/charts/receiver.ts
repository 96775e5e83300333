import { type Attribution, chart, type TransitionConfig } from '../../chart/chart.ts'
import { above, drained, hold } from './held.ts'

/** One stream at its receiver. Ids are counted from the first one that the receiver may meet. */
export interface ReceiverContext {
  /** The lowest id that is not applied. */
  readonly next: number
  /** The highest id seen beyond a gap; 0 without one. */
  readonly until: number
  /** Bad copies of `next` so far. */
  readonly bad: number
  /** Deltas held back ahead of a gap, see `held.ts`. */
  readonly held: number
  /** Bad copies of one id after which everything is asked for. */
  readonly copies: number
  /** The last id that there is. */
  readonly last: number
  /** Declared choice: a first delta above id 1 is taken as the beginning. */
  readonly adopts: number
}

export interface ReceiverPayload {
  readonly id: number
  /** 1 if the checksum is 0 or that of the payload. */
  readonly good: number
  /** 1 if a good delta ahead of a gap is held back. */
  readonly keep: number
  /** Watermark of a snapshot. */
  readonly mark: number
  /** 1 if what a snapshot leaves missing is asked for at once. */
  readonly prompt: number
  /** The durable next, as a clean start finds it. */
  readonly next: number
  /** 1 if a receiver asks for what it needs directly after a restart. */
  readonly asks: number
}

/** What a snapshot leads to: next after it, with held deltas applied. */
const after = (c: Pick<ReceiverContext, 'held'>, e: Pick<ReceiverPayload, 'mark'>): number =>
  drained(c.held, e.mark + 1)
const filled = (c: Pick<ReceiverContext, 'held' | 'next'>): number => drained(c.held, c.next + 1)

const asked: readonly string[] = ['NDB-041', 'NDB-042', 'NDB-043', 'NDB-044', 'NDB-061', 'NDB-062']
const zero = {
  guard: 'zero',
  actions: [{ type: 'refused', params: { code: 'id-zero' } }],
  meta: { requirements: { reply: ['NDB-068'], effects: ['NDB-068'], frames: ['NDB-068'], state: ['NDB-068'] } },
} as const satisfies TransitionConfig
const duplicate = {
  guard: 'behind',
  meta: {
    requirements: {
      effects: ['NDB-051', 'NDB-054', 'NDB-066'],
      frames: ['NDB-051', 'NDB-052'],
      state: ['NDB-051'],
      reply: ['NDB-051'],
    },
  },
} as const satisfies TransitionConfig
const stale = {
  guard: 'stale',
  actions: [{ type: 'refused', params: { code: 'stale-snapshot' } }],
  meta: {
    requirements: { reply: ['NDB-067'], effects: ['NDB-067', 'NDB-052'], frames: ['NDB-067'], state: ['NDB-067'] },
  },
} as const satisfies TransitionConfig
const garbage = {
  actions: [],
  meta: {
    requirements: { reply: ['NDB-072', 'NDB-033'], effects: ['NDB-072'], frames: ['NDB-072'], state: ['NDB-072'] },
  },
} as const satisfies TransitionConfig

const applying = (target: string, guard: string | undefined, requirements: Attribution, ...more: string[]) =>
  ({
    ...(guard === undefined ? {} : { guard }),
    target,
    actions: ['applied', 'apply', ...more],
    meta: { requirements: { reply: ['NDB-050'], ...requirements } },
  }) satisfies TransitionConfig
const quiet = {
  effects: ['NDB-050', 'NDB-053', 'NDB-054'],
  frames: ['NDB-050', 'NDB-062'],
  state: ['NDB-050', 'NDB-053', 'NDB-062'],
}
const filling = {
  effects: ['NDB-053', 'NDB-054', 'NDB-055', 'NDB-115'],
  frames: ['NDB-056', 'NDB-061'],
  state: ['NDB-053', 'NDB-055'],
}
const damagedOnce = (target: string) =>
  ({
    guard: 'damaged',
    target,
    actions: ['count', 'raise'],
    meta: {
      requirements: {
        frames: ['NDB-045', 'NDB-044', 'NDB-062'],
        effects: ['NDB-046', 'NDB-053'],
        state: ['NDB-046'],
        reply: ['NDB-045'],
      },
    },
  }) satisfies TransitionConfig
/** A delta ahead of the expected one, on a stream that misses nothing yet. */
const gaps = (more: readonly string[]): TransitionConfig[] => {
  const requirements = {
    frames: [...asked, ...more],
    timing: ['NDB-041', 'NDB-044', 'NDB-061', 'NDB-062', ...more],
    effects: ['NDB-053', 'NDB-055', ...more],
    state: ['NDB-053', 'NDB-055'],
    reply: ['NDB-041', ...more],
  }
  return [
    { guard: 'kept', target: 'gapped', actions: ['keep', 'raise'], meta: { requirements } },
    {
      guard: 'aheadBad',
      target: 'gapped',
      actions: ['note', 'raise'],
      meta: {
        requirements: {
          ...requirements,
          frames: ['NDB-071', ...requirements.frames],
          effects: ['NDB-046', ...requirements.effects],
        },
      },
    },
    { target: 'gapped', actions: ['note', 'raise'], meta: { requirements } },
  ]
}
const diverge = {
  target: 'rebuilding',
  actions: ['rebuild', 'raise'],
  meta: {
    requirements: { frames: ['NDB-049', 'NDB-044'], effects: ['NDB-049'], state: ['NDB-049'], reply: ['NDB-049'] },
  },
} as const satisfies TransitionConfig
const corrupt = {
  target: 'rebuilding',
  actions: ['rebuild', 'raise'],
  meta: {
    requirements: { frames: ['NDB-048', 'NDB-044'], effects: ['NDB-048'], state: ['NDB-048'], reply: ['NDB-048'] },
  },
} as const satisfies TransitionConfig
const clean = {
  target: 'live',
  actions: ['resume'],
  meta: { requirements: { frames: ['NDB-060'], effects: ['NDB-060'], state: ['NDB-060'], reply: ['NDB-060'] } },
} as const satisfies TransitionConfig
const restart = {
  actions: ['forget', 'met'],
  meta: { requirements: { frames: ['NDB-060'], effects: ['NDB-060', 'NDB-054'], state: ['NDB-060'] } },
} as const satisfies TransitionConfig
const installing = (target: string, guard: string | undefined, requirements: Attribution, ...more: string[]) =>
  ({
    ...(guard === undefined ? {} : { guard }),
    target,
    actions: ['installed', 'released', 'install', ...more],
    meta: {
      requirements: {
        reply: ['NDB-067'],
        state: ['NDB-063', 'NDB-064', 'NDB-073'],
        ...requirements,
        effects: ['NDB-063', 'NDB-053', 'NDB-054', ...(requirements.effects ?? [])],
      },
    },
  }) satisfies TransitionConfig
const content = (reason: string, ...requirements: string[]) => ({
  actions: [{ type: 'asks', params: { reason } }],
  meta: { requirements: { frames: requirements } },
})
const nothing = { actions: [{ type: 'asks', params: { reason: 'none' } }] }

/** One stream: what is applied, what is missing, and when a need arises and ends. When it is told to the sender is `need`'s. */
export const receiver = chart<ReceiverContext, ReceiverPayload>({
  id: 'nodedb.receiver',
  explain: 'A receiver applies one stream in order, finds what is missing or damaged, and asks for it until it has it.',
  context: {
    next: { min: 1, max: 4 },
    until: { min: 0, max: 3 },
    bad: { min: 0, max: 2 },
    held: { min: 0, max: 7 },
    copies: { min: 3, max: 3 },
    last: { min: 3, max: 4, initial: 4 },
    adopts: { min: 0, max: 1 },
  },
  payload: {
    id: { min: 0, max: 3 },
    good: { min: 0, max: 1 },
    keep: { min: 0, max: 1 },
    mark: { min: 0, max: 3 },
    prompt: { min: 0, max: 1 },
    next: { min: 1, max: 3 },
    asks: { min: 0, max: 1 },
  },
  events: {
    delta: ['id', 'good', 'keep'],
    snapshot: ['mark', 'prompt'],
    diverge: [],
    corrupt: [],
    clean: ['next'],
    restart: ['asks'],
    garbage: [],
    ask: [],
  },
  guards: {
    zero: (_, e) => e.id === 0,
    behind: (c, e) => e.id < c.next,
    adopted: (c, e) => c.adopts === 1 && e.good === 1 && e.id > c.next && e.id < c.last,
    kept: (c, e) => e.id > c.next && e.good === 1 && e.keep === 1,
    keepable: (_, e) => e.good === 1 && e.keep === 1,
    ahead: (c, e) => e.id > c.next,
    aheadBad: (c, e) => e.id > c.next && e.good === 0,
    wornOut: (c, e) => e.id === c.next && e.good === 0 && c.bad + 1 >= c.copies,
    damaged: (c, e) => e.id === c.next && e.good === 0,
    final: (c, e) => e.id === c.next && e.good === 1 && filled(c) > c.last,
    completing: (c, e) => e.id === c.next && e.good === 1 && c.until < filled(c),
    expected: (c, e) => e.id === c.next && e.good === 1,
    stale: (c, e) => e.mark < c.next - 1,
    finalMark: (c, e) => after(c, e) > c.last,
    settling: (c, e) => c.until < after(c, e),
    prompt: (_, e) => e.prompt === 1,
    persists: (_, e) => e.asks === 1,
    wasBad: (c) => c.bad > 0,
  },
  updates: {
    apply: {
      next: (c) => filled(c),
      held: (c) => above(c.held, filled(c)),
      until: (c) => (c.until < filled(c) ? 0 : c.until),
      bad: () => 0,
    },
    adopt: { next: (_, e) => e.id + 1 },
    keep: { held: (c, e) => hold(c.held, e.id), until: (c, e) => Math.max(c.until, e.id) },
    note: { until: (c, e) => Math.max(c.until, e.id) },
    count: { bad: (c) => c.bad + 1, until: (c) => Math.max(c.until, c.next) },
    rebuild: { held: () => 0, bad: () => 0 },
    install: {
      next: (c, e) => after(c, e),
      held: (c, e) => above(c.held, after(c, e)),
      until: (c, e) => (c.until < after(c, e) ? 0 : c.until),
      bad: (c, e) => (after(c, e) === c.next ? c.bad : 0),
    },
    resume: { next: (_, e) => e.next, until: () => 0, held: () => 0, bad: () => 0 },
    forget: { until: () => 0, held: () => 0, bad: () => 0 },
    forgetHeld: { held: () => 0, bad: () => 0 },
  },
  outputs: {
    applied: (c) => ({ from: c.next, to: filled(c) - 1 }),
    adopted: (_, e) => ({ from: e.id, to: e.id }),
    installed: (_, e) => ({ mark: e.mark }),
    released: (c, e) => ({ from: e.mark + 1, to: after(c, e) - 1 }),
    refused: () => ({}),
    raise: () => ({}),
    met: () => ({}),
    asks: (c) => ({ next: c.next, until: c.until }),
  },
  config: {
    initial: 'fresh',
    states: {
      fresh: {
        description: 'Nothing was received yet.',
        on: {
          delta: [
            zero,
            {
              guard: 'adopted',
              target: 'live',
              actions: ['adopted', 'adopt'],
              meta: { requirements: { effects: ['NDB-074'], frames: ['NDB-074'], reply: ['NDB-074'] } },
            },
            applying('live', 'expected', quiet),
            damagedOnce('gapped'),
            ...gaps(['NDB-074']),
          ],
          snapshot: [installing('exhausted', 'finalMark', {}), installing('live', undefined, { frames: ['NDB-050'] })],
          diverge,
          corrupt,
          clean,
          restart,
          garbage,
          ask: nothing,
        },
      },
      live: {
        description: 'Everything up to next is applied, and nothing beyond it was seen.',
        on: {
          delta: [
            zero,
            duplicate,
            applying('exhausted', 'final', {
              ...quiet,
              reply: ['NDB-050', 'NDB-069'],
              effects: [...quiet.effects, 'NDB-069'],
            }),
            applying('live', 'expected', quiet),
            damagedOnce('gapped'),
            ...gaps(['NDB-060']),
          ],
          snapshot: [
            stale,
            installing('exhausted', 'finalMark', {}),
            installing('live', undefined, { frames: ['NDB-050', 'NDB-066'] }),
          ],
          diverge,
          corrupt,
          clean,
          restart,
          garbage,
          ask: nothing,
        },
      },
      gapped: {
        description: 'An id is missing or damaged; a need is open.',
        on: {
          delta: [
            zero,
            duplicate,
            {
              guard: 'kept',
              actions: ['keep'],
              meta: {
                requirements: {
                  frames: ['NDB-056'],
                  effects: ['NDB-053', 'NDB-055'],
                  state: ['NDB-053'],
                  reply: ['NDB-056'],
                },
              },
            },
            {
              guard: 'ahead',
              actions: ['note'],
              meta: {
                requirements: {
                  frames: ['NDB-056', 'NDB-071'],
                  effects: ['NDB-053', 'NDB-055', 'NDB-046'],
                  state: ['NDB-053'],
                  reply: ['NDB-056'],
                },
              },
            },
            {
              guard: 'wornOut',
              target: 'rebuilding',
              actions: ['rebuild', 'raise'],
              meta: {
                requirements: {
                  frames: ['NDB-070'],
                  effects: ['NDB-046', 'NDB-070'],
                  state: ['NDB-070'],
                  reply: ['NDB-070'],
                },
              },
            },
            {
              guard: 'damaged',
              actions: ['count'],
              meta: {
                requirements: {
                  frames: ['NDB-056', 'NDB-058', 'NDB-070'],
                  effects: ['NDB-046'],
                  state: ['NDB-046'],
                  reply: ['NDB-056'],
                },
              },
            },
            applying('exhausted', 'final', filling, 'met'),
            applying('live', 'completing', filling, 'met'),
            { actions: ['applied', 'apply'], meta: { requirements: { reply: ['NDB-053'], ...filling } } },
          ],
          snapshot: [
            stale,
            installing('exhausted', 'finalMark', {}, 'met'),
            installing('live', 'settling', { frames: ['NDB-061', 'NDB-066'] }, 'met'),
            installing('gapped', undefined, { frames: ['NDB-061'] }),
          ],
          diverge,
          corrupt,
          clean: { ...clean, actions: ['resume', 'met'] },
          restart: [
            {
              guard: 'persists',
              actions: ['forgetHeld', 'raise'],
              meta: { requirements: { frames: ['NDB-060'], effects: ['NDB-060'] } },
            },
            { ...restart, target: 'live' },
          ],
          garbage,
          ask: [
            { ...content('mismatch', 'NDB-045', 'NDB-057', 'NDB-059'), guard: 'wasBad' },
            content('gap', 'NDB-042', 'NDB-043', 'NDB-057', 'NDB-059', 'NDB-061'),
          ],
        },
      },
      rebuilding: {
        description: 'Everything was asked for; no delta is applied, and a damaged state is not served.',
        on: {
          delta: [
            zero,
            {
              guard: 'keepable',
              actions: ['keep'],
              meta: {
                requirements: { frames: ['NDB-056'], effects: ['NDB-065'], state: ['NDB-065'], reply: ['NDB-065'] },
              },
            },
            {
              actions: ['note'],
              meta: {
                requirements: { frames: ['NDB-056'], effects: ['NDB-065'], state: ['NDB-065'], reply: ['NDB-065'] },
              },
            },
          ],
          snapshot: [
            installing('exhausted', 'finalMark', {}, 'met'),
            installing('live', 'settling', { frames: ['NDB-061', 'NDB-063', 'NDB-066'] }, 'met'),
            installing('gapped', 'prompt', { frames: ['NDB-061', 'NDB-066'] }, 'raise'),
            installing('gapped', undefined, { frames: ['NDB-061', 'NDB-066'] }),
          ],
          diverge: {
            meta: { requirements: { frames: ['NDB-056', 'NDB-058'], effects: ['NDB-065'], state: ['NDB-065'] } },
          },
          corrupt: { meta: { requirements: { frames: ['NDB-056'], effects: ['NDB-065'], state: ['NDB-065'] } } },
          clean: { ...clean, actions: ['resume', 'met'] },
          restart: { actions: ['rebuild', 'raise'] },
          garbage,
          ask: content('corrupted', 'NDB-048', 'NDB-049', 'NDB-057', 'NDB-059', 'NDB-070'),
        },
      },
      exhausted: {
        description: 'The last id is applied; nothing can follow.',
        on: {
          delta: [
            zero,
            {
              actions: [{ type: 'refused', params: { code: 'exhausted' } }],
              meta: {
                requirements: { reply: ['NDB-069'], effects: ['NDB-069'], frames: ['NDB-069'], state: ['NDB-069'] },
              },
            },
          ],
          snapshot: [stale, installing('exhausted', undefined, {})],
          diverge,
          corrupt,
          clean,
          restart,
          garbage,
          ask: nothing,
        },
      },
    },
  },
})
