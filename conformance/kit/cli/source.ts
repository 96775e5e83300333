import type { AdapterSource } from '../adapters/adapter.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import { socketSource } from '../adapters/socket.ts'
import { stdioSource } from '../adapters/stdio.ts'
import type { Protocol } from '../protocol.ts'

export interface AdapterOptions {
  readonly adapter?: string
  readonly timeout?: number
  readonly startTimeout?: number
  readonly pin?: number
}

/** Where the implementation under test is: a command, a socket, or the embedded reference implementation. */
export function sourceOf(
  protocol: Protocol,
  { adapter, timeout = 10_000, startTimeout, pin }: AdapterOptions,
): AdapterSource {
  if (adapter === undefined) return inProcessSource('reference', protocol.reference)
  const bounds = { timeout_ms: timeout, ...(startTimeout === undefined ? {} : { startTimeout_ms: startTimeout }) }
  if (/^(unix|tcp):/.test(adapter)) return socketSource(adapter, bounds)
  return stdioSource(adapter, { ...bounds, ...(pin === undefined ? {} : { pin }) })
}
