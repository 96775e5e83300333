import { casesFrom } from '../cases-from.ts'

export const casesFrom4294967294 = casesFrom(2n ** 32n - 2n)
