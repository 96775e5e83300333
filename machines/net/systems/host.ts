import type { Chart } from '../../chart/chart.ts'
import type { Role, World } from '../../model/world.ts'
import type { CopyContext, CopyPayload } from '../charts/copy.ts'
import type { FactoryContext } from '../charts/factory.ts'
import type { Settings } from '../charts/settings.ts'
import type { Hindrance } from '../charts/target.ts'

export interface HostCharts {
  readonly copy: Chart<CopyContext, CopyPayload>
  readonly factory: Chart<FactoryContext, Record<never, number>>
}

const bit = { min: 0, max: 1 }

/**
 * What of the daemon is on a node. Events have the numbers 1, 2, 3 and so on, and the state of a copy is the number of the last
 * event that it processed, which is also the sequence of its snapshot.
 */
export class Host {
  readonly copy: Role<CopyContext, CopyPayload>
  readonly factory: Role<FactoryContext, Record<never, number>>
  readonly data: {
    state: number
    /** The snapshot that the copy was restored from. */
    base: number
    /** Events held behind a gap, a set of bits. */
    held: number
    /** 1 while inbound migrations are taken. */
    ready: number
  }

  constructor(
    world: World,
    name: string,
    charts: HostCharts,
    settings: Pick<Settings, 'copy' | 'factory'>,
    largest: number,
    /** Told of each event before the state counts it. */
    readonly processed: (event: number) => void,
  ) {
    this.copy = world.role(`copy at ${name}`, charts.copy, settings.copy)
    this.factory = world.role(`factory entry of ${name}`, charts.factory, settings.factory)
    const event = { min: 0, max: largest }
    this.data = world.ghosts(`copy at ${name}`, {
      state: event,
      base: event,
      held: { min: 0, max: 2 ** largest - 1 },
      ready: { ...bit, initial: 1 },
    })
  }

  get isPresent(): boolean {
    return this.copy.state !== 'absent'
  }

  get isLive(): boolean {
    return this.copy.state === 'live'
  }

  /** Nothing is held behind a gap. */
  get isClear(): boolean {
    return this.data.held === 0
  }

  /** Whether a snapshot can be taken of it. */
  get isAble(): boolean {
    return this.copy.send('take').some(({ type }) => type === 'taken')
  }

  /** What a readable snapshot is met with; `replaces` if the copy that is here goes first. */
  hindrance(replaces: boolean): Hindrance {
    if (this.data.ready === 0) return 'notReady'
    if (this.factory.state === 'absent') return 'noFactory'
    return this.isPresent && !replaces ? 'refused' : 'none'
  }

  restore(sequence: number): void {
    this.copy.send('restore')
    Object.assign(this.data, { state: sequence, base: sequence, held: 0 })
  }

  /** Holds the events that are not covered, and processes those that are next in sequence. */
  replay(first: number, last: number): void {
    for (let event = first; event !== 0 && event <= last; event++)
      if (event > this.data.state) this.data.held |= 1 << (event - 1)
    this.advance()
  }

  /** Processes what is held and next in sequence. */
  advance(): void {
    const { data } = this
    while ((data.held & (1 << data.state)) !== 0) {
      data.held &= ~(1 << data.state)
      this.#count(data.state + 1)
    }
  }

  /** An event that a client sent; false if the copy does not take it. */
  process(event: number): boolean {
    if (!this.copy.send('deliver', { well: 1 }).some(({ type }) => type === 'processed')) return false
    this.#count(event)
    return true
  }

  activate(): void {
    this.copy.send('activate')
    this.factory.send('used')
    this.data.held = 0
  }

  /** The copy goes. */
  leave(): void {
    this.copy.send('leave')
    Object.assign(this.data, { state: 0, base: 0, held: 0 })
  }

  #count(event: number): void {
    this.processed(event)
    this.data.state = event
  }
}
