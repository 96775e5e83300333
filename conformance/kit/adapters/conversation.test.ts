import { expect, test } from 'vitest'
import type { Call, Reply } from '../../../spec/adapter.ts'
import { openChecked, probeReset, runSmoke, type SmokeStep } from './conversation.ts'
import { eventually } from './eventually.ts'
import { HarnessFault } from './fault.ts'
import { markedSource } from './faulty/marked-source.ts'

const hello = { protocol: 'toy', kit: '1.0.0', adapter_protocol: 1 } as const
const smoke: readonly SmokeStep[] = [
  { call: { op: 'reset', params: {} }, expect: (reply) => (reply.ok === undefined ? 'an empty answer' : undefined) },
  { call: { op: 'echo', params: { text: 'a' } }, expect: (reply) => (reply.ok?.text === 'a' ? undefined : 'text a') },
]

test('an adapter that works is opened, with its PICS', async () => {
  const { adapter, pics } = await openChecked(markedSource('honest'), hello, smoke)
  expect(pics).toMatchObject({ implementation: 'toy', roles: ['counter'], clock: 'virtual' })
  await runSmoke(adapter, smoke)
  await adapter.close()
})

test.each([
  ['refuses-hello', 'CUT-ADAPTER-HELLO', /no_such_protocol/],
  ['vague-pics', 'CUT-ADAPTER-HELLO', /clock/],
  ['other-protocol', 'CUT-ADAPTER-PROTOCOL', /Expected protocol toy\. Got: "game"/],
  ['dies-at-start', 'CUT-ADAPTER-HELLO', /exit code 3 .* stderr ends: cannot find the configuration/],
  ['wrong-answer', 'CUT-ADAPTER-SMOKE', /step 2, echo \{"text":"a"\}: text a\. Got: .*something else/],
])('%s is %s and leaves nothing running', async (script, code, message) => {
  const source = markedSource(script)
  const fault = await openChecked(source, hello, smoke).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(HarnessFault)
  expect(fault).toMatchObject({ code, exitCode: 4, message: expect.stringMatching(message) })
  await eventually(() => expect(source.running()).toEqual([]))
})

test.each([
  ['crash', /exit code 7 while an answer to trip was awaited; stderr ends: the invariant did not hold/],
  ['hang', /silent for 500 ms while an answer to trip/],
])('before the smoke conversation has passed, a %s is the fault of the adapter', async (script, message) => {
  const source = markedSource(script, { timeout_ms: 500 })
  const steps = [...smoke, { call: { op: 'trip', params: {} }, expect: () => undefined }]
  const opening = openChecked(source, hello, steps)
  await expect(opening).rejects.toMatchObject({ code: 'CUT-ADAPTER-SMOKE', message: expect.stringMatching(message) })
  await eventually(() => expect(source.running()).toEqual([]))
})

const count: Call = { op: 'count', params: {} }
const calls = { dirty: [count, count], probe: [{ op: 'echo', params: {} }, count] }

test('a reset that forgets is believed', async () => {
  await probeReset(markedSource('honest'), hello, {}, calls)
})

test('a reset that remembers is a fault which names the call that shows it', async () => {
  const source = markedSource('lying-reset')
  await expect(probeReset(source, hello, {}, calls)).rejects.toMatchObject({
    code: 'CUT-ADAPTER-RESET',
    line: '{"ok":{"count":3}}',
    expected: '{"ok":{"count":1}} to count {}, as before any call',
  })
  await eventually(() => expect(source.running()).toEqual([]))
})

test('replies that may differ legally are compared by their owner', async () => {
  const bothCount = (fresh: Reply, used: Reply): boolean => typeof fresh.ok === typeof used.ok
  await probeReset(markedSource('lying-reset'), hello, {}, calls, bothCount)
})
