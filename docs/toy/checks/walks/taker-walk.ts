import { sideWalk } from '../side-walk.ts'

export const takerWalk = sideWalk('taker')
