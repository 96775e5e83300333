import { mutant } from '../mutant.ts'

export const acknowledgementsNameTheHighestId = mutant({
  id: 'nodedb/acknowledgements-name-the-highest-id',
  violates: 'NDB-119',
  explain: 'An acknowledgement names the highest id applied.',
  part: 'verdicts',
  apply: (original) => {
    let highest = 0n
    return {
      push: (session, delta) => {
        const answer = original.push(session, delta)
        const id = BigInt(delta.mutation_id)
        if (answer.applied.length > 0 && id > highest) highest = id
        return {
          ...answer,
          frames: answer.frames.map((frame) =>
            frame.type === 'DeltaAck' ? { ...frame, mutation_id: highest.toString() } : frame,
          ),
        }
      },
    }
  },
})
