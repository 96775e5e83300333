import { mutant } from '../mutant.ts'

export const repetitionsLoseTheirChecksum = mutant({
  id: 'nodedb/repetitions-lose-their-checksum',
  violates: 'NDB-080',
  explain: 'A delta that is sent again has no checksum.',
  part: 'pusher',
  apply: (original) => ({
    delta: (peer, delta) =>
      original.delta(
        peer,
        peer.pending.get(delta.collection)?.has(delta.id) === true ? { ...delta, checksum: 0 } : delta,
      ),
  }),
})
