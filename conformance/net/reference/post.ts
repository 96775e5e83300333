import type { Message } from '../../../spec/net/messages.types.ts'
import type { Node } from './node.ts'
import type { Parts } from './parts.ts'

/** What leaves a node. */
export interface Post {
  send(node: Node, to: string, message: Message): void
  /** The same for a message that is written already. */
  sendBytes(node: Node, to: string, bytes: Uint8Array): void
}

export function createPost(parts: Parts): Post {
  return {
    send: (node, to, message) => {
      const { bytes } = parts.codec.encode(message)
      if (bytes !== undefined) parts.post.sendBytes(node, to, bytes)
    },
    sendBytes: (node, to, bytes) => {
      if (to === node.id) node.inner = [...node.inner, bytes]
      else if (node.linked) parts.links.send(node.world, node.id, to, bytes)
      else node.out.push({ to, bytes })
    },
  }
}
