import type { Setting } from '../../model/model.ts'
import { profiles, type Settings } from '../charts/settings.ts'

/** What the roles of an implementation choose, by its profile and what it declares. */
export function settingsOf({ profile, parameters }: Pick<Setting, 'profile' | 'parameters'>): Settings {
  const named = profile === 'strict' ? profiles.strict : profiles.core
  const { orchestrator, source, target, handle } = named
  return {
    ...named,
    // Whether the participants are told is open in profile core: the model speaks of who may be told.
    orchestrator: { ...orchestrator, tells: 1 },
    source: { ...source, keeps: parameters.source_delivery === 'refuse' ? 2 : 1 },
    target: {
      ...target,
      replaces: target.replaces === 1 && parameters.stale_snapshot === 'refuse' ? 2 : target.replaces,
      late: target.late === 1 && parameters.late_snapshot === 'silent' ? 2 : target.late,
    },
    handle: { ...handle, detaches: parameters.cancel_past_cutover === 'detach' ? 1 : 0 },
  }
}

/** Whether the profile says what follows where careful and lenient implementations differ: profile core leaves it open. */
export function isDecided({ profile }: Pick<Setting, 'profile'>): boolean {
  return profile === 'strict'
}
