import type { Call } from '../../spec/adapter.ts'
import type { JsonObject } from '../../spec/json.ts'
import type { Behaviour, Operations } from '../../spec/net/adapter.types.ts'
import { encodeMessage } from '../../spec/net/codec.ts'
import type { CausalEvent, CausalLink, FailureReason, Ledger, Message } from '../../spec/net/messages.types.ts'

type Name = keyof Operations
type Params<N extends Name> = Operations[N]['params']
/** Parameters beside those that a function takes in their order. */
type More<N extends Name, Given extends string> = Omit<Params<N>, Given>

/** The operations of `spec/net/adapter.schema.json` in short, for whatever is written by hand: cases, conversations, tests. */
export const call = <N extends Name>(op: N, params: Params<N>): Call => ({ op, params: params as JsonObject })

export const reset = (configuration: JsonObject = {}): Call => ({ op: 'reset', params: configuration })

export const codec = {
  encode: (message: JsonObject) => call('codec.encode', { message }),
  decode: (hex: string) => call('codec.decode', { hex }),
  chunk: (length: number, seed: number) => call('codec.chunk', { length, seed }),
  chunkBytes: (origin: string, sequence: string, bytes: string) =>
    call('codec.chunk_bytes', { origin, sequence, bytes }),
  classify: (reason: FailureReason) => call('codec.classify', { reason }),
  encodeSnapshot: (snapshot: JsonObject) => call('snapshot.encode', { snapshot }),
  decodeSnapshot: (hex: string) => call('snapshot.decode', { hex }),
  encodeLedger: (ledger: Ledger) => call('ledger.encode', { ledger }),
  decodeLedger: (hex: string) => call('ledger.decode', { hex }),
  next: (link: CausalLink, payload: string) => call('chain.next', { link, payload }),
}

export const reasm = {
  feed: (origin: string, sequence: string, index: number, total: number, bytes: string) =>
    call('reasm.feed', { origin, sequence, index, total, bytes }),
  feedRun: (params: Params<'reasm.feed_run'>) => call('reasm.feed_run', params),
  cancel: (origin: string) => call('reasm.cancel', { origin }),
  sweep: (age_ms: number) => call('reasm.sweep', { age_ms }),
  advance: (ms: number) => call('reasm.advance', { ms }),
  pending: () => call('reasm.pending', {}),
}

export const node = {
  open: (id: string, more: More<'node.open', 'node'> = {}) => call('node.open', { node: id, ...more }),
  ready: (id: string, ready: boolean) => call('node.ready', { node: id, ready }),
  policy: (id: string, policy: Params<'node.set_orchestrator_policy'>['policy'], allowed?: readonly string[]) =>
    call('node.set_orchestrator_policy', { node: id, policy, ...(allowed === undefined ? {} : { allowed }) }),
  peerKey: (id: string, peer: string, static_pub: string) => call('node.peer_key', { node: id, peer, static_pub }),
  addFactory: (id: string, behaviour: Behaviour, of: { readonly seed?: string; readonly origin?: string }) =>
    call('node.add_factory', { node: id, behaviour, ...of }),
  bindOrchestrator: (id: string, origin: string, orchestrator: string) =>
    call('node.bind_orchestrator', { node: id, origin, orchestrator }),
  bindSource: (id: string, origin: string, source: string) => call('node.bind_source', { node: id, origin, source }),
  addDaemon: (id: string, seed: string, behaviour: Behaviour) => call('node.add_daemon', { node: id, seed, behaviour }),
  removeDaemon: (id: string, origin: string) => call('node.remove_daemon', { node: id, origin }),
  receive: (id: string, from: string, message: Message | string, hold?: boolean) =>
    call('node.receive', {
      node: id,
      from,
      bytes: typeof message === 'string' ? message : written(message),
      ...(hold === undefined ? {} : { hold }),
    }),
  receiveFrame: (id: string, from: string, messages: readonly Message[]) =>
    call('node.receive_frame', { node: id, from, messages: messages.map(written) }),
  receiveRun: (params: Params<'node.receive_run'>) => call('node.receive_run', params),
  start: (id: string, origin: string, source: string, target: string, more: Partial<Params<'node.start'>> = {}) =>
    call('node.start', { node: id, origin, source, target, ...more }),
  abort: (id: string, origin: string, reason: FailureReason) => call('node.abort', { node: id, origin, reason }),
  counts: (id: string, origin: string) => call('node.counts', { node: id, origin }),
  observed: (id: string) => call('node.observed', { node: id }),
  state: (id: string, origin: string) => call('node.state', { node: id, origin }),
  advance: (ms: number) => call('node.advance', { ms }),
  stepClock: (ms: number) => call('node.step_clock', { ms }),
  restart: (id: string) => call('node.restart', { node: id }),
  carry: (from: string, to: string, more: More<'link.carry', 'from' | 'to'> = {}) =>
    call('link.carry', { from, to, ...more }),
}

export const daemon = {
  read: (id: string, origin: string) => call('daemon.read', { node: id, origin }),
  deliver: (id: string, origin: string, event: CausalEvent) => call('daemon.deliver', { node: id, origin, event }),
  snapshot: (id: string, origin: string) => call('daemon.snapshot', { node: id, origin }),
  fill: (id: string, origin: string, length: number, seed: number) =>
    call('daemon.fill', { node: id, origin, length, seed }),
  subscribe: (id: string, origin: string, publisher: string, channel: string, token?: string) =>
    call('daemon.subscribe', { node: id, origin, publisher, channel, ...(token === undefined ? {} : { token }) }),
}

export const source = {
  offer: (id: string, origin: string, event: CausalEvent) => call('source.offer', { node: id, origin, event }),
  offerRun: (id: string, origin: string, first: string, count: number, length: number) =>
    call('source.offer_run', { node: id, origin, first, count, length }),
  drain: (id: string, origin: string) => call('source.drain', { node: id, origin }),
  cutover: (id: string, origin: string) => call('source.cutover', { node: id, origin }),
  cleanup: (id: string, origin: string) => call('source.cleanup', { node: id, origin }),
  abort: (id: string, origin: string) => call('source.abort', { node: id, origin }),
}

export const target = {
  offer: (id: string, origin: string, event: CausalEvent) => call('target.offer', { node: id, origin, event }),
  offerRun: (id: string, origin: string, first: string, count: number, length: number) =>
    call('target.offer_run', { node: id, origin, first, count, length }),
  activate: (id: string, origin: string) => call('target.activate', { node: id, origin }),
  complete: (id: string, origin: string) => call('target.complete', { node: id, origin }),
  abort: (id: string, origin: string) => call('target.abort', { node: id, origin }),
  forget: (id: string, origin: string) => call('target.forget', { node: id, origin }),
}

export const rt = {
  open: (id: string) => call('rt.open', { node: id }),
  openBare: (id: string) => call('rt.open_bare', { node: id }),
  connect: (from: string, to: string) => call('rt.connect', { from, to }),
  start: (id: string) => call('rt.start', { node: id }),
  shutdown: (id: string) => call('rt.shutdown', { node: id }),
  isReady: (id: string) => call('rt.is_ready', { node: id }),
  hasHandler: (id: string) => call('rt.has_handler', { node: id }),
  registerFactory: (id: string, kind: string, behaviour: Behaviour) =>
    call('rt.register_factory', { node: id, kind, behaviour }),
  spawn: (id: string, kind: string, seed: string) => call('rt.spawn', { node: id, kind, seed }),
  spawnFromSnapshot: (id: string, kind: string, seed: string, snapshot: string) =>
    call('rt.spawn_from_snapshot', { node: id, kind, seed, snapshot }),
  stop: (id: string, origin: string) => call('rt.stop', { node: id, origin }),
  snapshot: (id: string, origin: string) => call('rt.snapshot', { node: id, origin }),
  deliver: (id: string, origin: string, event: CausalEvent) => call('rt.deliver', { node: id, origin, event }),
  daemonCount: (id: string) => call('rt.daemon_count', { node: id }),
  read: (id: string, origin: string) => call('rt.read', { node: id, origin }),
  expect: (id: string, kind: string, origin: string) => call('rt.expect_migration', { node: id, kind, origin }),
  registerIdentity: (id: string, kind: string, seed: string) =>
    call('rt.register_target_identity', { node: id, kind, seed }),
  counts: (id: string, kind: string) => call('rt.counts', { node: id, kind }),
  subscribe: (id: string, origin: string, publisher: string, channel: string, token?: string) =>
    call('rt.subscribe', { node: id, origin, publisher, channel, ...(token === undefined ? {} : { token }) }),
  unsubscribe: (id: string, origin: string, publisher: string, channel: string) =>
    call('rt.unsubscribe', { node: id, origin, publisher, channel }),
  subscriptions: (id: string, origin: string) => call('rt.subscriptions', { node: id, origin }),
  observe: (id: string, origin: string) => call('rt.observe', { node: id, origin }),
  unobserve: (id: string, observer: number) => call('rt.unobserve', { node: id, observer }),
  seen: (id: string, observer: number) => call('rt.seen', { node: id, observer }),
  startMigration: (
    id: string,
    origin: string,
    from: string,
    to: string,
    more: Partial<Params<'rt.start_migration'>> = {},
  ) => call('rt.start_migration', { node: id, origin, source: from, target: to, ...more }),
  phase: (id: string, origin: string) => call('rt.phase', { node: id, origin }),
  peekFailure: (id: string, origin: string) => call('rt.peek_failure', { node: id, origin }),
  injectFailure: (id: string, origin: string, reason: FailureReason) =>
    call('rt.inject_failure', { node: id, origin, reason }),
  simulateNotReady: (id: string, flag: boolean) => call('rt.simulate_not_ready', { node: id, flag }),
  setStall: (id: string, more: More<'rt.set_stall', 'node'>) => call('rt.set_stall', { node: id, ...more }),
  setRestoreStall: (id: string, ms: number) => call('rt.set_restore_stall', { node: id, ms }),
  fill: (id: string, origin: string, length: number, seed: number) =>
    call('rt.fill', { node: id, origin, length, seed }),
}

/** A migration handle. */
export const handle = {
  phase: (number: number) => call('mh.phase', { handle: number }),
  wait: (number: number) => call('mh.wait', { handle: number }),
  waitWithTimeout: (number: number, timeout_ms: number) => call('mh.wait_with_timeout', { handle: number, timeout_ms }),
  cancel: (number: number) => call('mh.cancel', { handle: number }),
  drop: (number: number) => call('mh.drop', { handle: number }),
}

export const result = (token: number) => call('op.result', { token })

export const advance = (ms: number) => call('clock.advance', { ms })

export const link = {
  set: (from: string, to: string, mode: Params<'link.set'>['mode']) => call('link.set', { from, to, mode }),
  drop: (from: string, to: string, types: readonly number[]) => call('link.drop', { from, to, types }),
  release: (from: string, to: string, positions?: readonly number[]) =>
    call('link.release', { from, to, ...(positions === undefined ? {} : { positions }) }),
  inject: (from: string, to: string, message: Message) => call('link.inject', { from, to, bytes: written(message) }),
  datagrams: () => call('link.datagrams', {}),
}

export const publisher = {
  open: (id: string, accepts: boolean) => call('publisher.open', { node: id, accepts }),
  log: (id: string) => call('publisher.log', { node: id }),
}

/** A message as bytes in hex. */
export function written(message: Message): string {
  const { bytes, error } = encodeMessage(message)
  if (bytes === undefined) throw new Error(`expected a message: ${error.message}`)
  return Buffer.from(bytes).toString('hex')
}

/** An event for a daemon from outside. */
export function eventOf(origin: string, sequence: string | number, payload = '', received_at = '0'): CausalEvent {
  const head = { origin_hash: origin, horizon_encoded: '0', sequence: String(sequence), parent_hash: '0' }
  return { link: head, payload, received_at }
}
