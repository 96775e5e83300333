import { type Form, isObjectOf, within } from './form.ts'
import { MAX_CHUNK_BYTES, MAX_EVENTS } from './limits.ts'
import { link } from './link.ts'
import type { CausalEvent } from './messages.types.ts'
import type { Reader } from './reader.ts'
import { refuseValue } from './refusal.ts'
import { hexOf, u64 } from './scalars.ts'
import type { Writer } from './writer.ts'

/** Link, length of the payload and time of reception: what an event without a payload takes. */
const SMALLEST_EVENT = 44

/** Link, length, payload, time of reception; the payload stands in the middle (NET-007). */
const event = {
  read(from: Reader): CausalEvent {
    from.need(link.fixed + 4, 'an event')
    const head = link.read(from)
    const length = from.u32()
    if (length > MAX_CHUNK_BYTES)
      from.refuse('payload_too_large', `a payload of at most ${MAX_CHUNK_BYTES} bytes`, from.position - 4)
    return { link: head, payload: from.hex(length, 'a payload'), received_at: from.u64() }
  },
  write(to: Writer, value: unknown): void {
    if (!isObjectOf(value, ['link', 'payload', 'received_at']))
      refuseValue('an object of exactly link, payload, received_at')
    within('link', () => link.write(to, value.link))
    within('payload', () => {
      const payload = hexOf(value.payload)
      if (payload.length > 2 * MAX_CHUNK_BYTES) refuseValue(`at most ${MAX_CHUNK_BYTES} bytes`)
      to.u32(payload.length / 2)
      to.hex(payload)
    })
    within('received_at', () => u64.write(to, value.received_at))
  },
}

/** A count and as many events. The count is judged before anything is allocated for it (NET-014). */
export const events: Form<readonly CausalEvent[]> = {
  fixed: 4,
  read(from) {
    const count = from.u32()
    const most = Math.min(Math.floor(from.remaining / SMALLEST_EVENT), MAX_EVENTS)
    if (count > most) from.refuse('count_too_large', `at most ${most} events`, from.position - 4)
    const list: CausalEvent[] = []
    for (let index = 0; index < count; index++) list.push(event.read(from))
    return list
  },
  write(to, value) {
    if (!Array.isArray(value) || value.length > MAX_EVENTS) refuseValue(`a list of at most ${MAX_EVENTS} events`)
    to.u32(value.length)
    for (const [index, item] of value.entries()) within(index, () => event.write(to, item))
  },
}
