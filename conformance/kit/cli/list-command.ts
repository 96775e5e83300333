import { covers } from '../check.ts'
import { type ProtocolRow, protocols, rowsFor } from './protocols.ts'
import { out } from './terminal.ts'

/** Lists protocols, or what one protocol has. */
export async function listCommand(id: string | undefined): Promise<number> {
  if (id === undefined) {
    out.lines([...protocols.map((row) => `${row.id.padEnd(10)} ${row.title}`), '', 'More: cutover list <protocol>'])
    return 0
  }
  const [row] = rowsFor(id) as readonly [ProtocolRow]
  const protocol = await row.load()
  const register = protocol.register()
  const catalogue = protocol.catalogue()
  const sets = Object.keys(catalogue.parameterProfiles)
  const width = Math.max(...catalogue.profiles.map((profile) => profile.length))
  const lines = [
    `${row.id}  ${row.title}`,
    `profiles      ${catalogue.profiles.join(', ')}`,
    ...(sets.length === 0 ? [] : [`parameters    ${sets.join(', ')}  (for --profile, like the profiles)`]),
    `roles         ${Object.entries(catalogue.roles)
      .map(([role, text]) => `${role} (${text})`)
      .join(', ')}`,
    '',
    `Requirements (${register.requirements.length}, register ${register.version})`,
    ...register.requirements.map(
      ({ id: name, level, profile, text, excluded }) =>
        `  ${name}  ${level.padEnd(6)} ${profile.padEnd(width)} ${excluded === undefined ? text : `(excluded) ${text}`}`,
    ),
    '',
    `Checks (${protocol.checks.length})`,
    ...protocol.checks.map(
      (check) => `  ${check.id}  ${check.kind}, ${covers(check).length} requirements: ${check.explain}`,
    ),
    '',
    `Operations (${catalogue.operations.length})`,
    ...catalogue.operations.map(
      (operation) =>
        `  ${operation.name}  ${operation.profile}${operation.requires.length === 0 ? '' : `, needs ${operation.requires.join(', ')}`}: ${operation.summary}`,
    ),
    '',
    `Capabilities (${Object.keys(catalogue.capabilities).length})`,
    ...Object.entries(catalogue.capabilities).map(([name, text]) => `  ${name}: ${text}`),
    '',
    `Parameters (${Object.keys(catalogue.parameters).length})`,
    ...Object.entries(catalogue.parameters).map(([name, text]) => `  ${name}: ${text}`),
    '',
    `Systems (${protocol.systems.length})`,
    ...protocol.systems.map((system) => `  ${system.id}  ${system.explain}`),
    '',
    'More: cutover explain <id>',
  ]
  out.lines(lines)
  return 0
}
