import type { Implementation, Reply } from '../../spec/adapter.ts'
import type { Json, JsonObject } from '../../spec/json.ts'
import { type FrameFault, fromHex, type Kind, toHex } from './codec.ts'

/** What a side knows. All but `elapsed` is stored before anything is sent. */
export interface Memory {
  seq: number
  state: 'idle' | 'holding' | 'offering'
  elapsed: number
}

const repeat_ticks = 3
const pics = {
  ...{ implementation: 'toy reference', version: '1.0.0', language: 'TypeScript', protocol: 'toy' },
  ...{ profile: 'relay', roles: ['TAKER', 'GIVER'], capabilities: ['restart'], clock: 'virtual', deterministic: true },
  parameters: { repeat_ticks },
}

/** What a side decides, each a seam. `offered`, `again`, `offer` and `tick` return the numbers of the frames to send. */
export function createParts() {
  const frames = {
    read: (kind: Kind, hex: string): number | FrameFault => fromHex(kind, hex),
    write: (kind: Kind, seq: number): string => toHex(kind, seq),
  }
  const taker = {
    isNews: (memory: Memory, seq: number): boolean => memory.state === 'idle' && seq > memory.seq,
    again: (memory: Memory, _seq: number): number[] => [memory.seq],
    offered(memory: Memory, seq: number): number[] {
      if (!taker.isNews(memory, seq)) return taker.again(memory, seq)
      Object.assign(memory, { seq, state: 'holding' })
      return [seq]
    },
  }
  const giver = {
    isDue: (memory: Memory): boolean => memory.elapsed >= repeat_ticks,
    ends: (memory: Memory, seq: number): boolean => seq === memory.seq,
    offer(memory: Memory): number[] {
      Object.assign(memory, { seq: memory.seq + 1, state: 'offering', elapsed: 0 })
      return [memory.seq]
    },
    tick(memory: Memory): number[] {
      memory.elapsed++
      if (!giver.isDue(memory)) return []
      memory.elapsed = 0
      return [memory.seq]
    },
  }
  const store = { recover: (memory: Memory): Memory => ({ ...memory, elapsed: 0 }) }
  return { frames, taker, giver, store }
}

export type Parts = ReturnType<typeof createParts>

/** One side, written from the register alone. */
class Reference implements Implementation {
  #role = 'taker'
  #memory: Memory = { seq: 0, state: 'idle', elapsed: 0 }

  constructor(readonly parts: Parts) {}

  request(op: string, params: JsonObject): Reply {
    if (op === 'hello') return { ok: pics }
    if (op === 'bye') return { ok: {} }
    if (op === 'state') return { ok: { state: this.#memory.state } }
    if (op === 'deliver') return this.#deliver(params.frame)
    if (op === 'reset') {
      this.#role = String(params.role ?? 'taker')
      this.#memory = { seq: 0, state: 'idle', elapsed: 0 }
      return { ok: {} }
    }
    if (op === 'restart') this.#memory = this.parts.store.recover(this.#memory)
    const sent = op === 'restart' ? [] : this.#role === 'taker' ? this.#take(op) : this.#give(op)
    return sent === undefined ? { unsupported: `not an operation of a ${this.#role}` } : this.#sent(sent)
  }

  #deliver(hex: Json | undefined): Reply {
    if (typeof hex !== 'string' || !/^([0-9a-f]{2}){0,16}$/.test(hex)) return { error: { code: 'invalid_params' } }
    const { frames, taker, giver } = this.parts
    const seq = frames.read(this.#role === 'taker' ? 'offer' : 'accept', hex)
    if (typeof seq === 'object') return { error: { code: 'bad_frame', ...seq } }
    if (this.#role === 'taker') return this.#sent(taker.offered(this.#memory, seq))
    if (this.#memory.state === 'offering' && giver.ends(this.#memory, seq)) this.#memory.state = 'idle'
    return this.#sent([])
  }

  #take(op: string): number[] | undefined {
    if (op !== 'put_down') return undefined
    if (this.#memory.state === 'holding') this.#memory.state = 'idle'
    return []
  }

  #give(op: string): number[] | undefined {
    const { state } = this.#memory
    if (op === 'offer') return state === 'holding' ? this.parts.giver.offer(this.#memory) : []
    if (op === 'tick') return state === 'offering' ? this.parts.giver.tick(this.#memory) : []
    if (op !== 'pick_up') return undefined
    if (state === 'idle') this.#memory.state = 'holding'
    return []
  }

  #sent(seqs: readonly number[]): Reply {
    const kind = this.#role === 'taker' ? 'accept' : 'offer'
    return { ok: { sent: seqs.map((seq) => this.parts.frames.write(kind, seq)) } }
  }
}

/** The reference implementation. Each side keeps its decisions for its lifetime. */
export function createReference(build: (configuration: JsonObject) => Parts = createParts): Implementation {
  return new Reference(build({}))
}
