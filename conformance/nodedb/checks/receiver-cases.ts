import type { Input, Setting } from '../../../machines/model/model.ts'
import type { Quality } from '../../../machines/nodedb/charts/deltas.ts'
import { need } from '../../../machines/nodedb/charts/need.ts'
import { receiver } from '../../../machines/nodedb/charts/receiver.ts'
import {
  ReceiverModel,
  type ReceiverPalette,
  receiverPalette,
  receiverSource,
} from '../../../machines/nodedb/models/receiver-model.ts'
import { type Check, check, claims, type NamedCase } from '../../kit/check.ts'
import { named } from './walks.ts'

/** Writes the inputs of a case for the first stream of a palette, or the one at `at`. */
class Plan {
  readonly inputs: Input[] = []

  constructor(readonly model: ReceiverModel) {}

  delta(id: number, quality: Quality = 'good', at = 0): this {
    const stream = this.model.streams[at]
    const params = stream && this.model.delta(stream, id, quality)
    if (params !== undefined) this.inputs.push({ op: 'rx.delta', params })
    return this
  }

  snapshot(mark: number, at = 0): this {
    const stream = this.model.streams[at]
    if (stream !== undefined) this.inputs.push({ op: 'rx.snapshot', params: this.model.snapshot(stream, mark) })
    return this
  }

  call(op: string, params: Input['params'] = {}): this {
    this.inputs.push({ op, params })
    return this
  }

  /** The durable store says that the first id of the palette is next. */
  started(): this {
    for (const { collection } of this.model.streams)
      this.call('rx.cold_start', { collection, verdict: 'clean', next: this.model.id(1) })
    return this
  }
}

type Cases = { readonly [name: string]: (plan: Plan) => Plan }

/** Nothing could be said of ids after it where it is taken as the beginning. */
const farAhead = 'first-delta-far-ahead'
/** Capabilities that operations take; a case that needs one is left out without it. */
const capabilityOf: Readonly<Record<string, string>> = {
  'rx.advance': 'clock',
  'rx.cold_start': 'cold_start',
  'rx.diverge': 'divergence',
  'rx.frame': 'frames',
  'rx.restart': 'restart',
}

const ordinary: Cases = {
  'gap-of-one': (plan) => plan.delta(1).delta(3).delta(2).delta(3).delta(4),
  'gap-at-the-first-delta': (plan) => plan.delta(2).delta(1).delta(2),
  [farAhead]: (plan) => plan.delta(plan.model.number(2n ** 64n - 1n)).delta(1),
  'duplicates-of-applied-deltas': (plan) =>
    plan.delta(1).delta(2).delta(2).delta(1, 'damagedPayload').delta(3).delta(1).delta(4),
  'bytes-that-are-no-frame': (plan) =>
    plan
      .delta(1)
      .call('rx.frame', { hex: '10ff000000' })
      .delta(3)
      .call('rx.frame', { hex: '520400000093c20c00' })
      .delta(2)
      .delta(3),
  'id-zero': (plan) => plan.delta(0).delta(1).delta(0).delta(2),
  'damage-to-the-delta-that-closes-a-gap': (plan) =>
    plan.delta(1).delta(3).delta(2, 'damagedPayload').call('rx.advance', { ms: 5_000 }).delta(2).delta(3),
  'three-damaged-copies': (plan) =>
    plan
      .delta(1, 'damagedPayload')
      .delta(1, 'damagedChecksum')
      .delta(1, 'damagedPayload')
      .delta(1)
      .snapshot(2)
      .delta(3),
  'damage-ahead-of-a-gap': (plan) => plan.delta(2, 'damagedPayload').delta(1).delta(2),
  'gap-while-a-request-runs': (plan) =>
    plan.delta(2).delta(4).delta(6).call('rx.advance', { ms: 4_999 }).call('rx.advance', { ms: 1 }).delta(1),
  'divergence-while-everything-is-asked-for': (plan) =>
    plan
      .delta(1)
      .call('rx.diverge', { collection: 'a' })
      .call('rx.diverge', { collection: 'a' })
      .delta(2)
      .snapshot(2)
      .delta(3),
  'snapshot-older-than-the-state': (plan) =>
    plan.delta(1).delta(2).delta(3).snapshot(1).snapshot(2).snapshot(3).delta(4),
  'snapshot-below-what-was-seen': (plan) => plan.delta(1).delta(6).snapshot(3).delta(4).delta(5).delta(6),
  'snapshot-of-nothing': (plan) => plan.snapshot(0).delta(1),
  'old-snapshot-while-rebuilding': (plan) =>
    plan.delta(1).delta(2).delta(3).call('rx.diverge', { collection: 'a' }).snapshot(1).delta(2).delta(3),
  'two-collections-in-trouble': (plan) =>
    plan
      .delta(2)
      .delta(3, 'good', 1)
      .snapshot(2)
      .call('rx.advance', { ms: 5_000 })
      .delta(1, 'good', 1)
      .delta(2, 'good', 1),
  'gap-across-a-lost-link': (plan) =>
    plan.delta(1).call('rx.link', { up: false }).call('rx.link', { up: true }).delta(3).delta(2).delta(3),
  'gap-while-the-link-is-down': (plan) =>
    plan
      .delta(1)
      .call('rx.link', { up: false })
      .delta(3)
      .call('rx.advance', { ms: 600_000 })
      .call('rx.link', { up: true })
      .call('rx.link', { up: true }),
  'interval-doubles-to-a-minute': (plan) =>
    plan
      .delta(2)
      .call('rx.advance', { ms: 5_000 })
      .call('rx.advance', { ms: 9_999 })
      .call('rx.advance', { ms: 1 })
      .call('rx.advance', { ms: 600_000 }),
  'second-gap-after-recovery': (plan) => plan.delta(2).delta(1).delta(2).delta(4).delta(3).delta(4).delta(6),
}

const holding: Cases = {
  'duplicate-of-a-held-delta': (plan) => plan.delta(1).delta(3).delta(3).delta(2).delta(3).delta(4),
  'held-delta-and-a-damaged-copy': (plan) => plan.delta(1).delta(3).delta(3, 'damagedPayload').delta(2).delta(4),
  'damage-to-the-delta-that-closes-a-gap': (plan) =>
    plan.delta(1).delta(3).delta(2, 'damagedPayload').delta(2).delta(4),
  'more-than-can-be-held': (plan) => plan.delta(5).delta(4).delta(3).delta(2).delta(1).delta(2).delta(3),
  'snapshot-below-held-deltas': (plan) => plan.delta(4).delta(5).snapshot(3).delta(6),
}

const starting: Cases = {
  'everything-is-damaged': (plan) =>
    plan.call('rx.cold_start', { verdict: 'corrupt' }).delta(1).snapshot(2).delta(3).delta(5),
  'everything-is-damaged-and-nothing-comes': (plan) =>
    plan.call('rx.cold_start', { verdict: 'corrupt' }).call('rx.link', { up: false }).call('rx.link', { up: true }),
  'everything-was-damaged-by-a-crash': (plan) =>
    plan
      .delta(1)
      .delta(2)
      .call('rx.restart')
      .call('rx.cold_start', { verdict: 'corrupt' })
      .delta(3)
      .snapshot(2)
      .delta(3),
  'everything-is-damaged-and-time-passes': (plan) =>
    plan
      .call('rx.cold_start', { verdict: 'corrupt' })
      .delta(1)
      .call('rx.advance', { ms: 5_000 })
      .snapshot(1)
      .delta(2)
      .call('rx.advance', { ms: 20_000 }),
  'a-collection-is-damaged': (plan) =>
    plan.call('rx.cold_start', { collection: 'a', verdict: 'corrupt' }).delta(1).snapshot(0).delta(1),
  'the-store-is-sound': (plan) =>
    plan.call('rx.cold_start', { collection: 'a', verdict: 'clean', next: '4' }).delta(3).delta(4).delta(6).delta(5),
  'told-too-late': (plan) => plan.delta(1).call('rx.cold_start', { collection: 'a', verdict: 'corrupt' }).delta(2),
}

const wide: Cases = {
  contiguous: (plan) => plan.started().delta(1).delta(2).delta(3).delta(4),
  'gap-of-one': (plan) => plan.started().delta(1).delta(3).delta(2).delta(3),
  damage: (plan) => plan.started().delta(1, 'damagedPayload').delta(1).delta(2),
  snapshot: (plan) => plan.started().delta(1).delta(3).snapshot(3).delta(4),
}

function caseCheck(
  slug: string,
  explain: string,
  palette: Partial<ReceiverPalette>,
  cases: Cases,
  needs: readonly string[],
  unreached: readonly string[],
): Check {
  const build = (setting: Setting): ReceiverModel => new ReceiverModel(setting, { ...receiverPalette, ...palette })
  return check({
    id: `nodedb/${slug}`,
    kind: 'scenario',
    requirements: named([receiver, need], unreached, needs),
    needs: ['rx.delta', ...needs],
    explain,
    model: receiverSource(slug, palette),
    cases: (setting): NamedCase[] =>
      Object.entries(cases).flatMap(([name, make]) => {
        const model = build(setting)
        const { inputs } = make(new Plan(model))
        if (
          (model.adopts && name === farAhead) ||
          inputs.some(({ op }) => capabilityOf[op] !== undefined && !model.has(capabilityOf[op]))
        )
          return []
        return [{ name, configuration: model.configuration, inputs, thorough: true }]
      }),
  })
}

/** A damaged store leads to rebuilding as divergence does. */
function withoutDivergence(definition: Check): Check {
  const requirements = claims(definition).map(({ id, needs }) => (id === 'NDB-065' ? id : { id, needs }))
  return { ...definition, requirements }
}

/** The situations that implementations get wrong, one by one. */
export const receiverCases: readonly Check[] = [
  caseCheck(
    'receiver-cases',
    'Gaps, damage, snapshots, lost links and times, one situation each.',
    {},
    ordinary,
    [],
    ['NDB-069'],
  ),
  caseCheck(
    'holding-cases',
    'Deltas held back, and what may become of them.',
    { holdMax: 2 },
    holding,
    ['constants'],
    ['NDB-033', 'NDB-045', 'NDB-048', 'NDB-049', 'NDB-065', 'NDB-068', 'NDB-069', 'NDB-072'],
  ),
  withoutDivergence(
    caseCheck(
      'cold-start-cases',
      'What a start finds in the local store: nothing wrong, one collection damaged, or everything.',
      { collections: ['a'], far: [] },
      starting,
      ['cold_start'],
      [
        ...['NDB-033', 'NDB-045', 'NDB-046', 'NDB-068', 'NDB-069', 'NDB-071', 'NDB-072', 'NDB-074'],
        // One stream shows nothing of its independence.
        ...['NDB-062', 'NDB-073'],
      ],
    ),
  ),
  ...[2n ** 32n - 2n, 2n ** 53n - 2n, 2n ** 63n - 2n, 2n ** 64n - 4n].map((base) =>
    caseCheck(
      `cases-from-${base}`,
      `Streams whose next id is ${base + 1n}.`,
      { base, far: [], collections: ['a'] },
      wide,
      ['cold_start'],
      [
        ...['NDB-033', 'NDB-048', 'NDB-049', 'NDB-051', 'NDB-052', 'NDB-058', 'NDB-065', 'NDB-066', 'NDB-068'],
        ...['NDB-070', 'NDB-071', 'NDB-072', 'NDB-074', 'NDB-062', 'NDB-073'],
      ],
    ),
  ),
]
