const limit = 200

/**
 * Untrusted text made safe to print: everything outside printable ASCII is escaped, bytes as `\xff` and UTF-16 code units as
 * `\u202e`, and what follows the first 200 characters is replaced by its length.
 */
export function clipped(line: string | Uint8Array): string {
  const text = typeof line === 'string' ? line : Buffer.from(line.subarray(0, limit)).toString('latin1')
  const unit = typeof line === 'string' ? 'characters' : 'bytes'
  const escaped = typeof line === 'string' ? escapeUnit : escapeByte
  const start = text.slice(0, limit).replace(/[^\x20-\x7e]/g, escaped)
  return line.length > limit ? `${start}… (${line.length} ${unit})` : start
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
const escapeByte = (byte: string): string => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`
