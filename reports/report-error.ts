export type ReportErrorCode =
  | 'CUT-REPORT-MISSING'
  | 'CUT-REPORT-TRUNCATED'
  | 'CUT-REPORT-JSON'
  | 'CUT-REPORT-SCHEMA'
  | 'CUT-REPORT-FOOTER'
  | 'CUT-REPORT-COUNT'
  | 'CUT-REPORT-DIGEST'
  | 'CUT-REPORT-CLOSED'

/** An event stream that cannot be read or written; the message says what was expected and where to read. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  constructor(
    readonly code: ReportErrorCode,
    message: string,
  ) {
    super(message)
  }
}
