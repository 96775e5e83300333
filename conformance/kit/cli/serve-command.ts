import { CutoverError } from '../../../spec/error.ts'
import { serve } from '../adapters/serve.ts'
import type { Protocol } from '../protocol.ts'
import { nearest } from './nearest.ts'
import { loadProtocol } from './protocols.ts'

/** Serves the embedded reference implementation, or one of its mutants or variants, as an adapter on standard input and output. */
export async function serveCommand(id: string, altered: string | undefined): Promise<number> {
  const protocol = await loadProtocol(id)
  await serve(implementationOf(protocol, altered), process.stdin, process.stdout)
  return 0
}

function implementationOf(protocol: Protocol, altered: string | undefined): ReturnType<Protocol['reference']> {
  if (altered === undefined) return protocol.reference()
  const all = [...protocol.mutants, ...protocol.variants]
  const found = all.find((candidate) => candidate.id === altered)
  if (found !== undefined) return found.create()
  throw new CutoverError(
    'CUT-OPTION',
    `no mutant or variant "${altered}" in ${protocol.id}; ${nearest(
      altered,
      all.map((candidate) => candidate.id),
    )}`,
  )
}
