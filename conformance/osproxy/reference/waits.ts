/** What a controller remembers of a partition: the cutover that it waits for, and since when. */
export interface Wait {
  /** Epoch of the partition in that cutover; a wait serves no other one (OSP-070). */
  readonly epoch: bigint
  /** What the clock showed when the wait began. */
  readonly since: bigint
}

/** The memory of the controllers, lost when one restarts (OSP-071). */
export interface Waits {
  get(controller: number, partition: string): Wait | undefined
  start(controller: number, partition: string, wait: Wait): void
  end(controller: number, partition: string): void
  forget(controller: number): void
}

export function createWaits(): Waits {
  const controllers = new Map<number, Map<string, Wait>>()
  return {
    get: (controller, partition) => controllers.get(controller)?.get(partition),
    start: (controller, partition, wait) => {
      const waits = controllers.get(controller) ?? new Map<string, Wait>()
      waits.set(partition, wait)
      controllers.set(controller, waits)
    },
    end: (controller, partition) => {
      controllers.get(controller)?.delete(partition)
    },
    forget: (controller) => {
      controllers.delete(controller)
    },
  }
}
