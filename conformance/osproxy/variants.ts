import type { Variant } from '../kit/mutation/mutant.ts'
import { lastEpoch } from './reference/epochs.ts'
import type { Parts } from './reference/parts.ts'
import { Refusal } from './reference/refusal.ts'

/** Implementations of osproxy that differ from the reference in what the specification leaves open. None may be flagged. */
export const variants: readonly Variant<Parts>[] = [
  {
    id: 'osproxy/epochs-per-partition',
    explain:
      'Each partition counts its own epochs, so that partitions share numbers and there is no generation to show.',
    part: 'epochs',
    apply: (_, parts) => {
      const latest = new Map<string, bigint>()
      return {
        next: (partition) => {
          const before = latest.get(partition) ?? parts.settings.initialGeneration()
          return before === lastEpoch ? undefined : before + 1n
        },
        take: (partition, epoch) => {
          latest.set(partition, epoch)
        },
        forget: () => latest.clear(),
        storeWide: () => false,
      }
    },
  },
  {
    id: 'osproxy/epochs-in-steps-of-seven',
    explain: 'Epochs grow by seven, unless the generation was seeded.',
    part: 'epochs',
    apply: (epochs, parts) => ({
      next: (partition) => {
        const epoch = epochs.next(partition)
        return epoch === undefined || parts.settings.initialGeneration() > 0n ? epoch : epoch + 6n
      },
    }),
  },
  {
    id: 'osproxy/epochs-begin-beyond-a-double',
    explain: 'The first epoch is 2^53 + 5, unless the generation was seeded.',
    part: 'epochs',
    apply: (epochs, parts) => ({
      next: (partition) => {
        const epoch = epochs.next(partition)
        return epoch === 1n && parts.settings.initialGeneration() === 0n ? 2n ** 53n + 5n : epoch
      },
    }),
  },
  {
    id: 'osproxy/set-cancels-a-migration-as-declared',
    explain: 'A set on a moving partition cancels the migration, and the statement says so.',
    part: 'choices',
    apply: () => ({ setDuringMigration: () => 'cancel' }),
  },
  {
    id: 'osproxy/same-placement-is-refused-as-declared',
    explain: 'A destination equal to the current placement is refused, and the statement says so.',
    part: 'choices',
    apply: () => ({ samePlacement: () => 'refuse' }),
  },
  {
    id: 'osproxy/queued-writes-are-ungated-as-declared',
    explain: 'Asynchronous writes are queued without asking the gate, and the statement says so.',
    part: 'choices',
    apply: () => ({ asyncGate: () => 'ungated' }),
  },
  {
    id: 'osproxy/repeated-cutover-restarts-the-wait',
    explain: 'A repeated cutover request that is refused starts the wait anew.',
    part: 'controller',
    apply: (controller, parts) => ({
      *enter(number, partition) {
        const answer = yield* controller.enter(number, partition)
        const wait = parts.waits.get(number, partition)
        if (answer instanceof Refusal && wait !== undefined) {
          parts.waits.start(number, partition, { ...wait, since: parts.clock.now() })
        }
        return answer
      },
    }),
  },
  {
    id: 'osproxy/failed-cutover-forgets-the-wait',
    explain: 'Any backend failure of a cutover request makes the controller forget its wait.',
    part: 'controller',
    apply: (controller, parts) => ({
      *enter(number, partition) {
        const answer = yield* controller.enter(number, partition)
        if (answer instanceof Refusal && answer.code === 'backend') parts.waits.end(number, partition)
        return answer
      },
    }),
  },
  {
    id: 'osproxy/lost-requests-are-indefinite',
    explain: 'A request that never took effect is reported as one that may have, in other words.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) => {
        const { code, retryable } = link.failure(fault, change)
        return new Refusal(code, retryable, { reason: 'no answer', definite: false })
      },
    }),
  },
  {
    id: 'osproxy/errors-without-messages',
    explain: 'No error has a text for people.',
    part: 'answers',
    apply: () => ({ message: () => undefined }),
  },
  {
    id: 'osproxy/errors-with-more-members',
    explain: 'Errors carry members of their own.',
    part: 'answers',
    apply: (answers) => ({
      refused: (refusal, passedOn) => {
        const { error } = answers.refused(refusal, passedOn)
        const more = { category: 'store', hint: null, seen: { times: 1 } }
        return error === undefined ? answers.refused(refusal, passedOn) : { error: { ...error, ...more } }
      },
    }),
  },
  {
    id: 'osproxy/refusals-are-passed-on-word-for-word',
    explain: 'A controller passes on the text of the store without a prefix.',
    part: 'answers',
    apply: (answers) => ({ refused: (refusal) => answers.refused(refusal, false) }),
  },
  {
    id: 'osproxy/answers-come-later',
    explain: 'Every answer is a promise.',
    part: 'answers',
    apply: () => ({ deliver: (reply) => Promise.resolve(reply) }),
  },
  {
    id: 'osproxy/resolves-name-an-endpoint',
    explain: 'A resolve answers the URL of the cluster as well.',
    part: 'answers',
    apply: (answers) => ({
      resolved: (route) => {
        const reply = answers.resolved(route)
        return reply.ok === undefined || route === undefined
          ? reply
          : { ok: { ...reply.ok, endpoint: 'https://search.test:9200' } }
      },
    }),
  },
  {
    id: 'osproxy/bulk-targets-in-another-order',
    explain: 'The targets of a bulk are served in the opposite order.',
    part: 'bulks',
    apply: (bulks) => ({ groups: (bulk) => [...bulks.groups(bulk)].reverse() }),
  },
  {
    id: 'osproxy/bulk-items-one-by-one',
    explain: 'Each item of a bulk is gated and sent by itself, in the order of the request.',
    part: 'bulks',
    apply: () => ({ groups: ({ items }) => items.filter(({ route }) => route !== undefined).map((item) => [item]) }),
  },
  {
    id: 'osproxy/multi-reads-resolve-each-item',
    explain: 'A multi-get or multi-search asks the store for every item.',
    part: 'reader',
    apply: (reader, parts) => ({
      *readMany(instance, partitions) {
        const items = []
        for (const partition of partitions) items.push(reader.item(yield* parts.resolver.resolve(instance, partition)))
        return { ok: { http_status: 200, items } }
      },
    }),
  },
  {
    id: 'osproxy/deadline-excludes-its-last-instant',
    explain: 'A write is not applied any more in the very instant of its deadline.',
    part: 'dispatch',
    apply: (_, parts) => ({
      late: ({ gatedAt }) => gatedAt !== undefined && parts.clock.elapsed() - gatedAt >= parts.settings.deadline(),
    }),
  },
  {
    id: 'osproxy/writes-are-acknowledged-with-200',
    explain: 'A cluster acknowledges new documents with 200 instead of 201.',
    part: 'upstream',
    apply: (upstream) => ({
      receive: (operation) => {
        upstream.receive(operation)
        if (operation.end?.status === 201) operation.end = { status: 200 }
      },
    }),
  },
  {
    id: 'osproxy/no-capabilities',
    explain: 'Only what every implementation has is offered.',
    part: 'statement',
    apply: () => ({ capabilities: () => [] }),
  },
  {
    id: 'osproxy/store-only',
    explain: 'Only the placement store is offered.',
    part: 'statement',
    apply: (statement) => ({ pics: () => ({ ...statement.pics(), profile: 'store', roles: ['STORE'] }) }),
  },
  {
    id: 'osproxy/lanes-run-one-after-another',
    explain: 'Lanes are not interleaved: the first one that can go on does.',
    part: 'lanes',
    apply: () => ({ pick: () => 0 }),
  },
  {
    id: 'osproxy/every-backend-failure-is-retryable',
    explain: 'A failure that the store calls final is passed on as retryable, as every failure of a backend is.',
    part: 'link',
    apply: (link) => ({
      // Reads of proxies are another matter: there it decides whether they are repeated (OSP-099).
      failure: (fault, change) => link.failure(change === undefined ? fault : { ...fault, retryable: true }, change),
    }),
  },
]
