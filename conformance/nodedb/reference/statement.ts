import type { Pics } from '../../../spec/adapter.ts'
import type { Statement } from '../../../spec/resettable.ts'
import type { Parts } from './parts.ts'

export function createStatement(parts: Parts): Statement {
  return {
    pics: () => {
      const { settings, choices } = parts
      const pics = {
        implementation: 'cutover reference',
        version: '1.0.0',
        language: 'TypeScript',
        protocol: 'nodedb',
        profile: 'full',
        roles: ['CODEC', 'RX', 'TX', 'TQ', 'TG', 'SES'],
        capabilities: [
          'dialects',
          'constants',
          'holding',
          'in_order',
          'large_messages',
          'lone_surrogates',
          'frames',
          'peers',
          'clock',
          'cold_start',
          'divergence',
          'documents',
          'restart',
          'compaction',
          'rights',
          'acks',
          'faults',
          'tokens',
          'rx_state',
          'tx_state',
          'tq_state',
          'tg_state',
          'ses_state',
        ],
        clock: 'virtual',
        deterministic: true,
        parameters: {
          dialect: settings.dialect().name,
          hold_max: settings.holdMax(),
          baseline: settings.baseline(),
          backoff_first_ms: settings.backoffFirst(),
          backoff_most_ms: settings.backoffMost(),
          escalate_after: settings.escalateAfter(),
          asks_after_restart: choices.asksAfterRestart(),
          stream_scope: 'collection',
          pushed_peer_id: choices.pushedPeerIdStated(),
          unknown_collection: choices.unknownCollection(),
          high: settings.high(),
          low: settings.low(),
          rate: settings.rate(),
          update_ms: 1_000,
          default_rate: settings.defaultRate(),
          queue_max: settings.queueMax(),
          keeps_throttle: choices.keepsThrottle(),
          push_rate: settings.pushRate(),
          push_burst: settings.pushBurst(),
          empty_delta: choices.emptyDelta(),
          wire_version: choices.wireVersion(),
        },
      } satisfies Pics
      return pics
    },
  }
}
