import type { AnyChart } from '../../chart/chart.ts'
import { controller } from './controller.ts'
import { lookup } from './lookup.ts'
import { partition } from './partition.ts'
import { write } from './write.ts'

/** The charts of osproxy's roles. Their order is part of the specification hash. */
export const charts: readonly AnyChart[] = [partition, controller, write, lookup]
