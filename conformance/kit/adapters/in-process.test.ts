import { expect, test } from 'vitest'
import type { Call, Implementation, Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { inProcessSource } from './in-process.ts'

class Counter implements Implementation {
  #count = 0

  request(op: string, params: JsonObject): Reply | Promise<Reply> {
    switch (op) {
      case 'count':
        this.#count += 1
        return { ok: { count: this.#count } }
      case 'later':
        return Promise.resolve().then(() => this.request('count', {}))
      case 'echo':
        return { ok: params }
      case 'throw':
        throw new RangeError('out of range')
      case 'reject':
        return Promise.reject(new RangeError('out of range'))
      case 'never':
        return new Promise(() => undefined)
      default:
        return { unsupported: 'unknown' }
    }
  }
}

const source = inProcessSource('counter', () => new Counter(), { timeout_ms: 50 })
const onTheWire = inProcessSource('counter', () => new Counter(), { wire: true })
const calls = (...ops: string[]): readonly Call[] => ops.map((op) => ({ op, params: {} }))

test('a call that answers at once is answered at once, with the very same objects', async () => {
  const adapter = await source.open()
  const params = {}
  const reply = adapter.request('echo', params)
  expect(reply).not.toBeInstanceOf(Promise)
  expect('ok' in reply && reply.ok).toBe(params)
})

test('a burst runs in order, whatever answers late', async () => {
  const adapter = await source.open()
  const replies = await adapter.burst(calls('count', 'later', 'count'))
  expect(replies).toEqual([{ ok: { count: 1 } }, { ok: { count: 2 } }, { ok: { count: 3 } }])
})

test('every open is a fresh instance', async () => {
  for (const _ of [1, 2]) expect(await (await source.open()).request('count', {})).toEqual({ ok: { count: 1 } })
})

test.each(['throw', 'reject'])('what an implementation throws is its crash (%s)', async (op) => {
  const adapter = await source.open()
  const stopped = { kind: 'crash', stop: { op, cause: new RangeError('out of range') } }
  await expect(adapter.burst(calls('count', op, 'count'))).rejects.toMatchObject({
    ...stopped,
    answered: [{ ok: { count: 1 } }],
  })
  await expect(adapter.burst(calls('count'))).rejects.toMatchObject(stopped)
  await adapter.close()
})

test('a promise that is never kept is silence', async () => {
  const adapter = await source.open()
  await expect(adapter.request('never', {})).rejects.toMatchObject({
    kind: 'silence',
    stop: { op: 'never', bound_ms: 50 },
  })
})

test('after close nothing is answered', async () => {
  const adapter = await source.open()
  await adapter.close()
  await adapter.close()
  expect(() => adapter.request('count', {})).toThrow(expect.objectContaining({ code: 'CUT-ADAPTER-CLOSED' }))
})

test('over the wire, parameters and replies are copies as a process would see them', async () => {
  const adapter = await onTheWire.open()
  const params = { list: [1, { text: 'é' }] }
  const reply = await adapter.request('echo', params)
  expect(reply).toEqual({ ok: params })
  expect(reply.ok).not.toBe(params)
  expect(await adapter.burst(calls('count', 'later'))).toEqual([{ ok: { count: 1 } }, { ok: { count: 2 } }])
})

test('over the wire, a reply that the envelope does not allow is a harness fault; directly it passes through', async () => {
  const create = (): Implementation => ({ request: () => ({ error: { code: '' } }) })
  const direct = await inProcessSource('bad', create).open()
  expect(await direct.request('any', {})).toEqual({ error: { code: '' } })
  const wire = await inProcessSource('bad', create, { wire: true }).open()
  await expect(wire.burst(calls('any'))).rejects.toMatchObject({ code: 'CUT-ADAPTER-ENVELOPE', exitCode: 4 })
})
