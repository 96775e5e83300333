import fc from 'fast-check'
import { decodeJournal, encodeJournal } from '../../../../spec/handoff/codec.ts'
import { journalArbitrary } from '../../../../spec/handoff/message-arbitrary.ts'
import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import type { JsonObject } from '../../../../spec/json.ts'
import { type ScriptStep, scriptCheck } from '../../../kit/cases/script.ts'
import { journal } from '../../calls.ts'
import { bytesOf, hexOf } from '../hex.ts'
import { inProfile, spokenRules } from '../spoken-rules.ts'

const samples = fc.sample(journalArbitrary, { seed: 20_261_128, numRuns: 100 }) as unknown as JsonObject[]

export const journalRecords = scriptCheck({
  id: 'handoff/journal-records',
  kind: 'wire',
  requirements: ['HOF-128'],
  needs: ['journal'],
  explain:
    'Records of a journal, written and read; records that are wrong in one thing, or cut at any byte, are refused.',
  configure: inProfile,
  scripts: (setting) => {
    const rules = spokenRules(setting)
    const written = (record: JsonObject): ScriptStep => {
      const { bytes, error } = encodeJournal(record)
      const expect = bytes === undefined ? { error: { code: error.code } } : { ok: { hex: hexOf(bytes) } }
      return { ...journal.encode(record), expect, requirements: ['HOF-128'] }
    }
    const read = (hex: string): ScriptStep => {
      const { record, error } = decodeJournal(bytesOf(hex), rules)
      const expect =
        record === undefined ? { error: { code: error.code } } : { ok: { record: record as unknown as JsonObject } }
      return { ...journal.decode(hex), expect, requirements: ['HOF-128'] }
    }
    const both = (record: JsonObject): ScriptStep[] => [
      written(record),
      read(hexOf(encodeJournal(record).bytes ?? new Uint8Array())),
    ]
    const [golden] = vectors.journals
    return [
      ...vectors.journals.map(({ name, record }) => ({ name, steps: both(record as JsonObject) })),
      ...vectors.refused_journals.map(({ name, hex }) => ({ name, steps: [read(hex)] })),
      ...samples.map((record, nth) => ({ name: `sample ${nth}`, steps: both(record) })),
      {
        name: 'cut at every byte',
        steps: Array.from({ length: (golden?.hex.length ?? 0) / 2 }, (_, at) =>
          read(golden?.hex.slice(0, 2 * at) ?? ''),
        ),
      },
      { name: 'a phase that is none', steps: [written({ ...golden?.record, phase: 'Idle' })] },
    ]
  },
})
