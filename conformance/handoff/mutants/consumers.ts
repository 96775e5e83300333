import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Daemons that lose writes or clients. */
export const consumersMutants: readonly Mutant<Parts, 'consumers'>[] = [
  {
    id: 'handoff/writes-go-on-in-a-drain',
    violates: 'HOF-056',
    explain: 'Writes are acknowledged while the incumbent drains.',
    part: 'consumers',
    apply: () => ({ stop: () => {} }),
  },
  {
    id: 'handoff/drains-are-not-synced',
    violates: 'HOF-057',
    explain: 'A drain leaves acknowledged writes in memory.',
    part: 'consumers',
    apply: () => ({ sync: () => {} }),
  },
  {
    id: 'handoff/shards-beyond-64-are-left-out',
    violates: 'HOF-069',
    explain: 'SealComplete has the first 64 revisions of the hook.',
    part: 'consumers',
    apply: (original) => ({
      sealed: (step) => {
        const report = original.sealed(step)
        return { ...report, last_revision_per_shard: report.last_revision_per_shard.slice(0, 64) }
      },
    }),
  },
  {
    id: 'handoff/resumes-with-what-it-had',
    violates: 'HOF-112',
    explain: 'An incumbent that resumes does not read the data directory again.',
    part: 'consumers',
    apply: (original) => ({
      open: (consumer) => {
        const before = new Map(consumer.values)
        original.open(consumer)
        if (before.size === 0) return
        consumer.values.clear()
        for (const [key, value] of before) consumer.values.set(key, value)
      },
    }),
  },
  {
    id: 'handoff/successors-never-accept',
    violates: 'HOF-151',
    explain: 'Who takes over does not accept the clients that wait.',
    part: 'consumers',
    apply: (_original, parts) => ({
      open: (consumer) => {
        parts.consumers.load(consumer)
        consumer.serving = true
      },
    }),
  },
]
