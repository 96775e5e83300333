import type { Files } from '../host.ts'

interface Node {
  content: Buffer
  synced: Buffer
}

/** Files in memory that know what a loss of power would leave. */
export class Folder implements Files {
  #names = new Map<string, Node>()
  #syncedNames = new Map<string, Node>()

  read(name: string): Uint8Array | undefined {
    return this.#names.get(name)?.content
  }

  write(name: string, bytes: Uint8Array): void {
    const node = this.#names.get(name) ?? { content: Buffer.alloc(0), synced: Buffer.alloc(0) }
    node.content = Buffer.from(bytes)
    this.#names.set(name, node)
  }

  /** A new file without content, which is durable at once. */
  create(name: string): void {
    const node = { content: Buffer.alloc(0), synced: Buffer.alloc(0) }
    this.#names.set(name, node)
    this.#syncedNames.set(name, node)
  }

  append(name: string, bytes: Uint8Array): void {
    this.write(name, Buffer.concat([this.read(name) ?? Buffer.alloc(0), bytes]))
  }

  sync(name: string): void {
    const node = this.#names.get(name)
    if (node !== undefined) node.synced = node.content
  }

  rename(from: string, to: string): void {
    const node = this.#names.get(from)
    if (node === undefined) return
    this.#names.delete(from)
    this.#names.set(to, node)
  }

  remove(name: string): void {
    this.#names.delete(name)
  }

  syncFolder(): void {
    this.#syncedNames = new Map(this.#names)
  }

  /** The power fails. */
  loseUnsynced(): void {
    this.#names = new Map(this.#syncedNames)
    for (const node of this.#names.values()) node.content = node.synced
  }
}
