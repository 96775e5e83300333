import type { World } from './world.ts'

export type Mode = 'deliver' | 'drop' | 'hold' | 'duplicate'

/** One direction between two nodes of the mesh. */
export interface Link {
  mode: Mode
  /** Tags of the next messages that are lost. */
  drops: readonly number[]
  held: readonly Uint8Array[]
}

/** The mesh. Messages arrive in the order in which they were sent, as soon as the one before has been handled. */
export interface Links {
  connect(world: World, from: string, to: string): void
  knows(world: World, from: string, to: string): boolean
  /** Lost where the nodes are not connected. */
  send(world: World, from: string, to: string, bytes: Uint8Array): void
  arrive(world: World, from: string, to: string, bytes: Uint8Array): void
}

export function createLinks(): Links {
  return {
    connect: (world, from, to) => {
      for (const name of [nameOf(from, to), nameOf(to, from)])
        if (!world.links.has(name)) world.links.set(name, { mode: 'deliver', drops: [], held: [] })
    },
    knows: (world, from, to) => world.links.has(nameOf(from, to)),
    send: (world, from, to, bytes) => {
      const link = world.links.get(nameOf(from, to))
      if (link === undefined) return
      world.datagrams.push({ at_ms: world.now, from, to, bytes })
      const dropped = link.drops.indexOf(bytes[0] ?? -1)
      if (dropped >= 0) {
        link.drops = link.drops.toSpliced(dropped, 1)
        return
      }
      if (link.mode === 'hold') link.held = [...link.held, bytes]
      if (link.mode === 'drop' || link.mode === 'hold') return
      const copies = link.mode === 'duplicate' ? [bytes, bytes] : [bytes]
      world.arriving.push(...copies.map((copy) => ({ from, to, bytes: copy })))
    },
    arrive: (world, from, to, bytes) => {
      world.arriving.push({ from, to, bytes })
    },
  }
}

export function linkOf(world: World, from: string, to: string): Link | undefined {
  return world.links.get(nameOf(from, to))
}

function nameOf(from: string, to: string): string {
  return `${from} ${to}`
}
