import type { Call } from '../../spec/adapter.ts'
import type { CrashPoint, DescriptorKind, Hook, Hooks, Operations } from '../../spec/handoff/adapter.types.ts'
import { encodeFrame } from '../../spec/handoff/codec.ts'
import type { Message } from '../../spec/handoff/messages.types.ts'
import type { JsonObject } from '../../spec/json.ts'

type Name = keyof Operations
type Params<N extends Name> = Operations[N]['params']
/** Parameters beside those that a function takes in their order. */
type More<N extends Name, Given extends string> = Omit<Params<N>, Given>

/** The operations of `spec/handoff/adapter.schema.json` in short, for whatever is written by hand: cases, conversations, tests. */
export const call = <N extends Name>(op: N, params: Params<N>): Call => ({ op, params: params as JsonObject })

export const reset = (configuration: JsonObject = {}): Call => ({ op: 'reset', params: configuration })

export const codec = {
  encode: (message: JsonObject, version?: number) =>
    call('codec.encode', { message, ...(version === undefined ? {} : { version }) }),
  decode: (hex: string) => call('codec.decode', { hex }),
  negotiate: (our_min: number, our_max: number, their_min: number, their_max: number) =>
    call('codec.negotiate', { our_min, our_max, their_min, their_max }),
  shortName: (message: Message) => call('codec.short_name', { message }),
}

export const reader = {
  new: (name: string) => call('reader.new', { reader: name }),
  push: (name: string, hex: string) => call('reader.push', { reader: name, hex }),
  timeout: (name: string) => call('reader.timeout', { reader: name }),
  eof: (name: string) => call('reader.eof', { reader: name }),
}

export const journal = {
  encode: (record: JsonObject) => call('journal.encode', { record }),
  decode: (hex: string) => call('journal.decode', { hex }),
}

export const detect = (environment: Readonly<Record<string, string>>, descriptors: readonly DescriptorKind[] = []) =>
  call('environment.detect', { environment, descriptors })

export const lock = {
  acquire: (name: string, dir: string, break_stale?: boolean) =>
    call('lock.acquire', { lock: name, dir, ...(break_stale === undefined ? {} : { break_stale }) }),
  drop: (name: string) => call('lock.drop', { lock: name }),
  race: (dir: string, rounds: number) => call('lock.race', { dir, rounds }),
  kill: (name: string) => call('lock.kill', { lock: name }),
}

/** A data directory, as the driver sees it. */
export const dir = {
  lock: (name: string) => call('dir.lock', { dir: name }),
  files: (name: string) => call('dir.files', { dir: name }),
  paths: (name: string) => call('dir.paths', { dir: name }),
  hold: (name: string, holding: string) => call('dir.hold', { dir: name, lock: holding }),
  release: (holding: string) => call('dir.release', { lock: holding }),
  writePidfile: (name: string, text: string) => call('dir.write_pidfile', { dir: name, text }),
  readJournal: (name: string) => call('dir.read_journal', { dir: name }),
  writeJournal: (name: string, hex: string) => call('dir.write_journal', { dir: name, hex }),
  loseUnsynced: (name: string) => call('dir.lose_unsynced', { dir: name }),
}

/** The control path of a data directory. */
export const control = {
  connect: (name: string, stream: string, uid?: number) =>
    call('control.connect', { dir: name, stream, ...(uid === undefined ? {} : { uid }) }),
  listen: (name: string) => call('control.listen', { dir: name }),
  accept: (name: string, stream: string, max_ms = 0) => call('control.accept', { dir: name, stream, max_ms }),
  unlisten: (name: string) => call('control.unlisten', { dir: name }),
  mode: (name: string) => call('control.mode', { dir: name }),
  watch: (name: string, watch: string) => call('control.watch', { dir: name, watch }),
  watched: (watch: string) => call('control.watched', { watch }),
}

export const stream = {
  /** One message as one frame. */
  send: (name: string, message: Message, version = 1) =>
    call('stream.send', { stream: name, hex: frameOf(message, version) }),
  bytes: (name: string, hex: string) => call('stream.send', { stream: name, hex }),
  receive: (name: string, max_ms = 0) => call('stream.receive', { stream: name, max_ms }),
  close: (name: string, reset = false) => call('stream.close', { stream: name, reset }),
}

export const process = {
  exit: (name: string, max_ms = 0) => call('process.exit', { process: name, max_ms }),
  kill: (name: string) => call('process.kill', { process: name }),
  stop: (name: string) => call('process.stop', { process: name }),
  continue: (name: string) => call('process.continue', { process: name }),
  crashAt: (name: string, point: CrashPoint) => call('process.crash_at', { process: name, point }),
  descriptors: (name: string) => call('process.descriptors', { process: name }),
  limitDescriptors: (name: string, limited: boolean) => call('process.limit_descriptors', { process: name, limited }),
}

export const incumbent = {
  start: (name: string, directory: string, hooks: Hooks = {}) =>
    call('incumbent.start', { incumbent: name, dir: directory, hooks }),
  release: (name: string, hook: Hook) => call('incumbent.release', { incumbent: name, hook }),
  hooks: (name: string) => call('incumbent.hooks', { incumbent: name }),
  serve: (name: string) => call('incumbent.serve', { incumbent: name }),
  state: (name: string) => call('incumbent.state', { incumbent: name }),
}

export const client = {
  write: (name: string, key: string, value: string) => call('client.write', { process: name, key, value }),
  read: (name: string, key: string) => call('client.read', { process: name, key }),
  start: (clients: string, supervisor: string, listener: string, interval_ms?: number) =>
    call('client.start', { clients, supervisor, listener, ...(interval_ms === undefined ? {} : { interval_ms }) }),
  stop: (clients: string) => call('client.stop', { clients }),
}

export const successor = {
  start: (
    name: string,
    directory: string,
    to: string,
    more: More<'successor.start', 'successor' | 'dir' | 'stream'> = {},
  ) => call('successor.start', { successor: name, dir: directory, stream: to, ...more }),
  handshake: (name: string, of: string) => call('successor.handshake', { successor: name, call: of }),
  waitForBegin: (name: string, of: string) => call('successor.wait_for_begin', { successor: name, call: of }),
  take: (name: string, listener: string) => call('successor.take', { successor: name, listener }),
  acquire: (name: string) => call('successor.acquire', { successor: name }),
  heartbeats: (name: string, on: boolean) => call('successor.heartbeats', { successor: name, on }),
  announce: (name: string, bind = true) => call('successor.announce', { successor: name, snapshot: healthy, bind }),
}

export const supervisor = {
  start: (name: string, directory: string, more: More<'supervisor.start', 'supervisor' | 'dir'> = {}) =>
    call('supervisor.start', { supervisor: name, dir: directory, ...more }),
  /** Hands over to a child that the driver plays, unless told. Budgets in milliseconds. */
  perform: (name: string, of: string, more: Partial<More<'supervisor.perform', 'supervisor' | 'call'>> = {}) =>
    call('supervisor.perform', {
      supervisor: name,
      call: of,
      deadline_ms: '30000',
      grace_ms: '10000',
      child: 'relay',
      ...more,
    }),
  child: (name: string, to: string, as: string, max_ms = 0) =>
    call('supervisor.child', { supervisor: name, stream: to, process: as, max_ms }),
  resume: (name: string, of: string) => call('supervisor.resume', { supervisor: name, call: of }),
  failJournal: (name: string, write: number) => call('supervisor.fail_journal', { supervisor: name, write }),
}

export const result = (of: string, max_ms = 0) => call('call.result', { call: of, max_ms })
export const trace = (since?: number) => call('trace.read', since === undefined ? {} : { since })
export const advance = (ms: number) => call('clock.advance', { ms })
export const now = call('clock.now', {})

/** What a successor without listeners and shards announces. */
export const healthy = { listening_on: [], healthz_ok: true, advertised_revision_per_shard: [] } as const

/** The frame of a message that has one, as hex. */
export function frameOf(message: Message, version = 1): string {
  const { frame } = encodeFrame(message, version)
  return Buffer.from(frame ?? []).toString('hex')
}

/** Messages that a driver sends in the name of a peer. */
export const messages = {
  hello: (role: 'Incumbent' | 'Successor', pid: number): Message => ({
    type: 'Hello',
    role,
    pid,
    build_id: '',
    proto_min: 1,
    proto_max: 1,
    capabilities: { reserved: '0' },
  }),
  helloAck: (handoff_id: string, proto_version_chosen = 1): Message => ({
    type: 'HelloAck',
    proto_version_chosen,
    handoff_id,
  }),
  prepare: (handoff_id: string, deadline_ms = '30000', drain_grace_ms = '10000'): Message => ({
    type: 'PrepareHandoff',
    handoff_id,
    successor_pid: 1,
    deadline_ms,
    drain_grace_ms,
  }),
  drained: { type: 'Drained', open_conns_remaining: 0, accept_closed: true } satisfies Message,
  sealRequest: (handoff_id: string): Message => ({ type: 'SealRequest', handoff_id }),
  sealComplete: (handoff_id: string): Message => ({
    type: 'SealComplete',
    handoff_id,
    last_revision_per_shard: [],
    data_dir_fingerprint: '00'.repeat(32),
  }),
  sealFailed: (handoff_id: string, error: string): Message => ({
    type: 'SealFailed',
    handoff_id,
    error,
    partial_state: '',
  }),
  begin: (handoff_id: string): Message => ({ type: 'Begin', handoff_id }),
  ready: (handoff_id: string): Message => ({ type: 'Ready', handoff_id, ...healthy }),
  commit: (handoff_id: string): Message => ({ type: 'Commit', handoff_id }),
  abort: (handoff_id: string, reason = ''): Message => ({ type: 'Abort', handoff_id, reason }),
  resume: (handoff_id: string): Message => ({ type: 'ResumeAfterAbort', handoff_id }),
  heartbeat: { type: 'Heartbeat', ts_ms: '0' } satisfies Message,
}
