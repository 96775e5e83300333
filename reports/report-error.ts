export type ReportErrorCode =
  | 'CUT-REPORT-MISSING'
  | 'CUT-REPORT-TRUNCATED'
  | 'CUT-REPORT-JSON'
  | 'CUT-REPORT-SCHEMA'
  | 'CUT-REPORT-FOOTER'
  | 'CUT-REPORT-COUNT'
  | 'CUT-REPORT-DIGEST'
  | 'CUT-REPORT-CLOSED'
  | 'CUT-OUTPUT'
  | 'CUT-OUTPUT-BUSY'

/** An event stream that cannot be read or written; the message says what was expected and where to read. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  constructor(
    readonly code: ReportErrorCode,
    message: string,
  ) {
    super(message)
  }

  /** 4 for an output that cannot be written, a fault of its own; 64 for misuse. */
  get exitCode(): 4 | 64 {
    return this.code === 'CUT-OUTPUT' ? 4 : 64
  }
}
