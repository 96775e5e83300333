import { specHash, transitionDigests } from '../../../machines/chart/spec-hash.ts'
import type { Pics } from '../../../spec/adapter.ts'
import type { Case } from '../check.ts'
import type { Failure } from '../judging/attribute.ts'
import type { CaseResult } from '../judging/case-result.ts'
import type { Protocol } from '../protocol.ts'
import { kitVersion } from '../version.ts'
import type { Recording } from './token.ts'

/** What running a failure again needs, with the digests of the transitions that its smallest case used. */
export function recordingOf(
  protocol: Protocol,
  { check, ran, violation }: Failure,
  subject: Case,
  result: CaseResult,
  pics: Pics,
): Recording {
  const digests = transitionDigests(protocol)
  const used = [...result.transitions].sort()
  return {
    format: 1,
    protocol: protocol.id,
    kit: kitVersion,
    spec: specHash(protocol).slice(0, 16),
    transitions: Object.fromEntries(used.map((id) => [id, digests.get(id) ?? ''])),
    check: check.id,
    ran: ran.id,
    requirement: violation.requirement,
    facet: violation.facet,
    profile: pics.profile,
    capabilities: pics.capabilities,
    parameters: pics.parameters ?? {},
    subject,
    ...(ran.kind === 'history' ? { history: result.exchanges.map(({ reply }) => reply) } : {}),
  }
}
