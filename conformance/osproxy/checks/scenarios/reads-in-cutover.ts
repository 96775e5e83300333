import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, b, begin, c, complete, enter, multiGet, multiSearch, read, set } from '../../calls.ts'
import { controlScenes } from '../scene-models.ts'

/** Single and multiple reads through every phase, at both instances. */
export const readsInCutover = check({
  id: 'osproxy/reads-in-cutover',
  kind: 'scenario',
  requirements: ['OSP-016', 'OSP-022', 'OSP-082', 'OSP-084', 'OSP-094'],
  needs: ['fleet'],
  explain: 'Reads are served in every phase, at the origin until the flip and at the destination from then on.',
  model: controlScenes,
  cases: ({ capabilities }) => {
    const reads = [
      read('p'),
      read('p', 1),
      ...(capabilities.has('multi_get') ? [multiGet('p', 'q'), multiSearch('q', 'p', 'p')] : []),
    ]
    return [
      scene('through-a-migration', [
        set('p', a),
        set('q', c),
        ...reads,
        begin('p', b),
        ...reads,
        enter('p'),
        ...reads,
        complete('p'),
        ...reads,
      ]),
      scene('first-look-after-the-flip', [
        set('p', a),
        begin('p', b),
        enter('p'),
        complete('p'),
        read('p', 1),
        read('p'),
      ]),
    ]
  },
})
