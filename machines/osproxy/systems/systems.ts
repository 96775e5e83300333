import { type System, system } from '../../proof/system.ts'
import { controllerFaults, partitionFaults, writeFaults } from '../charts/chart-faults.ts'
import { controller } from '../charts/controller.ts'
import { partition } from '../charts/partition.ts'
import { write } from '../charts/write.ts'
import { Barrier, type BarrierBounds } from './barrier.ts'
import { Fleet, type FleetBounds } from './fleet.ts'
import { Gate, type GateBounds } from './gate.ts'
import { writeSignals } from './write-signals.ts'

const gateBounds: GateBounds = {
  partitions: 2,
  placements: 3,
  writes: 2,
  changes: Number.POSITIVE_INFINITY,
  cancels: 0,
  refusesSame: 0,
  expects: 0,
  neighbours: 0,
}

export const gate = system({
  id: 'gate',
  explain:
    'Any number of changes of two partitions; two writes resolve, wait for as long as they like, and ask the gate.',
  bounds: gateBounds,
  charts: { partition, write },
  build: (world, given: GateBounds, charts) => new Gate(world, given, charts).body(),
  falsifiers: [
    {
      breaks: 'I1',
      explain: 'Reads flip when cutover is entered.',
      charts: { partition: partitionFaults.readsFlipAtCutover },
    },
    {
      breaks: 'I2',
      explain: 'The gate compares epochs and forgets the phase.',
      charts: { partition: partitionFaults.gateIgnoresPhase },
    },
    {
      breaks: 'I3',
      explain: 'A completion settles the partition at its origin.',
      charts: { partition: partitionFaults.completionTurnsBack },
    },
    {
      breaks: 'I4',
      explain: 'An abort in cutover settles the partition at its destination.',
      charts: { partition: partitionFaults.abortFlips },
    },
    {
      breaks: 'I5',
      explain: 'A settled partition admits every stamp.',
      charts: { partition: partitionFaults.gateIgnoresEpoch },
    },
    { breaks: 'I6', explain: 'Begin keeps the epoch.', charts: { partition: partitionFaults.beginKeepsEpoch } },
    { breaks: 'I7', explain: 'The store has one epoch for all of its partitions.', bounds: { neighbours: 1 } },
    {
      breaks: 'I9',
      explain: 'An instance keeps the placement of its first request.',
      charts: { write: writeFaults.placementIsCached },
    },
    {
      breaks: 'L4',
      explain: 'Reads are refused in cutover like writes.',
      charts: { partition: partitionFaults.readsStopInCutover },
    },
  ],
})

export const declaredChoices = system({
  ...gate,
  id: 'gate-choices',
  explain:
    'The same where set cancels a migration, begin refuses the present placement, and changes name the epoch they expect.',
  bounds: { ...gateBounds, partitions: 1, cancels: 1, refusesSame: 1, expects: 1 },
  falsifiers: [],
})

const barrierBounds: BarrierBounds = {
  partitions: 1,
  placements: 2,
  controllers: 2,
  barrier: 2,
  changes: Number.POSITIVE_INFINITY,
  faults: 1,
  late: 1,
  expects: 1,
}

export const barrier = system({
  id: 'barrier',
  explain:
    'Two controllers drive one partition over a store whose requests and answers get lost, doubled and late, any number of times.',
  bounds: barrierBounds,
  charts: { partition, controller },
  build: (world, given: BarrierBounds, charts) => new Barrier(world, given, charts).body(),
  falsifiers: [
    {
      breaks: 'I8',
      explain: 'A refused enter-cutover takes a fresh epoch.',
      charts: { partition: partitionFaults.refusedEnterStamps },
    },
    {
      breaks: 'I11',
      explain: 'A state that cannot be read counts as "not in cutover".',
      charts: { controller: controllerFaults.unreadableCountsAsElsewhere },
    },
    {
      breaks: 'I11',
      explain: 'The wait on record names no epoch, and a failed enter-cutover keeps it.',
      bounds: { controllers: 1 },
      charts: { controller: controllerFaults.failedEnterKeepsRecord },
    },
    {
      breaks: 'I11',
      explain: 'The wait on record names no epoch, and a second controller starts the migration over.',
      bounds: { faults: 0, late: 0 },
      charts: { controller: controllerFaults.recordNamesNoEpoch },
    },
    {
      breaks: 'I11',
      explain: 'The wait begins before the state is read, and another controller enters cutover in between.',
      bounds: { faults: 0, late: 0 },
      charts: { controller: controllerFaults.waitBeginsBeforeTheRead },
    },
    {
      breaks: 'I11',
      explain: 'A controller that knows of no wait flips at once.',
      charts: { controller: controllerFaults.restartTrusts },
    },
    {
      breaks: 'I11',
      explain: 'A completion names no epoch, and the migration is started over before it arrives.',
      bounds: { expects: 0 },
    },
    {
      breaks: 'L2',
      explain: 'Every poll starts the wait over.',
      bounds: { placements: 1, late: 0 },
      charts: { controller: controllerFaults.pollRestarts },
    },
    {
      breaks: 'L2',
      explain: 'The store refuses every completion.',
      bounds: { placements: 1, late: 0 },
      charts: { partition: partitionFaults.completionRefused },
    },
    {
      breaks: 'L3',
      explain: 'An abort is refused in cutover.',
      charts: { partition: partitionFaults.abortNeedsDraining },
    },
  ],
})

export const independentWaits = system({
  ...barrier,
  id: 'barrier-pair',
  explain: 'One controller drives two partitions: their waits are independent. Nothing fails.',
  bounds: { ...barrierBounds, partitions: 2, placements: 2, barrier: 2, controllers: 1, faults: 0, late: 0 },
  falsifiers: [],
})

export const noBarrier = system({
  ...barrier,
  id: 'barrier-none',
  explain: 'The same with a barrier of zero, which never refuses.',
  bounds: { ...barrierBounds, barrier: 0 },
  falsifiers: [],
})

const fleetBounds: FleetBounds = {
  placements: 3,
  instances: 2,
  writes: 2,
  barrier: 3,
  bound: 2,
  attempts: 3,
  outage: 2,
  changes: Number.POSITIVE_INFINITY,
}

export const fleet = system({
  id: 'fleet',
  explain:
    'Two instances over one store, each with a write under way, while one controller migrates: what time alone protects.',
  bounds: fleetBounds,
  charts: { partition, controller, write },
  build: (world, given: FleetBounds, charts) => new Fleet(world, given, charts).body(),
  falsifiers: [
    {
      breaks: 'I9',
      explain: 'A write is sent to the default placement.',
      charts: { write: writeFaults.targetIsFixed },
    },
    {
      breaks: 'I10',
      explain: 'The barrier equals the longest time between gate and application.',
      bounds: { barrier: 2 },
    },
    {
      breaks: 'I10',
      explain: 'The deadline of a write starts when the answer of the gate has come, some time after its verdict.',
      charts: { write: writeFaults.deadlineStartsAtTheAnswer },
    },
    {
      breaks: 'I10',
      explain: 'The deadline of a write starts when it is sent, not at the gate.',
      charts: { write: writeFaults.deadlineStartsAtDispatch },
    },
    {
      breaks: 'I12',
      explain: 'A proxy that loses an answer resolves and sends the write again by itself.',
      bounds: { writes: 1 },
      charts: { write: writeFaults.proxyRetries },
    },
    {
      breaks: 'L1',
      explain: 'The store refuses every completion.',
      bounds: { writes: 1 },
      charts: { partition: partitionFaults.completionRefused },
    },
    {
      breaks: 'L1-once',
      explain: 'The gate rejects every write while a partition drains.',
      charts: { partition: partitionFaults.drainingRejects },
    },
    { breaks: 'L5', explain: 'An outage lasts as long as the retry budget.', bounds: { outage: 3 } },
  ],
})

export const signals = system({
  id: 'signals',
  explain: 'One write, and every signal to it at any moment: doubled, late and stray ones change nothing.',
  bounds: { placements: 2, bound: 2 },
  charts: { write },
  build: (world, bounds, charts) => writeSignals(world, bounds, charts.write),
  falsifiers: [
    {
      breaks: 'OSP-087',
      explain: 'A gate that cannot be asked counts as open.',
      charts: { write: writeFaults.silentGateIsOpen },
    },
    {
      breaks: 'OSP-095',
      explain: 'A doubled dispatch is sent.',
      charts: { write: writeFaults.dispatchesTwice },
    },
  ],
})

/** Every system of the protocol; together they take every transition of its charts. */
export const systems: readonly System[] = [gate, declaredChoices, barrier, independentWaits, noBarrier, fleet, signals]
