/**
 * Whether an operation is the kit's own part of the system, such as a loss in a channel: the model performs it, nothing is
 * sent, and it exercises no requirement of the implementation.
 */
export function isModelOnly(op: string): boolean {
  // '$'; this is asked for every call.
  return op.charCodeAt(0) === 36
}
