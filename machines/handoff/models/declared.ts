import type { Setting } from '../../model/model.ts'
import { type Profile, profiles, type Settings } from '../charts/settings.ts'

/** Times of the protocol in milliseconds, as an implementation declares them. */
export interface Times {
  readonly heartbeat_ms: number
  readonly liveness_ms: number
  readonly hello_ms: number
  readonly ack_ms: number
  readonly slack_ms: number
  readonly min_read_ms: number
  readonly reacquire_ms: number
  readonly reacquire_step_ms: number
  readonly probe_ms: number
}

const usual: Times = {
  heartbeat_ms: 2_000,
  liveness_ms: 10_000,
  hello_ms: 5_000,
  ack_ms: 5_000,
  slack_ms: 1_000,
  min_read_ms: 100,
  reacquire_ms: 2_000,
  reacquire_step_ms: 25,
  probe_ms: 2_000,
}

/** The times that a statement declares, those of the published releases where it is silent. */
export function timesOf({ parameters }: Pick<Setting, 'parameters'>): Times {
  const declared = Object.keys(usual).filter((name) => typeof parameters[name] === 'number')
  return { ...usual, ...Object.fromEntries(declared.map((name) => [name, parameters[name]])) }
}

/** What the roles of an implementation choose, by its profile and what it declares. */
export function settingsOf({ profile, parameters }: Pick<Setting, 'profile' | 'parameters'>): Settings {
  const named = profiles[profile as Profile] ?? profiles.core
  const drainsAgain = parameters.repeated_prepare !== 'refuse'
  const retries = parameters.failed_resume === 'retry'
  const { incumbent } = named
  return {
    ...named,
    incumbent: {
      ...incumbent,
      again: drainsAgain ? 1 : 0,
      mends: incumbent.mends === 1 && retries ? 2 : incumbent.mends,
    },
  }
}

/** Whether the profile says what follows where careful and lenient implementations differ: the others leave it open. */
export function isDecided({ profile }: Pick<Setting, 'profile'>): boolean {
  return profile === 'strict'
}
