import { casesFrom } from '../cases-from.ts'

export const casesFrom9007199254740990 = casesFrom(2n ** 53n - 2n)
