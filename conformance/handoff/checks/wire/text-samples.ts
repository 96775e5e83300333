import type { Setting } from '../../../../machines/model/model.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { FrameScripts } from '../frame-scripts.ts'
import { inProfile, spokenRules } from '../spoken-rules.ts'

const id = '00112233-4455-4677-8899-aabbccddeeff'

export const textSamples = scriptCheck({
  id: 'handoff/text-samples',
  kind: 'wire',
  requirements: ['HOF-009'],
  needs: ['codec'],
  explain: 'Awkward texts as reason, as error and as address, written and read byte for byte.',
  configure: inProfile,
  scenes: [
    {
      name: 'text',
      dimension: 'text',
      inputs: (text: string, setting: Setting) =>
        [
          { type: 'Abort', handoff_id: id, reason: text },
          { type: 'SealFailed', handoff_id: id, error: '', partial_state: text },
          {
            type: 'Ready',
            handoff_id: id,
            listening_on: [text, '', text],
            healthz_ok: true,
            advertised_revision_per_shard: [],
          },
        ].flatMap((message) =>
          new FrameScripts(spokenRules(setting)).both('one', message, ['HOF-009']).flatMap(({ steps }) => steps),
        ),
    },
  ],
})
