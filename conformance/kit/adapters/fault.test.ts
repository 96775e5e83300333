import { expect, onTestFinished, test } from 'vitest'
import type { Call, Reply } from '../../../spec/adapter.ts'
import type { Adapter } from './adapter.ts'
import { eventually } from './eventually.ts'
import { type FaultCode, faultRules, HarnessFault, IutStopped, type Stop } from './fault.ts'
import { markedSource } from './faulty/marked-source.ts'
import type { StdioOptions } from './stdio.ts'

const echo: Call = { op: 'echo', params: { text: 'a' } }
const trip: Call = { op: 'trip', params: {} }

async function opened(name: string, options?: Partial<StdioOptions>): Promise<Adapter> {
  const source = markedSource(name, options)
  const adapter = await source.open()
  onTestFinished(async () => {
    await adapter.close()
    await eventually(() => expect(source.running()).toEqual([]))
  })
  expect(await adapter.request('echo', { text: 'a' })).toEqual({ ok: { text: 'a' } })
  return adapter
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('expected a rejection'),
    (error: unknown) => error,
  )
}

test('the honest twin of the faulty adapters answers everything', async () => {
  const adapter = await opened('honest')
  expect(await adapter.burst([echo, trip, echo])).toEqual([{ ok: { text: 'a' } }, { ok: {} }, { ok: { text: 'a' } }])
  expect(await adapter.request('dance', {})).toHaveProperty('unsupported')
})

const faults: readonly [script: string, code: FaultCode, line: RegExp][] = [
  ['wrong-id', 'CUT-ADAPTER-ID', /"id":1002/],
  ['missing-reply', 'CUT-ADAPTER-MISSING', /"id":3/],
  ['extra-reply', 'CUT-ADAPTER-EXTRA', /"id":2/],
  ['reordered-replies', 'CUT-ADAPTER-ORDER', /"id":2/],
  ['bad-json', 'CUT-ADAPTER-JSON', /^\{"id":2,"ok":\{\}$/],
  ['not-an-object', 'CUT-ADAPTER-NOT-OBJECT', /^\[/],
  ['schema-violation', 'CUT-ADAPTER-ENVELOPE', /"both"/],
  ['duplicate-members', 'CUT-ADAPTER-DUPLICATE', /owner/],
  ['lone-surrogate', 'CUT-ADAPTER-SURROGATE', /ud800/],
  ['deep-nesting', 'CUT-ADAPTER-NESTING', /\[\[\[/],
  ['bad-utf8', 'CUT-ADAPTER-UTF8', /\\xff/],
  ['huge-line', 'CUT-ADAPTER-LINE-LENGTH', /xxx… \(/],
  ['endless-line', 'CUT-ADAPTER-LINE-LENGTH', /xxx… \(/],
  ['partial-line', 'CUT-ADAPTER-PARTIAL-LINE', /^\{"id":2/],
]

test.each(faults)('%s is %s, with the rule, the line and what was expected', async (script, code, line) => {
  const adapter = await opened(script)
  const calls = /(partial|endless)-line/.test(script) ? [trip] : [trip, echo, echo]
  const fault = await rejection(adapter.burst(calls))
  expect(fault).toBeInstanceOf(HarnessFault)
  expect(fault).toMatchObject({ code, exitCode: 4, rule: faultRules[code], line: expect.stringMatching(line) })
  expect(fault).toHaveProperty(
    'message',
    expect.stringMatching(/ Expected .+ Got: .+ See spec\/adapter\.schema\.json\.$/),
  )
  expect(await rejection(adapter.burst([echo]))).toBe(fault)
})

test.each(['floods-stdout', 'unfinished-chatter'])('%s is output without a request', async (script) => {
  const adapter = await opened(script)
  expect(await adapter.request('trip', {})).toEqual({ ok: {} })
  const fault = await eventually(async () => {
    const error = await rejection(adapter.burst([]))
    expect(error).toBeInstanceOf(HarnessFault)
    return error
  })
  expect(fault).toMatchObject({ code: 'CUT-ADAPTER-UNSOLICITED' })
})

test('an extra reply in lockstep is noticed at the next call', async () => {
  const adapter = await opened('extra-reply')
  expect(await adapter.request('trip', {})).toEqual({ ok: {} })
  expect(await rejection(adapter.burst([echo]))).toMatchObject({ code: 'CUT-ADAPTER-EXTRA' })
})

const stops: readonly [script: string, stop: Partial<Stop>][] = [
  ['crash', { kind: 'crash', exitCode: 7, stderr: 'the invariant did not hold\n' }],
  ['crash-in-a-line', { kind: 'crash', signal: 'SIGKILL' }],
  ['closed-output', { kind: 'crash', cause: 'closed its output without ending' }],
  ['hang', { kind: 'silence', bound_ms: 1_000, busy: false }],
  ['stops-itself', { kind: 'silence', bound_ms: 1_000, busy: false }],
]

test.each(stops)('%s is the end of the implementation, not a harness fault', async (script, stop) => {
  const adapter = await opened(script, { timeout_ms: 1_000 })
  const answered: readonly Reply[] = [{ ok: { text: 'a' } }]
  const stopped = await rejection(adapter.burst([echo, trip]))
  expect(stopped).toBeInstanceOf(IutStopped)
  expect(stopped).toMatchObject({ kind: stop.kind, stop: { ...stop, op: 'trip' }, answered })
  expect(await rejection(adapter.burst([echo]))).toBe(stopped)
})

test('an empty line is called one', async () => {
  const adapter = await opened('empty-line')
  expect(await rejection(adapter.burst([trip]))).toMatchObject({
    code: 'CUT-ADAPTER-JSON',
    message: expect.stringContaining('Got: an empty line.'),
  })
})

test('the start has a bound of its own', async () => {
  const adapter = await opened('slow-start', { timeout_ms: 200 })
  expect(await adapter.request('echo', {})).toEqual({ ok: {} })
  const late = await markedSource('never-starts', { timeout_ms: 60_000, startTimeout_ms: 200, grace_ms: 50 }).open()
  onTestFinished(() => late.close())
  expect(await rejection(Promise.resolve(late.request('echo', {})))).toMatchObject({
    kind: 'silence',
    stop: { bound_ms: 200 },
  })
})

test('a missing last reply is silence: nothing later proves it absent', async () => {
  const adapter = await opened('missing-reply', { timeout_ms: 300 })
  expect(await rejection(adapter.burst([echo, trip]))).toMatchObject({ kind: 'silence', stop: { op: 'trip' } })
})
