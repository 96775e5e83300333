import { expect, test } from 'vitest'
import { toy } from '../../../docs/toy/protocol.ts'
import type { TranscriptLine } from '../../../reports/event.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { RunOptions } from './run-options.ts'
import { trialRun } from './trial-run.ts'

async function transcripts(id: string, options: Partial<RunOptions> = {}): Promise<(readonly TranscriptLine[])[]> {
  const mutant = toy.mutants.find((each) => each.id === id)
  if (mutant === undefined) throw new TypeError(`no mutant ${id}`)
  const { defects } = await trialRun(toy, { source: inProcessSource('toy', mutant.create), seed: 7, ...options })
  expect(defects.length).toBeGreaterThan(0)
  return defects.map(({ transcript = [] }) => transcript)
}

const everyMutant = Promise.all(toy.mutants.map(async ({ id }) => [id, await transcripts(id)] as const))

test('every mutant of the toy is told call by call, with what was allowed and what came back where they differ', async () => {
  for (const [id, its] of await everyMutant) {
    for (const lines of its) {
      expect(lines[0], id).toMatchObject({ step: 0, op: 'reset', got: 'ok {}' })
      expect(lines.at(-1)?.differences?.length, id).toBeGreaterThan(0)
      const judged = lines.filter(({ allowed }) => allowed !== undefined)
      for (const { states = [], fitting } of judged) expect(states.length, id).toBeLessThanOrEqual(fitting ?? 0)
    }
  }
})

test('in bursts as call by call', async () => {
  const told = await transcripts('toy/takes-copies')
  expect(await transcripts('toy/takes-copies', { pipelined: true })).toEqual(told)
})

test('the states of the model move with the case, and each line names the transitions that it took', async () => {
  const all = (await everyMutant).flatMap(([, its]) => its.flat())
  expect(all.some(({ transitions = [] }) => transitions.some((name) => name.startsWith('toy.')))).toBe(true)
  expect(new Set(all.map(({ states }) => JSON.stringify(states))).size).toBeGreaterThan(3)
  expect(all.some(({ unsent, got }) => unsent === true && got !== undefined)).toBe(false)
})
