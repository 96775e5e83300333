import { AcceptorModel, type PushLimits } from '../../../../machines/nodedb/models/acceptor-model.ts'
import { check } from '../../../kit/check.ts'
import { planned, type Situations } from '../plan.ts'
import { SessionPlan } from '../session-plan.ts'

/** Long enough to take three deltas again at one a second. */
const pause_ms = 10_000
const three: PushLimits = { push_burst: 3, push_rate: 1 }

/** Three deltas are taken; the others are refused, dropped, or taken later. */
const situations: Situations<SessionPlan> = {
  'refused-and-pushed-again': (plan) => {
    plan.enter('x')
    for (const id of ['1', '2', '3', '4', '5']) plan.push(0, id)
    for (const id of ['5', '4', '4', '6']) plan.advance(pause_ms).push(0, id)
    return plan
  },
  'refused-and-pushed-again-in-the-next-connection': (plan) => {
    plan.enter('x')
    for (const id of ['1', '2', '3', '4', '5']) plan.push(0, id)
    plan.advance(pause_ms).close(0).enter('x', '2')
    for (const id of ['4', '1', '5']) plan.push(1, id)
    return plan
  },
}

export const sessionRateCases = check({
  id: 'nodedb/session-rate-cases',
  kind: 'scenario',
  requirements: ['NDB-117', 'NDB-119'],
  needs: ['ses.frame', 'ses.advance', 'constants'],
  explain: 'A session that takes three deltas at once: what came over the rate is taken when it is pushed again.',
  model: { id: 'session-rate-cases', build: (setting) => new AcceptorModel(setting, three) },
  cases: (setting) => planned(situations, setting, () => new SessionPlan(new AcceptorModel(setting, three))),
})
