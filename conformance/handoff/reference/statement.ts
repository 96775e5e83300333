import type { Pics } from '../../../spec/adapter.ts'
import type { Statement } from '../../../spec/resettable.ts'
import type { Parts } from './parts.ts'

export function createStatement(parts: Parts): Statement {
  return {
    pics: () => {
      const { settings, choices } = parts
      const rules = settings.rules()
      const pics = {
        implementation: 'cutover reference',
        version: '1.0.0',
        language: 'TypeScript',
        protocol: 'handoff',
        profile: settings.profile(),
        roles: ['CODEC', 'O', 'N', 'S', 'LOCK', 'JOURNAL'],
        capabilities: [
          'codec',
          'reader',
          'reader_timeouts',
          'journal',
          'lock',
          'environment',
          'incumbent',
          'successor',
          'supervisor',
          'streams',
          'clock',
          'settled',
          'constants',
          'rules',
          'profiles',
          'successor_heartbeats',
          'system',
          'signals',
          'crash_points',
          'foreign_holder',
          'journal_faults',
          'other_user',
          'chosen_descriptors',
          'descriptors',
          'descriptor_limits',
          'consumer',
          'durable_consumer',
          'clients',
          'path_watch',
          'lone_surrogates',
          'incumbent_state',
          'trace',
        ],
        clock: 'virtual',
        deterministic: true,
        parameters: {
          overlong_varints: rules.overlong_varints,
          trailing_bytes: rules.trailing_bytes,
          header_version: rules.header_version,
          repeated_prepare: choices.repeatedPrepare(),
          failed_resume: choices.failedResume(),
          heartbeat_ms: settings.heartbeat(),
          liveness_ms: settings.liveness(),
          hello_ms: settings.hello(),
          ack_ms: settings.ack(),
          slack_ms: settings.slack(),
          min_read_ms: settings.minRead(),
          reacquire_ms: settings.reacquire(),
          reacquire_step_ms: settings.reacquireStep(),
          probe_ms: settings.probe(),
          write_ms: settings.write(),
        },
      } satisfies Pics
      return pics
    },
  }
}
