import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { derivedVariants } from '../mutation/derived-variants.ts'
import { type FalseAlarm, type Kill, type LedgerOptions, tryMutant, tryVariant } from '../mutation/ledger.ts'
import type { Protocol } from '../protocol.ts'
import { loadProtocol } from './protocols.ts'

/** How one altered implementation fared: a mutant's kill, or the false alarms of a variant. */
export type Outcome = { readonly kill: Kill } | { readonly alarms: readonly FalseAlarm[] }

/** What a worker thread of this module is started with; nobody else's threads have it. */
interface Work {
  readonly ledgerOf: string
  readonly options: LedgerOptions
}

/**
 * Tries altered implementations of a protocol on `jobs` threads, and tells the outcomes in the order of `ids`. Each is tried on
 * its own from the seed, so that the outcomes are the same for any number of threads.
 */
export async function* tryAll(
  protocol: Protocol,
  ids: readonly string[],
  options: LedgerOptions,
  jobs: number,
): AsyncGenerator<Outcome> {
  if (jobs <= 1) {
    for (const id of ids) yield await tryOne(protocol, id, options)
    return
  }
  const told: ((outcome: Outcome) => void)[] = []
  const outcomes = ids.map((_, at) => new Promise<Outcome>((resolve) => (told[at] = resolve)))
  const data: Work = { ledgerOf: protocol.id, options: { seed: options.seed } }
  const workers = Array.from(
    { length: Math.min(jobs, ids.length) },
    () => new Worker(new URL(import.meta.url), { workerData: data }),
  )
  const queue = [...ids.entries()]
  const drain = async (worker: Worker): Promise<void> => {
    const ended = once(worker, 'exit').then(([code]) => {
      throw new Error(`a thread of the ledger ended with ${String(code)} before its work`)
    })
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, id] = next
      worker.postMessage(id)
      const [outcome] = (await Promise.race([once(worker, 'message'), ended])) as [Outcome]
      told[at]?.(outcome)
    }
    ended.catch(() => {})
  }
  const drained = Promise.all(workers.map(drain))
  try {
    for (const outcome of outcomes) yield await Promise.race([outcome, drained.then(() => outcome)])
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

async function tryOne(protocol: Protocol, id: string, options: LedgerOptions): Promise<Outcome> {
  const mutant = protocol.mutants.find((candidate) => candidate.id === id)
  if (mutant !== undefined) return { kill: await tryMutant(protocol, mutant, options) }
  const variant = [...protocol.variants, ...derivedVariants(protocol)].find((candidate) => candidate.id === id)
  if (variant === undefined) throw new TypeError(`${protocol.id} has no mutant or variant ${id}`)
  return { alarms: await tryVariant(protocol, variant, options) }
}

async function serve({ ledgerOf, options }: Work): Promise<void> {
  const protocol = loadProtocol(ledgerOf)
  parentPort?.on('message', async (id: string) => parentPort?.postMessage(await tryOne(await protocol, id, options)))
}

if (!isMainThread && (workerData as Work | undefined)?.ledgerOf !== undefined) await serve(workerData as Work)
