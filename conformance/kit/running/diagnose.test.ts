import { expect, test } from 'vitest'
import { toy } from '../../../docs/toy/protocol.ts'
import type { Implementation } from '../../../spec/adapter.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import { type Trial, trialRun } from './trial-run.ts'

// What these implementations get wrong is not for the smoke conversation and the probe of reset to find.
const bare = { ...toy, smoke: [], resetProbe: { dirty: [], probe: [] } }

const onToy = (create: () => Implementation): Promise<Trial> =>
  trialRun(bare, { seed: 7, source: inProcessSource('toy', create) })

/** The toy with one wrong answer to `state`, each time that `wrong` says so. */
function misstating(wrong: () => boolean): () => Implementation {
  return () => {
    const reference = toy.reference()
    return {
      request: (op, params) =>
        op === 'state' && wrong() ? { ok: { state: 'offering' } } : reference.request(op, params),
    }
  }
}

test('a wrong answer that never comes again on a fresh process is nobody’s verdict, and the run is inconclusive', async () => {
  let calls = 0
  const { ending, events, defects } = await onToy(misstating(() => ++calls === 40))
  expect(defects).toEqual([])
  expect(events.flatMap((event) => (event.event === 'note' ? [event.code] : []))).toContain('CUT-NOTE-UNREPEATED')
  expect(ending).toMatchObject({ status: 'complete', exit_code: 3 })
})

test('one that comes again on some fresh process fails, and the report says how often it was tried', async () => {
  let instances = 0
  const create = (): Implementation => {
    const nth = ++instances
    return misstating(() => nth <= 4 || nth % 2 === 0)()
  }
  const { ending, defects } = await onToy(create)
  expect(ending.exit_code).toBe(1)
  expect(defects.some(({ tried_again }) => tried_again !== undefined)).toBe(true)
})

test('where a failure comes in a used process alone, its reset is at fault and nobody else', async () => {
  const create = (): Implementation => {
    const reference = toy.reference()
    let resets = 0
    return {
      request(op, params) {
        if (op === 'reset') resets++
        return op === 'state' && resets > 60 ? { ok: { state: 'offering' } } : reference.request(op, params)
      },
    }
  }
  const { ending, events, defects } = await onToy(create)
  expect(ending).toMatchObject({ status: 'failed', exit_code: 4 })
  expect(defects).toEqual([])
  expect(events.at(-1)).toMatchObject({ event: 'harness_fault', code: 'CUT-ADAPTER-RESET' })
})
