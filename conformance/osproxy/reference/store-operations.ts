import type { Call, Reply } from '../../../spec/adapter.ts'
import type { PartitionState } from './entry.ts'
import type { Handlers } from './operations.ts'
import type { Parts } from './parts.ts'
import type { Placement } from './placement.ts'
import { Refusal } from './refusal.ts'
import type { Steps } from './steps.ts'
import type { Change, ChangeKind } from './table.ts'

type Partition = { readonly partition: string }
type Expecting = Partition & { readonly expect_epoch?: string }

/** The operations of the placement store, and the lanes in which any operation can run. */
export function storeOperations(parts: Parts): Handlers {
  function* change(request: Change, expect: string | undefined): Steps<Reply> {
    const partition = parts.decoder.name(request.partition)
    const answer = yield* parts.table.change(
      expect === undefined
        ? { ...request, partition }
        : { ...request, partition, expect: parts.decoder.number(expect) },
    )
    return answer instanceof Refusal ? parts.answers.refused(answer, false) : parts.answers.changed(answer)
  }
  const moving =
    (kind: Exclude<ChangeKind, 'set' | 'begin_migration'>) =>
    ({ partition, expect_epoch }: Expecting) =>
      change({ kind, partition }, expect_epoch)
  return {
    'state.query'({ state }: { readonly state: PartitionState }) {
      const { read, write, migrating } = parts.destinations
      return {
        ok: { read_placement: read(state), write_placement: write(state) ?? null, is_migrating: migrating(state) },
      }
    },
    'store.set': ({ partition, placement }: Partition & { readonly placement: Placement }) =>
      change({ kind: 'set', partition, placement }, undefined),
    'store.begin_migration': ({ partition, to, expect_epoch }: Expecting & { readonly to: Placement }) =>
      change({ kind: 'begin_migration', partition, placement: to }, expect_epoch),
    'store.enter_cutover': moving('enter_cutover'),
    'store.complete_migration': moving('complete_migration'),
    'store.abort_migration': moving('abort_migration'),
    *'store.state'({ partition }: Partition) {
      return parts.answers.snapshot(yield* parts.table.look(parts.decoder.name(partition)))
    },
    *'store.resolve'({ partition }: Partition) {
      return parts.answers.resolved(yield* parts.table.resolve(parts.decoder.name(partition)))
    },
    *'store.admit_write'({ partition, epoch }: Partition & { readonly epoch: string }) {
      const stamp = parts.decoder.number(epoch)
      return parts.answers.admission(yield* parts.table.admit(parts.decoder.name(partition), stamp))
    },
    'store.current_epoch'() {
      return { ok: { epoch: parts.answers.number(parts.epochs.generation()) } }
    },
    'batch.concurrent': ({ lanes, repeat = 1 }: { readonly lanes: readonly Call[][]; readonly repeat?: number }) =>
      parts.lanes.run(lanes, repeat),
    'store.restart'() {
      parts.table.restart()
      return { ok: {} }
    },
  }
}
