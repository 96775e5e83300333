import type { AnyChart } from '../../chart/chart.ts'
import { governor } from './governor.ts'
import { need } from './need.ts'
import { receiver } from './receiver.ts'
import { requester } from './requester.ts'
import { sender } from './sender.ts'
import { session } from './session.ts'

/** The charts of nodedb's roles. Their order is part of the specification hash. */
export const charts: readonly AnyChart[] = [receiver, need, sender, requester, governor, session]
