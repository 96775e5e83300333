import type { MessageType } from '../../../spec/handoff/messages.ts'
import type { Chart, Output } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { Phase } from '../charts/journal.ts'
import type { Settings } from '../charts/settings.ts'
import type { SupervisorContext, SupervisorPayload } from '../charts/supervisor.ts'
import type { Daemon, Ground } from './daemon.ts'

/** What a supervisor has to do with a process: the rest of it is none of its business. */
export type Peer = Pick<Daemon, 'number' | 'alive' | 'pending' | 'stream' | 'spawn' | 'crash'>

type Nothing = Record<never, number>

export interface SupervisionCharts {
  readonly supervisor: Chart<SupervisorContext, SupervisorPayload>
  readonly journal: Chart<Nothing, Nothing>
}

/** What a supervisor did, for those who keep a history. */
export interface Overseer<P extends Peer> {
  sent?(message: MessageType, to: P): void
  received?(message: MessageType, id: number): void
  noted?(phase: Phase): void
  killed?(child: P): void
  returned?(outcome: string): void
}

/** What a state does next, and with whom. */
const acts: { readonly [state: string]: 'send O' | 'send N' | 'journal' | 'connect' | 'spawn' | 'kill' } = {
  loading: 'journal',
  probing: 'connect',
  forgetting: 'journal',
  connecting: 'connect',
  spawning: 'spawn',
  noteNegotiating: 'journal',
  preparing: 'send O',
  noteDraining: 'journal',
  requesting: 'send O',
  noteSealing: 'journal',
  beginning: 'send N',
  noteAwaiting: 'journal',
  committing: 'send O',
  noteCommitted: 'journal',
  aborting: 'send N',
  killing: 'kill',
  resuming: 'send O',
  noteResuming: 'journal',
  clearing: 'journal',
}
/** Which of its two streams a state reads. */
const reads: { readonly [state: string]: 'O' | 'N' } = {
  awaitProbe: 'O',
  helloO: 'O',
  helloN: 'N',
  awaitDrained: 'O',
  awaitSealed: 'O',
  awaitReady: 'N',
}

/** A supervisor with its journal and the ends of its streams. */
export class Supervision<P extends Peer> {
  readonly supervisor: Role<SupervisorContext, SupervisorPayload>
  readonly journal: Role<Nothing, Nothing>
  /** Numbers of the incumbent that it is connected to and of its child; 0 is none. */
  readonly #peers: { incumbent: number; successor: number }

  constructor(
    readonly world: World,
    readonly ground: Ground,
    readonly daemons: readonly P[],
    charts: SupervisionCharts,
    settings: Settings['supervisor'],
    readonly overseer: Overseer<P> = {},
  ) {
    this.supervisor = world.role('supervisor', charts.supervisor, settings)
    this.journal = world.role('journal', charts.journal)
    const peer = { min: 0, max: daemons.length }
    this.#peers = world.ghosts('peers of the supervisor', { incumbent: peer, successor: peer })
  }

  get state(): string {
    return this.supervisor.state
  }

  get alive(): boolean {
    return this.state !== 'absent'
  }

  /** Whether a handoff is under way. */
  get isBusy(): boolean {
    return !['absent', 'loading', 'probing', 'awaitProbe', 'forgetting', 'idle'].includes(this.state)
  }

  /** The incumbent that it is connected to. */
  get peer(): P | undefined {
    return this.daemons[this.#peers.incumbent - 1]
  }

  get child(): P | undefined {
    return this.daemons[this.#peers.successor - 1]
  }

  /** Whether it waits for a frame, or for the end of a stream. */
  get isReading(): boolean {
    return this.state in reads
  }

  /** Whether its next act is to write, to read or to delete the journal. */
  get isAtJournal(): boolean {
    return acts[this.state] === 'journal'
  }

  start(): boolean {
    if (this.alive) return false
    this.supervisor.send('start')
    return true
  }

  perform(): boolean {
    if (!this.alive) return false
    this.#act(this.supervisor.send('perform', { fresh: this.state === 'idle' ? this.world.fresh() : 1 }))
    return true
  }

  /** Does the next act; `well` is false where something outside the protocol fails. */
  step(well = true): boolean {
    const act = acts[this.state]
    if (act === undefined) return false
    const possible = well && this.#isPossible(act)
    this.#act(this.supervisor.send(possible ? 'done' : 'failed'))
    return true
  }

  /** Reads a frame, or that the stream has ended. */
  read(): boolean {
    const from = this.#reading()
    if (from === undefined || from.pending) return false
    const { stream } = from
    const frame = stream.toSupervisor.take()
    if (frame !== undefined) {
      this.overseer.received?.(frame.message, frame.id)
      this.receive(frame.message, frame.id)
    } else if (!stream.isOpen('process')) this.#act(this.supervisor.send('lost'))
    else return false
    return true
  }

  /** The stream that it reads breaks, or carries what is no frame. */
  lose(): void {
    this.#act(this.supervisor.send('lost'))
  }

  receive(message: MessageType, id: number, good = 1): void {
    const known = message in this.supervisor.chart.events
    this.#act(this.supervisor.send(known ? message : 'stray', { id, good }))
  }

  /** Notices that its child is dead although it does not read that stream. */
  notice(): boolean {
    const { child } = this
    if (child === undefined || child.stream.isOpen('process') || this.#reading() === child) return false
    this.#act(this.supervisor.send('childLost'))
    return true
  }

  end(wait: 'timeout' | 'silence'): boolean {
    this.#act(this.supervisor.send(wait))
    return true
  }

  beat(): boolean {
    const outputs = this.supervisor.send('beat')
    this.#act(outputs)
    return outputs.length > 0
  }

  crash(): boolean {
    if (!this.alive) return false
    this.supervisor.send('crash')
    this.#hangUp()
    return true
  }

  #reading(): P | undefined {
    const which = reads[this.state]
    return which === 'O' ? this.peer : which === 'N' ? this.child : undefined
  }

  #isPossible(act: string): boolean {
    switch (act) {
      case 'send O':
        return this.peer?.stream.isOpen('process') === true
      case 'send N':
        return this.child?.stream.isOpen('process') === true
      case 'connect':
        return this.daemons[this.ground.path.bound - 1]?.alive === true
      case 'spawn':
        return this.daemons.some(({ alive }) => !alive)
      default:
        return this.state !== 'loading' || this.journal.send('read')[0]?.type === 'record'
    }
  }

  #act(outputs: readonly Output[]): void {
    for (const { type, params, values } of outputs) {
      switch (type) {
        case 'connect':
          this.#connect()
          break
        case 'spawn':
          this.#spawn()
          break
        case 'kill':
          this.#kill()
          break
        case 'note':
          this.overseer.noted?.(params.phase as Phase)
          this.journal.send(params.phase as string)
          break
        case 'clear':
          this.journal.send('delete')
          break
        case 'send':
          this.#send(params.message as MessageType, params.to === 'incumbent' ? this.peer : this.child, values.id ?? 0)
          break
        case 'returned':
          this.overseer.returned?.(params.outcome as string)
          this.#hangUp()
      }
    }
    if (this.state === 'forgetting') this.#hangUp()
  }

  #connect(): void {
    const peer = this.daemons[this.ground.path.bound - 1]
    if (peer === undefined) return
    this.#peers.incumbent = peer.number
    peer.pending = true
  }

  #spawn(): void {
    const child = this.daemons.find(({ alive }) => !alive)
    if (child === undefined) return
    this.#peers.successor = child.number
    child.spawn()
  }

  #kill(): void {
    const { child } = this
    if (child === undefined) return
    this.overseer.killed?.(child)
    child.crash()
  }

  #send(message: MessageType, to: P | undefined, id: number): void {
    if (to?.stream.isOpen('process') !== true) return
    this.overseer.sent?.(message, to)
    to.stream.toProcess.put({ message, id })
  }

  /** Closes its ends of both streams. */
  #hangUp(): void {
    for (const daemon of [this.peer, this.child]) {
      if (daemon === undefined) continue
      if (daemon.pending) daemon.pending = false
      else daemon.stream.close('supervisor')
    }
    this.#peers.incumbent = this.#peers.successor = 0
  }
}
