import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const setCancelsAMigration: Mutant<Parts, 'transitions'> = {
  id: 'osproxy/set-cancels-a-migration',
  violates: 'OSP-026',
  explain:
    'A set on a moving partition silently cancels the migration, although a refusal is declared. Seen in the field.',
  part: 'transitions',
  apply: (transitions) => ({ set: (_, placement) => transitions.set(undefined, placement) }),
}
