import type { Reply } from '../../../spec/adapter.ts'
import { unknown } from './answer.ts'
import type { Node } from './node.ts'
import type { Runtime } from './runtime.ts'
import type { World } from './world.ts'

/** Answers for the node of an id, or that there is none. */
export type OnNode = (id: string, act: (node: Node) => Reply) => Reply

export const onNode =
  (world: World): OnNode =>
  (id, act) => {
    const node = world.nodes.get(id)
    return node === undefined ? unknown('a node that was opened') : act(node)
  }

/** Answers for a node with a runtime, or that there is none. */
export type OnRuntime = (id: string, act: (node: Node, runtime: Runtime) => Reply) => Reply

export const onRuntime =
  (world: World): OnRuntime =>
  (id, act) => {
    const node = world.nodes.get(id)
    return node?.runtime === undefined ? unknown('a node with a runtime') : act(node, node.runtime)
  }
