import type { Setting } from '../../../../machines/model/model.ts'
import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import { scriptCheck } from '../../../kit/cases/script.ts'
import { arriving, pieces } from '../reader-scripts.ts'
import { inProfile } from '../spoken-rules.ts'

const all = vectors.goldens.map(({ frame }) => frame).join('')
const [first = ''] = vectors.goldens.map(({ frame }) => frame)
/** Refused and in step again: no message, a member that runs into the next frame. */
const refused = ['0300000001000e', '0300000001000d']

export const streamsInPieces = scriptCheck({
  id: 'handoff/streams-in-pieces',
  kind: 'wire',
  requirements: ['HOF-015', 'HOF-017', 'HOF-019', 'HOF-026', 'HOF-027', 'HOF-028'],
  needs: ['reader'],
  explain:
    'A stream of all frames, cut everywhere and in pieces of every size; its end anywhere; frames behind one that is refused.',
  configure: inProfile,
  scripts: (setting) => [
    { name: 'at once', steps: arriving([{ hex: all }, 'end'], setting, 'HOF-028', 'HOF-026') },
    ...Array.from({ length: first.length / 2 + 1 }, (_, at) => ({
      name: `cut at ${at}`,
      steps: arriving([{ hex: first.slice(0, 2 * at) }, { hex: first.slice(2 * at) + all }, 'end'], setting, 'HOF-028'),
    })),
    ...Array.from({ length: first.length / 2 + 1 }, (_, at) => ({
      name: `ends at ${at}`,
      steps: arriving([{ hex: all + first.slice(0, 2 * at) }, 'end'], setting, 'HOF-026'),
    })),
    ...refused.map((hex) => ({
      name: `${hex}, and on`,
      steps: arriving(
        [{ hex: hex + first }, { hex: first.slice(0, 8) + first.slice(8) + hex }, { hex: first }, 'end'],
        setting,
        'HOF-019',
        'HOF-027',
      ),
    })),
    ...['00000000', '01000000'].map((hex) => ({
      name: `${hex}, and no more`,
      steps: arriving([{ hex: first + hex }, { hex: first }, 'end'], setting, 'HOF-017', 'HOF-027'),
    })),
    ...['01001000', 'ffffffff'].map((hex) => ({
      name: `${hex}, and no more`,
      steps: arriving([{ hex: hex.slice(0, 6) }, { hex: hex.slice(6) + first }, 'end'], setting, 'HOF-015', 'HOF-027'),
    })),
  ],
  scenes: [
    {
      name: 'pieces-of',
      dimension: 'size',
      range: { minimum: 1, maximum: all.length / 2 },
      inputs: (size: number, setting: Setting) => arriving([...pieces(all, size), 'end'], setting, 'HOF-028'),
    },
    {
      name: 'frames-at-once',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count: number, setting: Setting) =>
        arriving([{ hex: '0400000001000d00'.repeat(count) }, 'end'], setting, 'HOF-028', 'HOF-027'),
    },
  ],
})
