import type { AcceptorModel } from '../../../machines/nodedb/models/acceptor-model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { crc32c } from '../../../spec/nodedb/crc32c.ts'
import { ses } from '../calls.ts'
import { Plan } from './plan.ts'

/** Writes the inputs of a case for an acceptor. Connections are numbered from 0 in the order of `open`. */
export class SessionPlan extends Plan<AcceptorModel> {
  #opened = 0

  open(): this {
    this.#opened++
    return this.add(ses.open)
  }

  /** A handshake on the last connection. */
  shake(lite_id: string, epoch: string, jwt_token = '', session = this.#opened - 1): this {
    return this.frame(session, {
      type: 'Handshake',
      jwt_token,
      vector_clock: {},
      subscribed_shapes: [],
      client_version: '1',
      lite_id,
      epoch,
      wire_version: 1,
    })
  }

  /** A new connection of a client that is accepted. */
  enter(lite_id: string, epoch = '1'): this {
    return this.open().shake(lite_id, epoch)
  }

  push(session: number, mutation_id: string, { peer = '7', collection = 'a', damaged = false } = {}): this {
    const payload = Buffer.from(`${peer} ${collection} ${mutation_id}`)
    return this.frame(session, {
      type: 'DeltaPush',
      collection,
      document_id: 'd',
      delta: payload.toString('hex'),
      peer_id: peer,
      mutation_id,
      checksum: (crc32c(payload) ^ (damaged ? 0x80000000 : 0)) >>> 0,
    })
  }

  refresh(session: number, new_token: string): this {
    return this.frame(session, { type: 'TokenRefresh', new_token })
  }

  ping(session: number): this {
    return this.frame(session, { type: 'PingPong', timestamp_ms: '1711000000000', is_pong: false })
  }

  close(session: number): this {
    return this.add(ses.close(session))
  }

  token(token: string, lifetime_ms: number): this {
    return this.add(ses.token(token, lifetime_ms))
  }

  advance(ms: number): this {
    return this.add(ses.advance(ms))
  }

  frame(session: number, message: JsonObject): this {
    return this.add(ses.frame(session, this.model.encode(message)))
  }
}
