import { anything, type OneOf } from '../../../../machines/model/pattern.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { dir as directory, lock } from '../../calls.ts'
import { dir } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const free = (is: boolean, ...requirements: string[]): ScriptStep =>
  step(directory.lock(dir), { free: is }, ...requirements)
const held = (
  name: string,
  code: string | OneOf,
  holder: number | undefined,
  breaks = false,
  ...requirements: string[]
): ScriptStep => ({
  ...lock.acquire(name, dir, breaks),
  expect: { error: { code, ...(holder === undefined ? { holder_pid: anything } : { holder_pid: holder }) } },
  requirements,
})
const pidfiles = ['', 'x\n', '-1\n', '99999999999999999999\n']

export const lockExclusion = stagedCheck({
  slug: 'lock-exclusion',
  requirements: ['HOF-140', 'HOF-141', 'HOF-143'],
  needs: ['lock', 'streams', 'foreign_holder', 'signals'],
  explain:
    'One lock and several who want it: taken, refused, let go, freed by death, broken where it is stale and where it is not.',
  scripts: (stage) => [
    {
      name: 'one after the other',
      steps: [
        stage.done(lock.acquire('a', dir), 'HOF-140'),
        free(false, 'HOF-140'),
        held('b', 'lock_held', undefined, false, 'HOF-140'),
        stage.done(lock.drop('a')),
        free(true, 'HOF-141'),
        stage.done(lock.acquire('c', dir), 'HOF-141'),
      ],
    },
    {
      name: 'freed by the death of its holder',
      steps: [
        stage.done(lock.acquire('a', dir)),
        stage.done(lock.kill('a')),
        free(true, 'HOF-141'),
        stage.done(lock.acquire('b', dir), 'HOF-141', 'HOF-140'),
        held('c', 'lock_held', undefined, false, 'HOF-140'),
      ],
    },
    {
      name: 'held by somebody else, without a pidfile',
      steps: [
        stage.done(directory.hold(dir, 'x')),
        held('a', 'lock_held', 0, false, 'HOF-140'),
        stage.done(directory.release('x')),
        stage.done(lock.acquire('b', dir), 'HOF-141'),
      ],
    },
    ...pidfiles.map((text) => ({
      name: `a pidfile of ${JSON.stringify(text)}`,
      steps: [
        stage.done(directory.hold(dir, 'x')),
        stage.done(directory.writePidfile(dir, text)),
        held('a', 'lock_held', 0, false, 'HOF-140'),
      ],
    })),
    {
      name: 'a pidfile with a number',
      steps: [
        stage.done(directory.hold(dir, 'x')),
        stage.done(directory.writePidfile(dir, '1234567\n')),
        held('a', 'lock_held', 1_234_567, false, 'HOF-140'),
      ],
    },
    ...['1234567\n', '1\n', 'x'].flatMap((text) => [
      {
        name: `held, the pidfile ${JSON.stringify(text)}`,
        steps: [
          stage.done(directory.hold(dir, 'x')),
          stage.done(directory.writePidfile(dir, text)),
          held('a', 'stale_lock_refused', undefined, true, 'HOF-143'),
          free(false, 'HOF-143'),
        ],
      },
      {
        name: `free, the pidfile ${JSON.stringify(text)}`,
        steps: [
          stage.done(directory.writePidfile(dir, text)),
          stage.done(lock.acquire('a', dir, true), 'HOF-143'),
          free(false, 'HOF-143'),
        ],
      },
    ]),
    {
      name: 'held by one of its own',
      steps: [
        stage.done(lock.acquire('a', dir)),
        held('b', 'stale_lock_refused', undefined, true, 'HOF-143'),
        stage.done(lock.kill('a')),
        stage.done(lock.acquire('c', dir, true), 'HOF-143', 'HOF-141'),
      ],
    },
  ],
  scenes: [
    {
      name: 'in-turn',
      dimension: 'count',
      // Each takes the start of a process where those are real.
      range: ({ capabilities }) => ({ minimum: 1, maximum: capabilities.has('clock') ? 300 : 65 }),
      steps: (count, stage) =>
        Array.from({ length: count }, (_, at) => [
          stage.done(lock.acquire(`l${at}`, dir), 'HOF-141'),
          stage.done(at % 2 === 0 ? lock.drop(`l${at}`) : lock.kill(`l${at}`)),
        ]).flat(),
    },
  ],
})
