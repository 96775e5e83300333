import { expect, test } from 'vitest'
import { RecordedAdapter, RecordingEnded } from './recorded-adapter.ts'

const recorded = [
  { op: 'reset', params: {}, reply: { ok: {} } },
  { op: 'look', params: {}, reply: { ok: { found: true } } },
  { op: '!line', params: {}, reply: { error: { code: 'bad' } } },
] as const
const call = (op: string) => ({ op, params: {} })

test('answers each call as it was answered, one by one, in a burst and as a raw line', async () => {
  const one = new RecordedAdapter(recorded)
  expect([one.request('reset'), one.request('look'), await one.raw()]).toEqual(recorded.map(({ reply }) => reply))
  expect(await new RecordedAdapter(recorded).burst([call('reset'), call('look')])).toEqual([
    recorded[0].reply,
    recorded[1].reply,
  ])
})

test('refuses a call that was not recorded there, and one after the end', async () => {
  const adapter = new RecordedAdapter(recorded.slice(0, 1))
  expect(() => adapter.request('look')).toThrow(RecordingEnded)
  expect(() => adapter.request('look')).toThrow(RecordingEnded)
  await expect(new RecordedAdapter([]).burst([call('look')])).rejects.toThrow(RecordingEnded)
})

test('fills up a burst of which only the beginning was judged', async () => {
  const replies = await new RecordedAdapter(recorded.slice(0, 2)).burst([call('reset'), call('look'), call('look')])
  expect(replies.map(({ ok }) => ok)).toEqual([{}, { found: true }, undefined])
})
