/** A refusal of bad input with a stable code; `exitCode` is 64 for misuse and 4 for a harness or adapter fault. */
export class CutoverError extends Error {
  override readonly name = 'CutoverError'
  constructor(
    readonly code: string,
    message: string,
    readonly exitCode: 64 | 4 = 64,
  ) {
    super(message)
  }
}
