import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { detect } from '../../calls.ts'
import { stagedCheck } from '../staged-check.ts'

type Row = readonly [
  name: string,
  environment: Readonly<Record<string, string>>,
  listeners: number,
  expected: Found | string,
]
interface Found {
  readonly role: 'cold_start' | 'successor'
  readonly listeners: readonly string[]
  /** Variables of the contract that are still there. */
  readonly left?: readonly string[]
}
const successor = { HANDOFF_ROLE: 'successor', HANDOFF_SOCK_FD: '4', LISTEN_FDS: '1', LISTEN_FDNAMES: 'api' }
const cold = (listeners: readonly string[], ...left: string[]): Found => ({ role: 'cold_start', listeners, left })
const rows: readonly Row[] = [
  ['a successor', successor, 1, { role: 'successor', listeners: ['api'] }],
  [
    'a successor of two',
    { ...successor, LISTEN_FDS: '2', LISTEN_FDNAMES: 'b:a', HANDOFF_SOCK_FD: '5' },
    2,
    { role: 'successor', listeners: ['a', 'b'] },
  ],
  ['nothing at all', {}, 0, cold([])],
  ['no role', { LISTEN_FDS: '1', LISTEN_FDNAMES: 'api' }, 1, cold(['api'])],
  ['another role', { ...successor, HANDOFF_ROLE: 'Successor' }, 1, cold(['api'], 'HANDOFF_ROLE', 'HANDOFF_SOCK_FD')],
  ['an empty role', { HANDOFF_ROLE: '', LISTEN_FDS: '1', LISTEN_FDNAMES: 'api' }, 1, cold(['api'], 'HANDOFF_ROLE')],
  ['no HANDOFF_SOCK_FD', { HANDOFF_ROLE: 'successor' }, 0, 'missing_env'],
  ['a HANDOFF_SOCK_FD that is no number', { ...successor, HANDOFF_SOCK_FD: '4x' }, 1, 'bad_env'],
  ['an empty HANDOFF_SOCK_FD', { ...successor, HANDOFF_SOCK_FD: '' }, 1, 'bad_env'],
  ['no LISTEN_FDS', { HANDOFF_ROLE: 'successor', HANDOFF_SOCK_FD: '3' }, 0, { role: 'successor', listeners: [] }],
  ['a LISTEN_FDS that is no number', { ...successor, LISTEN_FDS: 'one' }, 1, { role: 'successor', listeners: [] }],
  ['a LISTEN_FDS below 0', { ...successor, LISTEN_FDS: '-1' }, 1, { role: 'successor', listeners: [] }],
  ['no names', { LISTEN_FDS: '2' }, 2, cold(['0', '1'])],
  ['fewer names than listeners', { LISTEN_FDS: '3', LISTEN_FDNAMES: 'api' }, 3, cold(['1', '2', 'api'])],
  ['more names than listeners', { LISTEN_FDS: '1', LISTEN_FDNAMES: 'api:admin' }, 1, cold(['api'])],
  ['a name twice', { LISTEN_FDS: '2', LISTEN_FDNAMES: 'api:api' }, 2, cold(['api'])],
  ['an empty name', { LISTEN_FDS: '1', LISTEN_FDNAMES: '' }, 1, cold([''])],
]

const asked = ([, environment, listeners, expected]: Row): ScriptStep => {
  const control = environment.HANDOFF_ROLE === 'successor' ? (['unix_stream'] as const) : []
  const call = detect(environment, [...Array.from({ length: listeners }, () => 'tcp_listener' as const), ...control])
  if (typeof expected === 'string') return { ...call, expect: { error: { code: expected } }, requirements: ['HOF-148'] }
  return step(call, { left: [], again: 'cold_start', ...expected }, 'HOF-148')
}

export const rolesFromTheEnvironment = stagedCheck({
  slug: 'roles-from-the-environment',
  requirements: ['HOF-148'],
  needs: ['environment'],
  explain:
    'What a process makes of its variables: the role, the listeners by name, what is removed, and the same question again.',
  scripts: () => rows.map((row) => ({ name: row[0], steps: [asked(row)] })),
  scenes: [
    {
      name: 'listeners',
      dimension: 'count',
      range: { maximum: 128 },
      steps: (count) => {
        const names = Array.from({ length: count }, (_, at) => `l${at}`)
        const listeners = [...names].sort()
        return [
          asked([
            '',
            { LISTEN_FDS: `${count}`, LISTEN_FDNAMES: names.join(':') },
            count,
            count === 0 ? cold([]) : cold(listeners),
          ]),
        ]
      },
    },
  ],
})
