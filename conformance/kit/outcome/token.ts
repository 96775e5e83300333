import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Reply } from '../../../spec/adapter.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Case } from '../check.ts'

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

/** Reads a token. Throws `CUT-TOKEN` for text that is none. */
export function decodeToken(token: string): Recording {
  const match = /^([a-z]+)1\.([A-Za-z0-9_-]+)$/.exec(token.trim())
  const refuse = (): never => {
    throw new CutoverError(
      'CUT-TOKEN',
      'expected a replay token such as "protocol1.…" as a report prints it, or @file; see docs/replay.md',
    )
  }
  if (match === null) return refuse()
  try {
    const value = JSON.parse(
      inflateRawSync(Buffer.from(match[2] as string, 'base64url'), { maxOutputLength: 1 << 26 }).toString('utf8'),
    ) as JsonObject
    if (value.format !== 1 || value.protocol !== match[1] || typeof value.subject !== 'object') return refuse()
    return value as unknown as Recording
  } catch (error) {
    if (error instanceof CutoverError) throw error
    return refuse()
  }
}
