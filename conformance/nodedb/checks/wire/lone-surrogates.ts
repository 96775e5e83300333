import { speaking, spoken } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { corruptedState, resyncRequest } from '../../calls.ts'
import { FrameScripts } from '../frame-scripts.ts'

export const loneSurrogates = scriptCheck({
  id: 'nodedb/lone-surrogates',
  kind: 'wire',
  requirements: ['NDB-011'],
  needs: ['codec.encode', 'lone_surrogates'],
  explain: 'Text with half of a surrogate pair has no frame; with the whole pair it has.',
  configure: speaking,
  scripts: (setting) =>
    ['\ud83d', '\ude00', 'a\ud800b', '\ud83d\ude00'].map((text) =>
      new FrameScripts(spoken(setting)).encoding(JSON.stringify(text), resyncRequest(corruptedState, '0', text), [
        'NDB-011',
      ]),
    ),
})
