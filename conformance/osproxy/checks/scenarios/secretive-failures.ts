import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { advance, arm, barrier, constant, ctl, field, index, look, set, shared } from '../../calls.ts'
import { canary } from '../canaries.ts'

const tenant = canary('tenant')
const place = index(canary('cluster'), canary('index'))
const hidden = shared(field(canary('field'), constant({ [canary('member')]: canary('value') })))

/** Every change and the controller's read fail while names and values are easy to recognise. */
export const secretiveFailures = check({
  id: 'osproxy/secretive-failures',
  kind: 'scenario',
  requirements: ['OSP-008', 'OSP-109', 'OSP-113'],
  needs: ['control', 'faults'],
  explain:
    'Reasons of backend failures have 1 to 200 characters and name no tenant, place or value, and say whether to repeat.',
  cases: () => [
    ...['before_apply', 'after_apply', 'delay', 'unavailable'].flatMap((mode) =>
      [true, false].map((retryable) =>
        scene(`${mode}-${retryable ? 'retryable' : 'final'}`, [
          set(tenant, hidden),
          arm('begin_migration', mode, { retryable }),
          ctl.begin(tenant, place),
          look(tenant),
          ctl.begin(tenant, place),
          arm('enter_cutover', mode, { retryable }),
          ctl.enter(tenant),
          look(tenant),
          arm('state', 'unavailable', { retryable }),
          ctl.complete(tenant),
          ctl.complete(tenant),
          advance(barrier),
          arm('complete_migration', mode, { retryable }),
          ctl.complete(tenant),
          arm('abort_migration', mode, { retryable }),
          ctl.abort(tenant),
          look(tenant),
        ]),
      ),
    ),
    ...['x', 'y'.repeat(200), 'connection reset', `no row for ${tenant}`].map((reason, at) =>
      scene(`worded-by-the-backend-${at}`, [
        set(tenant, place),
        arm('begin_migration', 'before_apply', { reason }),
        ctl.begin(tenant, hidden),
        arm('state', 'unavailable', { reason }),
        ctl.state(tenant),
        look(tenant),
      ]),
    ),
  ],
})
