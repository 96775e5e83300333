import { connect, type NetConnectOpts, type Socket } from 'node:net'
import { CutoverError } from '../../../spec/error.ts'
import type { AdapterSource } from './adapter.ts'
import { HarnessFault } from './fault.ts'
import { boundsOf, type Timeouts } from './pipeline.ts'
import { unreadable } from './processor-meter.ts'
import { type Link, StreamAdapter } from './stream-adapter.ts'
import { within } from './within.ts'

export interface SocketOptions {
  readonly timeout_ms: Timeouts['timeout_ms']
  /** Bounds the wait for the connection too. A minute unless said otherwise. */
  readonly startTimeout_ms?: Timeouts['startTimeout_ms']
  /** Time from `bye` until the connection is cut instead of the protocol's 5 s. */
  readonly grace_ms?: number
}

/**
 * Adapters reached at `unix:/path`, `tcp:host:port` or `tcp:[::1]:port`; each `open` is a new connection, and whoever listens
 * must treat it as a fresh instance. Throws `CUT-ADAPTER-ADDRESS`; `open` rejects with `CUT-ADAPTER-START`.
 */
export function socketSource(address: string, options: SocketOptions): AdapterSource {
  const target = parseAddress(address)
  return {
    name: address,
    open: async () => {
      const bounds = boundsOf(options)
      const socket = await connected(address, target, bounds.startTimeout_ms)
      return new StreamAdapter(socketLink(address, socket), bounds, options.grace_ms)
    },
  }
}

function parseAddress(address: string): NetConnectOpts {
  const parts = addressForm.exec(address)?.groups
  const { path, ipv6, host, port } = parts ?? {}
  if (path !== undefined) return { path }
  const name = ipv6 ?? host
  if (name === undefined || port === undefined || Number(port) > 65_535) {
    throw new CutoverError('CUT-ADAPTER-ADDRESS', `${address}: expected unix:/path, tcp:host:port or tcp:[ipv6]:port`)
  }
  return { host: name, port: Number(port), noDelay: true }
}

const addressForm = /^(?:unix:(?<path>.+)|tcp:(?:\[(?<ipv6>[^\]]+)\]|(?<host>[^:]+)):(?<port>[1-9]\d{0,4}))$/s

async function connected(address: string, target: NetConnectOpts, timeout_ms: number): Promise<Socket> {
  const socket = connect(target)
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  try {
    if (await within(opened, timeout_ms)) return socket
    throw new Error(`no connection within ${timeout_ms} ms`)
  } catch (cause) {
    socket.destroy()
    throw new HarnessFault('CUT-ADAPTER-START', `a listener at ${address}; ${String(cause)}`, undefined, cause)
  }
}

function socketLink(name: string, socket: Socket): Link {
  let cause: unknown = 'closed the connection'
  socket.on('error', (error) => {
    cause = error
  })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return {
    name,
    input: socket,
    output: socket,
    stderr: () => '',
    meter: unreadable,
    ended: closed.then(() => ({ cause })),
    gone: closed,
    kill: () => void socket.destroy(),
  }
}
