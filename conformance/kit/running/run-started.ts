import { specHash } from '../../../machines/chart/spec-hash.ts'
import type { RunStarted } from '../../../reports/event.ts'
import { kitVersion } from '../version.ts'
import { randomCases } from './budget.ts'
import type { RunOptions } from './run-options.ts'
import type { Session } from './session.ts'

/** What identifies a run, as the report tells it first. */
export function runStarted(options: RunOptions, { protocol, stated, pics }: Session): RunStarted {
  return {
    event: 'run_started',
    format: 1,
    kit: kitVersion,
    protocol: protocol.id,
    register_version: protocol.register().version,
    spec_hash: specHash(protocol),
    profile: pics.profile,
    ...(pics.profile === stated.profile ? {} : { profile_overridden: true as const }),
    ...(pics.parameters === stated.parameters ? {} : { parameters_overridden: options.profile as string }),
    roles: stated.roles,
    seed: `${options.seed}`,
    budget: options.budget,
    cases_budget: randomCases[options.budget],
    adapter: options.source.name,
    level: options.level,
    ...(options.knownFailures === undefined ? {} : { known_failures: options.knownFailures.path }),
  }
}
