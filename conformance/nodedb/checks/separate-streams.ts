import type { Setting } from '../../../machines/model/model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { type ScriptStep, step } from '../../kit/cases/script.ts'
import { rx } from '../calls.ts'
import { checksumOf, payloadOf } from './payloads.ts'

/** Where a stream belongs. */
export interface Place {
  readonly peer: string
  readonly collection: string
}

const named = (peer: string): JsonObject => (peer === '1' ? {} : { peer })

/** Two deltas of each place in turn, each applied as if there were no other place; then what is served. */
export function separateStreams(places: readonly Place[], setting: Setting): readonly ScriptStep[] {
  const ids = new Map<string, number>()
  const next = ({ peer, collection }: Place): number => {
    // Where ids count for a peer as a whole, they go on from place to place.
    const stream = setting.parameters.stream_scope === 'peer' ? peer : JSON.stringify([peer, collection])
    const id = (ids.get(stream) ?? 0) + 1
    ids.set(stream, id)
    return id
  }
  const last = new Map<Place, string>()
  const deltas = [...places, ...places].map((place) => {
    const { peer, collection } = place
    const mutation_id = `${next(place)}`
    const payload = payloadOf(`${peer} ${collection} ${mutation_id}`)
    last.set(place, payload)
    const delta = { ...named(peer), collection, document_id: 'd', mutation_id, payload, checksum: checksumOf(payload) }
    const applied = [{ peer, collection, mutation_id }]
    return step(rx.delta(delta), { frames: [], applied, installed: [] }, 'NDB-062')
  })
  const served = places.map((place) =>
    step(
      rx.documents(place.collection, named(place.peer)),
      { documents: [{ document_id: 'd', payload: last.get(place) as string }] },
      'NDB-062',
    ),
  )
  return [...deltas, ...(setting.capabilities.has('documents') ? served : [])]
}
