import { clip } from './clip.ts'
import { type Printable, text } from './printable.ts'
import { quantity } from './quantity.ts'
import type { Summary } from './summary.ts'

/** What was run against what, as plain printable lines: enough to run the same again. */
export function runLines({ start, statement }: Summary): Printable[] {
  const lines: string[] = []
  if (start !== undefined) {
    const parameters =
      start.parameters_overridden === undefined ? '' : ` as ${start.parameters_overridden} (overridden)`
    const profile = `profile ${start.profile}${start.profile_overridden === true ? ' (overridden)' : ''}${parameters}`
    const shard = start.shard === undefined ? [] : [`shard ${start.shard}`]
    lines.push(
      `cutover ${start.kit}  ${start.protocol} ${start.register_version}, ${profile}, roles ${start.roles.join(' ')}`,
      [
        '  seed',
        start.seed,
        `budget ${start.budget} (${quantity(start.cases_budget, 'case')})`,
        `gate ${start.level}`,
        ...shard,
      ].join('  '),
    )
  }
  if (statement !== undefined) {
    const { implementation, version, language, clock } = statement
    lines.push(`  tests  ${implementation} ${version} (${language}), ${clock} clock`)
  }
  if (start !== undefined) lines.push(`  through  ${start.adapter}`)
  return lines.map((line) => text`${clip(line)}`)
}
