import type { Implementation } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { composed, resettable } from '../../../spec/resettable.ts'
import { createAnswers } from './answers.ts'
import { createBackoff } from './backoff.ts'
import { createBarrier } from './barrier.ts'
import { createBulks } from './bulks.ts'
import { createCalls } from './calls.ts'
import { CaseCalls } from './case-calls.ts'
import { createChoices } from './choices.ts'
import { createClock } from './clock.ts'
import { createController } from './controller.ts'
import { createDecoder } from './decoder.ts'
import { createDestinations } from './destinations.ts'
import { createDispatch } from './dispatch.ts'
import { createEpochs } from './epochs.ts'
import { createExplain } from './explain.ts'
import { createFaults } from './faults.ts'
import { createGate } from './gate.ts'
import { createJournal } from './journal.ts'
import { createLanes } from './lanes.ts'
import { createLink } from './link.ts'
import { createLocks } from './locks.ts'
import { createOperations } from './operations.ts'
import { configuration } from './parameters.ts'
import type { Parts } from './parts.ts'
import { createQueue } from './queue.ts'
import { createReader } from './reader.ts'
import { createRequests } from './requests.ts'
import { createResolver } from './resolver.ts'
import { createSettings } from './settings.ts'
import { createStatement } from './statement.ts'
import { createTable } from './table.ts'
import { createTransitions } from './transitions.ts'
import { createUpstream } from './upstream.ts'
import { createWaits } from './waits.ts'
import { createWriter } from './writer.ts'

/**
 * The reference implementation of all three roles, in process. It answers synchronously; only a call that a stall fault
 * holds back answers later. Every reset builds it anew, with the given overrides.
 */
export function createReference(build: (configuration: JsonObject) => Parts = createParts): Implementation {
  return resettable((given) => {
    const parts = build(given)
    const calls = new CaseCalls(parts)
    return {
      statement: parts.statement,
      request: (op, params) => calls.request(op, params),
      close: () => calls.close(),
      refusal(params) {
        const problem = parts.decoder.problem(configuration, params)
        return problem === undefined ? undefined : parts.answers.invalid(problem)
      },
    }
  })
}

/** The parts of one case; `given` are the parameters of its reset. */
export function createParts(given: JsonObject): Parts {
  return composed<Parts>((parts) => ({
    settings: createSettings(given),
    choices: createChoices(),
    statement: createStatement(parts),
    decoder: createDecoder(parts),
    answers: createAnswers(parts),
    lanes: createLanes(parts),
    destinations: createDestinations(),
    transitions: createTransitions(parts),
    gate: createGate(parts),
    epochs: createEpochs(parts),
    locks: createLocks(),
    journal: createJournal(),
    table: createTable(parts),
    clock: createClock(),
    faults: createFaults(),
    calls: createCalls(),
    link: createLink(parts),
    barrier: createBarrier(parts),
    waits: createWaits(),
    controller: createController(parts),
    backoff: createBackoff(parts),
    resolver: createResolver(parts),
    dispatch: createDispatch(parts),
    queue: createQueue(),
    upstream: createUpstream(parts),
    requests: createRequests(),
    writer: createWriter(parts),
    bulks: createBulks(parts),
    reader: createReader(parts),
    explain: createExplain(parts),
    operations: createOperations(parts),
  }))
}
