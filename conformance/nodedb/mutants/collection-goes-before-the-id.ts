import { mutant } from '../mutant.ts'

export const collectionGoesBeforeTheId = mutant({
  id: 'nodedb/collection-goes-before-the-id',
  violates: 'NDB-015',
  explain: 'A ResyncRequest is written with its collection before its id.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => {
      const encoded = original.encode(message)
      const { collection } = message as { readonly collection?: string }
      if (encoded.frame === undefined || encoded.frame[0] !== 0x50 || collection === undefined) return encoded
      const without = original.encode({ ...(message as object), from_mutation_id: '0' })
      if (without.frame === undefined) return encoded
      const text = Buffer.byteLength(collection) + (Buffer.byteLength(collection) < 32 ? 1 : 2)
      const id = 1 + encoded.frame.length - without.frame.length
      const head = encoded.frame.subarray(0, encoded.frame.length - text - id)
      const tail = encoded.frame.subarray(encoded.frame.length - text - id)
      return { frame: Uint8Array.from([...head, ...tail.subarray(id), ...tail.subarray(0, id)]) }
    },
  }),
})
