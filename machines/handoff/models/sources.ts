import type { ModelSource } from '../../model/model.ts'
import { incumbentSource } from './incumbent-model.ts'
import { successorSource } from './successor-model.ts'
import { supervisorSource } from './supervisor-model.ts'

/** A model for each role that a vendor may bring. */
export const sources: readonly ModelSource[] = [incumbentSource, successorSource, supervisorSource]
