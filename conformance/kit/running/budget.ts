import type { Budget } from '../../../reports/event.ts'

/** Random cases of a `model` check of weight 1, by budget. */
export const randomCases: Readonly<Record<Budget, number>> = { quick: 60, default: 600, thorough: 10_000 }
