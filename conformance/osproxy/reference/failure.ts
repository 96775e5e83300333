/** How a proxy's request, or one item of it, ended without success. */
export type Failure = {
  readonly code: string
  readonly status: number
  readonly retryable: boolean
}

export const partitionUnresolved: Failure = { code: 'partition_unresolved', status: 400, retryable: false }
export const placementMissing: Failure = { code: 'placement_missing', status: 404, retryable: false }
/** A shared index without a document-id rule that contains the partition (OSP-105). */
export const unsupportedEndpoint: Failure = { code: 'unsupported_endpoint', status: 400, retryable: false }
export const staleEpoch: Failure = { code: 'stale_epoch', status: 409, retryable: true }
export const upstreamFailed: Failure = { code: 'upstream_failed', status: 502, retryable: true }

/** The store could not be asked, or refused with a code that nobody here knows. */
export function storeUnavailable(retryable: boolean): Failure {
  return { code: 'placement_backend_unavailable', status: 503, retryable }
}
