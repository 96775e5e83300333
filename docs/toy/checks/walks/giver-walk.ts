import { sideWalk } from '../side-walk.ts'

export const giverWalk = sideWalk('giver')
