import { expect, test } from 'vitest'
import { stdioSource } from './stdio.ts'

const answering = (line: string): string[] => [
  process.execPath,
  '-e',
  `let n = 0; require('node:readline').createInterface({ input: process.stdin }).on('line', () => console.log(n++ === 0 ? ${JSON.stringify(line)} : JSON.stringify({ id: 2, ok: {} })))`,
]

test('a line that is no request is refused with an error without an id, and requests go on', async () => {
  const adapter = await stdioSource(answering('{"id":null,"error":{"code":"malformed"}}'), { timeout_ms: 5000 }).open()
  await expect(adapter.raw?.(Buffer.from('{"id":\n'))).resolves.toEqual({ error: { code: 'malformed' } })
  await expect(adapter.request('next', {})).resolves.toEqual({ ok: {} })
  await adapter.close()
})

test('an answer with an id to a line that had none breaks the envelope', async () => {
  const adapter = await stdioSource(answering('{"id":1,"error":{"code":"malformed"}}'), { timeout_ms: 5000 }).open()
  await expect(adapter.raw?.(Buffer.from('{"id":\n'))).rejects.toMatchObject({ code: 'CUT-ADAPTER-ENVELOPE' })
  await adapter.close()
})
