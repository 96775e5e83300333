import { isDeepStrictEqual } from 'node:util'
import schema from '../../../spec/adapter.schema.json' with { type: 'json' }
import type { Call, Pics, Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { Schemas, type Validator } from '../../../spec/schemas.ts'
import type { Adapter, AdapterSource } from './adapter.ts'
import { clipped } from './clipped.ts'
import { type FaultCode, HarnessFault, IutStopped } from './fault.ts'

/** Parameters of `hello` (spec/adapter.schema.json, HelloParams). */
export type HelloParams = { readonly protocol: string; readonly kit: string; readonly adapter_protocol: 1 }

/** One call that any adapter of a protocol must master. */
export interface SmokeStep {
  readonly call: Call
  /** What was expected instead of this reply; `undefined` if it is right. */
  readonly expect: (reply: Reply) => string | undefined
}

/** A call of the smoke conversation that was not answered as any implementation would. */
export class SmokeFault extends HarnessFault {
  constructor(
    readonly op: string,
    expected: string,
    line?: string,
    cause?: unknown,
  ) {
    super('CUT-ADAPTER-SMOKE', expected, line, cause)
  }
}

/** Calls that leave state behind, and queries that would show it after a dishonest reset. */
export interface ResetProbe {
  readonly dirty: readonly Call[]
  readonly probe: readonly Call[]
}

/**
 * Opens an adapter and proves that it works: `hello` is answered with a PICS of the right protocol, and the smoke conversation
 * succeeds. Rejects with a `HarnessFault` (`CUT-ADAPTER-START`, `-HELLO`, `-PROTOCOL`, `-SMOKE` or one of the envelope), after
 * closing what it opened: until here, a crash or a silence is the adapter's fault too.
 */
export async function openChecked(
  source: AdapterSource,
  hello: HelloParams,
  smoke: readonly SmokeStep[],
): Promise<{ readonly adapter: Adapter; readonly pics: Pics }> {
  const adapter = await source.open()
  try {
    const pics = await greet(adapter, hello)
    await runSmoke(adapter, smoke)
    return { adapter, pics }
  } catch (error) {
    await adapter.close()
    throw error
  }
}

/** The smoke conversation alone, which is held again at the end of a run. Rejects with `CUT-ADAPTER-SMOKE` or an envelope's fault. */
export async function runSmoke(adapter: Adapter, smoke: readonly SmokeStep[]): Promise<void> {
  for (const [index, { call, expect }] of smoke.entries()) {
    const step = `step ${index + 1}, ${call.op} ${JSON.stringify(call.params)}`
    const reply = await answered(adapter, call, 'CUT-ADAPTER-SMOKE', step)
    const expected = expect(reply)
    if (expected === undefined) continue
    throw new SmokeFault(call.op, `${step}: ${expected}`, JSON.stringify(reply))
  }
}

/**
 * Proves that `reset` forgets: after any calls and a reset, an adapter must answer the probe as a fresh one does. Uses two fresh
 * instances and closes both. Rejects with `CUT-ADAPTER-RESET`, which names the first call that is answered differently, or
 * with what stopped an instance. `same` compares replies that may differ legally, such as random tokens.
 */
export async function probeReset(
  source: AdapterSource,
  hello: HelloParams,
  configuration: JsonObject,
  { dirty, probe }: ResetProbe,
  same: (fresh: Reply, used: Reply, call: Call) => boolean = (fresh, used) => isDeepStrictEqual(fresh, used),
): Promise<void> {
  const opening = [
    { op: 'hello', params: hello },
    { op: 'reset', params: configuration },
  ]
  const probing = [{ op: 'reset', params: configuration }, ...probe]
  const fresh = await lastReplies(source, [...opening, ...probe], probe.length)
  const used = await lastReplies(source, [...opening, ...dirty, ...probing], probe.length)
  for (const [index, call] of probe.entries()) {
    const [expected, got] = [fresh[index], used[index]]
    if (expected === undefined || got === undefined) throw new TypeError('every call of a burst has a reply')
    if (same(expected, got, call)) continue
    const asked = `${call.op} ${JSON.stringify(call.params)}`
    const line = JSON.stringify(got)
    throw new HarnessFault('CUT-ADAPTER-RESET', `${JSON.stringify(expected)} to ${asked}, as before any call`, line)
  }
}

async function lastReplies(source: AdapterSource, calls: readonly Call[], count: number): Promise<readonly Reply[]> {
  const adapter = await source.open()
  try {
    const replies: Reply[] = []
    // One by one: an adapter that cannot pipeline is told so by the driver, not by this probe.
    for (const { op, params } of calls) replies.push(await adapter.request(op, params))
    return replies.slice(replies.length - count)
  } finally {
    await adapter.close()
  }
}

async function greet(adapter: Adapter, hello: HelloParams): Promise<Pics> {
  const expected = `a PICS for protocol ${hello.protocol}`
  const reply = await answered(adapter, { op: 'hello', params: hello }, 'CUT-ADAPTER-HELLO', expected)
  if (reply.ok === undefined) throw new HarnessFault('CUT-ADAPTER-HELLO', expected, JSON.stringify(reply))
  const problem = picsProblem(reply.ok)
  if (problem !== undefined) {
    throw new HarnessFault('CUT-ADAPTER-HELLO', `${expected}; ${problem}`, JSON.stringify(reply))
  }
  const pics = reply.ok as JsonObject & Pics
  if (pics.protocol === hello.protocol) return pics
  throw new HarnessFault('CUT-ADAPTER-PROTOCOL', `protocol ${hello.protocol}`, JSON.stringify(pics.protocol))
}

/** Before an adapter is known to work, its end or silence says nothing of the implementation behind it. */
async function answered(adapter: Adapter, call: Call, code: FaultCode, expected: string): Promise<Reply> {
  try {
    return await adapter.request(call.op, call.params)
  } catch (error) {
    if (!(error instanceof IutStopped)) throw error
    const said = error.stop.stderr === '' ? '' : `; stderr ends: ${clipped(error.stop.stderr.slice(-stderrShown))}`
    const hint = hints[error.kind]
    throw new HarnessFault(code, `${expected}; the adapter was ${error.message}${said}${hint}`, undefined, error)
  }
}

/** The likeliest cause first. */
const hints: Readonly<Record<IutStopped['kind'], string>> = {
  crash: '',
  silence:
    '. Most likely its answers are not flushed, line by line; or something else holds it up, such as a server that serves one connection at a time. If it only needs longer, raise --timeout, and --start-timeout for its first answer',
  starved: '. Run it when the machine is less busy, or raise --timeout',
}

/** The last lines usually hold the reason; `clipped` keeps as many characters. */
const stderrShown = 200

let validatePics: Validator | undefined

/** Compiled at first use: most commands of the kit never open an adapter. */
function picsProblem(value: unknown): string | undefined {
  validatePics ??= new Schemas([schema]).validator(schema.$id, '/$defs/Pics')
  return validatePics(value)
}
