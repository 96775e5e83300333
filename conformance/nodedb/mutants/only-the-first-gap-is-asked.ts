import { mutant } from '../mutant.ts'

export const onlyTheFirstGapIsAsked = mutant({
  id: 'nodedb/only-the-first-gap-is-asked',
  violates: 'NDB-061',
  explain: 'Only the first gap of a stream is asked for.',
  part: 'needs',
  apply: (original) => {
    const asked = new Set<string>()
    return {
      gap: (stream, outcome) => {
        const name = `${stream.peer} ${stream.collection}`
        if (stream.phase !== 'gapped' && asked.has(name)) stream.phase = 'gapped'
        else original.gap(stream, outcome)
        asked.add(name)
      },
    }
  },
})
