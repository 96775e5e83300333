import type { JsonObject } from '../../../spec/json.ts'
import type { Failure } from './failure.ts'
import type { Operation } from './operation.ts'
import type { Parts } from './parts.ts'
import { targetOf } from './placement.ts'

/** What operators can look up about a write that has ended: names, shapes and epochs, never a value (OSP-104). */
export interface Explain {
  document(operation: Operation): JsonObject
  error(failure: Failure): JsonObject
  /** Where the write was routed, and the phase of its partition at that moment (OSP-102). */
  resolved(operation: Operation): JsonObject | undefined
  remediation(failure: Failure): string
}

const remediations: Readonly<Record<string, string>> = {
  stale_epoch: 'The partition is moving or has moved: send the request again, it will be routed anew.',
  placement_missing: 'Place the partition before writing to it.',
  placement_backend_unavailable: 'The placement store cannot be reached: restore it, then send the request again.',
  partition_unresolved: 'Send the request with what the partition is derived from.',
  unsupported_endpoint: 'Give the shared index a document-id rule that contains the partition.',
  upstream_failed: 'The cluster did not confirm the write: check it, then send the request again.',
}

export function createExplain(parts: Parts): Explain {
  return {
    document: (operation) => {
      const { end, sentTo } = operation
      const resolved = parts.explain.resolved(operation)
      const spans: JsonObject = {}
      if (resolved !== undefined) spans['spi.resolve'] = resolved
      if (sentTo !== undefined) spans.dispatch = { target_cluster: sentTo.cluster, target_index: sentTo.index }
      if (end?.code === undefined) return { outcome: 'ok', error: null, spans }
      return { outcome: 'error', error: parts.explain.error(end), spans }
    },
    error: (failure) => ({
      code: failure.code,
      retryable: failure.retryable,
      remediation: parts.explain.remediation(failure),
    }),
    resolved: ({ partition, route }) => {
      if (partition === undefined || route === undefined) return undefined
      const { placement, epoch, phase } = route
      const target = targetOf(placement)
      return {
        partition_id: partition,
        epoch: parts.answers.number(epoch),
        migration: phase,
        target_cluster: target.cluster,
        target_index: target.index,
        placement_kind: placement.kind,
        inject_field_names: placement.kind === 'shared_index' ? placement.inject.map(({ name }) => name) : [],
      }
    },
    remediation: ({ code }) => remediations[code] ?? 'See the code in the specification.',
  }
}
