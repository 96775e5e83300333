import type { AnyChart } from '../../chart/chart.ts'
import { copy } from './copy.ts'
import { dispatcher } from './dispatcher.ts'
import { factory } from './factory.ts'
import { handle } from './handle.ts'
import { orchestrator } from './orchestrator.ts'
import { runtime } from './runtime.ts'
import { source } from './source.ts'
import { target } from './target.ts'

/** The charts of net's roles. Their order is part of the specification hash. */
export const charts: readonly AnyChart[] = [orchestrator, source, target, copy, factory, dispatcher, runtime, handle]
