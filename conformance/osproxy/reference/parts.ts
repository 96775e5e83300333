import type { Answers } from './answers.ts'
import type { Backoff } from './backoff.ts'
import type { Barrier } from './barrier.ts'
import type { Bulks } from './bulks.ts'
import type { Calls } from './calls.ts'
import type { Choices } from './choices.ts'
import type { Clock } from './clock.ts'
import type { Controller } from './controller.ts'
import type { Decoder } from './decoder.ts'
import type { Destinations } from './destinations.ts'
import type { Dispatch } from './dispatch.ts'
import type { Epochs } from './epochs.ts'
import type { Explain } from './explain.ts'
import type { Faults } from './faults.ts'
import type { Gate } from './gate.ts'
import type { Journal } from './journal.ts'
import type { Lanes } from './lanes.ts'
import type { Link } from './link.ts'
import type { Locks } from './locks.ts'
import type { Operations } from './operations.ts'
import type { Queue } from './queue.ts'
import type { Reader } from './reader.ts'
import type { Requests } from './requests.ts'
import type { Resolver } from './resolver.ts'
import type { Settings } from './settings.ts'
import type { OwnStatement } from './statement.ts'
import type { Table } from './table.ts'
import type { Transitions } from './transitions.ts'
import type { Upstream } from './upstream.ts'
import type { Waits } from './waits.ts'
import type { Writer } from './writer.ts'

/**
 * The objects that the reference implementation is made of. They reach each other through this record at the time of the
 * call, so that a method that was replaced is replaced for all of them.
 */
export interface Parts {
  settings: Settings
  choices: Choices
  statement: OwnStatement
  decoder: Decoder
  answers: Answers
  operations: Operations
  lanes: Lanes

  destinations: Destinations
  transitions: Transitions
  gate: Gate
  epochs: Epochs
  locks: Locks
  journal: Journal
  table: Table

  clock: Clock
  faults: Faults
  calls: Calls
  link: Link
  barrier: Barrier
  waits: Waits
  controller: Controller

  backoff: Backoff
  resolver: Resolver
  dispatch: Dispatch
  queue: Queue
  upstream: Upstream
  requests: Requests
  writer: Writer
  bulks: Bulks
  reader: Reader
  explain: Explain
}
