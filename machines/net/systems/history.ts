import type { Output } from '../../chart/chart.ts'
import type { World } from '../../model/world.ts'
import type { Invariant } from '../../proof/system.ts'
import type { Migration } from './migration.ts'
import type { Datagram } from './network.ts'
import type { Node } from './node.ts'

/** The safety properties, in the order of their bits in the set of those judged. */
export const safetyTexts = {
  I1: 'At most one copy is live, and outside the cutover window exactly one is.',
  I2: 'While no node fails, some node holds a copy of the daemon.',
  I3: 'Every event that was taken is processed exactly once and in order, by the one copy that is live, or kept for it.',
  I4: 'What goes live is the snapshot of this attempt, and the events behind it.',
  I5: 'No phase is taken twice, and past cutover nothing is undone.',
  I7: 'The target is told to go live only after the source has let go.',
  I11: 'Success is told only when the target is live and the copy of the source is gone, and failure only of this attempt.',
  'NET-153': 'A copy that is restored and not live takes no event.',
  'NET-155': 'Once a migration has ended, and nothing of it is under way, only the live copy takes events.',
} as const
type Safety = keyof typeof safetyTexts

/** The set of these properties; `liveness` is all that comes true in the end. */
export function only(...ids: readonly (Safety | 'liveness')[]): number {
  const order: readonly string[] = [...Object.keys(safetyTexts), 'liveness']
  return ids.reduce((set, id) => set | (1 << order.indexOf(id)), 0)
}
export const everything = only(...(Object.keys(safetyTexts) as Safety[]), 'liveness')

/** What a crash takes that no other node can make good. */
export const deaths = {
  /** The live copy: the daemon is gone with its node. */
  daemon: 1,
  /** A target that has told how far it replayed: the source may be told to let go all the same. */
  promise: 2,
  /** The record of a migration past cutover: nobody tells the target to go live. */
  record: 4,
  /** What a source remembers that has let go: nobody answers CutoverNotify. */
  memory: 8,
} as const
export const everyDeath = Object.values(deaths).reduce((all, death) => all + death, 0)

const phases = ['none', 'snapshot', 'transfer', 'replay', 'cutover', 'complete']
const bit = { min: 0, max: 1 }

/** What happened, as far as a property speaks of it. */
export class History {
  readonly #broken: { I3: number; I5: number; I7: number; I11: number; 'NET-153': number; 'NET-155': number }
  readonly #run: {
    /** What a crash has taken that nobody can make good: a set of `deaths`. */
    died: number
    /** The furthest phase of the orchestrator's record. */
    phase: number
    /** The source has let go in this attempt. */
    released: number
    /** The message that is handled was sent in an earlier attempt. */
    stale: number
  }

  constructor(
    world: World,
    readonly migration: Migration,
  ) {
    this.#broken = world.ghosts('broken promise', {
      I3: bit,
      I5: bit,
      I7: bit,
      I11: bit,
      'NET-153': bit,
      'NET-155': bit,
    })
    this.#run = world.ghosts('history', {
      died: { min: 0, max: everyDeath },
      phase: { min: 0, max: phases.length - 1 },
      released: bit,
      stale: bit,
    })
  }

  /** Something has died whose end the bounds excuse. */
  get failed(): boolean {
    return (this.#run.died & this.migration.bounds.excused) !== 0
  }

  begins(): void {
    this.#run.phase = phases.indexOf(this.migration.orchestrator.orchestrator.state)
    this.#run.stale = 0
  }

  hears(datagram: Datagram & { readonly stale: boolean }): void {
    this.#run.stale = datagram.stale ? 1 : 0
  }

  processed(node: Node, event: number): void {
    if (event !== node.host.data.state + 1) this.#broken.I3 = 1
  }

  /** A copy took an event that a client sent to it. */
  takes(node: Node): void {
    if (node.host.isLive) return
    this.#broken['NET-153'] = 1
    if (this.migration.isAtRest) this.#broken['NET-155'] = 1
  }

  /** A node is about to lose all that it has. */
  crashes(node: Node): void {
    const { migration } = this
    if (node === migration.orchestrator) this.#run.phase = 0
    if (node.host.isLive) this.#name(deaths.daemon)
    if (node.target.state === 'replaying') this.#name(deaths.promise)
    if (node.isPastCutover) this.#name(deaths.record)
    if (node.source.state === 'gone' && migration.orchestrator.orchestrator.state === 'cutover')
      this.#name(deaths.memory)
  }

  #name(death: number): void {
    this.#run.died |= death
  }

  acted(node: Node, { type, params }: Output): void {
    const own = node === this.migration.orchestrator
    if (type === 'release') this.#run.released = 1
    if (type === 'restore') this.#run.released = 0
    if (!own) return
    if (type === 'ended') {
      const past = this.#run.phase >= phases.indexOf('cutover')
      if (past && !['succeeded', 'detached'].includes(params.as as string)) this.#broken.I5 = 1
      if (params.as === 'failed' && this.#run.stale === 1) this.#broken.I11 = 1
      this.#run.phase = 0
    }
    if (type === 'send' && params.message === 'ActivateTarget' && this.#run.released === 0) this.#broken.I7 = 1
    const phase = phases.indexOf(node.orchestrator.state)
    if (phase !== 0 && phase < this.#run.phase) this.#broken.I5 = 1
    this.#run.phase = phase
  }

  reportsSuccess(): void {
    const [source, target] = this.migration.nodes
    if (this.failed) return
    if (target?.host.isLive !== true || source?.host.isPresent !== false) this.#broken.I11 = 1
  }

  invariants(): readonly Invariant[] {
    const { migration } = this
    const { nodes } = migration
    const live = (): Node[] => nodes.filter(({ host }) => host.isLive)
    const holds: { readonly [id in Safety]: () => boolean } = {
      I1: () =>
        live().length <= 1 && (live().length === 1 || this.failed || nodes.some(({ isPastCutover }) => isPastCutover)),
      I2: () => this.failed || nodes.some(({ host }) => host.isPresent),
      I3: () =>
        this.#broken.I3 === 0 &&
        (this.failed ||
          live().every(
            ({ data, source, host }) =>
              Math.max(host.data.state, source.state === 'buffering' ? data.kept : 0) === migration.sent,
          )),
      I4: () => {
        const { orchestrator, data } = migration.orchestrator
        const target = migration.node(2)
        const acknowledged = ['replay', 'cutover', 'complete'].includes(orchestrator.state)
        return this.failed || !acknowledged || !target.host.isPresent || target.host.data.base === data.through
      },
      I5: () => this.#broken.I5 === 0,
      I7: () => this.#broken.I7 === 0,
      I11: () => this.#broken.I11 === 0,
      'NET-153': () => this.#broken['NET-153'] === 0,
      'NET-155': () => this.#broken['NET-155'] === 0,
    }
    return Object.entries(safetyTexts).map(([id, text]) => ({ id, text, holds: holds[id as Safety] }))
  }
}
