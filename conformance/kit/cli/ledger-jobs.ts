import { fileURLToPath } from 'node:url'
import { derivedVariants } from '../mutation/derived-variants.ts'
import { type Diagnosed, diagnoseMutant } from '../mutation/diagnosis.ts'
import { type FalseAlarm, type Kill, type LedgerOptions, tryMutant, tryVariant } from '../mutation/ledger.ts'
import type { Protocol } from '../protocol.ts'
import { inProcesses, serveTasks, type Workshop } from './processes.ts'
import { loadProtocol } from './protocols.ts'

/** How one altered implementation fared: a mutant's kill, or the false alarms of a variant. */
export type LedgerOutcome =
  | { readonly kill: Kill }
  | { readonly alarms: readonly FalseAlarm[] }
  | { readonly diagnosed: Diagnosed }

interface Shared {
  readonly protocol: string
  readonly options: LedgerOptions
}

/** Each is tried on its own from the seed, so that the outcomes are the same for any number of processes. */
const ledger: Workshop<Shared, string, LedgerOutcome> = {
  module: fileURLToPath(import.meta.url),
  name: 'the ledger',
  open: async ({ protocol: id, options }) => {
    const protocol = await loadProtocol(id)
    return (altered) => tryOne(protocol, altered, options)
  },
}

/** Tries altered implementations of a protocol in `jobs` processes, and tells the outcomes in the order of `ids`. */
export function tryAll(
  protocol: Protocol,
  ids: readonly string[],
  options: LedgerOptions,
  jobs: number,
): AsyncGenerator<LedgerOutcome> {
  return inProcesses(ledger, { protocol: protocol.id, options }, ids, jobs)
}

async function tryOne(protocol: Protocol, id: string, options: LedgerOptions): Promise<LedgerOutcome> {
  const mutant = protocol.mutants.find((candidate) => candidate.id === id)
  if (mutant !== undefined && options.diagnose !== undefined)
    return { diagnosed: await diagnoseMutant(protocol, mutant, { seed: options.seed, budget: options.diagnose }) }
  if (mutant !== undefined) return { kill: await tryMutant(protocol, mutant, options) }
  const variant = [...protocol.variants, ...derivedVariants(protocol)].find((candidate) => candidate.id === id)
  if (variant === undefined) throw new TypeError(`${protocol.id} has no mutant or variant ${id}`)
  return { alarms: await tryVariant(protocol, variant, options) }
}

serveTasks(ledger)
