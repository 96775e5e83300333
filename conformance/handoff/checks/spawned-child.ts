import { anything, Fitting } from '../../../machines/model/pattern.ts'
import { contractOf } from '../../../spec/handoff/environment.ts'
import type { Json } from '../../../spec/json.ts'
import { type ScriptStep, step } from '../../kit/cases/script.ts'
import { supervisor } from '../calls.ts'
import type { Stage } from './stage.ts'

/** Names of so many listeners. */
export const listenerNames = (count: number): string[] => Array.from({ length: count }, (_, at) => `l${at}`)

/** The child of a handoff is there, with these listeners behind standard error and the control stream behind them. */
export function spawnedChild(
  stage: Stage,
  listeners: readonly string[],
  environment: object,
  ...requirements: string[]
): ScriptStep[] {
  const variables = { ...contractOf(listeners), ...environment }
  const descriptors = [
    ...listeners.map((listener, at) => ({ number: 3 + at, listener, close_on_exec: false })),
    { number: 3 + listeners.length, close_on_exec: false },
  ]
  return [
    step(
      supervisor.child('v', 'n1', 'k1', stage.patience),
      {
        spawned: true,
        pid: anything,
        environment: new Fitting(`at least ${JSON.stringify(variables)}`, (got) => has(got, variables)),
        descriptors: new Fitting(
          `${JSON.stringify(descriptors)}, the last a connected Unix stream`,
          (got) =>
            Array.isArray(got) &&
            got.length === descriptors.length &&
            descriptors.every((wanted, at) => has(got[at], wanted)) &&
            has(got.at(-1), { kind: 'unix_stream' }),
        ),
      },
      ...requirements,
    ),
  ]
}

function has(got: Json | undefined, wanted: object): boolean {
  if (typeof got !== 'object' || got === null || Array.isArray(got)) return false
  return Object.entries(wanted).every(([name, value]) => got[name] === value)
}
