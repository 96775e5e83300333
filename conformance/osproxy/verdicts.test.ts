import { describe, expect, test } from 'vitest'
import type { Implementation } from '../../spec/adapter.ts'
import type { JsonObject } from '../../spec/json.ts'
import { scene } from '../kit/cases/scene.ts'
import { check } from '../kit/check.ts'
import { trialRun } from '../kit/running/trial-run.ts'
import { a, admit, advance, arm, b, barrier, begin, complete, ctl, enter, look, read, set, toCutover } from './calls.ts'
import { controlScenes } from './checks/scene-models.ts'
import { osproxy } from './protocol.ts'
import type { Parts } from './reference/parts.ts'
import { createParts, createReference } from './reference/reference.ts'

/** The reference with other methods in one part. */
const altered = (alter: (parts: Parts) => void) => (): Implementation =>
  createReference((configuration) => {
    const parts = createParts(configuration)
    alter(parts)
    return parts
  })

const without =
  (...left: readonly string[]) =>
  (parts: Parts): void => {
    const { capabilities } = parts.statement
    parts.statement.capabilities = () => capabilities().filter((name) => !left.includes(name))
  }

const mutant = (id: string) => osproxy.mutants.find((each) => each.id === `osproxy/${id}`)?.create

/** What a run of one case says, watched by every monitor. */
const oneCase = async (
  calls: Parameters<typeof scene>[1],
  create: (() => Implementation) | undefined,
  configuration: JsonObject = {},
) => {
  const own = check({
    id: 'osproxy/one-case',
    kind: 'scenario',
    requirements: ['OSP-028', 'OSP-120'],
    needs: [],
    explain: 'One case.',
    model: controlScenes,
    cases: () => [scene('only', calls, configuration)],
  })
  const checks = [own, ...osproxy.checks.filter(({ kind }) => kind === 'monitor')]
  const { violations } = await trialRun({ ...osproxy, checks }, {}, create)
  return [...new Set(violations.map(({ requirement }) => requirement))].sort()
}

describe('a verdict needs its antecedent', () => {
  test('texts of errors are judged where they are stated, and not applicable elsewhere (OSP-007)', async () => {
    const silent = altered((parts) => {
      without('messages')(parts)
      parts.answers.message = () => undefined
    })
    const { verdicts } = await trialRun(osproxy, { only: ['error-messages', 'expected-epochs'] }, silent)
    expect(verdicts.find(({ requirement }) => requirement === 'OSP-007')).toMatchObject({
      verdict: 'not-applicable',
      reason: 'capability messages',
    })
  })

  test('that a rejection passes is exercised by a later admission only (OSP-005)', async () => {
    const exercised = async (...more: Parameters<typeof scene>[1]) => {
      const own = check({
        id: 'osproxy/one-case',
        kind: 'scenario',
        requirements: ['OSP-054'],
        needs: [],
        explain: 'One case.',
        cases: () => [scene('only', [set('p', a), admit('p', '7'), ...more])],
      })
      const checks = [own, ...osproxy.checks.filter(({ id }) => id === 'osproxy/rejections-pass')]
      const { verdicts } = await trialRun({ ...osproxy, checks }, { profile: 'store' })
      return verdicts.find(({ requirement }) => requirement === 'OSP-005')?.verdict
    }
    expect(await exercised()).toBe('inconclusive')
    expect(await exercised(admit('p', '1'))).toBe('pass')
  })

  test('a store that refuses empty identifiers and says so is asked for none', async () => {
    const strict = altered((parts) => {
      without('empty_ids')(parts)
      const { id } = parts.decoder
      parts.decoder.id = (value) => value !== '' && id(value)
    })
    const { violations, events } = await trialRun(osproxy, { only: ['long-names', 'opaque-names'] }, strict)
    expect(violations).toEqual([])
    expect(events.filter((event) => event.event === 'note')).toEqual([])
  })
})

describe('what a controller cannot read', () => {
  const calls = [
    set('p', a),
    arm('state', 'unavailable'),
    ctl.state('p'),
    read('p'),
    look('p'),
    begin('p', b),
    look('p'),
  ]

  test('told as no partition breaks OSP-109, and nothing is learnt from it', async () => {
    expect(await oneCase(calls, mutant('unreadable-state-is-told-as-no-partition'))).toEqual(['OSP-109'])
  })

  test('told as backend breaks nothing', async () => {
    expect(await oneCase(calls, undefined)).toEqual([])
  })
})

describe('the requirement that a fault breaks is named', () => {
  test.each([
    ['OSP-042', 'present-destination-is-no-migration', ['same-places']],
    ['OSP-070', 'late-second-cutover-keeps-the-first-wait', ['two-controllers']],
    ['OSP-078', 'barrier-has-a-clock-of-its-own', ['barrier-boundaries']],
    ['OSP-086', 'bulk-is-resolved-once-for-a-place', ['many-partitions']],
  ])('%s, %s', async (requirement, id, only) => {
    const { defects } = await trialRun(osproxy, { only: [...only, 'monitor'] }, mutant(id))
    expect(defects.flatMap(({ requirements }) => requirements)).toContain(requirement)
  })
})

describe('one cause is told once', () => {
  test('what comes of an early flip is not told two steps later under another name', async () => {
    const calls = [...toCutover('p'), advance(barrier - 10), ctl.complete('p'), ctl.abort('p'), look('p')]
    const told = await oneCase(calls, mutant('completion-ignores-the-barrier'))
    expect(told).toContain('OSP-065')
    expect(told).not.toContain('OSP-037')
  })

  test('what the queries of a step show of a known failure is known too', async () => {
    const accepted = mutant('repeated-completion-is-accepted')
    const calls = [set('p', a), begin('p', b), enter('p'), complete('p'), complete('p'), look('p')]
    const own = check({
      id: 'osproxy/one-case',
      kind: 'scenario',
      requirements: ['OSP-006', 'OSP-035', 'OSP-040'],
      needs: [],
      explain: 'One case.',
      model: controlScenes,
      cases: () => [scene('only', calls)],
    })
    const entry = { requirement: 'OSP-035', check: own.id, facet: 'reply', reason: 'completes twice' }
    const options = { knownFailures: { path: 'known.yaml', entries: [entry] } }
    const { defects } = await trialRun({ ...osproxy, checks: [own] }, options, accepted)
    expect(defects.map(({ known }) => known)).toEqual(['completes twice'])
  })

  test('what a failure keeps from being judged is masked, and the report says by what', async () => {
    const lost = altered((parts) => {
      const { read: found } = parts.table
      parts.table.read = (partition) => {
        const entry = found(partition)
        return entry?.state.state === 'migrating' ? undefined : entry
      }
    })
    const own = check({
      id: 'osproxy/one-case',
      kind: 'scenario',
      requirements: ['OSP-027', 'OSP-033'],
      needs: [],
      explain: 'One case.',
      model: controlScenes,
      cases: () => [scene('only', [set('p', a), begin('p', b), enter('p'), complete('p')])],
    })
    const { verdicts } = await trialRun({ ...osproxy, checks: [own] }, {}, lost)
    const verdictOf = (id: string) => verdicts.find(({ requirement }) => requirement === id)
    expect(verdictOf('OSP-027')).toMatchObject({ verdict: 'fail' })
    expect(verdictOf('OSP-033')).toMatchObject({
      verdict: 'inconclusive',
      reason: 'masked by defect 1 (OSP-027)',
      masked_by: [{ defect: 1, requirement: 'OSP-027' }],
    })
  })
})

describe('no requirement is blamed for an answer that it demands', () => {
  test.each<
    [name: string, innocent: readonly string[], calls: Parameters<typeof scene>[1], fault: (parts: Parts) => void]
  >([
    [
      'a transition that keeps its epoch was answered, with the epoch that is shown',
      ['OSP-011', 'OSP-039'],
      [set('p', a), begin('p', b), enter('p'), look('p')],
      (parts) => {
        const { decide } = parts.table
        parts.table.decide = (entry, change) => {
          const decision = decide(entry, change)
          return change.kind === 'enter_cutover' && entry !== undefined && 'epoch' in decision
            ? { ...decision, epoch: entry.epoch }
            : decision
        }
      },
    ],
    [
      'a current stamp that is rejected is neither from the future nor 0',
      ['OSP-057'],
      [set('p', a), admit('p', '1')],
      (parts) => {
        parts.gate.admits = () => false
      },
    ],
    [
      'a request that is accepted where it must be refused has no wrong code',
      ['OSP-006', 'OSP-039'],
      [set('p', a), begin('p', b), begin('p', a), look('p')],
      (parts) => {
        parts.transitions.begin = (state, to) => ({
          state: 'migrating',
          from: state.state === 'active' ? state.placement : state.from,
          to,
          phase: 'draining',
        })
      },
    ],
    [
      'a partition that was lost is unknown, and is called so',
      ['OSP-006', 'OSP-029'],
      [set('p', a), begin('p', b), enter('p')],
      (parts) => {
        const { read: found } = parts.table
        parts.table.read = (partition) => {
          const entry = found(partition)
          return entry?.state.state === 'migrating' ? undefined : entry
        }
      },
    ],
  ])('%s', async (_, innocent, calls, fault) => {
    const blamed = await oneCase(calls, altered(fault))
    expect(blamed).not.toEqual([])
    expect(blamed.filter((requirement) => innocent.includes(requirement))).toEqual([])
  })

  test('a configured barrier of 30 s says nothing about the default (OSP-068)', async () => {
    const calls = [...toCutover('p'), advance(barrier - 1), ctl.complete('p')]
    const early = mutant('barrier-passes-one-nanosecond-early')
    expect(await oneCase(calls, early, { barrier_ns: `${barrier}` })).not.toContain('OSP-068')
    expect(await oneCase(calls, early)).toContain('OSP-068')
  })
})
