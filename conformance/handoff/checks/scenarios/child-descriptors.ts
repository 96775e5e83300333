import { listenerNames, spawnedChild } from '../spawned-child.ts'
import { stagedCheck } from '../staged-check.ts'

/** Variables that the caller of a supervisor gives along, against the contract. */
const contrary = { HANDOFF_ROLE: 'nobody', HANDOFF_SOCK_FD: '99', LISTEN_FDS: '7', LISTEN_FDNAMES: 'x', OTHER: 'kept' }
export const childDescriptors = stagedCheck({
  slug: 'child-descriptors',
  requirements: ['HOF-146'],
  needs: ['supervisor', 'streams'],
  explain: 'A child with no listener, one and many, under variables of the caller that say otherwise.',
  scripts: (stage) => [
    {
      name: 'variables of the caller',
      steps: [
        ...stage.supervises('v', { journal: true, listeners: ['api'] }),
        ...stage.handoff('greeted', 1, { environment: contrary }),
        ...spawnedChild(stage, ['api'], { OTHER: 'kept' }, 'HOF-146'),
      ],
    },
    {
      name: 'variables of the supervisor',
      steps: [
        ...stage.supervises('v', { journal: true, listeners: ['api'], environment: contrary }),
        ...stage.handoff('greeted', 1),
        ...spawnedChild(stage, ['api'], { OTHER: 'kept' }, 'HOF-146'),
      ],
    },
  ],
  scenes: [
    {
      name: 'listeners',
      dimension: 'count',
      range: { maximum: 64 },
      steps: (count, stage) => [
        ...stage.supervises('v', { journal: true, listeners: listenerNames(count) }),
        ...stage.handoff('greeted', 1),
        ...spawnedChild(stage, listenerNames(count), {}, 'HOF-146'),
      ],
    },
  ],
})
