import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Gate verdicts that are wrong for one entry and one stamp. */
export const gateMutants: readonly Mutant<Parts, 'gate'>[] = [
  {
    id: 'osproxy/stamp-zero-is-admitted',
    violates: 'OSP-045',
    explain: 'A write without a stamp, that is with 0, is admitted while the partition is settled.',
    part: 'gate',
    apply: (gate) => ({
      admits: (entry, stamp) => gate.admits(entry, stamp) || (stamp === 0n && entry?.state.state === 'active'),
    }),
  },
  {
    id: 'osproxy/gate-compares-53-bits',
    violates: 'OSP-054',
    explain: 'The gate compares as much of an epoch as a double holds.',
    part: 'gate',
    apply: (gate) => ({
      admits: (entry, stamp) => {
        const clipped = BigInt.asUintN(53, stamp)
        return gate.admits(entry === undefined ? entry : { ...entry, epoch: BigInt.asUintN(53, entry.epoch) }, clipped)
      },
    }),
  },
  {
    id: 'osproxy/cutover-admits-its-own-epoch',
    violates: 'OSP-055',
    explain: 'In cutover the gate admits the current epoch.',
    part: 'gate',
    apply: (gate) => ({
      admits: (entry, stamp) => gate.admits(entry, stamp) || (entry !== undefined && stamp === entry.epoch),
    }),
  },
  {
    id: 'osproxy/gate-tolerates-one-change',
    violates: 'OSP-056',
    explain: 'The gate admits the number before the current epoch as well.',
    part: 'gate',
    apply: (gate) => ({
      admits: (entry, stamp) => gate.admits(entry, stamp) || (stamp > 0n && gate.admits(entry, stamp + 1n)),
    }),
  },
  {
    id: 'osproxy/gate-admits-future-stamps',
    violates: 'OSP-057',
    explain: 'The gate admits stamps that are larger than the current epoch.',
    part: 'gate',
    apply: (gate) => ({
      admits: (entry, stamp) => gate.admits(entry, entry !== undefined && stamp > entry.epoch ? entry.epoch : stamp),
    }),
  },
  {
    id: 'osproxy/unknown-partition-is-open',
    violates: 'OSP-057',
    explain: 'A write of a partition without placement is admitted with stamp 0.',
    part: 'gate',
    apply: (gate) => ({ admits: (entry, stamp) => (entry === undefined ? stamp === 0n : gate.admits(entry, stamp)) }),
  },
  {
    id: 'osproxy/gate-wants-the-latest-generation',
    violates: 'OSP-063',
    explain: 'The gate compares the stamp with the generation of the store.',
    part: 'gate',
    apply: (gate, parts) => ({
      admits: (entry, stamp) => gate.admits(entry, stamp) && stamp === parts.epochs.generation(),
    }),
  },
  {
    id: 'osproxy/moves-within-a-cluster-block-writes',
    violates: 'OSP-116',
    explain: 'While a partition drains to another index of its cluster, its writes are rejected.',
    part: 'gate',
    apply: (gate) => ({
      admits: (entry, stamp) => {
        const state = entry?.state
        const within = state?.state === 'migrating' && state.from.cluster === state.to.cluster
        return gate.admits(entry, stamp) && !within
      },
    }),
  },
  {
    id: 'osproxy/stamps-are-compared-in-8-bits',
    violates: 'OSP-056',
    explain: 'The gate compares the last eight bits of stamp and epoch.',
    part: 'gate',
    apply: (gate) => ({
      admits: (entry, stamp) =>
        gate.admits(entry, entry === undefined ? stamp : entry.epoch + BigInt.asIntN(8, stamp - entry.epoch)),
    }),
  },
  {
    id: 'osproxy/gate-compares-single-floats',
    violates: 'OSP-054',
    explain: 'The gate compares stamp and epoch as floats of 32 bits, which leave out integers from 2^24 on.',
    part: 'gate',
    apply: (gate) => ({
      admits: (entry, stamp) =>
        gate.admits(
          entry,
          entry !== undefined && Math.fround(Number(entry.epoch)) === Math.fround(Number(stamp)) ? entry.epoch : stamp,
        ),
    }),
  },
]
