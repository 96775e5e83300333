import { type Form, isObjectOf, within } from './form.ts'
import { MAX_CHUNK_BYTES, MAX_TOTAL_CHUNKS } from './limits.ts'
import { refuseValue } from './refusal.ts'
import { hexOf, u32, u64 } from './scalars.ts'

const names = ['daemon_origin', 'seq_through', 'chunk_index', 'total_chunks', 'snapshot_bytes']

interface SnapshotReady {
  readonly daemon_origin: string
  readonly seq_through: string
  readonly chunk_index: number
  readonly total_chunks: number
  readonly snapshot_bytes: string
}

/** One chunk: its place is judged before its length, and its length before its bytes (NET-012, NET-013). An empty one is read. */
export const snapshotReady: Form<SnapshotReady> = {
  fixed: 28,
  read(from) {
    from.need(28, names.join(', '))
    const place = { daemon_origin: from.u64(), seq_through: from.u64() }
    const chunk_index = from.u32()
    const total_chunks = from.u32()
    const [index, total] = [from.position - 8, from.position - 4]
    if (total_chunks === 0) from.refuse('zero_total', 'at least one chunk', total)
    if (total_chunks > MAX_TOTAL_CHUNKS) from.refuse('total_too_large', `at most ${MAX_TOTAL_CHUNKS} chunks`, total)
    if (chunk_index >= total_chunks) from.refuse('index_out_of_range', `an index below ${total_chunks}`, index)
    const length = from.u32()
    if (length > MAX_CHUNK_BYTES)
      from.refuse('chunk_too_large', `a chunk of at most ${MAX_CHUNK_BYTES} bytes`, from.position - 4)
    return { ...place, chunk_index, total_chunks, snapshot_bytes: from.hex(length, 'a chunk') }
  },
  write(to, value) {
    if (!isObjectOf(value, names)) refuseValue(`an object of exactly ${names.join(', ')}`)
    within('daemon_origin', () => u64.write(to, value.daemon_origin))
    within('seq_through', () => u64.write(to, value.seq_through))
    within('chunk_index', () => u32.write(to, value.chunk_index))
    within('total_chunks', () => {
      u32.write(to, value.total_chunks)
      const total = Number(value.total_chunks)
      if (total === 0 || total > MAX_TOTAL_CHUNKS) refuseValue(`1 to ${MAX_TOTAL_CHUNKS} chunks`)
    })
    if (Number(value.chunk_index) >= Number(value.total_chunks))
      within('chunk_index', () => refuseValue(`an index below ${value.total_chunks}`))
    within('snapshot_bytes', () => {
      const bytes = hexOf(value.snapshot_bytes)
      if (bytes.length > 2 * MAX_CHUNK_BYTES) refuseValue(`a chunk of at most ${MAX_CHUNK_BYTES} bytes`)
      to.u32(bytes.length / 2)
      to.hex(bytes)
    })
  },
}
