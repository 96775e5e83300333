import { casesFrom } from '../cases-from.ts'

export const casesFrom18446744073709551612 = casesFrom(2n ** 64n - 4n)
