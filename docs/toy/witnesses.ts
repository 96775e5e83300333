import type { Witnesses } from '../../conformance/kit/mutation/witness.ts'
import type { Call } from '../../spec/adapter.ts'
import type { JsonObject } from '../../spec/json.ts'

const call = (op: string, params: JsonObject = {}): Call => ({ op, params })
const deliver = (frame: string): Call => call('deliver', { frame })
const state = call('state')
const first = deliver('01000102')
const taken = [first, call('put_down')]
const offered = [call('reset', { role: 'giver' }), call('pick_up'), call('offer')]
const tick = call('tick')

/** For each mutant, calls that it answers like the reference but for the last one; for a variant, calls that show its choice. */
export const witnesses: Witnesses = {
  'low-byte-first': [first],
  'sum-not-checked': [deliver('01000103')],
  'reads-ahead': [deliver('')],
  'number-not-stored': [first, call('restart'), call('put_down'), first, state],
  'expects-the-next': [deliver('0100ff00')],
  'takes-copies': [...taken, first, state],
  'answers-once': [first, first],
  'acts-on': [...offered, state],
  'numbers-copies': [...offered, tick, tick, tick],
  'repeats-late': [...offered, tick, tick, tick],
  'repeats-early': [...offered, tick],
  'believes-all': [...offered, deliver('02000103'), call('pick_up'), call('offer'), deliver('02000103'), state],
  'ignores-older-offers': [deliver('01000203'), call('put_down'), first],
}
