import { casesFrom } from '../cases-from.ts'

export const casesFrom9223372036854775806 = casesFrom(2n ** 63n - 2n)
