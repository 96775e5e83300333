import { compare, type FacetNames } from '../judging/compare.ts'
import { Environment } from '../judging/environment.ts'
import type { Proof } from '../outcome/defect.ts'
import type { Session } from './session.ts'
import type { Target } from './target.ts'

/** A shrunk case has a handful of frames. */
const mostFrames = 40

/**
 * Whether an implementation misreads, or writes otherwise, a frame of the case that shows a failure: then the failure rests on that.
 * Every hex text is tried that was sent, came back or was allowed. Rejects with `HarnessFault`.
 */
export async function restsOnFrames(target: Target, session: Session, proof: Proof): Promise<boolean> {
  const { protocol, setting, catalogue } = session
  const { frames } = protocol
  if (frames === undefined) return false
  const { exchanges } = proof.result
  const shown = exchanges.slice(0, exchanges.indexOf(proof.violation.exchange) + 1)
  const text = JSON.stringify(shown.map(({ params, reply }) => [params, reply])) + proof.violation.allowed
  const hexes = new Set((text.match(/(?<![0-9a-z])(?:[0-9a-f]{2})+(?![0-9a-z])/g) ?? []).slice(0, mostFrames))
  const asked = [...hexes].flatMap((hex) => frames.asked(hex, setting))
  const adapter = await target.adapter()
  await adapter.request('reset', proof.subject.configuration)
  for (const { op, params, expect } of asked) {
    const operation = catalogue.operation(op)
    if (operation === undefined || !catalogue.contains(session.pics.profile, operation.profile)) continue
    const reply = await adapter.request(op, params)
    if (compare(expect, reply, new Environment(), catalogue.facets as FacetNames).differences.length > 0) return true
  }
  return false
}
