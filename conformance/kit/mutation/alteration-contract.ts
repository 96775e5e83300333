import { describe, expect, it } from 'vitest'
import { openChecked } from '../adapters/conversation.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { Protocol } from '../protocol.ts'
import { differingReplies, type Witnesses } from './witness.ts'

/** Tests of what every protocol promises of its mutants and variants. `witnesses` has one entry for each of them. */
export function alterationContract(protocol: Protocol, witnesses: Witnesses): void {
  const { id, mutants, variants } = protocol
  const altered = [...mutants, ...variants]
  const nameOf = (alteration: { readonly id: string }): string => alteration.id.replace(`${id}/`, '')

  describe(`the mutants and variants of ${id}`, () => {
    it('have ids of their own, under the name of the protocol', () => {
      expect(altered.filter((alteration) => !alteration.id.startsWith(`${id}/`))).toEqual([])
      expect(new Set(altered.map(nameOf)).size).toBe(altered.length)
    })

    it('violate every requirement that an implementation can violate, and no other', () => {
      const violated = new Set(mutants.map(({ violates }) => violates))
      const due = protocol.register().requirements.filter(({ excluded }) => excluded === undefined)
      expect([...violated].sort()).toEqual(due.map((requirement) => requirement.id).sort())
    })

    it('master the smoke conversation all the same', async () => {
      for (const { id: name, create } of altered) {
        const source = inProcessSource(name, create)
        const { adapter } = await openChecked(source, { protocol: id, kit: '0', adapter_protocol: 1 }, protocol.smoke)
        await adapter.close()
      }
    })

    it('have a witness each', () => {
      expect(Object.keys(witnesses).sort()).toEqual(altered.map(nameOf).sort())
    })

    it.each(mutants)('$id answers its witness like the reference but for the last reply', (mutant) => {
      const witness = witnesses[nameOf(mutant)] ?? []
      const { length } = 'calls' in witness ? witness.calls : witness
      expect(differingReplies(witness, protocol.reference(), mutant.create())).toEqual([length - 1])
    })

    it.each(variants)('$id answers its witness otherwise than the reference', (variant) => {
      const witness = witnesses[nameOf(variant)] ?? []
      expect(differingReplies(witness, protocol.reference(), variant.create())).not.toEqual([])
    })
  })
}
