import { expect, test } from 'vitest'
import { toy } from '../../../docs/toy/protocol.ts'
import { stopSweep } from '../mutation/stop-sweep.ts'

test('a stop at any call of any check, reset included, ends in a whole report', async () => {
  const endings = new Map<string, string>()
  for await (const { check, op, ending } of stopSweep(toy))
    endings.set(`${check} ${op}`, `${ending.status} ${ending.exit_code}`)
  expect(endings.size).toBeGreaterThan(10)
  expect(endings.has('toy/taker-walk reset')).toBe(true)
  expect([...endings].filter(([, ending]) => !/^complete [13]$/.test(ending))).toEqual([])
})
