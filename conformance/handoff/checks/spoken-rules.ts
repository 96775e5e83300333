import type { Setting } from '../../../machines/model/model.ts'
import { LENIENT, type Rules, rulesOf } from '../../../spec/handoff/rules.ts'
import type { JsonObject } from '../../../spec/json.ts'

/** What decoding an implementation is judged by: its profile, and what it declares. */
export function spokenRules({ profile, parameters }: Setting): Rules {
  const rules = rulesOf(profile, parameters)
  return typeof rules === 'string' ? LENIENT : rules
}

/** What reset is given so that an implementation acts by the profile that it is judged by. */
export function inProfile(setting: Setting): JsonObject {
  const { profile, capabilities } = setting
  const fixed = profile === 'crate' || profile === 'strict'
  return {
    ...(capabilities.has('profiles') ? { profile } : {}),
    ...(capabilities.has('rules') && !fixed ? spokenRules(setting) : {}),
  }
}
