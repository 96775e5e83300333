/** What may happen in a migration, and how often. */
export interface MigrationBounds {
  /** Index into the names of profiles. */
  readonly profile: number
  /** Which node orchestrates: 1 is the source, 2 the target, 3 a third one. */
  readonly orchestrator: number
  /** Datagrams that may be under way at once. */
  readonly room: number
  /** Events that clients send. */
  readonly events: number
  /** 1 offers an event to the buffer of a migration before it is delivered. */
  readonly offers: number
  /** 1: clients send events to copies that are not live, too. */
  readonly strays: number
  /** Datagrams lost, and doubled. */
  readonly losses: number
  readonly doubles: number
  /** 1: links deliver in order. */
  readonly ordered: number
  /** 1: ActivateTarget may overtake events, and these may be lost. */
  readonly overtakes: number
  /** 1: messages outlive the attempt in which they were sent. */
  readonly stale: number
  /** 1: an orchestrator past cutover says again what is due. */
  readonly repeats: number
  /** Starts of a migration by its user. */
  readonly starts: number
  /** Waits that end early; where nothing is under way, or past cutover, they end in any case, if there is at least one. */
  readonly timeouts: number
  readonly cancels: number
  /** 1: the target is not ready at first. */
  readonly unready: number
  /** Attempts for which the budget lasts. */
  readonly attempts: number
  /** Crashes of any node. */
  readonly crashes: number
  /** To whom the target is bound beforehand: 0 nobody, 1 its orchestrator, 2 its source as well. */
  readonly bound: number
  /** What crashes may take without being held against the protocol: a set of deaths. */
  readonly excused: number
  /** Messages that a stranger sends, whatever they are. */
  readonly forgeries: number
  /** 1: what ends well is that in the end a migration succeeds; else that it ends. */
  readonly succeeds: number
  /** Which properties are judged, a set; all of them by default. */
  readonly judged: number
  readonly [name: string]: number
}
