import type { Call } from '../../../spec/adapter.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { a, b, begin, bulk, constant, ctl, enter, field, index, item, set, shared } from '../calls.ts'

/** Two placements within one cluster. */
export const ai = index('a', 'i')
export const aj = index('a', 'j')

/** A placement at a shared index whose fields have these constants, under names that are not in order. */
export const sharedBy = (...constants: Json[]): JsonObject =>
  shared(...constants.map((json, at) => field(`f${9 - at}`, constant(json))))

/** The bulk `b`, with one write for each of the partitions. */
export const bulkOf = (partitions: readonly string[], more: JsonObject = {}): Call =>
  bulk(
    'b',
    partitions.map((partition, at) => item(`b${at}`, partition)),
    more,
  )

export const placed = [set('p', a)]
export const draining = [...placed, begin('p', b)]
export const inCutover = [...draining, enter('p')]
export const controlled = [...placed, ctl.begin('p', b)]
export const waiting = [...controlled, ctl.enter('p')]
