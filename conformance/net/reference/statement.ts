import type { Pics } from '../../../spec/adapter.ts'
import { MAX_DATAGRAM_BYTES } from '../../../spec/net/limits.ts'
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
        protocol: 'net',
        profile: 'strict',
        roles: ['CODEC', 'REASM', 'ORC', 'SRC', 'TGT', 'NODE', 'RT'],
        capabilities: [
          'codec',
          'reassembler',
          'target',
          'node',
          'runtime',
          'dialects',
          'constants',
          'containers',
          'chain',
          'large_messages',
          'reassembly_control',
          'pending',
          'clock',
          'wall_clock',
          'nodes',
          'bare_node',
          'readiness',
          'orchestrator_policy',
          'identity',
          'orchestrator_binding',
          'source_binding',
          'frames',
          'large_states',
          'carry',
          'ledger',
          'counts',
          'observers',
          'node_state',
          'source_api',
          'target_api',
          'restart',
          'handler',
          'publishers',
          'links',
          'datagrams',
          'failure_cache',
          'simulate_not_ready',
          'stalls',
          'restore_stall',
        ],
        clock: 'virtual',
        deterministic: true,
        parameters: {
          dialect: settings.dialect().name,
          orchestrator_policy: choices.orchestratorPolicy(),
          conflicting_chunk: choices.conflictingChunk(),
          pending_max: settings.pendingMax(),
          age_ms: settings.age(),
          repeat_ms: settings.repeat(),
          source_delivery: choices.sourceDelivery(),
          stale_snapshot: choices.staleSnapshot(),
          late_snapshot: choices.lateSnapshot(),
          cancel_past_cutover: choices.cancelPastCutover(),
          acceptor_knows_key: choices.acceptorKnowsKey(),
          poll_ms: 50,
          datagram_bytes: MAX_DATAGRAM_BYTES,
        },
      } satisfies Pics
      return pics
    },
  }
}
