import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Check } from '../../conformance/kit/check.ts'
import { audience, coverageText, type Tried, tryFalsifier } from '../../conformance/kit/cli/coverage.ts'
import type { GoldenRow } from '../../conformance/kit/cli/protocols.ts'
import { alterationContract } from '../../conformance/kit/mutation/alteration-contract.ts'
import { tryMutant, tryVariant } from '../../conformance/kit/mutation/ledger.ts'
import { encodeToken } from '../../conformance/kit/outcome/token.ts'
import type { Protocol } from '../../conformance/kit/protocol.ts'
import type { RunOptions } from '../../conformance/kit/running/run-options.ts'
import { type Trial, trialRun } from '../../conformance/kit/running/trial-run.ts'
import { generateFixtures } from '../../fixtures/generate.ts'
import { layoutBreaches } from '../../lint/check-layout.ts'
import { amend } from '../../machines/chart/amend.ts'
import { compareWithXState } from '../../machines/chart/equivalence.ts'
import { lint } from '../../machines/chart/lint.ts'
import { deadTransitions, explore, falsify } from '../../machines/proof/explorer.ts'
import type { DefectFound, VerdictReached } from '../../reports/event.ts'
import type { Implementation } from '../../spec/adapter.ts'
import { root } from '../../spec/root.ts'
import { loadSchema, Schemas } from '../../spec/schemas.ts'
import { sideWalk } from './checks/side-walk.ts'
import { decode, encode } from './codec.ts'
import { createReference } from './reference.ts'
import { charts } from './relay.ts'
import { relay } from './system.ts'
import { taker } from './taker.ts'
import { vectors } from './vectors.ts'
import { witnesses } from './witnesses.ts'

const row: GoldenRow = {
  id: 'toy',
  title: 'A baton handed from a giver to a taker',
  load: async () => (await import('./protocol.ts')).toy,
  fixtures: async () => (await import('./fixture-set.ts')).toyFixtures,
}

const toy: Protocol = await row.load()

interface Report extends Omit<Trial, 'verdicts'> {
  /** Verdict by requirement. */
  readonly verdicts: Readonly<Record<string, VerdictReached>>
}

async function report(create: () => Implementation, options: Partial<RunOptions> = {}): Promise<Report> {
  const usual: Partial<RunOptions> = { seed: 7, budget: 'default', level: 'SHOULD', keep: encodeToken }
  const trial = await trialRun(toy, { ...usual, ...options }, create)
  const verdicts = Object.fromEntries(trial.verdicts.map((verdict) => [verdict.requirement, verdict]))
  return { ...trial, verdicts }
}

const failing = ({ verdicts }: Report): string[] =>
  Object.keys(verdicts).filter((id) => verdicts[id]?.verdict === 'fail')
const altered = (id: string) => () => {
  const found = toy.mutants.find((mutant) => mutant.id === id)
  if (found === undefined) throw new TypeError(`no mutant ${id}`)
  return found.create()
}
const told = ({ steps, then }: DefectFound): string[] =>
  [...steps, ...(then === undefined ? [] : [then])].map(({ op, summary }) => `${op} ${summary}`.trim())

describe('the codec', () => {
  it('agrees with the vectors in both directions', () => {
    const frame = new Schemas([loadSchema(join(root, 'docs/toy/messages.schema.json'))]).validator(
      'urn:cutover:toy:messages',
      '/$defs/Frame',
    )
    for (const { kind, valid, hex, json, error } of vectors) {
      const read = decode(kind, Buffer.from(hex, 'hex'))
      if (valid) expect(read).toBe(json?.seq)
      else expect(typeof read === 'object' && `${read.fault} at ${read.offset}`).toBe(error)
      if (valid) expect(frame(json)).toBeUndefined()
      if (valid) expect(Buffer.from(encode(kind, Number(json?.seq))).toString('hex')).toBe(hex)
    }
  })

  it('reads any bytes as exactly one frame or one fault inside them', () => {
    fc.assert(
      fc.property(fc.constantFrom('offer', 'accept'), fc.uint8Array({ maxLength: 8 }), (kind, bytes) => {
        const read = decode(kind, bytes)
        if (typeof read === 'number') expect(encode(kind, read)).toEqual(bytes)
        else expect(read.offset).toBeLessThanOrEqual(Math.min(bytes.length, 4))
      }),
    )
  })
})

describe('the machines', () => {
  it('are sound charts that XState reads alike', () => {
    for (const chart of [charts.taker, charts.giver]) {
      expect(lint(chart)).toEqual([])
      expect(compareWithXState(chart).difference).toBeUndefined()
    }
  })

  it('keep at most one holder and hand over in the end, for any number of offers', () => {
    const exploration = explore(relay)
    expect(exploration.violation).toBeUndefined()
    expect(exploration).toMatchObject({
      complete: true,
      states: 599,
      properties: ['I1', 'I2', 'L1', 'L2'],
      neverEnabled: [],
    })
    expect(deadTransitions([exploration])).toEqual([])
  })

  it.each(relay.falsifiers.map((falsifier) => [falsifier.breaks, falsifier.explain, falsifier] as const))(
    'break %s when %s',
    (property, _, falsifier) => {
      expect(falsify(relay, falsifier).violation?.property).toBe(property)
    },
  )
})

describe('a run', () => {
  it('passes the reference, in step and pipelined alike, on every transition of the charts', async () => {
    const one = await report(toy.reference)
    const two = await report(toy.reference, { pipelined: true })
    expect(Object.values(one.verdicts).map(({ verdict }) => verdict)).toEqual(Array(12).fill('pass'))
    expect(one.ending.exit_code).toBe(0)
    expect(one.events.flatMap((event) => (event.event === 'coverage' ? event.uncovered : []))).toEqual([])
    expect(two.events).toEqual(one.events)
  })

  it('judges a taker alone by what a taker owes', async () => {
    const { verdicts, ending } = await report(toy.reference, { profile: 'taker' })
    expect(ending.exit_code).toBe(0)
    const excused = Object.values(verdicts).filter(({ verdict }) => verdict === 'not-applicable')
    expect(excused.map(({ requirement }) => requirement)).toEqual([
      'TOY-008',
      'TOY-009',
      'TOY-010',
      'TOY-011',
      'TOY-012',
    ])
    expect(new Set(excused.map(({ reason }) => reason))).toEqual(new Set(['profile giver']))
  })

  it('credits nobody with what the kit does itself', async () => {
    const { verdicts } = await report(toy.reference, { only: ['taker-walk'] })
    expect(verdicts['TOY-009']).toMatchObject({ verdict: 'inconclusive', exercised: 0 })
  })

  it('turns red for a fault of a chart alone, and for one of the reference alone', async () => {
    const greedy = amend(taker, 'idle', 'offered', (all) => all.slice(0, 1).map(({ guard: _, ...take }) => take))
    const checks = toy.checks.map((check) =>
      check.id === 'toy/taker-walk' ? sideWalk('taker', { ...charts, taker: greedy }) : check,
    )
    const chartAlone = await report(toy.reference, { protocol: { ...toy, checks } })
    const referenceAlone = await report(altered('toy/takes-copies'))
    for (const { ending, violations } of [chartAlone, referenceAlone]) {
      expect(ending.exit_code).toBe(1)
      expect(violations.map(({ check }) => check)).toContain('toy/taker-walk')
    }
  })

  it('shrinks a case through losses, crashes and offers that it can do without', async () => {
    const deliver = (frame: string) => ({ op: 'deliver', params: { frame } })
    const double = (seq: number) => ({ op: '$channel.duplicate', params: { to: 'taker', seq } })
    const heard = { op: '$channel.deliver', params: { to: 'giver', seq: 1 } }
    const plain = (...ops: string[]) => ops.map((op) => ({ op, params: {} }))
    const first = [
      ...plain('$peer.pick_up', '$peer.offer', 'restart'),
      deliver('01000102'),
      heard,
      ...plain('put_down'),
    ]
    const second = [double(2), deliver('01000203'), deliver('010002'), ...plain('put_down'), deliver('01000203')]
    const inputs = [...first, ...plain('$peer.restart', '$peer.pick_up', '$peer.offer', '$peer.tick'), ...second]
    const long: Check = {
      ...sideWalk('taker'),
      kind: 'scenario',
      cases: () => [{ name: 'long', configuration: { role: 'taker' }, inputs }],
    }
    const { defects } = await report(altered('toy/takes-copies'), { protocol: { ...toy, checks: [long] } })
    const shortest = defects.find(({ requirements }) => requirements.includes('TOY-006'))
    expect(shortest?.from_steps).toBe(15)
    expect(shortest && told(shortest)).toEqual([
      '$peer.pick_up',
      '$peer.offer',
      '$channel.duplicate to=taker seq=1',
      'deliver frame=01000102',
      'put_down',
      'deliver frame=01000102',
      'state',
    ])
  })
})

describe('an implementation that misbehaves', () => {
  it('is no subject of verdicts if its reset remembers', async () => {
    const dishonest = (): Implementation => {
      const reference = createReference()
      let used = false
      return {
        request(op, params) {
          if (op === 'reset' && used) return { ok: {} }
          used ||= op === 'deliver' && params.frame !== '00'
          return reference.request(op, params)
        },
      }
    }
    const { ending, events } = await report(dishonest)
    expect(ending).toMatchObject({ status: 'failed', exit_code: 4 })
    expect(events).toContainEqual(expect.objectContaining({ event: 'harness_fault', code: 'CUT-ADAPTER-RESET' }))
  })

  it('fails the robustness requirement if its crash repeats on fresh instances', async () => {
    const result = await report(altered('toy/reads-ahead'))
    expect(failing(result)).toEqual(['TOY-002', 'TOY-003'])
    const crash = result.violations.find(({ requirement }) => requirement === 'TOY-003')
    expect(result.defects.map(told)).toEqual([['deliver frame=""']])
    expect(crash?.got).toMatch('index 0 is out of bounds')
  })

  it('is not blamed for a crash that never comes back', async () => {
    let crashes = 1
    const unlucky = (): Implementation => {
      const reference = createReference()
      return {
        request(op, params) {
          if (op === 'put_down' && crashes-- > 0) throw new Error('a cosmic ray')
          return reference.request(op, params)
        },
      }
    }
    const result = await report(unlucky)
    expect(failing(result)).toEqual([])
    expect(result.ending.exit_code).toBe(3)
    expect(result.events).toContainEqual(expect.objectContaining({ event: 'note', code: 'CUT-NOTE-UNCONFIRMED' }))
  })
})

alterationContract(toy, witnesses)

describe('the ledger', () => {
  it('has a killed mutant for every requirement', async () => {
    const kills = await Promise.all(toy.mutants.map((mutant) => tryMutant(toy, mutant, { seed: 7 })))
    expect(kills.filter(({ killed }) => !killed)).toEqual([])
    expect(kills.map(({ violates }) => violates)).toEqual(toy.register().requirements.map(({ id }) => id))
    expect(kills.some(({ subtle }) => subtle === '$channel.duplicate')).toBe(true)
  })

  it('does not flag a taker that uses its freedom', async () => {
    for (const variant of toy.variants) expect(await tryVariant(toy, variant, { seed: 7, cases: 600 })).toEqual([])
  })
})

describe('the fixtures', () => {
  it('are the same bytes each time, and find faults without the kit', async () => {
    const set = await row.fixtures()
    const files = generateFixtures(set, '0.0.0')
    expect(generateFixtures(set, '0.0.0')).toEqual(files)
    const { telling, others } = await audience(toy, set, files)
    const tried: Tried[] = []
    for (const { id } of toy.mutants) tried.push(await tryFalsifier(toy, set, telling, id))
    const coverage = JSON.parse(coverageText(toy, files, others, tried, '0.0.0'))
    expect(coverage.transitions.length).toBeGreaterThan(25)
    expect(Object.keys(coverage.falsifiers_killed).length).toBeGreaterThan(6)
  })
})

describe('the checks', () => {
  it('lie as those of every protocol', async () => {
    expect(await layoutBreaches(join(import.meta.dirname, 'checks'), toy)).toEqual([])
  })
})

describe('the guide', () => {
  const guide = readFileSync(join(root, 'docs', 'adding-a-protocol.md'), 'utf8')
  const excerpts = [...guide.matchAll(/^```\w+ file=(\S+)\n(.*?)^```$/gms)].map(([, file = '', text = '']) => ({
    file,
    text,
  }))

  it.each(excerpts.map(({ file, text }) => [file, text.split('\n')[0], text] as const))(
    'shows %s as it is: %s',
    (file, _, text) => {
      expect(`\n${readFileSync(join(root, file), 'utf8')}`).toContain(`\n${text}`)
    },
  )

  it('counts the lines that tie a protocol to the kit', () => {
    const registered = excerpts.find(({ text }) => text.startsWith('const row: GoldenRow'))
    const lines = [readFileSync(join(import.meta.dirname, 'protocol.ts'), 'utf8'), registered?.text ?? '']
      .flatMap((text) => text.trim().split('\n'))
      .filter((line) => line.trim() !== '')
    expect(guide).toContain(`are ${lines.length} lines for the toy`)
  })

  it('shows something of every file', () => {
    const shown = new Set(excerpts.map(({ file }) => file))
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    const paths = files.filter((file) => /\.\w+$/.test(file)).map((file) => `docs/toy/${file}`)
    expect(paths.filter((path) => !shown.has(path))).toEqual([])
  })
})
