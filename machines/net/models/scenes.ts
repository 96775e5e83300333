import { own } from './names.ts'

/** Which part the implementation has in the migrations of a model: the kit plays the others. */
export interface Scene {
  readonly id: 'target' | 'source' | 'orchestrator' | 'own-source' | 'own-target'
  readonly explain: string
  readonly source: number
  readonly target: number
  readonly orchestrator: number
}

export const scenes: readonly Scene[] = [
  {
    id: 'target',
    explain: 'The implementation receives a daemon; orchestrator and source are other nodes.',
    orchestrator: 2,
    source: 3,
    target: own,
  },
  {
    id: 'source',
    explain: 'A daemon lives with the implementation, and another node has it moved to a third one.',
    orchestrator: 2,
    source: own,
    target: 3,
  },
  {
    id: 'orchestrator',
    explain: 'The implementation has a daemon moved from one node to another.',
    orchestrator: own,
    source: 2,
    target: 3,
  },
  {
    id: 'own-source',
    explain: 'The implementation moves its own daemon to another node.',
    orchestrator: own,
    source: own,
    target: 3,
  },
  {
    id: 'own-target',
    explain: 'The implementation has a daemon moved to itself.',
    orchestrator: own,
    source: 2,
    target: own,
  },
]
