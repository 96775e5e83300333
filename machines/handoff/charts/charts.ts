import type { AnyChart } from '../../chart/chart.ts'
import { consumer } from './consumer.ts'
import { incumbent } from './incumbent.ts'
import { journal } from './journal.ts'
import { lock } from './lock.ts'
import { successor } from './successor.ts'
import { supervisor } from './supervisor.ts'

/** The charts of handoff's roles. Their order is part of the specification hash. */
export const charts: readonly AnyChart[] = [supervisor, incumbent, successor, lock, journal, consumer]
