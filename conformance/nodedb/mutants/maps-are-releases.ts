import { mutant } from '../mutant.ts'
import { mended } from './frames.ts'

export const mapsAreReleases = mutant({
  id: 'nodedb/maps-are-releases',
  violates: 'NDB-014',
  explain: 'A map in the place of a struct is read with every member at its default.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) =>
        ((bytes[5] as number) & 0xf0) === 0x80 ? retry([0x52, 4, 0, 0, 0, 0x93, 0xc2, 0, 0]) : undefined,
      ),
  }),
})
