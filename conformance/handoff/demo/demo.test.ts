import { expect, it } from 'vitest'
import { demo } from './demo.ts'
import { longestGap, picture } from './picture.ts'

/** The longest that the demo may take, in milliseconds, on a machine that does much else. */
const BOUND = 240_000

it(
  'hands a server over under writing clients, of whom none is refused or loses a write',
  async () => {
    const lines: string[] = []
    const seen = await demo({ handoffs: 2, clients: 2, print: (line) => lines.push(line) })
    expect(seen).toMatchObject({ lost: [], refused: 0 })
    expect(seen.acknowledged).toBeGreaterThanOrEqual(400)
    expect(seen.gaps_ms).toHaveLength(2)
    expect(lines.filter((line) => /d +s.*l.*r.*c/.test(line.replace('drain', '')))).not.toEqual([])
  },
  BOUND,
)

it('draws writes as bars, and marks under them', () => {
  const at = (ended: number) => ({ key: 'k', began: ended, ended, end: 'acknowledged' as const })
  const tries = [...[0, 0, 0, 0].map(at), at(30), { ...at(50), end: 'cut' as const }]
  const [bars = '', under = ''] = picture(tries, 0, 72, [
    { at: 10, letter: 'd' },
    { at: 10.5, letter: 's' },
  ])
  expect(bars.trimEnd()).toBe(`█${' '.repeat(29)}▂`)
  expect(under).toBe(`${' '.repeat(10)}ds`)
  expect(longestGap(tries, 0, 72)).toBe(30)
})
