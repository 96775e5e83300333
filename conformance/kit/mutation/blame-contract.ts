import { beforeAll, describe, expect, test } from 'vitest'
import type { ModelSource } from '../../../machines/model/model.ts'
import type { Call } from '../../../spec/adapter.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import { check } from '../check.ts'
import type { CaseResult } from '../judging/case-result.ts'
import type { Exchange, Monitor } from '../judging/monitor.ts'
import type { Protocol } from '../protocol.ts'
import { runCase } from '../running/case.ts'
import { openSession, targetOf } from '../running/session.ts'
import type { Witnesses } from './witness.ts'

/** What a conversation showed, and which requirements monitors found kept at which answer. */
interface Shown {
  readonly result: CaseResult
  /** The answer that shows the mutant; undefined where the case was over before. */
  readonly last: Exchange | undefined
  readonly kept: (requirement: string, exchange: Exchange) => boolean
}

/**
 * Tests over the ledger of what a protocol promises of blame. `modelOf` gives the model that judges a conversation, undefined where
 * only monitors do.
 */
export function blameContract(
  protocol: Protocol,
  witnesses: Witnesses,
  modelOf: (calls: readonly Call[]) => ModelSource | undefined,
): void {
  const showing = async ({ id, create, profile }: Protocol['mutants'][number]): Promise<Shown> => {
    const witness = witnesses[id.replace(`${protocol.id}/`, '')] ?? []
    const calls = 'calls' in witness ? witness.calls : witness
    const model = modelOf(calls)
    const target = targetOf(protocol, inProcessSource(id, create, { timeout_ms: 2_000 }))
    try {
      const session = await openSession(target, protocol, { profile })
      const own = check({
        id: `${protocol.id}/witness`,
        kind: 'scenario',
        requirements: [],
        needs: [],
        explain: 'The conversation that shows a mutant.',
        ...(model === undefined ? {} : { model }),
      })
      const found = new Map<Exchange, Map<string, boolean>>()
      const [first] = calls
      const configured = first?.op === 'reset'
      const inputs = configured ? calls.slice(1) : calls
      const context = session.context(own).fit({ inputs })
      const monitors = context.monitors.map((monitor) => overheard(monitor, found))
      const configuration = { ...context.model?.configuration, ...(configured ? first.params : {}) }
      const subject = { configuration, inputs, unprobed: true }
      const result = await runCase(await target.adapter(), subject, { ...context, monitors })
      return {
        result,
        last: result.exchanges[inputs.length],
        kept: (requirement, exchange) => found.get(exchange)?.get(requirement) === true,
      }
    } finally {
      await target.close()
    }
  }

  describe(`over the mutants of ${protocol.id}`, () => {
    const shown: (readonly [Protocol['mutants'][number], Shown])[] = []
    beforeAll(async () => {
      for (const mutant of protocol.mutants) shown.push([mutant, await showing(mutant)])
    })

    test('no requirement is blamed for an answer that it demands', () => {
      expect(shown.length).toBe(protocol.mutants.length)
      const wronged: string[] = []
      for (const [mutant, { result, kept }] of shown) {
        for (const { judge, requirement, exchange } of result.violations)
          if (judge === 'model' && kept(requirement, exchange)) wronged.push(`${mutant.id}: ${requirement}`)
      }
      expect(wronged).toEqual([])
    })

    test('no monitor finds kept what the mutant breaks', () => {
      const missed: string[] = []
      for (const [mutant, { last, kept }] of shown) {
        if (last !== undefined && kept(mutant.violates, last)) missed.push(`${mutant.id}: ${mutant.violates}`)
      }
      expect(missed).toEqual([])
    })
  })
}

/** The monitor, and what it says of each answer: that it keeps a requirement, or does not. */
function overheard(monitor: Monitor, found: Map<Exchange, Map<string, boolean>>): Monitor {
  return {
    ...monitor,
    judge: (memory, exchange, report) => {
      const here = found.get(exchange) ?? new Map<string, boolean>()
      found.set(exchange, here)
      monitor.judge(memory, exchange, {
        exercised: (requirement, extent) => {
          if (extent === undefined && !here.has(requirement)) here.set(requirement, true)
          report.exercised(requirement, extent)
        },
        violated: (requirement, facet, allowed, got) => {
          here.set(requirement, false)
          report.violated(requirement, facet, allowed, got)
        },
      })
    },
  }
}
