import type { Pics } from '../../spec/adapter.ts'
import type { Setting } from '../../machines/model.ts'

/** What models and cases need to know of an implementation. */
export function settingOf(pics: Pick<Pics, 'profile' | 'capabilities' | 'parameters'>): Setting {
  return { profile: pics.profile, capabilities: new Set(pics.capabilities), parameters: pics.parameters ?? {} }
}
