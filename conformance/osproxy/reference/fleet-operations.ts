import type { Reply } from '../../../spec/adapter.ts'
import { type Action, startOperation } from './operation.ts'
import type { Handlers } from './operations.ts'
import type { Parts } from './parts.ts'
import { refuse } from './refusal.ts'
import type { Bulk, Write } from './requests.ts'
import type { Steps } from './steps.ts'
import type { Outcome } from './upstream.ts'

type Item = {
  readonly write_id: string
  readonly partition?: string
  readonly doc_id: string
  readonly action: Action
}
type Named = { readonly write_id?: string; readonly bulk_id?: string }
type ManyReads = { readonly instance: number; readonly items: readonly { readonly partition?: string }[] }

/** The operations of proxy instances, of the upstream clusters behind them, and of those who watch. */
export function fleetOperations(parts: Parts): Handlers {
  const unknown = (): Reply => parts.answers.refused(refuse('unknown_request'), false)
  const nobody = (instance: number): Reply | undefined =>
    instance < parts.settings.instances() ? undefined : parts.answers.invalid('expected an instance of this case')
  const partitionOf = (partition: string | undefined): string | undefined =>
    partition === undefined ? undefined : parts.decoder.name(partition)
  const operation = (instance: number, { write_id, partition, action }: Item, queued: boolean) =>
    startOperation({ writeId: write_id, instance, partition: partitionOf(partition), action, queued })
  const writeAnswer = (write: Write): Reply => ({ ok: parts.writer.progress(write) })
  const bulkAnswer = (bulk: Bulk): Reply => ({ ok: parts.bulks.progress(bulk) })
  const find = ({ write_id, bulk_id }: Named): { readonly write?: Write; readonly bulk?: Bulk } => {
    const write = write_id === undefined ? undefined : parts.requests.write(write_id)
    const bulk = bulk_id === undefined ? undefined : parts.requests.bulk(bulk_id)
    return { ...(write === undefined ? {} : { write }), ...(bulk === undefined ? {} : { bulk }) }
  }
  function* readMany({ instance, items }: ManyReads): Steps<Reply> {
    return (
      nobody(instance) ??
      (yield* parts.reader.readMany(
        instance,
        items.map(({ partition }) => partitionOf(partition)),
      ))
    )
  }
  return {
    *'proxy.write'({
      instance,
      mode,
      stop_at,
      ...item
    }: Item & {
      readonly instance: number
      readonly mode?: 'sync' | 'async'
      readonly stop_at?: 'resolved' | 'gated'
    }) {
      const refusal = nobody(instance)
      if (refusal !== undefined) return refusal
      const write: Write = { operation: operation(instance, item, mode === 'async'), paused: undefined }
      yield* parts.writer.run(write, stop_at)
      parts.requests.addWrite(write)
      return writeAnswer(write)
    },
    *'proxy.bulk'({
      instance,
      bulk_id,
      items,
      stop_at,
    }: {
      readonly instance: number
      readonly bulk_id: string
      readonly items: readonly Item[]
      readonly stop_at?: 'prepared' | 'gated'
    }) {
      const refusal = nobody(instance)
      if (refusal !== undefined) return refusal
      const bulk: Bulk = { items: items.map((item) => operation(instance, item, false)), sent: [], paused: undefined }
      yield* parts.bulks.run(bulk, stop_at)
      parts.requests.addBulk(bulk_id, bulk)
      return bulkAnswer(bulk)
    },
    *'proxy.resume'({ stop_at, ...named }: Named & { readonly stop_at?: 'gated' }) {
      const { write, bulk } = find(named)
      if (write?.paused !== undefined) {
        yield* parts.writer.resume(write, stop_at)
        return writeAnswer(write)
      }
      if (bulk?.paused === undefined) return unknown()
      yield* parts.bulks.resume(bulk, stop_at)
      return bulkAnswer(bulk)
    },
    'proxy.result'(named: Named) {
      const { write, bulk } = find(named)
      if (write !== undefined) return writeAnswer(write)
      return bulk === undefined ? unknown() : bulkAnswer(bulk)
    },
    *'proxy.read'({ instance, partition }: { readonly instance: number; readonly partition?: string }) {
      return nobody(instance) ?? (yield* parts.reader.read(instance, partitionOf(partition)))
    },
    'proxy.mget': readMany,
    'proxy.msearch': readMany,
    'upstream.hold'({ write_id }: { readonly write_id: string }) {
      parts.upstream.hold(write_id)
      return { ok: {} }
    },
    'upstream.settle'({ write_id, outcome }: { readonly write_id: string; readonly outcome: Outcome }) {
      return parts.upstream.settle(write_id, outcome) ? { ok: {} } : unknown()
    },
    'upstream.log'({ since = 0 }: { readonly since?: number }) {
      const { number } = parts.answers
      const commits = parts.upstream.log(since).map(({ seq, at, writeId, partition, cluster, index, epoch }) => ({
        seq,
        at_ns: number(at),
        write_id: writeId,
        partition,
        cluster,
        index,
        epoch: number(epoch),
      }))
      return { ok: { commits } }
    },
    'obs.explain'({ write_id }: { readonly write_id: string }) {
      const found = parts.requests.operation(write_id)
      return found?.end === undefined ? unknown() : { ok: parts.explain.document(found) }
    },
  }
}
