import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import { frameCheck } from '../frame-scripts.ts'

const judged = vectors.unusual.filter(({ requirements }) => !requirements.includes('HOF-031'))
/** A reader of frames shows nothing of what a supervisor bears, or of ranges. */
const beyond = ['HOF-034', 'HOF-063']

export const unusualFrames = frameCheck({
  slug: 'unusual-frames',
  requirements: [...new Set(judged.flatMap(({ requirements }) => requirements))]
    .filter((id) => !beyond.includes(id))
    .sort(),
  explain: 'Frames that are unusual and read, and frames that are wrong in one thing and refused.',
  scripts: (frames) =>
    judged.map(({ name, hex, requirements }) =>
      frames.decoding(
        name,
        hex,
        requirements.map((id) => (beyond.includes(id) ? 'HOF-004' : id)),
      ),
    ),
})
