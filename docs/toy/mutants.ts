import type { Mutant, Variant } from '../../conformance/kit/mutation/mutant.ts'
import type { Parts } from './reference.ts'

const fault = <Name extends keyof Parts>(
  violates: string,
  id: string,
  explain: string,
  part: Name,
  apply: Mutant<Parts, Name>['apply'],
) => ({ violates, id: `toy/${id}`, explain, part, apply })

/** One fault for each requirement, as small as the fault is. */
export const mutants: readonly Mutant<Parts>[] = [
  fault('TOY-001', 'low-byte-first', 'Numbers are written low byte first.', 'frames', ({ write }) => ({
    write: (kind, seq) => write(kind, ((seq & 255) << 8) | (seq >> 8)),
  })),
  fault('TOY-002', 'sum-not-checked', 'A damaged frame is taken for what it seems to say.', 'frames', ({ read }) => ({
    read(kind, hex) {
      const seq = read(kind, hex)
      return typeof seq === 'object' && seq.fault === 'sum' ? Number.parseInt(hex.slice(2, 6), 16) : seq
    },
  })),
  fault('TOY-003', 'reads-ahead', 'Byte 0 is read before the length is known.', 'frames', ({ read }) => ({
    read(kind, hex) {
      if (hex === '') throw new RangeError('index 0 is out of bounds')
      return read(kind, hex)
    },
  })),
  fault('TOY-004', 'number-not-stored', 'The number is kept in memory only.', 'store', ({ recover }) => ({
    recover: (memory) => ({ ...recover(memory), seq: 0 }),
  })),
  fault('TOY-005', 'expects-the-next', 'Only the direct successor of a number is news.', 'taker', ({ isNews }) => ({
    isNews: (memory, seq) => isNews(memory, seq) && seq === memory.seq + 1,
  })),
  fault('TOY-006', 'takes-copies', 'Whoever is idle takes whatever is offered.', 'taker', () => ({
    isNews: (memory) => memory.state === 'idle',
  })),
  fault('TOY-007', 'answers-once', 'A copy is dropped without an answer.', 'taker', () => ({ again: () => [] })),
  fault('TOY-008', 'acts-on', 'The giver goes on acting while it offers.', 'giver', ({ offer }) => ({
    offer(memory) {
      const sent = offer(memory)
      memory.state = 'holding'
      return sent
    },
  })),
  fault('TOY-009', 'numbers-copies', 'Every OFFER gets a number of its own.', 'giver', ({ tick }) => ({
    tick: (memory) => tick(memory).map(() => ++memory.seq),
  })),
  fault('TOY-010', 'repeats-late', 'The timer compares with > instead of >=.', 'giver', ({ isDue }) => ({
    isDue: (memory) => isDue({ ...memory, elapsed: memory.elapsed - 1 }),
  })),
  fault('TOY-011', 'repeats-early', 'The offer is repeated at every tick.', 'giver', () => ({ isDue: () => true })),
  fault('TOY-012', 'believes-all', 'A late copy of an earlier ACCEPT ends the offer.', 'giver', () => ({
    ends: () => true,
  })),
]

/** Another legal choice, which must never be flagged. */
export const variants: readonly Variant<Parts>[] = [
  {
    id: 'toy/ignores-older-offers',
    explain: 'An OFFER older than the last one taken is left unanswered.',
    part: 'taker',
    apply: ({ again }) => ({ again: (memory, seq) => (seq < memory.seq ? [] : again(memory, seq)) }),
  },
]
