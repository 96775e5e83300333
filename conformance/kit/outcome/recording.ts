import { specHash, transitionDigests } from '../../../machines/chart/spec-hash.ts'
import type { Pics } from '../../../spec/adapter.ts'
import type { Protocol } from '../protocol.ts'
import { kitVersion } from '../version.ts'
import type { Defect, Suspected } from './defect.ts'
import type { Recording } from './token.ts'

/** What running a failure again needs, with the digests of the transitions that its smallest case used. */
export function recordingOf(
  protocol: Protocol,
  { proof: { ran, subject, result }, failures }: Defect,
  pics: Pics,
): Recording {
  const { check, violation } = failures[0] as Suspected
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
