import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const setCancelsAMigrationAsDeclared: Variant<Parts, 'choices'> = {
  id: 'osproxy/set-cancels-a-migration-as-declared',
  explain: 'A set on a moving partition cancels the migration, and the statement says so.',
  part: 'choices',
  apply: () => ({ setDuringMigration: () => 'cancel' }),
}
