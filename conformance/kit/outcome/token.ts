import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Reply } from '../../../spec/adapter.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Json } from '../../../spec/json.ts'
import { Schemas, type Validator } from '../../../spec/schemas.ts'
import type { Case } from '../check.ts'
import schema from './recording.schema.json' with { type: 'json' }

/** Everything that running a failure again needs. */
export interface Recording {
  readonly format: 1
  readonly protocol: string
  readonly kit: string
  readonly spec: string
  /** Digests of the transitions that the case used. */
  readonly transitions: Readonly<Record<string, string>>
  /** The check that claims the requirement, and the one whose case it is. */
  readonly check: string
  readonly ran: string
  readonly requirement: string
  readonly facet: string
  readonly profile: string
  readonly capabilities: readonly string[]
  readonly parameters: Readonly<Record<string, Json>>
  readonly subject: Case
  /** Answers of a run on real threads, which a second run cannot repeat: judged again as they were. */
  readonly history?: readonly Reply[]
}

/** A token longer than this many characters is written to a file. */
export const longestToken = 2048

/** `<protocol>1.<case>`: the case in URL-safe text. */
export function encodeToken(recording: Recording): string {
  return `${recording.protocol}1.${deflateRawSync(JSON.stringify(recording), { level: 9 }).toString('base64url')}`
}

/** Deepest nesting of a recording: far more than any operation takes, and far less than what overflows a stack. */
const deepest = 256

/** Reads a token. Throws `CUT-TOKEN` for text that is none, or that holds what no report writes. */
export function decodeToken(token: string): Recording {
  const [, protocol, packed] = /^([a-z]+)1\.([A-Za-z0-9_-]+)$/.exec(token.trim()) ?? []
  if (protocol === undefined || packed === undefined) throw refused('it is one word, copied whole')
  let value: Json
  try {
    value = JSON.parse(
      inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: 1 << 26 }).toString('utf8'),
    ) as Json
  } catch {
    throw refused('this one is damaged')
  }
  if (isDeeper(value, deepest)) throw refused(`this one nests more than ${deepest} levels deep`)
  validate ??= new Schemas([schema]).validator(schema.$id)
  const problem = validate(value)
  if (problem !== undefined) throw refused(`what this one holds is no recording: ${problem}`)
  const recording = value as unknown as Recording
  if (recording.protocol !== protocol) throw refused('this one is of another protocol than it says')
  return recording
}

/** Compiled at first use: most commands of the kit never read a token. */
let validate: Validator | undefined

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}

function refused(why: string): CutoverError {
  return new CutoverError(
    'CUT-TOKEN',
    `expected a replay token such as "protocol1.…" as a report prints it, or @file; ${why}; see docs/replay.md`,
  )
}
