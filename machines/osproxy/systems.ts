import type { System } from '../system.ts'
import { barrier, independentWaits, noBarrier } from './barrier.ts'
import { fleet } from './fleet.ts'
import { declaredChoices, gate } from './gate.ts'
import { signals } from './signals.ts'

/** Every system of the protocol; together they take every transition of its charts. */
export const systems: readonly System[] = [gate, declaredChoices, barrier, independentWaits, noBarrier, fleet, signals]
