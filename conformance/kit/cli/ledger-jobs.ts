import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { derivedVariants } from '../mutation/derived-variants.ts'
import { type FalseAlarm, type Kill, type LedgerOptions, tryMutant, tryVariant } from '../mutation/ledger.ts'
import type { Protocol } from '../protocol.ts'
import { loadProtocol } from './protocols.ts'

const self = fileURLToPath(import.meta.url)

/** How one altered implementation fared: a mutant's kill, or the false alarms of a variant. */
export type Outcome = { readonly kill: Kill } | { readonly alarms: readonly FalseAlarm[] }

/** What a process that works for the ledger is told on its command line. */
interface Work {
  readonly ledgerOf: string
  readonly options: LedgerOptions
}

/**
 * Tries altered implementations of a protocol in `jobs` processes, and tells the outcomes in the order of `ids`. Each is tried on
 * its own from the seed, so that the outcomes are the same for any number of processes.
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
  const work: Work = { ledgerOf: protocol.id, options }
  const workers = Array.from({ length: Math.min(jobs, ids.length) }, () => fork(self, [JSON.stringify(work)]))
  const queue = [...ids.entries()]
  const drain = async (worker: ChildProcess): Promise<void> => {
    const ended = once(worker, 'exit').then(([code]) => {
      throw new Error(`a process of the ledger ended with ${String(code)} before its work`)
    })
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [at, id] = next
      worker.send(id)
      const [outcome] = (await Promise.race([once(worker, 'message'), ended])) as [Outcome]
      told[at]?.(outcome)
    }
    ended.catch(() => {})
  }
  const drained = Promise.all(workers.map(drain))
  try {
    for (const outcome of outcomes) yield await Promise.race([outcome, drained.then(() => outcome)])
  } finally {
    for (const worker of workers) worker.kill()
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
  const protocol = await loadProtocol(ledgerOf)
  process.on('message', async (id: string) => process.send?.(await tryOne(protocol, id, options)))
}

if (process.argv[1] === self && process.argv[2] !== undefined) await serve(JSON.parse(process.argv[2]) as Work)
