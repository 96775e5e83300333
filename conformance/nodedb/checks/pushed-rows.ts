import type { Setting } from '../../../machines/model/model.ts'
import { type ScriptStep, step } from '../../kit/cases/script.ts'
import { resyncRequest, sequenceGap, tx } from '../calls.ts'
import { frameOf } from './frame-of.ts'
import { payloadOf } from './payloads.ts'

/** The collection whose rows are pushed: document `d1` with text `1`, and so on. */
export const collection = 'rows'

export const attach: ScriptStep = step(tx.attach('1'), {})

export const append = (nth: number): ScriptStep =>
  step(tx.append(collection, `d${nth}`, payloadOf(`${nth}`)), { mutation_id: `${nth}` })

export const appends = (count: number): ScriptStep[] => Array.from({ length: count }, (_, at) => append(at + 1))

/** A request for all that comes from an id, as hex. */
export const requestFrom = (id: string, setting: Setting): string =>
  frameOf(resyncRequest(sequenceGap('1', '2'), id, collection), setting)
