import type { Setting } from '../../../machines/model/model.ts'
import type { JsonObject } from '../../../spec/json.ts'

/** A constant of a case: what `reset` was given, else what the PICS states, else the usual one. */
export function number(setting: Setting, configuration: JsonObject, name: string, usual: number): number {
  const value = configuration[name] ?? setting.parameters[name]
  return typeof value === 'number' ? value : usual
}
