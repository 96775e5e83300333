import type { ModelSource } from '../../model/model.ts'
import { nodeSources } from './node-model.ts'

/** A model for each role that a vendor may bring. */
export const sources: readonly ModelSource[] = nodeSources
