import type { Operation } from './operation.ts'

/** A single write and where it was stopped. */
export interface Write {
  readonly operation: Operation
  paused: 'resolved' | 'gated' | undefined
}

/** A bulk and where it was stopped. */
export interface Bulk {
  /** In the order of the request. */
  readonly items: readonly Operation[]
  /** In the order in which they were sent. */
  readonly sent: Operation[]
  paused: 'prepared' | 'gated' | undefined
}

/** Requests of this case by the ids that their clients chose. */
export interface Requests {
  addWrite(write: Write): void
  addBulk(bulkId: string, bulk: Bulk): void
  write(writeId: string): Write | undefined
  bulk(bulkId: string): Bulk | undefined
  /** A single write, or an item of a bulk. */
  operation(writeId: string): Operation | undefined
}

export function createRequests(): Requests {
  const writes = new Map<string, Write>()
  const bulks = new Map<string, Bulk>()
  const operations = new Map<string, Operation>()
  return {
    addWrite: (write) => {
      writes.set(write.operation.writeId, write)
      operations.set(write.operation.writeId, write.operation)
    },
    addBulk: (bulkId, bulk) => {
      bulks.set(bulkId, bulk)
      for (const item of bulk.items) operations.set(item.writeId, item)
    },
    write: (writeId) => writes.get(writeId),
    bulk: (bulkId) => bulks.get(bulkId),
    operation: (writeId) => operations.get(writeId),
  }
}
