import { decodeJournal } from '../../../../spec/handoff/codec.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { bytesOf } from '../hex.ts'

const phases = ['Negotiating', 'Draining', 'Sealing', 'AwaitingReady', 'Committed', 'ResumingAfterAbort']

interface Memory {
  /** The driver wrote the journal itself. */
  foreign: boolean
  /** The handoff under way has ended, with an outcome. */
  done: boolean
  /** The handoff that it was last seen to name, and the phase as an index. */
  id: string
  last: number
}

const journals = monitor<Memory>({
  id: 'handoff/journals-at-rest',
  start: () => ({ foreign: false, done: false, id: '', last: -1 }),
  judge: (memory, { op, params, reply }, report) => {
    if (op === 'dir.write_journal') memory.foreign = true
    if (op === 'supervisor.perform' || op === 'supervisor.start') memory.done = false
    if (op === 'call.result' && reply.ok?.outcome !== undefined) memory.done = true
    if (op !== 'dir.read_journal' || memory.foreign) return
    const hex = reply.ok?.hex
    if (memory.done) {
      report.exercised('HOF-129')
      if (hex !== undefined)
        report.violated('HOF-129', 'effects', 'no journal behind a handoff with an outcome', String(hex))
      return
    }
    if (hex === undefined) return
    report.exercised('HOF-127')
    const { record } = decodeJournal(bytesOf(String(hex)))
    if (record === undefined) return report.violated('HOF-127', 'effects', 'a whole record', String(hex))
    report.exercised('HOF-126')
    const phase = phases.indexOf(record.phase)
    if (record.handoff_id !== memory.id) memory.last = -1
    memory.id = record.handoff_id
    if (phase < memory.last)
      report.violated(
        'HOF-126',
        'value',
        `${phases[memory.last]} or a later phase of ${String(params.dir)}`,
        record.phase,
      )
    memory.last = phase
  },
})

export const journalsAtRest = check({
  id: 'handoff/journals-at-rest',
  kind: 'monitor',
  requirements: ['HOF-126', 'HOF-127', 'HOF-129'],
  needs: ['supervisor', 'streams'],
  explain: 'A journal is whole whenever it is looked at, its phases never go back, and none is left behind an outcome.',
  monitors: [journals],
})
