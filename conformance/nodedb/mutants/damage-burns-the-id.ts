import { mutant } from '../mutant.ts'

export const damageBurnsTheId = mutant({
  id: 'nodedb/damage-burns-the-id',
  violates: 'NDB-118',
  explain: 'A damaged delta uses up its id.',
  part: 'verdicts',
  apply: (original, parts) => ({
    intact: (delta) => {
      const intact = original.intact(delta)
      if (!intact) parts.verdicts.remember(delta)
      return intact
    },
  }),
})
