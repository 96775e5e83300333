import type { Json, JsonObject } from '../../../spec/json.ts'
import { DEFAULT_DIALECT } from '../../../spec/nodedb/dialect.ts'
import { requirementsOfMessage } from '../../../spec/nodedb/vector-requirements.ts'
import vectors from '../../../spec/nodedb/vectors.json' with { type: 'json' }
import type { Check } from '../../kit/check.ts'
import { inDialect, sameDialect } from './in-dialect.ts'

/** The vectors of the specification in one of its dialects, as the PICS names it. */
export function vectorsIn(dialect: Json): Check {
  const words = typeof dialect === 'string' ? [dialect] : Object.values(dialect as JsonObject)
  return inDialect(dialect, {
    slug: `vectors-${words.join('-').toLowerCase()}`,
    explain: `The frames of the specification in dialect ${JSON.stringify(dialect)}: written, read and refused.`,
    scripts: (frames) => [
      ...vectors.goldens
        .filter((vector) => sameDialect(vector.dialect as Json, dialect))
        .flatMap(({ name, message, frame }) => {
          const shows = requirementsOfMessage(message as unknown as JsonObject)
          return [
            frames.encoding(name, message as unknown as JsonObject, ['NDB-035', 'NDB-036', ...shows]),
            frames.decoding(name, frame, ['NDB-034', 'NDB-036', ...shows]),
          ]
        }),
      ...[...vectors.accepted, ...vectors.refused]
        .filter((vector) => vector.dialect !== DEFAULT_DIALECT.name && sameDialect(vector.dialect, dialect))
        .map(({ name, hex, requirements }) => frames.decoding(name, hex, ['NDB-036', ...requirements])),
    ],
  })
}
