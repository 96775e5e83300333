interface Details {
  /** Of a backend failure: what failed, without tenant data (OSP-008). */
  readonly reason?: string
  /** False when the effect may have happened. */
  readonly definite?: false
  /** Of barrier_pending: nanoseconds left. */
  readonly remaining?: bigint
}

/** Why something was not done. Refusals are returned, never thrown. */
export class Refusal {
  constructor(
    readonly code: string,
    /** Whether the same request may be sent again (OSP-113). */
    readonly retryable: boolean,
    readonly details: Details = {},
  ) {}
}

/** A refusal that repeating the request cannot mend. */
export function refuse(code: string): Refusal {
  return new Refusal(code, false)
}

/** The store failed or could not be asked. */
export function backendFailure(reason: string, retryable: boolean, details: Details = {}): Refusal {
  return new Refusal('backend', retryable, { ...details, reason })
}
