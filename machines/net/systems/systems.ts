import { type System, system } from '../../proof/system.ts'
import { copyFaults, handleFaults, orchestratorFaults, sourceFaults, targetFaults } from '../charts/chart-faults.ts'
import { copy } from '../charts/copy.ts'
import { dispatcher } from '../charts/dispatcher.ts'
import { factory } from '../charts/factory.ts'
import { handle } from '../charts/handle.ts'
import { orchestrator } from '../charts/orchestrator.ts'
import { source } from '../charts/source.ts'
import { target } from '../charts/target.ts'
import { alones } from './alone.ts'
import { falsifiersOf } from './findings.ts'
import { everyDeath, everything, only } from './history.ts'
import { Migration } from './migration.ts'
import type { MigrationBounds } from './migration-bounds.ts'

/** The charts of every role that takes part in a migration. */
export const roles = { orchestrator, source, target, copy, factory, dispatcher, handle }

/** Profile strict, one migration, one event, and a network that loses and doubles nothing and keeps the order. */
export const calm: MigrationBounds = {
  profile: 2,
  orchestrator: 1,
  room: 8,
  events: 1,
  offers: 0,
  strays: 1,
  losses: 0,
  doubles: 0,
  ordered: 1,
  overtakes: 0,
  stale: 0,
  repeats: 0,
  starts: 1,
  timeouts: 0,
  cancels: 0,
  unready: 0,
  attempts: 2,
  crashes: 0,
  bound: 0,
  excused: everyDeath,
  forgeries: 0,
  succeeds: 0,
  judged: everything,
}
const places = ['source', 'target', 'third'] as const
type Place = (typeof places)[number]
const migration = {
  charts: roles,
  build: (world, given: MigrationBounds, used) => new Migration(world, given, used).body(),
} satisfies Pick<System<typeof roles, MigrationBounds>, 'charts' | 'build'>

/** The same system with the orchestrator at the source, at the target, and at a third node. */
function everywhere(
  id: string,
  explain: string,
  bounds: Partial<MigrationBounds>,
  falsifiers: Partial<Record<Place, System<typeof roles, MigrationBounds>['falsifiers']>> = {},
): readonly System[] {
  return places.map((place, at) =>
    system({
      ...migration,
      id: `${id}-${place}`,
      explain: `${explain} The orchestrator is ${place === 'third' ? 'a third node' : `the ${place}`}.`,
      bounds: { ...calm, orchestrator: at + 1, ...bounds } as MigrationBounds,
      falsifiers: [...(falsifiers[place] ?? []), ...falsifiersOf(`${id}-${place}`)],
    }),
  )
}

const fair = everywhere(
  'fair',
  'Links deliver everything in order, and the target becomes ready some time.',
  { unready: 1, events: 2 },
  {
    source: [
      {
        breaks: 'I1',
        explain: 'A restored copy is live at once.',
        bounds: { judged: only('I1') },
        charts: { target: targetFaults.livesAtOnce },
      },
      {
        breaks: 'I2',
        explain: 'The source lets go with its snapshot.',
        bounds: { judged: only('I2') },
        charts: { source: sourceFaults.letsGoAtSnapshot },
      },
      { breaks: 'I3', explain: 'The source forgets what it kept.', charts: { source: sourceFaults.losesEvents } },
      {
        breaks: 'I7',
        explain: 'The target is told to go live together with the source.',
        bounds: { judged: only('I7') },
        charts: { orchestrator: orchestratorFaults.activatesBeforeCleanup },
      },
      {
        breaks: 'NET-153',
        explain: 'A restored copy takes events.',
        bounds: { judged: only('NET-153') },
        charts: { copy: copyFaults.servesBeforeLive },
      },
      { breaks: 'L1', explain: 'Nobody asks for events.', charts: { orchestrator: orchestratorFaults.asksNoEvents } },
    ],
    third: [
      { breaks: 'I11', explain: 'Phase Complete is success.', charts: { handle: handleFaults.believesComplete } },
    ],
  },
)
const lossy = everywhere(
  'lossy',
  'Datagrams are lost, doubled and reordered; waiters give up and users cancel and start again.',
  { losses: 1, doubles: 1, timeouts: 1, cancels: 1, starts: 4, ordered: 0, repeats: 1, events: 2, succeeds: 1 },
  {
    source: [
      {
        breaks: 'I3',
        explain: 'What was kept is gone when the migration is given up.',
        charts: { source: sourceFaults.discardsEvents },
      },
      {
        breaks: 'I4',
        explain: 'Any snapshot is acknowledged.',
        bounds: { losses: 0, doubles: 0 },
        charts: { target: targetFaults.pretends },
      },
      {
        breaks: 'NET-155',
        explain: 'A restored copy takes events, and is told nothing when the migration is given up.',
        bounds: { judged: only('NET-155'), losses: 0, doubles: 0 },
        charts: { copy: copyFaults.servesBeforeLive, orchestrator: orchestratorFaults.tellsNobody },
      },
    ],
    third: [
      {
        breaks: 'I5',
        explain: 'A migration is cancelled past cutover.',
        bounds: { judged: only('I5'), doubles: 0, losses: 0, events: 0 },
        charts: { orchestrator: orchestratorFaults.cancelsPastCutover, handle: handleFaults.cancelsAnyTime },
      },
      {
        breaks: 'L2',
        explain: 'What is due past cutover is not said again.',
        bounds: { doubles: 0, cancels: 0, events: 0 },
        charts: { orchestrator: orchestratorFaults.saysNothingAgain },
      },
      {
        breaks: 'L4',
        explain: 'A source that has given its snapshot gives it to nobody any more.',
        bounds: { doubles: 0, events: 0, timeouts: 2 },
        charts: { source: sourceFaults.answersOnce },
      },
    ],
  },
)
const crashing = everywhere(
  'crashing',
  'A node crashes, and a datagram is lost: what nobody can make good has a name.',
  { crashes: 1, losses: 1, timeouts: 1, starts: 3, ordered: 0, repeats: 1, events: 2 },
)
const strangers = everywhere(
  'strangers',
  'A peer that has no part in the migration says what it likes; the target is bound to its peers beforehand.',
  { forgeries: 2, timeouts: 1, starts: 2, ordered: 0, bound: 2 },
)
const stale = everywhere('stale', 'Messages outlive their attempt: there is one owner still, and nothing goes back.', {
  stale: 1,
  timeouts: 1,
  starts: 2,
  ordered: 0,
  repeats: 1,
  judged: only('I1', 'I5', 'NET-153'),
})

/** Every system of the protocol; together they take every transition of its charts. */
export const systems: readonly System[] = [...fair, ...lossy, ...crashing, ...strangers, ...stale, ...alones]
