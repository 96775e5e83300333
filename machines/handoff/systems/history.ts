import type { MessageType } from '../../../spec/handoff/messages.ts'
import type { World } from '../../model/world.ts'
import type { Invariant } from '../../proof/system.ts'
import { type Phase, phases } from '../charts/journal.ts'
import type { Daemon } from './daemon.ts'
import type { Supervision } from './supervision.ts'

const bit = { min: 0, max: 1 }
const texts = {
  S3: 'SealComplete is sent after the lock was let go, and before it is taken again.',
  S4: 'A living incumbent lets the lock go only after its seal hook has succeeded.',
  S5: 'Begin is sent only after SealComplete of the same handoff was received.',
  S7: 'No handoff has both a Commit and a ResumeAfterAbort or Abort to the incumbent.',
  S8: 'Commit is sent, and a handoff is committed, only after a valid Ready; with one it is never anything else.',
  S9: 'The resume hook runs only in the process that holds the lock.',
  S10: 'Resume runs once for each drain that does not end in Commit, and never otherwise.',
  S11: 'ResumeAfterAbort is sent only once the successor is dead.',
  S12: 'From a valid Ready on the successor is not killed.',
  S13: 'Who serves sees every acknowledged write, and Drained is sent only once they are all in the data directory.',
  S14: 'All frames of a handoff carry its id.',
  S17: 'The journal names the steps of a handoff in their order, and is gone when a handoff has ended with an outcome.',
} as const
type Broken = keyof typeof texts

interface ProcessHistory {
  /** It has received Begin; its seal hook has succeeded; it owes a resume; one of its hooks has failed. */
  begun: number
  sealed: number
  owes: number
  excused: number
}

const order = ['absent', 'negotiating', 'draining', 'sealing', 'awaitingReady'] as const

/** What happened in the handoff under way and to each process, as far as a property speaks of it. */
export class History {
  readonly #broken: { [id in Broken]: number }
  readonly #handoff: { sealed: number; ready: number; committed: number; resumed: number; unwritable: number }
  readonly #daemons: readonly ProcessHistory[]
  #supervision: Supervision<Daemon> | undefined

  constructor(world: World, names: readonly string[]) {
    this.#broken = world.ghosts(
      'broken promise',
      Object.fromEntries(Object.keys(texts).map((id) => [id, bit])) as { [id in Broken]: typeof bit },
    )
    this.#handoff = world.ghosts('handoff', {
      sealed: bit,
      ready: bit,
      committed: bit,
      resumed: bit,
      unwritable: bit,
    })
    this.#daemons = names.map((name) =>
      world.ghosts(`history of ${name}`, { begun: bit, sealed: bit, owes: bit, excused: bit }),
    )
  }

  /** Makes known whose history it is. */
  follow(supervision: Supervision<Daemon>): void {
    this.#supervision = supervision
  }

  /** A valid Ready of the handoff under way, or of the last one, was received. */
  get ready(): boolean {
    return this.#handoff.ready === 1
  }

  begins(): void {
    Object.assign(this.#handoff, { sealed: 0, ready: 0, committed: 0, resumed: 0, unwritable: 0 })
  }

  /** Whether a hook of the process has failed since it last served: then it may owe a resume. */
  failed(daemon: Daemon): void {
    this.#of(daemon).excused = 1
  }

  /** A process starts or ends: what it owed is forgotten. */
  renew(daemon: Daemon): void {
    Object.assign(this.#of(daemon), { begun: 0, sealed: 0, owes: 0, excused: 0 })
  }

  /** A process has sent a message. */
  sent(daemon: Daemon, message: MessageType): void {
    if (message === 'Drained' && daemon.consumer.context.unflushed === 1) this.#broken.S13 = 1
    if (message === 'SealComplete' && daemon.holdsLock) this.#broken.S3 = 1
  }

  received(message: MessageType, id: number): void {
    const own = this.#supervision?.supervisor.context.id
    if (message === 'SealComplete' || message === 'SealFailed' || message === 'Ready') {
      if (id !== own) this.#broken.S14 = 1
    }
    if (message === 'SealComplete') this.#handoff.sealed = 1
    if (message === 'Ready' && this.#supervision?.state === 'awaitReady') this.#handoff.ready = 1
  }

  called(daemon: Daemon, hook: string): void {
    const own = this.#of(daemon)
    if (hook === 'drain') {
      own.owes = 1
      own.sealed = 0
    }
    if (hook !== 'resume') return
    if (!daemon.holdsLock) this.#broken.S9 = 1
    if (own.owes === 0 && own.excused === 0) this.#broken.S10 = 1
    own.owes = 0
  }

  /** The journal could not be changed. */
  unwritable(): void {
    this.#handoff.unwritable = 1
  }

  /** The seal hook has succeeded. */
  sealed(daemon: Daemon): void {
    this.#of(daemon).sealed = 1
  }

  released(daemon: Daemon): void {
    if (this.#of(daemon).sealed === 0 && daemon.incumbent.state !== 'failed') this.#broken.S4 = 1
  }

  /** A process has received a message. */
  heard(daemon: Daemon, message: MessageType): void {
    if (message === 'Begin') this.#of(daemon).begun = 1
  }

  noted(phase: Phase): void {
    const before = this.#supervision?.journal.state ?? 'absent'
    if (this.#handoff.unwritable === 1) return
    const fits =
      phase === 'committed'
        ? before === 'awaitingReady'
        : phase === 'resuming'
          ? before !== 'absent' && before !== 'committed'
          : order.indexOf(before as (typeof order)[number]) === phases.indexOf(phase) || phase === 'negotiating'
    if (!fits) this.#broken.S17 = 1
  }

  killed(): void {
    if (this.ready) this.#broken.S12 = 1
  }

  returned(outcome: string): void {
    if ((outcome === 'committed') !== this.ready) this.#broken.S8 = 1
    if (outcome !== 'failed' && this.#handoff.unwritable === 0 && this.#supervision?.journal.state !== 'absent')
      this.#broken.S17 = 1
  }

  /** The supervisor has sent a message. */
  told(message: MessageType): void {
    const { ready, sealed } = this.#handoff
    if (message === 'Begin' && sealed === 0) this.#broken.S5 = 1
    if (message === 'Commit') {
      if (ready === 0) this.#broken.S8 = 1
      this.#handoff.committed = 1
    }
    if (message === 'ResumeAfterAbort') {
      if (this.#supervision?.child?.alive === true) this.#broken.S11 = 1
      this.#handoff.resumed = 1
    }
    if (this.#handoff.committed === 1 && this.#handoff.resumed === 1) this.#broken.S7 = 1
  }

  #of(daemon: Daemon): ProcessHistory {
    return this.#daemons[daemon.number - 1] as ProcessHistory
  }

  /** The safety properties that speak of what happened; `daemons` are the processes. */
  invariants(daemons: readonly Daemon[]): readonly Invariant[] {
    const also: { readonly [id in Broken]?: () => boolean } = {
      S10: () =>
        daemons.every((daemon) => {
          const { owes, excused } = this.#of(daemon)
          return owes === 0 || excused === 1 || daemon.incumbent.state !== 'listening'
        }),
      S13: () => daemons.every(({ consumer }) => consumer.state !== 'serving' || consumer.context.stale === 0),
    }
    const kept = Object.entries(texts).map(
      ([id, text]): Invariant => ({
        id,
        text,
        holds: () => this.#broken[id as Broken] === 0 && also[id as Broken]?.() !== false,
      }),
    )
    const S6: Invariant = {
      id: 'S6',
      text: 'A successor holds the lock only after it has received Begin.',
      holds: () =>
        daemons.every(
          (daemon) => !daemon.holdsLock || daemon.successor.state === 'absent' || this.#of(daemon).begun === 1,
        ),
    }
    return [...kept, S6]
  }
}
