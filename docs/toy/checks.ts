import type { Check } from '../../conformance/kit/check.ts'
import { rights } from './checks/monitors/rights.ts'
import { giverWalk } from './checks/walks/giver-walk.ts'
import { takerWalk } from './checks/walks/taker-walk.ts'
import { wire } from './checks/wire/wire.ts'

/** Every check of the protocol. */
export const checks: readonly Check[] = [takerWalk, giverWalk, wire, rights]
