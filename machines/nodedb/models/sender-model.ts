import type { Json, JsonObject } from '../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import type { ResyncRequest } from '../../../spec/nodedb/messages.types.ts'
import type { Input, Model, ModelSource, Move, Setting } from '../../model/model.ts'
import { type Expectation, optional } from '../../model/pattern.ts'
import { type Role, World } from '../../model/world.ts'
import { documentsOf, logDelta } from '../charts/deltas.ts'
import { type SenderContext, type SenderPayload, sender } from '../charts/sender.ts'
import { merged } from '../charts/unordered.ts'
import { logCollections, unknownCollection } from './log-collections.ts'
import { senderMoves } from './sender-moves.ts'
import { speaking, spoken } from './spoken.ts'

export type Pushing = Role<SenderContext, SenderPayload>

export interface ModelPeer {
  readonly id: string
  /** By collection; the unknown one and the empty scope have a place of their own. */
  readonly roles: ReadonlyMap<string, Pushing>
  readonly ghost: { attached: number; up: number; junk: number; overheard: number }
  /** By collection what was asked for while a snapshot was due, from 1: it may be answered behind the snapshot once more. */
  readonly asked: ReadonlyMap<string, { from: number }>
}

const places = [...logCollections, unknownCollection, '']
const most = 12
/** More than all that a drain can hold. */
const plenty = 100

/** A sender as a test model: two collections, two peers, requests of every kind, and drains that show the answers. */
export class SenderModel implements Model {
  readonly world = new World()
  readonly configuration: JsonObject
  readonly moves: readonly Move[]
  readonly peers: readonly ModelPeer[]
  readonly logs: ReadonlyMap<string, Pushing>
  readonly dialect: Dialect
  /** Snapshots that will fail, and the peer (from 1) that they are meant for; 0 before it asked. */
  readonly ghost: { fails: number; failing: number }

  constructor(readonly setting: Setting) {
    this.dialect = spoken(setting)
    this.configuration = speaking(setting)
    this.logs = new Map(
      logCollections.map((collection) => [collection, this.world.role(`log ${collection}`, sender, { most })]),
    )
    const bit = { min: 0, max: 1 }
    this.peers = ['1', '2'].map((id) => ({
      id,
      roles: new Map(
        places.map((collection) => [collection, this.world.role(`${id}/${collection}`, sender, { most })]),
      ),
      ghost: this.world.ghosts(`peer ${id}`, { attached: bit, up: bit, junk: bit, overheard: bit }),
      asked: new Map(
        places.map((name) => [name, this.world.ghosts(`${id}/${name} asked`, { from: { min: 0, max: most + 2 } })]),
      ),
    }))
    this.ghost = this.world.ghosts('sender', { fails: bit, failing: { min: 0, max: 2 } })
    this.moves = senderMoves(this)
  }

  has(capability: string): boolean {
    return this.setting.capabilities.has(capability)
  }

  peer(id: Json | undefined): ModelPeer | undefined {
    return this.peers.find((peer) => peer.id === id)
  }

  head(collection: string): number {
    return this.logs.get(collection)?.context.head ?? 0
  }

  floor(collection: string): number {
    return this.logs.get(collection)?.context.floor ?? 1
  }

  existing(): readonly string[] {
    return logCollections.filter((collection) => this.head(collection) > 0)
  }

  /** The next append of a collection. */
  append(collection: string): JsonObject {
    const { document_id, payload } = logDelta(collection, this.head(collection) + 1)
    return { collection, document_id, payload }
  }

  encode(message: unknown): string {
    const { frame } = encodeFrame(message, this.dialect)
    return Buffer.from(frame ?? []).toString('hex')
  }

  /** Collections that a request of a peer reaches. */
  scope(peer: ModelPeer, collection: string): readonly string[] {
    if (collection !== '') return [collection]
    const known = this.existing().filter((name) => peer.roles.get(name)?.state !== 'barred')
    return known.length > 0 || this.existing().length > 0 ? known : ['']
  }

  /** Whether what the specification allows as an answer is determined. */
  accepts({ op, params }: Input): boolean {
    const peer = this.peer(params.peer)
    const { fails, failing } = this.ghost
    switch (op) {
      case 'tx.append':
        return (
          this.head(params.collection as string) < most &&
          JSON.stringify(params) === JSON.stringify(this.append(params.collection as string))
        )
      case 'tx.attach':
        return peer?.ghost.attached === 0
      case 'tx.frame':
        return peer !== undefined && this.#acceptsFrame(peer, params.hex as string)
      case 'tx.fail_snapshot':
        return (
          fails === 0 &&
          params.times === 1 &&
          this.peers.every(({ roles }) => [...roles.values()].every(({ state }) => !state.startsWith('snapshotting')))
        )
      case 'tx.drain':
        // When a sender tries its snapshots is its own affair: by the end of a drain that nothing bounds it has.
        return (
          peer?.ghost.attached === 1 &&
          (failing === 0 || (failing === this.peers.indexOf(peer) + 1 && (params.max as number) >= plenty))
        )
      case 'tx.compact':
        return failing === 0 && this.head(params.collection as string) > 0
      case 'tx.restart':
        // Whether a restart forgets that a snapshot is to fail is a matter of the adapter.
        return fails === 0
      default:
        return peer?.ghost.attached === 1 && failing === 0
    }
  }

  #acceptsFrame(peer: ModelPeer, hex: string): boolean {
    const { message } = decodeFrame(Buffer.from(hex, 'hex'), this.dialect)
    if (message?.type !== 'ResyncRequest') return true
    if (message.collection !== '' && !places.includes(message.collection)) return false
    if (this.ghost.fails === 0) return true
    return (
      this.ghost.failing === 0 &&
      this.head(message.collection) > 0 &&
      peer.ghost.up === 1 &&
      message.from_mutation_id === '0'
    )
  }

  perform({ op, params }: Input): Expectation {
    const peer = this.peer(params.peer)
    const done: Expectation = { ok: {} }
    switch (op) {
      case 'tx.append': {
        const collection = params.collection as string
        const id = this.head(collection) + 1
        this.#everywhere(collection, (role) => role.send('append'))
        return { ok: { mutation_id: `${id}` } }
      }
      case 'tx.compact':
        this.#everywhere(params.collection as string, (role) => role.send('compact', { floor: Number(params.floor) }))
        return done
      case 'tx.attach':
        if (peer === undefined) return { any: true }
        peer.ghost.attached = 1
        peer.ghost.up = 1
        for (const [collection, role] of peer.roles) {
          const allowed =
            params.collections === undefined || (params.collections as Json[]).includes(collection) || collection === ''
          role.send(allowed ? 'open' : 'bar')
        }
        return done
      case 'tx.rights':
        for (const [collection, role] of peer?.roles ?? [])
          if (collection !== '' && !(params.collections as Json[]).includes(collection)) role.send('bar')
        return done
      case 'tx.link':
        if (peer === undefined) return { any: true }
        peer.ghost.up = params.up === true ? 1 : 0
        for (const role of peer.roles.values()) role.send(params.up === true ? 'open' : 'close')
        return done
      case 'tx.restart':
        for (const each of this.peers) {
          each.ghost.up = 0
          for (const role of each.roles.values()) role.send('restart')
        }
        return done
      case 'tx.fail_snapshot':
        this.ghost.fails = 1
        return done
      case 'tx.frame':
        if (peer !== undefined) this.#frame(peer, params.hex as string)
        return { ok: { refused: optional } }
      case 'tx.drain':
        return peer === undefined ? { any: true } : this.#drain(peer, params.max as number)
      default:
        return { any: true }
    }
  }

  probes(): readonly Input[] {
    return []
  }

  #everywhere(collection: string, act: (role: Pushing) => void): void {
    const log = this.logs.get(collection)
    if (log !== undefined) act(log)
    for (const { roles } of this.peers) {
      const role = roles.get(collection)
      if (role !== undefined) act(role)
    }
  }

  #frame(peer: ModelPeer, hex: string): void {
    const { message } = decodeFrame(Buffer.from(hex, 'hex'), this.dialect)
    if (message?.type !== 'ResyncRequest') {
      peer.ghost.junk = 1
      return
    }
    for (const other of this.peers) if (other !== peer) other.ghost.overheard = 1
    this.#request(peer, message)
  }

  #request(peer: ModelPeer, { reason, from_mutation_id, collection }: ResyncRequest): void {
    const scope = this.scope(peer, collection)
    const id = BigInt(from_mutation_id)
    const from = id > 1_000n ? 1_000 : Number(id)
    const beyond = scope.every((name) => from > this.head(name) + 1) ? 1 : 0
    const full = reason.kind === 'CorruptedState' && from !== 0 ? 1 : 0
    for (const name of scope) {
      const role = peer.roles.get(name)
      const asked = peer.asked.get(name)
      if (asked !== undefined && role?.state.startsWith('snapshotting') !== true) asked.from = 0
      else if (asked !== undefined && from <= this.head(name)) {
        const wanted = full === 1 ? 1 : from + 1
        asked.from = asked.from === 0 ? wanted : Math.min(asked.from, wanted)
      }
      role?.send('request', { from, full, beyond })
    }
    if (this.ghost.fails === 1) this.ghost.failing = this.peers.indexOf(peer) + 1
  }

  /** What a collection pushes now, in order; freedoms of the specification are choices. */
  #sequence(peer: ModelPeer, collection: string, role: Pushing, limit: number): Json[] {
    const sequence: Json[] = []
    while (sequence.length < limit) {
      const { head, cut, cursor } = role.context
      if (role.state.startsWith('snapshotting')) {
        if (this.ghost.failing === this.peers.indexOf(peer) + 1) {
          this.ghost.fails = 0
          this.ghost.failing = 0
          role.send('fail')
          continue
        }
        if (role.state === 'snapshotting.unknown' && this.world.choose(2) === 1) {
          role.send('silent')
          continue
        }
        const early = cursor <= head ? this.world.choose(2) : 0
        const mark = early === 0 && cut < head ? head - this.world.choose(head - cut + 1) : head
        sequence.push(this.#item(peer, collection, role.send('push', { mark, early, cover: 0 })[0]))
        if (early === 0) this.#again(peer, collection, role)
        continue
      }
      const { floor } = role.context
      const cover = cursor < floor && cursor <= head ? this.world.choose(2) : 0
      const mark = cover === 1 ? head - this.world.choose(head - floor + 2) : head
      const output = role.send('push', { mark, early: 0, cover })[0]
      if (output === undefined) break
      sequence.push(this.#item(peer, collection, output))
    }
    return sequence
  }

  /** Behind a snapshot, what was asked for in the meantime is met; a sender may answer it all the same. */
  #again(peer: ModelPeer, collection: string, role: Pushing): void {
    const asked = peer.asked.get(collection)
    if (asked === undefined || asked.from === 0) return
    const from = asked.from - 1
    asked.from = 0
    if (this.world.choose(2) === 1) role.send('request', { from, full: 0, beyond: 0 })
  }

  #item(
    peer: ModelPeer,
    collection: string,
    output: { readonly type: string; readonly values: { readonly [name: string]: number } } | undefined,
  ): Json {
    const { id = 0, mark = 0 } = output?.values ?? {}
    if (output?.type === 'snapshot')
      return {
        kind: 'snapshot',
        collection,
        watermark: `${mark}`,
        items: documentsOf(collection, 1, mark) as unknown as Json[],
      }
    const { document_id, payload, checksum } = logDelta(collection, id)
    const message = {
      type: 'DeltaPush',
      collection,
      document_id,
      delta: payload,
      peer_id: pushedPeerId(this.setting, peer.id),
      mutation_id: `${id}`,
      checksum,
    }
    return { kind: 'delta', frame: this.encode(message) }
  }

  #drain(peer: ModelPeer, max: number): Expectation {
    const { ghost } = peer
    if (ghost.junk === 1) this.world.attribute({ frames: ['NDB-094'] })
    if (ghost.overheard === 1) this.world.attribute({ frames: ['NDB-095'] })
    if (ghost.up === 0) this.world.attribute({ frames: ['NDB-116'] })
    ghost.junk = 0
    ghost.overheard = 0
    const roles = [...peer.roles]
    const waiting = roles.filter(([, role]) => this.#waits(role))
    const sequences: Json[][] = []
    let left = max
    for (const [at, [collection, role]] of waiting.entries()) {
      const later = waiting.slice(at + 1).reduce((sum, other) => sum + this.#most(peer, other), 0)
      const own = Math.min(left, this.#most(peer, [collection, role]))
      const least = Math.max(0, Math.min(own, left - later))
      const count = at === waiting.length - 1 || own === least ? own : own - this.world.choose(own - least + 1)
      const sequence = this.#sequence(peer, collection, role, count)
      sequences.push(sequence)
      left -= sequence.length
    }
    if (left > 0)
      for (const [, role] of roles) if (!this.#waits(role)) role.send('push', { mark: 0, early: 0, cover: 0 })
    return { ok: { out: merged(sequences, sameItem, itemData) } }
  }

  #waits({ state, context: { cursor, head } }: Pushing): boolean {
    return state.startsWith('snapshotting') || (state !== 'closed' && state !== 'barred' && cursor <= head)
  }

  #most(peer: ModelPeer, [collection, { state, context }]: readonly [string, Pushing]): number {
    const { cursor, head } = context
    const waiting = Math.max(0, head - cursor + 1)
    if (!state.startsWith('snapshotting')) return waiting
    const { from = 0 } = peer.asked.get(collection) ?? {}
    return waiting + 1 + (from === 0 ? 0 : head - from + 3)
  }
}

/** Items of a snapshot may come in any order. */
function sameItem(expected: Json, got: Json): boolean {
  const text = (value: Json): string => {
    const object = value as JsonObject
    const items = Array.isArray(object?.items) ? object.items.map(documentText).sort() : []
    return JSON.stringify([object?.kind, object?.frame, object?.collection, object?.watermark, items])
  }
  return text(expected) === text(got)
}

function documentText(item: Json): string {
  const { document_id, payload } = item as JsonObject
  return JSON.stringify([document_id, payload])
}

function itemData(item: Json): Json {
  const object = item as JsonObject
  return Array.isArray(object.items) ? { ...object, items: { $any_order: object.items } } : item
}

/** The peer_id of what is pushed to a peer: the recipient's, or the one that the sender declares. */
export function pushedPeerId({ parameters }: Pick<Setting, 'parameters'>, recipient: string): string {
  const { pushed_peer_id: declared } = parameters
  return typeof declared === 'string' && declared !== 'recipient' ? declared : recipient
}

export const senderSource: ModelSource = { id: 'sender', build: (setting) => new SenderModel(setting) }
