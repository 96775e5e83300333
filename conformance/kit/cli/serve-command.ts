import type { Implementation, Pics } from '../../../spec/adapter.ts'
import { CutoverError } from '../../../spec/error.ts'
import { serve } from '../adapters/serve.ts'
import { MadeOfCharts } from '../mutation/made-of-charts.ts'
import type { Protocol } from '../protocol.ts'
import { nearest } from './nearest.ts'
import { loadProtocol } from './protocols.ts'

export interface ServeOptions {
  /** A mutant or a variant. */
  readonly as?: string
  /** A check: an implementation that is made of the charts of its model. */
  readonly madeOfCharts?: string
  readonly seed: number
}

/** Serves the embedded reference implementation, or one made in its place, as an adapter on standard input and output. */
export async function serveCommand(id: string, options: ServeOptions): Promise<number> {
  const protocol = await loadProtocol(id)
  await serve(await implementationOf(protocol, options), process.stdin, process.stdout)
  return 0
}

async function implementationOf(
  protocol: Protocol,
  { as: altered, madeOfCharts, seed }: ServeOptions,
): Promise<Implementation> {
  if (madeOfCharts !== undefined) return chartsOf(protocol, madeOfCharts, seed)
  if (altered === undefined) return protocol.reference()
  const all = [...protocol.mutants, ...protocol.variants]
  return named(protocol, all, altered, 'mutant or variant').create()
}

/** The reference answers what the model does not speak about. */
async function chartsOf(protocol: Protocol, id: string, seed: number): Promise<Implementation> {
  const modelled = protocol.checks.flatMap(({ id: name, model }) => (model === undefined ? [] : [{ id: name, model }]))
  const { model } = named(protocol, modelled, id, 'check with a model')
  const besides = protocol.reference()
  const { ok } = await besides.request('hello', {})
  const statement = ok as unknown as Pics
  return new MadeOfCharts({ model, seed, statement, catalogue: protocol.catalogue(), besides })
}

function named<T extends { readonly id: string }>(protocol: Protocol, all: readonly T[], id: string, what: string): T {
  const found = all.find((candidate) => candidate.id === id)
  if (found !== undefined) return found
  const near = nearest(
    id,
    all.map((candidate) => candidate.id),
  )
  throw new CutoverError('CUT-OPTION', `no ${what} "${id}" in ${protocol.id}; ${near}`)
}
