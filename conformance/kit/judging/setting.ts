import type { Setting } from '../../../machines/model/model.ts'
import type { Pics } from '../../../spec/adapter.ts'

/** What models and cases need to know of an implementation. */
export function settingOf(pics: Pick<Pics, 'profile' | 'capabilities' | 'parameters' | 'shim_defined'>): Setting {
  return {
    profile: pics.profile,
    capabilities: new Set(pics.capabilities),
    parameters: pics.parameters ?? {},
    shimDefined: new Set(pics.shim_defined),
  }
}
