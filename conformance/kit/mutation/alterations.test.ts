import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../../spec/root.ts'
import { protocols } from '../cli/protocols.ts'
import type { Altered } from '../protocol.ts'
import { alterationContract } from './alteration-contract.ts'
import type { Witnesses } from './witness.ts'

const rows = await Promise.all(
  protocols.map(async ({ id, load }) => {
    const folder = join(root, 'conformance', id)
    const { witnesses } = (await import(join(folder, 'witnesses.ts'))) as { readonly witnesses: Witnesses }
    return { id, folder, protocol: await load(), witnesses }
  }),
)

for (const { protocol, witnesses } of rows) alterationContract(protocol, witnesses)

describe.each(rows)('the mutants of $id', ({ folder, protocol }) => {
  it('are all that the modules of its parts have', async () => {
    const files = readdirSync(join(folder, 'mutants'))
    const modules = await Promise.all(
      files.map((file) => import(join(folder, 'mutants', file)) as Promise<Record<string, readonly Altered[]>>),
    )
    const exported = modules.flatMap((module) => Object.values(module).flat())
    expect(protocol.mutants.map(({ id }) => id).sort()).toEqual(exported.map(({ id }) => id).sort())
  })
})
