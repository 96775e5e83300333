import { speaking, spoken } from '../../../machines/nodedb/models/spoken.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import {
  boundaryFrames,
  boundaryMessages,
  longMessages,
  typeFrame,
  unwritableMessages,
  wholeFrames,
} from '../../../spec/nodedb/boundary-frames.ts'
import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import { DEFAULT_DIALECT, type Dialect, dialectOf } from '../../../spec/nodedb/dialect.ts'
import { translated } from '../../../spec/nodedb/translated-frames.ts'
import { requirementsOfMessage } from '../../../spec/nodedb/vector-requirements.ts'
import vectors from '../../../spec/nodedb/vectors.json' with { type: 'json' }
import type { Check } from '../../kit/check.ts'
import { bytesOf, decoding, encoding, hexOf } from './exemplars.ts'
import { damaged, sampled, widened } from './mutated-frames.ts'
import { type Script, scriptCheck, shown } from './script.ts'

function known(parameter: Json): Dialect {
  const dialect = dialectOf(parameter)
  if (typeof dialect === 'string') throw new RangeError(dialect)
  return dialect
}

interface WireCheck {
  readonly slug: string
  readonly explain: string
  /** Frames of a dialect. */
  readonly scripts: (dialect: Dialect) => readonly Script[]
}

/** Frames of one dialect, for implementations that speak it or can be told to. */
function inDialect(dialect: Json, { slug, explain, scripts }: WireCheck): Check {
  const all = scripts(known(dialect))
  return scriptCheck({
    id: `nodedb/${slug}`,
    kind: 'wire',
    requirements: shown(all),
    needs: ['codec.decode'],
    explain,
    configure: (setting) => (setting.capabilities.has('dialects') ? { dialect } : {}),
    scripts: (setting) =>
      setting.capabilities.has('dialects') || same(setting.parameters.dialect ?? DEFAULT_DIALECT.name, dialect)
        ? all
        : [],
  })
}

/** Frames of whatever dialect an implementation speaks. */
function inAnyDialect({ slug, explain, scripts }: WireCheck): Check {
  return scriptCheck({
    id: `nodedb/${slug}`,
    kind: 'wire',
    requirements: shown(scripts(DEFAULT_DIALECT)),
    needs: ['codec.decode'],
    explain,
    configure: speaking,
    scripts: (setting) => scripts(spoken(setting)),
  })
}

const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b)
const published: readonly Json[] = [
  ...new Map(vectors.goldens.map(({ dialect }) => [JSON.stringify(dialect), dialect as Json])).values(),
]

/** The published vectors, in each dialect that has some. */
const ofEachDialect = published.map((parameter) => {
  const slug =
    typeof parameter === 'string'
      ? parameter.toLowerCase()
      : Object.values(parameter as JsonObject)
          .join('-')
          .toLowerCase()
  return inDialect(parameter, {
    slug: `vectors-${slug}`,
    explain: `The frames of the specification in dialect ${JSON.stringify(parameter)}: written, read and refused.`,
    scripts: (dialect) => [
      ...vectors.goldens
        .filter((vector) => same(vector.dialect as Json, parameter))
        .flatMap(({ name, message, frame }) => {
          const shows = requirementsOfMessage(message as unknown as JsonObject)
          return [
            encoding(name, message as unknown as JsonObject, dialect, ['NDB-035', 'NDB-036', ...shows]),
            decoding(name, frame, dialect, ['NDB-034', 'NDB-036', ...shows]),
          ]
        }),
      ...[...vectors.accepted, ...vectors.refused]
        .filter((vector) => vector.dialect !== DEFAULT_DIALECT.name && same(vector.dialect, parameter))
        .map(({ name, hex, requirements }) => decoding(name, hex, dialect, ['NDB-036', ...requirements])),
    ],
  })
})

/** The frames of the specification that are unusual or wrong. */
export const unusual = inAnyDialect({
  slug: 'unusual-frames',
  explain:
    'Frames that are unusual and read, and frames that are wrong in one thing and refused, in the dialect spoken.',
  scripts: (dialect) =>
    [...vectors.accepted, ...vectors.refused]
      .filter((vector) => vector.dialect === DEFAULT_DIALECT.name)
      .map(({ name, hex, requirements }) =>
        decoding(name, hexOf(translated(bytesOf(hex), dialect)), dialect, requirements),
      ),
})

/** A message written and read. */
const both = (name: string, message: JsonObject, dialect: Dialect, requirements: readonly string[]): Script[] => {
  const { frame } = encodeFrame(message, dialect)
  return [
    encoding(name, message, dialect, ['NDB-035', ...requirements]),
    ...(frame === undefined ? [] : [decoding(name, hexOf(frame), dialect, ['NDB-034', ...requirements])]),
  ]
}

export const boundaries = inAnyDialect({
  slug: 'frame-boundaries',
  explain:
    'Integers, strings, lengths and type bytes at their ends; frames cut at every byte; frames of other dialects.',
  scripts: (dialect) => [
    ...[...boundaryMessages, ...longMessages].flatMap(({ name, message, requirements }) =>
      both(name, message, dialect, requirements),
    ),
    ...unwritableMessages.map(({ name, message, requirements }) => encoding(name, message, dialect, requirements)),
    ...[...Array.from({ length: 256 }, (_, code) => typeFrame(code, dialect)), ...boundaryFrames(dialect)].map(
      ({ name, hex, requirements }) => decoding(name, hex, dialect, requirements),
    ),
    ...wholeFrames(dialect).map(([name, hex]) =>
      decoding(`${name} in wider headers`, hexOf(widened(bytesOf(hex), dialect)), dialect, ['NDB-023']),
    ),
  ],
})

export const samples = inAnyDialect({
  slug: 'frame-samples',
  explain:
    'Messages of every type with boundary values, written and read; the same damaged in one place, read or refused; the same in wider headers.',
  scripts: (dialect) => {
    const messages = sampled(dialect, 200)
    return messages.flatMap((message, at) => {
      const { frame } = encodeFrame(message, dialect)
      if (frame === undefined) return []
      const hex = hexOf(frame)
      return [
        ...both(`sample ${at}`, message, dialect, requirementsOfMessage(message)),
        ...damaged(frame, at, dialect).map((bytes, nth) => {
          // Damage may leave a frame that is some other message, which must then be read as that.
          const { message: other } = decodeFrame(bytes, dialect)
          const requirements =
            other === undefined ? ['NDB-033'] : ['NDB-034', ...requirementsOfMessage(other as unknown as JsonObject)]
          return decoding(`sample ${at}, damage ${nth}`, hexOf(bytes), dialect, requirements)
        }),
        ...(message.type === 'Throttle'
          ? [decoding(`sample ${at} in wider headers`, hexOf(widened(bytesOf(hex), dialect)), dialect, ['NDB-023'])]
          : []),
      ]
    })
  },
})

export const checksums = scriptCheck({
  id: 'nodedb/crc32c',
  kind: 'wire',
  requirements: ['NDB-039'],
  needs: ['codec.crc32c'],
  explain:
    'CRC32C of nothing, of one byte, of the check value, of rows of equal and of ascending bytes, and of bytes whose checksum is 0.',
  scripts: () =>
    (
      [
        ['313233343536373839', 0xe3069283],
        ['', 0],
        ['61', 0xc1d04330],
        ['deadbeef', 0xf1dc778e],
        ['00'.repeat(32), 0x8a9136aa],
        ['ff'.repeat(32), 0x62a8ab43],
        [hexOf(Uint8Array.from({ length: 32 }, (_, at) => at)), 0x46dd794e],
        ['ab9be09b', 0],
      ] as const
    ).map(([hex, crc32c]) => ({
      name: hex === '' ? 'nothing' : hex,
      steps: [{ op: 'codec.crc32c', params: { hex }, expect: { ok: { crc32c } }, requirements: ['NDB-039'] }],
    })),
})

export const surrogates = scriptCheck({
  id: 'nodedb/lone-surrogates',
  kind: 'wire',
  requirements: ['NDB-011'],
  needs: ['codec.encode', 'lone_surrogates'],
  explain: 'Text with half of a surrogate pair has no frame; with the whole pair it has.',
  configure: speaking,
  scripts: (setting) =>
    ['\ud83d', '\ude00', 'a\ud800b', '\ud83d\ude00'].map((text) =>
      encoding(
        JSON.stringify(text),
        { type: 'ResyncRequest', reason: { kind: 'CorruptedState' }, from_mutation_id: '0', collection: text },
        spoken(setting),
        ['NDB-011'],
      ),
    ),
})

const mebibytes = 16 * 2 ** 20
export const largest = scriptCheck({
  id: 'nodedb/largest-body',
  kind: 'wire',
  requirements: ['NDB-010'],
  needs: ['codec.encode', 'large_messages'],
  explain: 'A body of more than 16 MiB has no frame; a shorter one has.',
  scripts: () => {
    // Reason, id and headers of the array and of the string take 24 bytes.
    const message = (length: number): JsonObject => ({
      type: 'ResyncRequest',
      reason: { kind: 'CorruptedState' },
      from_mutation_id: '0',
      collection: 'a'.repeat(length),
    })
    return [
      {
        name: 'too large',
        steps: [
          {
            op: 'codec.encode',
            params: { message: message(mebibytes) },
            expect: { error: { code: 'encode-too-large' } },
            requirements: ['NDB-010'],
          },
        ],
      },
      encodingOf('large', message(2 ** 17)),
    ]
  },
})

function encodingOf(name: string, message: JsonObject): Script {
  return encoding(name, message, known('P1'), ['NDB-010'])
}

export const wire: readonly Check[] = [...ofEachDialect, unusual, boundaries, samples, checksums, surrogates, largest]
