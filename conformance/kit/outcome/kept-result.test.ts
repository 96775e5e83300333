import { expect, test } from 'vitest'
import type { Check } from '../check.ts'
import type { CaseResult } from '../judging/case-result.ts'
import { CheckTally } from './check-result.ts'
import { keptResult } from './kept-result.ts'

const mebibytes = 15
/** A case of several answers of 15 MiB each, all of which fail. */
const result = (requirements: readonly string[]): CaseResult => {
  const exchanges = Array.from({ length: 4 }, (_, step) => ({
    ...{ step, probe: false, op: 'shelf.look', params: {} },
    reply: { ok: { items: [{ name: 'a', bytes: 'ab'.repeat(mebibytes * 2 ** 19) }], more: false } },
  }))
  const [exchange] = exchanges
  if (exchange === undefined) throw new TypeError('expected four exchanges')
  return {
    exchanges,
    violations: requirements.map((requirement) => ({
      ...{
        requirement,
        facet: 'value',
        judge: 'model',
        transitions: [],
        secondary: false,
        exchange,
        allowed: 'nothing',
      },
      got: JSON.stringify(exchange.reply),
    })),
    exercised: new Map(),
    transitions: new Set(),
  }
}

test('what a run keeps of answers of 15 MiB that fail is a small part of them, whatever fails in however many cases', () => {
  const requirements = ['A-1', 'A-2', 'A-3', 'A-4']
  const check: Check = { id: 'toy/look', kind: 'scenario', requirements, needs: [], explain: 'Looks.' }
  const tally = new CheckTally(check, [], { watched: new Set(requirements) })
  const subject = { configuration: {}, inputs: [] }
  for (let cases = 0; cases < 3; cases++) tally.add(subject, result([requirements[cases] ?? 'A-4', 'A-4']))
  const { findings } = tally.result()
  expect(findings).toHaveLength(4)
  const kept = findings.map((finding) => JSON.stringify(finding.result).length + finding.violation.got.length)
  expect(Math.max(...kept)).toBeLessThan(2 ** 20)
  for (const { violation, result: its } of findings) expect(its.exchanges).toContain(violation.exchange)
})

test('the beginning of a long text is kept, and how much is left out', () => {
  const { exchanges } = keptResult(result(['A-1']))
  const [{ bytes } = { bytes: '' }] = (exchanges[0]?.reply.ok?.items ?? []) as { bytes: string }[]
  expect(bytes.startsWith('abab')).toBe(true)
  expect(bytes).toContain(`(${mebibytes * 2 ** 20 - 64 * 1024} more characters, not kept)`)
})

test('a result with nothing long in it keeps its very answers', () => {
  const short = {
    ...result([]),
    exchanges: [{ step: 1, probe: false, op: 'a', params: {}, reply: { ok: { list: [1, 'b'] } } }],
  }
  expect(keptResult(short).exchanges[0]).toBe(short.exchanges[0])
})
