import type { DescriptorKind } from '../../../../spec/handoff/adapter.types.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { detect } from '../../calls.ts'
import { stagedCheck } from '../staged-check.ts'

const kinds: readonly DescriptorKind[] = ['file', 'pipe', 'unix_stream', 'tcp_stream', 'datagram', 'closed']
const found = (
  listeners: readonly string[],
  environment: Readonly<Record<string, string>>,
  descriptors: readonly DescriptorKind[],
): ScriptStep =>
  step(detect(environment, descriptors), { role: 'cold_start', listeners, left: [], again: 'cold_start' }, 'HOF-150')
const two = { LISTEN_FDS: '2', LISTEN_FDNAMES: 'a:b' }

export const foreignDescriptors = stagedCheck({
  slug: 'foreign-descriptors',
  requirements: ['HOF-150'],
  needs: ['environment', 'hardened'],
  explain:
    'Descriptors that are no listeners, counts that no process has, and a LISTEN_PID that names another process.',
  scripts: () => [
    { name: 'listeners of both families', steps: [found(['a', 'b'], two, ['tcp_listener', 'unix_listener'])] },
    ...kinds.map((kind) => ({ name: kind, steps: [found(['b'], two, [kind, 'tcp_listener'])] })),
    {
      name: 'LISTEN_PID of the process',
      steps: [found(['a'], { LISTEN_PID: '{pid}', LISTEN_FDS: '1', LISTEN_FDNAMES: 'a' }, ['tcp_listener'])],
    },
    ...['1', 'x', '', '0'].map((pid) => ({
      name: `LISTEN_PID ${JSON.stringify(pid)}`,
      steps: [found([], { LISTEN_PID: pid, LISTEN_FDS: '1', LISTEN_FDNAMES: 'a' }, ['tcp_listener'])],
    })),
    ...['2147483648', '999999999', '18446744073709551615', '18446744073709551616'].map((count) => ({
      name: `LISTEN_FDS ${count}`,
      steps: [found(['a'], { LISTEN_FDS: count, LISTEN_FDNAMES: 'a' }, ['tcp_listener'])],
    })),
    {
      name: 'no control stream',
      steps: [
        {
          ...detect({ HANDOFF_ROLE: 'successor', HANDOFF_SOCK_FD: '3' }, ['closed']),
          expect: { error: { code: 'bad_env' } },
          requirements: ['HOF-150'],
        },
      ],
    },
  ],
})
