import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { changeOf, larger } from '../state-table.ts'

interface Memory {
  readonly given: Map<string, Set<string>>
  /** Largest epoch that any answer has shown. */
  largest: string
  generation: string
  /** Whether an epoch may have been handed out that no answer has shown. */
  hidden: boolean
}

/** Every change gives its partition an epoch above all that it had, and the store-wide generation is the largest of all. */
export const epochsGrow = check({
  id: 'osproxy/epochs-grow',
  kind: 'monitor',
  requirements: ['OSP-045', 'OSP-046', 'OSP-047', { id: 'OSP-050', needs: ['store.current_epoch'] }],
  needs: ['store.set', 'store.begin_migration', 'store.abort_migration'],
  explain:
    'The epochs of a partition start at 1 or above and strictly increase, and the generation equals the largest one handed out.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/epochs-grow',
      start: (configuration) => ({
        given: new Map(),
        largest: '0',
        generation: '0',
        hidden: configuration.initial_generation !== undefined,
      }),
      judge: (memory, { op, params, reply }, report) => {
        const change = changeOf(op, params)
        if (change !== undefined) {
          const epoch = reply.ok?.epoch as string | undefined
          if (epoch === undefined) memory.hidden ||= reply.error?.code === 'backend' || reply.error?.definite === false
          else grown(memory, change.partition, epoch, report)
        } else if (op === 'fault.arm' || op === 'batch.concurrent') memory.hidden = true
        else if (op === 'store.current_epoch' && reply.ok !== undefined) {
          const epoch = reply.ok.epoch as string
          report.exercised('OSP-050')
          if (larger(memory.generation, epoch))
            report.violated('OSP-050', 'epoch', `at least ${memory.generation}, as before`, epoch)
          if (memory.hidden ? larger(memory.largest, epoch) : epoch !== memory.largest)
            report.violated('OSP-050', 'epoch', `${memory.largest}, the largest epoch handed out`, epoch)
          memory.generation = epoch
        }
      },
    }),
  ],
})

function grown(
  memory: Memory,
  partition: string,
  epoch: string,
  report: { exercised(id: string): void; violated(id: string, facet: 'epoch', allowed: string, got: string): void },
): void {
  const given = memory.given.get(partition) ?? new Set<string>()
  memory.given.set(partition, given)
  if (given.size === 0) {
    report.exercised('OSP-045')
    if (epoch === '0') report.violated('OSP-045', 'epoch', 'an epoch of 1 or above', epoch)
  } else {
    report.exercised('OSP-046')
    report.exercised('OSP-047')
    const most = [...given].reduce((one, other) => (larger(one, other) ? one : other))
    if (!larger(epoch, most)) report.violated('OSP-046', 'epoch', `an epoch above ${most}`, epoch)
    if (given.has(epoch)) report.violated('OSP-047', 'epoch', 'an epoch that the partition never had', epoch)
  }
  given.add(epoch)
  if (larger(epoch, memory.largest)) memory.largest = epoch
}
