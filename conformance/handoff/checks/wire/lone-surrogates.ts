import { frameCheck } from '../frame-scripts.ts'

const id = '00112233-4455-4677-8899-aabbccddeeff'

export const loneSurrogates = frameCheck({
  slug: 'lone-surrogates',
  requirements: ['HOF-009'],
  needs: ['lone_surrogates'],
  explain: 'Text with half of a surrogate pair has no frame; with the whole pair it has.',
  scripts: (frames) =>
    ['\ud83d', '\ude00', 'a\ud800b', '\ud83d\ude00'].map((text) =>
      frames.encoding(JSON.stringify(text), { type: 'Abort', handoff_id: id, reason: text }, ['HOF-009']),
    ),
})
