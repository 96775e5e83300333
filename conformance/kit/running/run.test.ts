import { describe, expect, test } from 'vitest'
import { toy } from '../../../docs/toy/protocol.ts'
import type { Implementation } from '../../../spec/adapter.ts'
import { root } from '../../../spec/root.ts'
import { built } from '../../../test-build.ts'
import type { AdapterSource } from '../adapters/adapter.ts'
import { HarnessFault, IutStopped } from '../adapters/fault.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import { stdioSource } from '../adapters/stdio.ts'
import type { Check } from '../check.ts'
import type { KnownFailure } from '../outcome/known-failures.ts'
import { encodeToken } from '../outcome/token.ts'
import type { RunOptions } from './run-options.ts'
import { type Trial, trialRun } from './trial-run.ts'

const told = (source: AdapterSource, options: Partial<RunOptions> = {}): Promise<Trial> =>
  trialRun(toy, { source, seed: 7, keep: encodeToken, ...options })

const faulty = (id: string): (() => Implementation) => {
  const found = toy.mutants.find((mutant) => mutant.id === id)
  if (found === undefined) throw new TypeError(`no mutant ${id}`)
  return found.create
}
const inProcess = (create: () => Implementation): AdapterSource => inProcessSource('toy', create)
const statuses = ({ events }: Trial): readonly string[] =>
  events.flatMap((event) => (event.event === 'known_failure' ? [event.status] : []))

test('known failures excuse exactly what they name, go stale when fixed, and are told when they match nothing', async () => {
  const source = inProcess(faulty('toy/takes-copies'))
  const bare = await told(source)
  const entries = bare.events.flatMap((event): KnownFailure[] => {
    if (event.event !== 'violation') return []
    const { requirement, check, facet } = event
    return [{ requirement, check, facet, reason: 'takes copies' }]
  })
  const [first] = entries
  if (first === undefined) throw new TypeError('the mutant was not found')
  const known = (given: readonly KnownFailure[]) => ({ knownFailures: { path: 'known.yaml', entries: given } })
  expect(bare.ending.exit_code).toBe(1)
  expect((await told(source, known(entries))).ending.exit_code).toBe(0)
  expect((await told(source, known(entries.slice(1)))).ending.exit_code).toBe(1)
  const fixed = await told(inProcess(toy.reference), known(entries))
  expect([fixed.ending.exit_code, new Set(statuses(fixed))]).toEqual([2, new Set(['stale'])])
  const wrong = await told(source, known([...entries, { ...first, check: 'toy/no-such-check' }]))
  expect([wrong.ending.exit_code, statuses(wrong).at(-1)]).toEqual([2, 'unmatched'])
})

test('what --only and --skip leave out is inconclusive and says so', async () => {
  const reasons = async (options: Partial<RunOptions>): Promise<ReadonlySet<string | undefined>> => {
    const { events } = await told(inProcess(toy.reference), options)
    return new Set(
      events.flatMap((event) => (event.event === 'verdict' && event.left_out === true ? [event.reason] : [])),
    )
  }
  expect(await reasons({ only: ['toy/wire'] })).toEqual(new Set(['left out by --only']))
  expect(await reasons({ skip: ['giver-walk'] })).toEqual(new Set(['left out by --skip']))
  expect(await reasons({ only: ['walk', 'wire'] })).toEqual(new Set())
})

test('what an implementation that stopped wrote for people is in the report', async () => {
  const inner = inProcess(toy.reference)
  const source: AdapterSource = {
    ...inner,
    open: async () => {
      const adapter = await inner.open()
      const request = adapter.request.bind(adapter)
      adapter.request = (op, params) => {
        if (op !== 'deliver') return request(op, params)
        throw new IutStopped({ kind: 'crash', exitCode: 101, cause: undefined, op, stderr: 'panicked at line 7\n' })
      }
      return adapter
    },
  }
  const protocol = { ...toy, smoke: [], resetProbe: { dirty: [], probe: [] } }
  const { defects } = await told(source, { protocol })
  expect(defects.map(({ detail }) => detail?.stderr)).toContain('panicked at line 7\n')
})

test('progress counts the cases of the run against all that are planned', async () => {
  const positions: { cases: number; planned: number }[] = []
  const { ending } = await told(inProcess(toy.reference), {
    progress: ({ cases, cases_planned }) => positions.push({ cases, planned: cases_planned }),
  })
  expect(positions.map(({ cases }) => cases)).toEqual(Array.from({ length: ending.cases }, (_, at) => at + 1))
  expect(new Set(positions.map(({ planned }) => planned))).toEqual(new Set([ending.cases]))
})

const wire = toy.checks.find(({ id }) => id === 'toy/wire')

/** Cases that wait: each delivers one good frame. */
const waiting: Check = {
  id: 'toy/waiting',
  kind: 'scenario',
  requirements: ['TOY-005'],
  needs: ['taker'],
  explain: 'A taker answers in the end.',
  waits: true,
  ...(wire?.model === undefined ? {} : { model: wire.model }),
  cases: () =>
    [1, 2, 3, 4, 5].map((seq) => ({
      name: `wait-${seq}`,
      configuration: { role: 'taker' },
      inputs: [{ op: 'deliver', params: { frame: `010001${seq.toString(16).padStart(2, '0')}` } }],
    })),
}
const withWaits = { ...toy, checks: [...toy.checks, waiting] }

describe('several jobs tell the same as one', () => {
  test.each([
    ['the reference', toy.reference],
    ['an implementation that fails', faulty('toy/takes-copies')],
    ['an implementation that crashes', faulty('toy/reads-ahead')],
  ])('for %s in process', async (_, create) => {
    const one = await told(inProcess(create), { protocol: withWaits, jobs: 1 })
    expect(await told(inProcess(create), { protocol: withWaits, jobs: 3, waits: 2 })).toEqual(one)
    expect(await told(inProcess(create), { protocol: withWaits, jobs: 1, waits: 8 })).toEqual(one)
  })

  test('for processes', async () => {
    const code = `import { serve } from '${built('serve')}'
      import { createReference } from '${built('toy-reference')}'
      serve(createReference(), process.stdin, process.stdout)`
    const source = stdioSource([process.execPath, '--input-type=module', '-e', code], {
      timeout_ms: 60_000,
      cwd: root,
    })
    const options = { protocol: withWaits, pipelined: true }
    const one = await told(source, { ...options, jobs: 1 })
    expect(one.ending.exit_code).toBe(0)
    expect(await told(source, { ...options, jobs: 2, waits: 2 })).toEqual(one)
  })

  test('where a fault of the adapter stops one of them', async () => {
    const broken = (): Implementation => {
      const reference = toy.reference()
      return {
        request(op, params) {
          if (op === 'pick_up') throw new HarnessFault('CUT-ADAPTER-ID', 'an id')
          return reference.request(op, params)
        },
      }
    }
    const protocol = { ...withWaits, resetProbe: { dirty: [], probe: [] } }
    const one = await told(inProcess(broken), { protocol })
    expect(one.ending).toMatchObject({ status: 'failed', exit_code: 4 })
    expect(one.events.some(({ event }) => event === 'check_finished')).toBe(true)
    expect(await told(inProcess(broken), { protocol, jobs: 4, waits: 3 })).toEqual(one)
  })
})

describe('the number of instances', () => {
  /** Instances that were open at once while checks ran. */
  async function mostOpen(stated: number | undefined, options: Partial<RunOptions>): Promise<number> {
    let open = 0
    let most = 0
    const inner = inProcess(() => {
      const reference = toy.reference()
      return {
        request: async (op, params) => {
          const reply = await reference.request(op, params)
          return op === 'hello' && reply.ok !== undefined && stated !== undefined
            ? { ok: { ...reply.ok, instances: stated } }
            : reply
        },
      }
    })
    const source: AdapterSource = {
      ...inner,
      open: async () => {
        const adapter = await inner.open()
        most = Math.max(most, ++open)
        const close = adapter.close.bind(adapter)
        adapter.close = async () => {
          open--
          await close()
        }
        return adapter
      },
    }
    await told(source, options)
    return most
  }
  // The reset probe waits until the first is closed: one connection suffices.
  const idle = 1

  test('is what the PICS states, one where it states none, and what --jobs says before all', async () => {
    expect(await mostOpen(undefined, {})).toBe(idle)
    expect(await mostOpen(3, {})).toBe(3)
    expect(await mostOpen(3, { jobs: 1 })).toBe(idle)
    expect(await mostOpen(undefined, { jobs: 3 })).toBe(3)
  })

  test('grows by the cases that wait, as far as --waits allows', async () => {
    const protocol = { ...withWaits, checks: [waiting] }
    expect(await mostOpen(undefined, { protocol })).toBe(idle)
    expect(await mostOpen(undefined, { protocol, waits: 4 })).toBe(4)
    expect(await mostOpen(2, { protocol })).toBe(5)
  })
})

test('cases that wait are run at once: each answer comes only when all five are asked', async () => {
  let asked = 0
  let release = (): void => undefined
  const all = new Promise<void>((resolve) => {
    release = resolve
  })
  const patient = (): Implementation => {
    const reference = toy.reference()
    return {
      request(op, params) {
        if (op !== 'deliver' || params.frame === '00') return reference.request(op, params)
        if (++asked === 5) release()
        return all.then(() => reference.request(op, params))
      },
    }
  }
  const protocol = { ...withWaits, checks: [waiting], resetProbe: { dirty: [], probe: [] } }
  const { events } = await told(inProcess(patient), { protocol, waits: 5 })
  expect(events.find((event) => event.event === 'check_finished')).toMatchObject({ cases: 5, violated: [] })
})
