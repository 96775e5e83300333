import type { Witnesses } from '../../kit/mutation/witness.ts'
import {
  a,
  advance,
  arm,
  b,
  barrier,
  batch,
  begin,
  call,
  ctl,
  enter,
  hold,
  log,
  multiGet,
  resolve,
  result,
  set,
  write,
} from '../calls.ts'
import { bulkOf, placed, waiting } from './situations.ts'

const hello = call('hello')
const outage = arm('resolve', 'unavailable', { count: 3 })

/** Conversations that show the choice of each variant. */
export const choiceWitnesses: Witnesses = {
  'epochs-per-partition': [set('q', a), ...placed],
  'epochs-in-steps-of-seven': placed,
  'every-backend-failure-is-retryable': [
    ...placed,
    arm('begin_migration', 'before_apply', { retryable: false }),
    ctl.begin('p', b),
  ],
  'epochs-begin-beyond-a-double': placed,
  'set-cancels-a-migration-as-declared': [...placed, begin('p', b), set('p', b)],
  'same-placement-is-refused-as-declared': [...placed, begin('p', a)],
  'queued-writes-are-ungated-as-declared': [...waiting, write('w', 'p', { mode: 'async' })],
  'repeated-cutover-restarts-the-wait': [...waiting, advance(1), ctl.enter('p'), ctl.complete('p')],
  'failed-cutover-forgets-the-wait': [
    ...waiting,
    arm('enter_cutover', 'before_apply'),
    ctl.enter('p'),
    advance(1),
    ctl.complete('p'),
  ],
  'lost-requests-are-indefinite': [...placed, arm('begin_migration', 'before_apply'), ctl.begin('p', b)],
  'errors-without-messages': [enter('p')],
  'errors-with-more-members': [enter('p')],
  'refusals-are-passed-on-word-for-word': [ctl.enter('p')],
  'answers-come-later': placed,
  'resolves-name-an-endpoint': [...placed, resolve('p')],
  'bulk-targets-in-another-order': [...placed, set('q', b), bulkOf(['p', 'q']), log],
  'bulk-items-one-by-one': [...placed, set('q', b), bulkOf(['p', 'q', 'p']), log, log],
  'multi-reads-resolve-each-item': [...placed, outage, multiGet('p', 'p')],
  'deadline-excludes-its-last-instant': [...placed, hold('w'), write('w', 'p'), advance(barrier), result('w')],
  'writes-are-acknowledged-with-200': [...placed, write('w', 'p')],
  'no-capabilities': [hello],
  'store-only': [hello],
  'lanes-run-one-after-another': [...placed, batch([[resolve('p')], [resolve('p')]])],
}
