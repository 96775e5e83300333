import { describe, expect, it } from 'vitest'
import type { DescriptorKind } from './adapter.types.ts'
import { contractOf, detectRole, type Environment } from './environment.ts'

const role = { HANDOFF_ROLE: 'successor' }
const three: readonly DescriptorKind[] = ['tcp_listener', 'unix_listener', 'unix_stream']

/** In short: the role or the error, listeners in order, the control descriptor, what is left of the contract's variables. */
function outcome(environment: Environment, hardened?: { pid: number; descriptors: readonly DescriptorKind[] }): string {
  const detected = detectRole(environment, hardened)
  if (detected.error !== undefined) return detected.error
  const listeners = [...detected.listeners].map(([name, number]) => `${name}=${number}`).join(' ')
  const left = Object.keys(detected.left).join(' ')
  return [detected.role, detected.control, `[${listeners}]`, left]
    .filter((part) => part !== undefined)
    .join(' ')
    .trim()
}

it.each<[Environment, string]>([
  [{}, 'cold_start []'],
  [{ HANDOFF_ROLE: 'other' }, 'cold_start [] HANDOFF_ROLE'],
  [{ HANDOFF_ROLE: 'Successor', HANDOFF_SOCK_FD: '3' }, 'cold_start [] HANDOFF_ROLE HANDOFF_SOCK_FD'],
  [{ HANDOFF_ROLE: '' }, 'cold_start [] HANDOFF_ROLE'],
  [{ LISTEN_FDS: '2', LISTEN_FDNAMES: 'http:resp' }, 'cold_start [http=3 resp=4]'],
  [{ LISTEN_FDS: '2' }, 'cold_start [0=3 1=4]'],
  [{ LISTEN_FDS: '3', LISTEN_FDNAMES: 'http' }, 'cold_start [http=3 1=4 2=5]'],
  [{ LISTEN_FDS: '1', LISTEN_FDNAMES: 'http:resp' }, 'cold_start [http=3]'],
  [{ LISTEN_FDS: '1', LISTEN_FDNAMES: '' }, 'cold_start [=3]'],
  [{ LISTEN_FDS: '2', LISTEN_FDNAMES: '' }, 'cold_start [=3 1=4]'],
  [{ LISTEN_FDS: '2', LISTEN_FDNAMES: 'http:http' }, 'cold_start [http=4]'],
  [{ LISTEN_FDS: 'two', LISTEN_FDNAMES: 'http' }, 'cold_start []'],
  [{ LISTEN_FDS: '', LISTEN_FDNAMES: 'http' }, 'cold_start []'],
  [{ LISTEN_FDS: '-1' }, 'cold_start []'],
  [{ LISTEN_FDNAMES: 'http' }, 'cold_start []'],
  [role, 'missing_env'],
  [{ ...role, HANDOFF_SOCK_FD: 'x' }, 'bad_env'],
  [{ ...role, HANDOFF_SOCK_FD: '' }, 'bad_env'],
  [{ ...role, HANDOFF_SOCK_FD: ' 3' }, 'bad_env'],
  [{ ...role, HANDOFF_SOCK_FD: '3' }, 'successor 3 []'],
  [contractOf([]), 'successor 3 []'],
  [contractOf(['http', 'resp']), 'successor 5 [http=3 resp=4]'],
  [{ ...contractOf(['http']), LISTEN_PID: '1' }, 'successor 4 [http=3] LISTEN_PID'],
  [{ ...contractOf(['http']), PATH: '/bin' }, 'successor 4 [http=3] PATH'],
])('%j is %s', (environment, expected) => expect(outcome(environment)).toBe(expected))

it.each<[string, Environment, readonly DescriptorKind[], string]>([
  ['sockets', contractOf(['http', 'resp']), three, 'successor 5 [http=3 resp=4]'],
  ['its own LISTEN_PID', { ...contractOf(['http', 'resp']), LISTEN_PID: '7' }, three, 'successor 5 [http=3 resp=4]'],
  ['a foreign LISTEN_PID', { ...contractOf(['http', 'resp']), LISTEN_PID: '8' }, three, 'successor 5 []'],
  ['a LISTEN_PID that is no number', { ...contractOf(['http']), LISTEN_PID: 'x' }, three, 'successor 4 []'],
  ['a file among them', contractOf(['http', 'resp']), ['file', 'tcp_listener', 'unix_stream'], 'successor 5 [resp=4]'],
  ['a pipe for a control stream', contractOf(['http']), ['tcp_listener', 'pipe'], 'bad_env'],
  ['a closed control stream', contractOf(['http']), ['tcp_listener'], 'bad_env'],
  ['fewer sockets than are counted', { LISTEN_FDS: '3' }, ['tcp_listener'], 'cold_start [0=3]'],
  ['a count beyond any table', { LISTEN_FDS: '999999999' }, ['tcp_listener'], 'cold_start [0=3]'],
  ['a count of 2^64-1', { LISTEN_FDS: '18446744073709551615' }, ['tcp_listener'], 'cold_start [0=3]'],
])('a process that looks finds %s', (_what, environment, descriptors, expected) => {
  expect(outcome(environment, { pid: 7, descriptors })).toBe(expected)
})

describe('what is left', () => {
  it('gives a cold start without listeners when asked again', () => {
    const first = detectRole({ ...contractOf(['http']), PATH: '/bin' })
    expect(outcome(first.error === undefined ? first.left : {})).toBe('cold_start [] PATH')
  })
})

it('tells a successor where everything lies', () => {
  expect(contractOf(['http', 'resp'])).toEqual({
    HANDOFF_ROLE: 'successor',
    HANDOFF_SOCK_FD: '5',
    LISTEN_FDS: '2',
    LISTEN_FDNAMES: 'http:resp',
  })
  expect(contractOf([])).toMatchObject({ HANDOFF_SOCK_FD: '3', LISTEN_FDS: '0', LISTEN_FDNAMES: '' })
})
