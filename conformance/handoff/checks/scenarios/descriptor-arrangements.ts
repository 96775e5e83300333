import { listenerNames, spawnedChild } from '../spawned-child.ts'
import { stagedCheck } from '../staged-check.ts'

/** Numbers that listeners have in their supervisor. */
const arrangements: Readonly<Record<string, readonly number[]>> = {
  'in reverse': [6, 5, 4, 3],
  'inside the range of the targets': [4, 5, 3],
  rotated: [4, 5, 6, 3],
  high: [200, 100, 201],
  'with gaps': [9, 3, 40, 5],
  'on the number of the control stream': [6, 7, 3],
}

export const descriptorArrangements = stagedCheck({
  slug: 'descriptor-arrangements',
  requirements: ['HOF-147'],
  needs: ['supervisor', 'streams', 'chosen_descriptors'],
  explain: 'Listeners arrive in their order, whatever numbers they have in the supervisor.',
  scripts: (stage) =>
    Object.entries(arrangements).map(([name, descriptors]) => ({
      name,
      steps: [
        ...stage.supervises('v', { journal: true, listeners: listenerNames(descriptors.length), descriptors }),
        ...stage.handoff('greeted', 1),
        ...spawnedChild(stage, listenerNames(descriptors.length), {}, 'HOF-147'),
      ],
    })),
})
