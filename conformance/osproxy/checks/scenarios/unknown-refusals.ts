import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, advance, arm, b, barrier, ctl, look, set, toCutover } from '../../calls.ts'

const code = 'quota_of_the_year_2041'
const odd = (op: string) => arm(op, 'before_apply', { code })

/** The store refuses with a code from the future, at every step of a migration. */
export const unknownRefusals = check({
  id: 'osproxy/unknown-refusals',
  kind: 'scenario',
  requirements: ['OSP-014'],
  needs: ['control', 'unknown_codes'],
  explain: 'An unknown code is passed on as a refusal that is not safe to repeat, and nothing is flipped on it.',
  cases: () => [
    scene('begin', [set('p', a), odd('begin_migration'), ctl.begin('p', b), look('p'), ctl.begin('p', b)]),
    scene('enter', [set('p', a), ctl.begin('p', b), odd('enter_cutover'), ctl.enter('p'), look('p'), ctl.enter('p')]),
    scene('complete', [
      ...toCutover('p'),
      advance(barrier),
      odd('complete_migration'),
      ctl.complete('p'),
      look('p'),
      ctl.complete('p'),
    ]),
    scene('abort', [...toCutover('p'), odd('abort_migration'), ctl.abort('p'), look('p'), ctl.abort('p')]),
    scene('state', [...toCutover('p'), arm('state', 'unavailable', { code }), ctl.complete('p'), look('p')]),
    scene('state-after-the-barrier', [
      ...toCutover('p'),
      advance(barrier),
      arm('state', 'unavailable', { code }),
      ctl.complete('p'),
      look('p'),
      ctl.complete('p'),
    ]),
  ],
})
