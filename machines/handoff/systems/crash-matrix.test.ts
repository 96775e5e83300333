import { expect, test } from 'vitest'
import type { ActionRef } from '../../chart/chart.ts'
import { World } from '../../model/world.ts'
import type { SystemEvent } from '../../proof/system.ts'
import { Handoff } from './handoff.ts'
import { bounds, roles } from './systems.ts'

/** What is left when a crash has been lived through. */
interface End {
  readonly incumbent: 'serves' | 'gone'
  readonly successor: 'serves' | 'gone'
  readonly lock: 'incumbent' | 'successor' | 'free'
  readonly journal: string
  readonly outcome: 'committed' | 'aborted' | 'failed' | 'none'
  readonly resumes: number
}

const served = { incumbent: 'serves', successor: 'gone', lock: 'incumbent' } as const
const replaced = { incumbent: 'gone', successor: 'serves', lock: 'successor', resumes: 0 } as const
const nobody = { incumbent: 'gone', successor: 'gone', lock: 'free', resumes: 0 } as const
const crashed = { outcome: 'none' } as const

/** Where there is a race: whose steps come first, and then whose. */
const race = {
  incumbentFirst: [/^first/],
  successorFirst: [/^second/],
  slowSuccessor: [/^second (reads|goes on)/, /^first/],
} satisfies { readonly [name: string]: readonly RegExp[] }
interface Race {
  readonly order?: readonly RegExp[]
  readonly strict?: 1
}

/** A row of the crash matrix: whoever is in this state dies. */
const rows: readonly (readonly [string, 'supervisor' | 'first' | 'second', string, End, Race?])[] = [
  ['s-after-o-hello', 'supervisor', 'spawning', { ...served, ...crashed, journal: 'absent', resumes: 0 }],
  ['s-after-spawn-successor', 'supervisor', 'helloN', { ...served, ...crashed, journal: 'absent', resumes: 0 }],
  ['s-after-n-hello', 'supervisor', 'noteNegotiating', { ...served, ...crashed, journal: 'absent', resumes: 0 }],
  ['s-after-prepare-sent', 'supervisor', 'awaitDrained', { ...served, ...crashed, journal: 'negotiating', resumes: 1 }],
  ['s-after-drained-recv', 'supervisor', 'noteDraining', { ...served, ...crashed, journal: 'negotiating', resumes: 1 }],
  [
    's-after-seal-request-sent',
    'supervisor',
    'awaitSealed',
    { ...served, ...crashed, journal: 'draining', resumes: 1 },
  ],
  [
    's-after-seal-complete-recv',
    'supervisor',
    'noteSealing',
    { ...served, ...crashed, journal: 'draining', resumes: 1 },
  ],
  [
    's-after-begin-sent, the incumbent is first',
    'supervisor',
    'noteAwaiting',
    { ...served, ...crashed, journal: 'sealing', resumes: 1 },
    { order: race.incumbentFirst },
  ],
  [
    's-after-begin-sent, the successor is first and quick',
    'supervisor',
    'noteAwaiting',
    { ...served, ...crashed, journal: 'sealing', resumes: 1 },
    { order: race.successorFirst },
  ],
  [
    's-after-begin-sent, the successor is first and slow',
    'supervisor',
    'noteAwaiting',
    { ...nobody, ...crashed, journal: 'sealing' },
    { order: race.slowSuccessor },
  ],
  [
    's-after-begin-sent, the successor is first and slow, in profile strict',
    'supervisor',
    'noteAwaiting',
    { ...replaced, ...crashed, journal: 'sealing' },
    { order: race.slowSuccessor, strict: 1 },
  ],
  ['s-after-ready-recv', 'supervisor', 'committing', { ...replaced, ...crashed, journal: 'awaitingReady' }],
  ['s-after-commit-sent', 'supervisor', 'noteCommitted', { ...replaced, ...crashed, journal: 'awaitingReady' }],
  ['o-inside-drain', 'first', 'draining', { ...nobody, journal: 'negotiating', outcome: 'failed' }],
  ['o-after-drained-sent', 'first', 'drained', { ...nobody, journal: 'draining', outcome: 'failed' }],
  ['o-inside-seal', 'first', 'sealing', { ...nobody, journal: 'draining', outcome: 'failed' }],
  ['o-after-seal-flock-released', 'first', 'reportSealed', { ...nobody, journal: 'draining', outcome: 'failed' }],
  ['o-after-seal-complete-sent', 'first', 'sealed', { ...replaced, journal: 'absent', outcome: 'committed' }],
  ['n-before-handshake', 'second', 'greeting', { ...served, journal: 'absent', outcome: 'failed', resumes: 0 }],
  ['n-after-handshake', 'second', 'awaitBegin', { ...served, journal: 'absent', outcome: 'aborted', resumes: 1 }],
  ['n-after-begin', 'second', 'locking', { ...served, journal: 'absent', outcome: 'aborted', resumes: 1 }],
  ['n-before-announce-ready', 'second', 'announcing', { ...served, journal: 'absent', outcome: 'aborted', resumes: 1 }],
  ['n-after-ready-sent', 'second', 'binding', { ...nobody, journal: 'absent', outcome: 'committed' }],
]

/** Performs one handoff, lets the role die where it is told to, and everybody else go on to the end. */
function endOf(victim: string, state: string, { order = [], strict }: Race): End {
  const world = new World()
  const handoff = new Handoff(world, { ...bounds, strict: strict ?? 0, faults: Number.POSITIVE_INFINITY }, roles)
  const { events } = handoff.body()
  const [first, second] = handoff.daemons
  let resumes = 0
  let outcome: End['outcome'] = 'none'
  const happens = ({ run }: SystemEvent): boolean => {
    world.begin([], () => 1)
    if (!run()) return false
    for (const { config } of world.fired)
      for (const action of config.actions ?? []) {
        if (paramOf(action, 'hook') === 'resume') resumes++
        outcome = (paramOf(action, 'outcome') ?? outcome) as End['outcome']
      }
    return true
  }
  const named = (name: string): SystemEvent => events.find((event) => event.name === name) as SystemEvent
  const progress = events.filter(({ fair, name }) => fair === true && !/long|starts/.test(name))
  const where = (): string =>
    victim === 'supervisor' ? handoff.supervision.state : victim === 'first' ? first.state : second.state
  const patience = named('first has waited long enough')
  happens(named('the supervisor performs a handoff'))
  while (where() !== state) if (!progress.some(happens)) throw new Error(`${victim} never comes to ${state}`)
  happens(named(`the ${victim} crashes`.replace(/the (first|second)/, '$1')))
  for (const turn of [...order, /./]) {
    const whose = progress.filter(({ name }) => turn.test(name))
    while (whose.some(happens) || (first.state === 'reacquiring' && turn.test('first') && happens(patience)));
  }
  const owner = handoff.ground.lock.context.holder
  return {
    incumbent: first.serves ? 'serves' : 'gone',
    successor: second.serves ? 'serves' : 'gone',
    lock: (['free', 'incumbent', 'successor'] as const)[owner] ?? 'free',
    journal: handoff.supervision.journal.state,
    outcome,
    resumes,
  }
}

function paramOf(action: ActionRef, name: string): unknown {
  return typeof action === 'string' ? undefined : action.params[name]
}

test.each(rows.map(([name, victim, state, end, given = {}]) => ({ name, victim, state, end, given })))(
  '$name',
  ({ victim, state, end, given }) => {
    expect(endOf(victim, state, given)).toEqual(end)
  },
)
