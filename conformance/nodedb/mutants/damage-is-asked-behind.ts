import { mutant } from '../mutant.ts'

export const damageIsAskedBehind = mutant({
  id: 'nodedb/damage-is-asked-behind',
  violates: 'NDB-045',
  explain: 'After damage the sender is asked to go on behind the damaged delta.',
  part: 'requests',
  apply: (original) => ({
    from: (stream) => (stream.phase === 'gapped' && stream.bad > 0 ? stream.next + 1n : original.from(stream)),
  }),
})
