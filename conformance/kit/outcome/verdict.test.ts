import { expect, test } from 'vitest'
import type { Requirement } from '../../../spec/requirement.ts'
import type { Check } from '../check.ts'
import type { Selected } from '../judging/selection.ts'
import { decide, type RunEvidence } from './verdict.ts'

const requirement: Requirement = {
  id: 'X-001',
  level: 'MUST',
  category: 'state',
  profile: 'basic',
  text: 'It does.',
  origin: 'document',
  source: ['x:1'],
  checks: ['model'],
}
const check = (id: string): Check => ({ id, kind: 'scenario', requirements: ['X-001'], needs: [], explain: '' })
const able: Selected = { check: check('x/able'), missing: undefined, covered: new Set(['X-001']), uncovered: new Map() }
const unable = (name: string): Selected => ({
  check: check(`x/needs-${name}`),
  missing: name,
  covered: new Set(),
  uncovered: new Map([['X-001', name]]),
})
const seen = new Map([['X-001', 3]])
const none = new Map<string, number>()
const violated = new Set(['X-001'])
const ok = new Set<string>()
const catalogue = { contains: (profile: string, part: string) => profile === 'full' || profile === part }

interface Row {
  readonly what: string
  readonly requirement?: Partial<Requirement>
  readonly selected?: readonly Selected[]
  readonly evidence: RunEvidence
  readonly shim?: readonly string[]
  readonly verdict: string
  readonly reason?: string
}

test.each<Row>([
  { what: 'exercised and never violated', evidence: { exercised: seen, violated: ok }, verdict: 'pass' },
  { what: 'violated', evidence: { exercised: seen, violated }, verdict: 'fail' },
  {
    what: 'never exercised',
    evidence: { exercised: none, violated: ok },
    verdict: 'inconclusive',
    reason: 'not exercised within the budget',
  },
  {
    what: 'never exercised in a run cut short',
    evidence: { exercised: none, violated: ok, cutShort: 'three stops' },
    verdict: 'inconclusive',
    reason: 'three stops',
  },
  { what: 'exercised in a run cut short', evidence: { exercised: seen, violated: ok, cutShort: 'x' }, verdict: 'pass' },
  {
    what: 'excluded, whatever was seen',
    requirement: { excluded: 'an obligation on people' },
    evidence: { exercised: seen, violated },
    verdict: 'excluded',
    reason: 'an obligation on people',
  },
  {
    what: 'of a larger profile',
    requirement: { profile: 'full' },
    evidence: { exercised: seen, violated },
    verdict: 'not-applicable',
    reason: 'profile full',
  },
  {
    what: 'decided by the adapter',
    shim: ['X-001'],
    evidence: { exercised: seen, violated },
    verdict: 'not-applicable',
    reason: 'decided by the adapter, not by the implementation',
  },
  {
    what: 'judged only by checks that do not apply',
    selected: [unable('capability pause'), unable('capability faults'), unable('capability pause')],
    evidence: { exercised: none, violated: ok },
    verdict: 'not-applicable',
    reason: 'capability pause or capability faults',
  },
  {
    what: 'judged by no check',
    selected: [],
    evidence: { exercised: none, violated: ok },
    verdict: 'inconclusive',
    reason: 'no check judges it',
  },
  {
    what: 'judged by checks that were left out',
    selected: [unable('capability pause')],
    evidence: { exercised: none, violated: ok, leftOut: new Map([['X-001', '--only']]) },
    verdict: 'inconclusive',
    reason: 'left out by --only',
  },
])('a requirement $what: $verdict', ({ requirement: its, selected = [able], evidence, shim = [], ...expected }) => {
  const pics = { profile: 'basic', shim_defined: shim }
  const { verdict, reason } = decide({ ...requirement, ...its }, selected, evidence, catalogue, pics)
  expect({ verdict, reason }).toEqual({ verdict: expected.verdict, reason: expected.reason })
})
