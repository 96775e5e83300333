import fc from 'fast-check'
import type { Implementation } from '../../spec/adapter.ts'

interface Expected {
  held: number | undefined
  /** Commands run so far. */
  run: number
}

function expectReply(got: unknown, expected: object): void {
  if (JSON.stringify(got) !== JSON.stringify(expected)) throw new Error(`${JSON.stringify(got)}`)
}

const put = fc.nat(9).map((value) => ({
  check: () => true,
  run: (expected: Expected, cell: Implementation) => {
    expected.run++
    const full = expected.held !== undefined
    if (!full) expected.held = value
    expectReply(cell.request('put', { value }), full ? { error: { code: 'full' } } : { ok: {} })
  },
  toString: () => `put ${value}`,
}))

const take = fc.constant({
  check: () => true,
  run: (expected: Expected, cell: Implementation) => {
    expected.run++
    const { held } = expected
    expected.held = undefined
    expectReply(cell.request('take', {}), held === undefined ? { error: { code: 'empty' } } : { ok: { value: held } })
  },
  toString: () => 'take',
})

/** The cell tested with fast-check's own model-based testing; returns the commands run. */
export function runCommands(cell: Implementation, seed: number, runs: number, longest: number): number {
  let total = 0
  const commands = fc.commands([put, take], { maxCommands: longest, size: 'max' })
  fc.assert(
    fc.property(commands, (list) => {
      const model: Expected = { held: undefined, run: 0 }
      cell.request('reset', {})
      fc.modelRun(() => ({ model, real: cell }), list)
      total += model.run
    }),
    { seed, numRuns: runs },
  )
  return total
}
