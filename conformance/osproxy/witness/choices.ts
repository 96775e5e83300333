import type { Witnesses } from '../../kit/mutation/witness.ts'
import * as say from './calls.ts'
import { a, b, placed, waiting } from './situations.ts'

const hello = say.call('hello')
const outage = say.fault('resolve', 'unavailable', { count: 3 })

/** Conversations that show the choice of each variant. */
export const choiceWitnesses: Witnesses = {
  'epochs-per-partition': [say.set('q', a), ...placed],
  'epochs-in-steps-of-seven': placed,
  'epochs-begin-beyond-a-double': placed,
  'set-cancels-a-migration-as-declared': [...placed, say.begin('p', b), say.set('p', b)],
  'same-placement-is-refused-as-declared': [...placed, say.begin('p', a)],
  'queued-writes-are-ungated-as-declared': [...waiting, say.write('w', 'p', { mode: 'async' })],
  'repeated-cutover-restarts-the-wait': [...waiting, say.wait('1'), say.enters('p'), say.completes('p')],
  'failed-cutover-forgets-the-wait': [
    ...waiting,
    say.fault('enter_cutover', 'before_apply'),
    say.enters('p'),
    say.wait('1'),
    say.completes('p'),
  ],
  'lost-requests-are-indefinite': [...placed, say.fault('begin_migration', 'before_apply'), say.begins('p', b)],
  'errors-without-messages': [say.enter('p')],
  'errors-with-more-members': [say.enter('p')],
  'refusals-are-passed-on-word-for-word': [say.enters('p')],
  'answers-come-later': placed,
  'resolves-name-an-endpoint': [...placed, say.resolve('p')],
  'bulk-targets-in-another-order': [...placed, say.set('q', b), say.bulk(['p', 'q']), say.log],
  'bulk-items-one-by-one': [...placed, say.set('q', b), say.bulk(['p', 'q', 'p']), say.log, say.log],
  'multi-reads-resolve-each-item': [...placed, outage, say.multiGet('p', 'p')],
  'deadline-excludes-its-last-instant': [
    ...placed,
    say.hold('w'),
    say.write('w', 'p'),
    say.wait('30000000000'),
    say.result('w'),
  ],
  'writes-are-acknowledged-with-200': [...placed, say.write('w', 'p')],
  'no-capabilities': [hello],
  'store-only': [hello],
  'lanes-run-one-after-another': [
    ...placed,
    say.call('batch.concurrent', {
      lanes: [[say.resolve('p')], [say.resolve('p')]].map((lane) => lane.map(({ op, params }) => ({ op, params }))),
    }),
  ],
}
