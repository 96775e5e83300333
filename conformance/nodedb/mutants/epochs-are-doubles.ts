import { mutant } from '../mutant.ts'

export const epochsAreDoubles = mutant({
  id: 'nodedb/epochs-are-doubles',
  violates: 'NDB-117',
  explain: 'Epochs are compared as doubles.',
  part: 'sessions',
  apply: () => {
    const epochs = new Map<string, number>()
    return {
      forked: ({ lite_id, epoch }) => {
        const known = epochs.get(lite_id)
        const forked = lite_id !== '' && Number(epoch) > 0 && known !== undefined && Number(epoch) <= known
        if (!forked) epochs.set(lite_id, Number(epoch))
        return forked
      },
    }
  },
})
