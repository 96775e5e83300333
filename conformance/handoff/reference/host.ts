import type { CrashPoint, DescriptorKind, Script, TraceEntry } from '../../../spec/handoff/adapter.types.ts'
import type { Environment } from '../../../spec/handoff/environment.ts'

/** What a process gets from its operating system. Two of them exist: one in virtual time, and the real one. */
export interface Host {
  /** What the driver calls the process. */
  readonly name: string
  readonly pid: number
  readonly uid: number
  readonly environment: Environment
  /** Descriptors from 3 on, as they were inherited. */
  readonly descriptors: readonly DescriptorKind[]
  /** Monotonic milliseconds. */
  now(): number
  /** Unix milliseconds. */
  wallClock(): number
  /** A random UUID of version 4. */
  randomId(): string
  after(ms: number, run: () => void): Timer
  directory(name: string): Directory
  /** The inherited stream of this number. */
  inherited(descriptor: number): Stream
  /** Tells `undefined` where it cannot be started. */
  spawn(request: Spawn, then: (child: Child | undefined) => void): void
  /** Whether connections to the listeners that the process has taken are accepted. */
  accept(listeners: ReadonlySet<string>, accepting: boolean): void
  /** Ends the process; what was asked of it is answered first. */
  exit(code: number): void
  /** The process dies here where the driver wants it to. */
  reach(point: CrashPoint): void
  record(event: Omit<TraceEntry, 'seq' | 'at_ms' | 'process'>): void
}

export interface Timer {
  cancel(): void
}

/** One end of a Unix stream socket. Its reader asks; it is told when asking may help. */
export interface Stream {
  /** User of the peer, where it is known. */
  readonly peerUid?: number | undefined
  onReadable(run: () => void): void
  /** Bytes that are there, `end` once the peer is gone and all was read, or undefined. */
  read(): Uint8Array | 'end' | undefined
  /** Tells true when the system has taken all bytes, and false when the peer is gone. */
  send(bytes: Uint8Array, then: (written: boolean) => void): void
  close(): void
}

/** What a child is started with. */
export interface Spawn {
  /** The name that the driver gives it; none where the driver plays it. */
  readonly name: string | undefined
  /** Of the data directory. */
  readonly directory: string
  readonly program: 'relay' | 'successor' | 'missing'
  readonly environment: Environment
  /** Names of the listeners, in the order of their descriptors from 3 on. */
  readonly listeners: readonly string[]
  /** What a successor of this implementation does by itself. */
  readonly script: Script
}

export interface Child {
  readonly pid: number
  /** The supervisor's end of the control stream. */
  readonly stream: Stream
  /** Kills at once, and tells when it was reaped. */
  kill(reaped: () => void): void
}

/** A data directory with its lock, its control path and its files. */
export interface Directory {
  readonly name: string
  readonly files: Files
  /** Takes the lock on a description of its own, which is never inherited; it is free once the process has ended. */
  lock(): boolean
  unlock(): void
  /** Binds the control path in place of what is there. */
  bind(mode: number, then: (path: ControlPath | BindFailure) => void): void
  /** Tells undefined where nobody is there. */
  connect(then: (stream: Stream | undefined) => void): void
}

export type BindFailure = 'io' | 'path_too_long'

/** A control path that a process listens on. */
export interface ControlPath {
  onConnection(run: () => void): void
  /** The next connection; `lack` where one is there and cannot be had now. */
  accept(): Stream | 'lack' | undefined
  /** Whether the path still leads here. */
  reachable(): boolean
  /** Stops listening; the path stays. */
  close(): void
}

/** The files of a data directory. What was not synced may be lost; a name that was not synced with the folder, too. */
export interface Files {
  read(name: string): Uint8Array | undefined
  write(name: string, bytes: Uint8Array): void
  append(name: string, bytes: Uint8Array): void
  sync(name: string): void
  rename(from: string, to: string): void
  remove(name: string): void
  syncFolder(): void
}
