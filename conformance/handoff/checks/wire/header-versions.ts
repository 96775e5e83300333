import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import { frameCheck } from '../frame-scripts.ts'

export const headerVersions = frameCheck({
  slug: 'header-versions',
  requirements: ['HOF-031'],
  needs: ['strict'],
  explain:
    'Frames whose header has another version than 1 are refused before their payload is looked at; with 1 they are read.',
  scripts: (frames) => [
    ...vectors.unusual
      .filter(({ requirements }) => requirements.includes('HOF-031'))
      .map(({ name, hex }) => frames.decoding(name, hex, ['HOF-031'])),
    frames.decoding('header version 1', '0400000001000d00', ['HOF-031']),
  ],
})
