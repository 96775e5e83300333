import type { Implementation } from '../../../spec/adapter.ts'
import { type Catalogue, loadCatalogue } from '../../../spec/catalogue.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { composed, resettable } from '../../../spec/resettable.ts'
import { createAnswering } from './answering.ts'
import { createApplier } from './applier.ts'
import { createChecksum } from './checksum.ts'
import { createChoices } from './choices.ts'
import { createClassifier } from './classifier.ts'
import { createClock } from './clock.ts'
import { createCodec } from './codec.ts'
import { createDurable } from './durable.ts'
import { createHold } from './hold.ts'
import { createIntake } from './intake.ts'
import { createLimits } from './limits.ts'
import { createLog } from './log.ts'
import { createMarks } from './marks.ts'
import { createNeeds } from './needs.ts'
import { operations } from './operations.ts'
import { createPacing } from './pacing.ts'
import type { Parts } from './parts.ts'
import { createPeers } from './peers.ts'
import { createPusher } from './pusher.ts'
import { createRequests } from './requests.ts'
import { createSessions } from './sessions.ts'
import { createSettings } from './settings.ts'
import { createSnapshots } from './snapshots.ts'
import { createStatement } from './statement.ts'
import { createStreams } from './streams.ts'
import { createVerdicts } from './verdicts.ts'

let catalogue: Catalogue | undefined

/** The reference implementation of all roles, in process. It answers synchronously; every reset builds it anew, with the given overrides. */
export function createReference(build: (configuration: JsonObject) => Parts = createParts): Implementation {
  catalogue ??= loadCatalogue('nodedb')
  const known = catalogue
  return resettable((given) => {
    const parts = build(given)
    return {
      statement: parts.statement,
      request: operations(parts, known),
      refusal(configuration) {
        const message = known.configuration(configuration)
        return message === undefined ? undefined : { error: { code: 'invalid_params', message } }
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
    codec: createCodec(parts),
    clock: createClock(),
    streams: createStreams(parts),
    classifier: createClassifier(parts),
    checksum: createChecksum(parts),
    intake: createIntake(parts),
    applier: createApplier(parts),
    hold: createHold(parts),
    snapshots: createSnapshots(parts),
    needs: createNeeds(parts),
    requests: createRequests(parts),
    durable: createDurable(parts),
    log: createLog(parts),
    peers: createPeers(parts),
    answering: createAnswering(parts),
    pusher: createPusher(parts),
    marks: createMarks(parts),
    limits: createLimits(parts),
    pacing: createPacing(parts),
    sessions: createSessions(parts),
    verdicts: createVerdicts(parts),
  }))
}
