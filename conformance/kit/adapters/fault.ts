import type { Reply } from '../../../spec/adapter.ts'
import { CutoverError } from '../../../spec/error.ts'
import { clipped } from './clipped.ts'
import type { Ended } from './watch.ts'

/** What an adapter owes the kit, by the code of the fault that tells of its breach. */
export const faultRules = {
  'CUT-ADAPTER-START': 'An adapter starts, or accepts the connection.',
  'CUT-ADAPTER-HELLO': 'An adapter answers hello with its PICS.',
  'CUT-ADAPTER-PROTOCOL': 'An adapter speaks the protocol that hello names.',
  'CUT-ADAPTER-SMOKE': 'An adapter masters the smoke conversation.',
  'CUT-ADAPTER-RESET': 'After reset an adapter answers like a fresh one.',
  'CUT-ADAPTER-UTF8': 'A line is UTF-8.',
  'CUT-ADAPTER-LINE-LENGTH': 'A line has at most 16 MiB.',
  'CUT-ADAPTER-PARTIAL-LINE': 'Every line ends in LF, the last one too.',
  'CUT-ADAPTER-JSON': 'A line is one JSON value.',
  'CUT-ADAPTER-NESTING': 'A value nests at most 512 levels deep.',
  'CUT-ADAPTER-DUPLICATE': 'The member names of an object differ.',
  'CUT-ADAPTER-SURROGATE': 'A string is well-formed Unicode.',
  'CUT-ADAPTER-NOT-OBJECT': 'A line is a JSON object.',
  'CUT-ADAPTER-ENVELOPE': 'A reply has an id and exactly one of ok, error and unsupported.',
  'CUT-ADAPTER-ID': 'A reply carries the id of a request.',
  'CUT-ADAPTER-EXTRA': 'A request is answered once.',
  'CUT-ADAPTER-ORDER': 'Replies come in the order of the requests.',
  'CUT-ADAPTER-MISSING': 'Every request is answered.',
  'CUT-ADAPTER-UNSOLICITED': 'Standard output carries replies only; what is for people goes to stderr.',
} as const satisfies Record<string, string>

export type FaultCode = keyof typeof faultRules

/** The adapter, not the implementation under test, broke a rule: the run cannot be judged (exit code 4). */
export class HarnessFault extends CutoverError {
  /** The sentence of `faultRules` that was broken. */
  readonly rule: string
  /** The offending line, escaped to printable ASCII and clipped; absent where no line is to blame. */
  readonly line: string | undefined

  constructor(
    code: FaultCode,
    readonly expected: string,
    line?: string | Uint8Array,
    override readonly cause?: unknown,
  ) {
    const rule = faultRules[code]
    const shown = line === undefined ? undefined : line.length === 0 ? 'an empty line' : clipped(line)
    const got = shown === undefined ? '' : ` Got: ${shown}.`
    super(code, `${rule} Expected ${expected}.${got} See spec/adapter.schema.json.`, 4)
    this.rule = rule
    this.line = shown
  }
}

/** What is known of the end of an implementation under test. */
export interface Exit {
  /** Absent for a connection, an implementation in process and a process that only closed its output. */
  readonly exitCode?: number
  readonly signal?: string
  /** What was seen when there is neither exit code nor signal. */
  readonly cause?: unknown
}

/**
 * No answer came. `silence`: in all the time that it was granted, of which a busy machine takes nothing away. `starved`: the machine
 * never gave it that time; this says nothing of the implementation and is no verdict.
 */
export interface Unanswered {
  readonly kind: Ended['how']
  readonly bound_ms: number
  /** It was computing for most of the time that counted. */
  readonly busy: boolean
}

/** How an implementation under test came to stop; `op` is the operation whose answer was awaited, if any. */
export type Stop = { readonly op: string | undefined; readonly stderr: string } & (
  | ({ readonly kind: 'crash' } & Exit)
  | Unanswered
)

/**
 * The implementation under test ended, fell silent or was starved. Before the smoke conversation has passed this is a harness fault;
 * afterwards the caller replays before it decides.
 */
export class IutStopped extends Error {
  override readonly name = 'IutStopped'
  readonly kind: Stop['kind']

  constructor(
    readonly stop: Stop,
    /** Replies to the first calls of the interrupted burst: the call after these was not answered. */
    readonly answered: readonly Reply[] = [],
  ) {
    super(describe(stop), { cause: stop.kind === 'crash' ? stop.cause : undefined })
    this.kind = stop.kind
  }
}

function describe(stop: Stop): string {
  const awaited = stop.op === undefined ? 'no request was outstanding' : `an answer to ${stop.op} was awaited`
  return `${ending(stop)} while ${awaited}`
}

function ending(stop: Stop): string {
  if (stop.kind !== 'crash') return unanswered(stop)
  if (stop.signal !== undefined) return `killed by ${stop.signal}`
  if (stop.exitCode !== undefined) return `ended with exit code ${stop.exitCode}`
  return String(stop.cause)
}

function unanswered({ kind, bound_ms, busy }: Unanswered): string {
  if (kind === 'silence') return `silent for ${bound_ms} ms${busy ? ', computing,' : ''}`
  return `starved of processor time by a busy machine, so that ${bound_ms} ms of waiting never came together,`
}
