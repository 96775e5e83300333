import { type Decoded, type DecodeFailure, decodeFrame, encodeFrame } from '../../spec/handoff/codec.ts'
import { HEADER, LENGTH } from '../../spec/handoff/frame.ts'
import type { Message } from '../../spec/handoff/messages.types.ts'

/** Frames as a wrong writer or reader has them: what mutants and their witnesses are made of. */

/** The type of the message in a frame, as its discriminant of one byte; -1 for a frame without a payload. */
export function discriminantOf(frame: Uint8Array): number {
  return frame[HEADER] ?? -1
}

/** The frame of a message with its bytes changed, under a length that fits. */
export function rewritten(
  message: unknown,
  version: number | undefined,
  change: (frame: Buffer) => Uint8Array,
): ReturnType<typeof encodeFrame> {
  const written = encodeFrame(message, version)
  if (written.frame === undefined) return written
  const frame = Buffer.from(change(Buffer.from(written.frame)))
  frame.writeUInt32LE(frame.length - LENGTH)
  return { frame }
}

/** What is read where `bytes` are changed before, with as many consumed as there were. */
export function reread(bytes: Uint8Array, change: (frame: Buffer) => void): Decoded | DecodeFailure {
  const frame = Buffer.from(bytes)
  change(frame)
  return decodeFrame(frame)
}

/** A frame that is read as this message. */
export function readAs(bytes: Uint8Array, message: Message): Decoded {
  const declared = Buffer.from(bytes).readUInt32LE()
  return { version: 1, message, consumed: LENGTH + declared, unread: 0 }
}
