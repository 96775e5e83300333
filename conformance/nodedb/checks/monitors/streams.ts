import type { JsonObject } from '../../../../spec/json.ts'
import { decodeFrame } from '../../../../spec/nodedb/codec.ts'
import { crc32c } from '../../../../spec/nodedb/crc32c.ts'
import type { Dialect } from '../../../../spec/nodedb/dialect.ts'
import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { dialectOfCase } from '../dialect-of-case.ts'

/** One stream as its applied deltas and its requests tell it. */
interface Stream {
  /** The id after the last one applied or covered by a snapshot; undefined where nobody said where the stream is. */
  next: bigint | undefined
  /** Ids applied since the last snapshot. */
  readonly applied: Set<string>
  /** What any receiver has by now that takes good deltas in order and drops the others. */
  least: bigint
  /** Whether something was missing or damaged at some time. */
  troubled: boolean
  /** Whether everything was asked for and no snapshot came since. */
  rebuilding: boolean
  /** The highest id that arrived. */
  highest: bigint
  /** Damaged copies since a snapshot moved the next id; from as many as it declares, a receiver may ask for everything, also unseen while its link is down. */
  damages: number
}

interface Memory {
  readonly streams: Map<string, Stream>
  readonly dialect: Dialect
  /** Whether a first delta above id 1 may be the beginning. */
  readonly adopts: boolean
  /** Whether ids count for a peer as a whole, so that nothing is known of one collection. */
  readonly shared: boolean
  readonly ordered: boolean
  /** Damaged copies after which a receiver may ask for everything. */
  readonly patience: number
}

type Applied = { readonly peer: string; readonly collection: string; readonly mutation_id: string }
type Installed = { readonly peer: string; readonly collection: string; readonly watermark: string }
type Framed = { readonly peer: string; readonly frame: string }

/** What a receiver applies and asks for: order, once, whole, true; without charts. */
export const streams = check({
  id: 'nodedb/streams',
  kind: 'monitor',
  requirements: [
    'NDB-042',
    'NDB-043',
    'NDB-045',
    'NDB-046',
    { id: 'NDB-048', needs: ['cold_start'] },
    'NDB-050',
    'NDB-051',
    'NDB-053',
    'NDB-054',
    { id: 'NDB-055', needs: ['in_order'] },
    { id: 'NDB-065', needs: ['divergence'] },
    'NDB-115',
  ],
  needs: ['rx.delta'],
  explain:
    'What a receiver applies is whole, in order and once; what it asks for is true; what arrives in order in the end is applied.',
  monitors: [
    monitor<Memory>({
      id: 'nodedb/streams',
      start: (configuration, setting) => ({
        streams: new Map(),
        dialect: dialectOfCase(configuration, setting),
        adopts: (configuration.baseline ?? setting.parameters.baseline) === 'adopt',
        shared: setting.parameters.stream_scope === 'peer',
        ordered: setting.capabilities.has('in_order'),
        patience: Number(configuration.escalate_after ?? setting.parameters.escalate_after ?? 3),
      }),
      judge: (memory, exchange, report) => {
        const { op, params, reply } = exchange
        if (
          !op.startsWith('rx.') ||
          reply.ok === undefined ||
          op === 'rx.state' ||
          op === 'rx.documents' ||
          memory.shared
        )
          return
        if (op === 'rx.cold_start' && reply.ok.refused === undefined) started(memory, params)
        if (op === 'rx.diverge' && reply.ok.refused === undefined) of(memory, params).rebuilding = true
        const delta = op === 'rx.delta' ? params : op === 'rx.frame' ? carried(memory, params) : undefined
        const bad = delta !== undefined && damaged(delta)
        const touched = delta === undefined ? undefined : of(memory, delta)
        const before = touched === undefined ? undefined : { ...touched }
        for (const item of (reply.ok.installed ?? []) as Installed[])
          install(of(memory, item as unknown as JsonObject), BigInt(item.watermark))
        for (const item of (reply.ok.applied ?? []) as Applied[]) {
          if (bad && item.mutation_id === delta.mutation_id && item.collection === delta.collection)
            report.violated('NDB-046', 'effects', 'a damaged delta is not applied', item.mutation_id)
          const arrived = item.mutation_id === delta?.mutation_id && item.collection === delta.collection
          apply(memory, of(memory, item as unknown as JsonObject), BigInt(item.mutation_id), arrived, report)
        }
        if (delta !== undefined && touched !== undefined && before !== undefined)
          arrived(touched, before, delta, bad, reply.ok, report)
        for (const item of (reply.ok.frames ?? []) as Framed[]) asked(memory, item, delta, report)
      },
      end: (memory, report) => {
        for (const stream of memory.streams.values()) {
          const { next, least, highest, troubled, rebuilding, damages } = stream
          if (
            memory.adopts ||
            !troubled ||
            rebuilding ||
            damages >= memory.patience ||
            next === undefined ||
            least <= highest
          )
            continue
          report.exercised('NDB-115')
          if (next < least)
            report.violated('NDB-115', 'effects', `everything below ${least} applied`, `everything below ${next}`)
        }
      },
    }),
  ],
})

function of({ streams: all, adopts }: Memory, { peer = '1', collection }: JsonObject): Stream {
  const key = JSON.stringify([peer, collection])
  let stream = all.get(key)
  if (stream === undefined) {
    stream = {
      next: adopts ? undefined : 1n,
      applied: new Set(),
      least: 1n,
      troubled: false,
      rebuilding: false,
      highest: 0n,
      damages: 0,
    }
    all.set(key, stream)
  }
  return stream
}

function started(memory: Memory, params: JsonObject): void {
  if (params.collection === undefined) {
    for (const stream of memory.streams.values()) stream.rebuilding = true
    return
  }
  const stream = of(memory, params)
  stream.rebuilding = params.verdict === 'corrupt'
  if (params.verdict !== 'clean' || stream.highest > 0n || stream.applied.size > 0) return
  stream.next = BigInt(params.next as string)
  stream.least = stream.next
}

/** The delta that bytes hold, as the parameters of rx.delta. */
function carried({ dialect }: Memory, { peer = '1', hex }: JsonObject): JsonObject | undefined {
  const { message } = decodeFrame(Buffer.from(hex as string, 'hex'), dialect)
  if (message?.type !== 'DeltaPush') return undefined
  const { collection, mutation_id, delta: payload, checksum } = message
  return { peer, collection, mutation_id, payload, checksum }
}

function damaged({ payload, checksum }: JsonObject): boolean {
  return checksum !== 0 && crc32c(Buffer.from(payload as string, 'hex')) !== checksum
}

function install(stream: Stream, watermark: bigint): void {
  // Where a snapshot does not move the next id, its damaged copies count on.
  if (stream.next !== watermark + 1n) stream.damages = 0
  stream.next = watermark + 1n
  stream.least = watermark + 1n
  stream.applied.clear()
  stream.rebuilding = false
}

/** `arrived`: it is the delta that has just come, not one that was held back. */
function apply({ ordered }: Memory, stream: Stream, id: bigint, arrived: boolean, report: Report): void {
  report.exercised('NDB-054')
  const again = stream.applied.has(`${id}`)
  if (again) report.violated('NDB-054', 'effects', `${id} once`, 'again')
  stream.applied.add(`${id}`)
  if (stream.rebuilding) report.violated('NDB-065', 'effects', 'nothing before the snapshot', `${id}`)
  if (stream.next !== undefined && ordered && id !== stream.next) {
    if (id > stream.next) report.violated('NDB-053', 'effects', `id ${stream.next}`, `${id}`)
    else if (arrived) report.violated('NDB-051', 'effects', `id ${stream.next}`, `${id}`)
    if (!again) report.violated('NDB-055', 'effects', `id ${stream.next}`, `${id}`)
  }
  if (stream.next === undefined || id >= stream.next) stream.next = id + 1n
}

function arrived(
  stream: Stream,
  before: Stream,
  params: JsonObject,
  bad: boolean,
  answer: JsonObject,
  report: Report,
): void {
  const id = BigInt(params.mutation_id as string)
  if (id === 0n) return
  if (id > stream.highest) stream.highest = id
  if (bad || id > before.least) stream.troubled = true
  if (bad) stream.damages += 1
  if (!bad && id === stream.least && !stream.rebuilding) stream.least = id + 1n
  const quiet = !before.troubled && !before.rebuilding && !bad && id === before.next
  if (!quiet) return
  report.exercised('NDB-050')
  if ((answer.frames as Framed[]).length > 0)
    report.violated('NDB-050', 'frames', 'no request', JSON.stringify(answer.frames))
}

/** A request tells the truth about its stream. */
function asked(
  { dialect, streams: all }: Memory,
  { peer, frame }: Framed,
  delta: JsonObject | undefined,
  report: Report,
): void {
  const { message } = decodeFrame(Buffer.from(frame, 'hex'), dialect)
  if (message?.type !== 'ResyncRequest') {
    report.violated('NDB-100', 'frames', 'requests only', frame)
    return
  }
  const { reason, from_mutation_id: from, collection } = message
  const scope = collection === '' && delta !== undefined ? delta.collection : collection
  const stream = all.get(JSON.stringify([peer, scope]))
  if (reason.kind === 'CorruptedState') {
    if (from !== '0') report.violated('NDB-048', 'frames', 'from 0', from)
    // Where one stream asks for all collections, the others go on.
    if (stream !== undefined) stream.rebuilding = true
    return
  }
  if (stream?.next === undefined) return
  const expected = `${stream.next}`
  if (reason.kind === 'SequenceGap') {
    report.exercised('NDB-043')
    // Which id arrived is for the charts.
    report.exercised('NDB-042', 'partly')
    if (reason.expected !== expected || BigInt(reason.received) < stream.next)
      report.violated('NDB-042', 'frames', `expected ${expected}`, JSON.stringify(reason))
    if (from !== expected) report.violated('NDB-043', 'frames', `from ${expected}`, from)
  } else {
    report.exercised('NDB-045')
    if (reason.mutation_id !== expected || from !== expected)
      report.violated('NDB-045', 'frames', `mutation_id and from ${expected}`, JSON.stringify({ ...reason, from }))
  }
}
