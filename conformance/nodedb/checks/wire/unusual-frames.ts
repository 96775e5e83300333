import { DEFAULT_DIALECT } from '../../../../spec/nodedb/dialect.ts'
import { translated } from '../../../../spec/nodedb/translated-frames.ts'
import vectors from '../../../../spec/nodedb/vectors.json' with { type: 'json' }
import { bytesOf, hexOf } from '../hex.ts'
import { inAnyDialect } from '../in-dialect.ts'

/** The frames of the specification that are unusual or wrong. */
export const unusualFrames = inAnyDialect({
  slug: 'unusual-frames',
  explain:
    'Frames that are unusual and read, and frames that are wrong in one thing and refused, in the dialect spoken.',
  scripts: (frames) =>
    [...vectors.accepted, ...vectors.refused]
      .filter((vector) => vector.dialect === DEFAULT_DIALECT.name)
      .map(({ name, hex, requirements }) =>
        frames.decoding(name, hexOf(translated(bytesOf(hex), frames.dialect)), requirements),
      ),
})
