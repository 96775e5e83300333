import { createHash } from 'node:crypto'

/** Lower-case hex SHA-256 of texts, each length-prefixed; `length` characters of it. */
export function digest(texts: readonly string[], length = 64): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:`).update(text)
  return hash.digest('hex').slice(0, length)
}
