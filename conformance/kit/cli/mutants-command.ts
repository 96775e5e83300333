import { join } from 'node:path'
import type { Budget } from '../../../reports/event.ts'
import { writeWhole } from '../../../reports/whole-file.ts'
import { CutoverError } from '../../../spec/error.ts'
import { derivedVariants } from '../mutation/derived-variants.ts'
import type { FalseAlarm, Kill } from '../mutation/ledger.ts'
import type { Protocol } from '../protocol.ts'
import { diagnosisCommand } from './diagnosis-command.ts'
import { tryAll } from './ledger-jobs.ts'
import { nearest } from './nearest.ts'
import { outputFolder } from './output-folder.ts'
import { loadProtocol, protocols } from './protocols.ts'
import { out } from './terminal.ts'

export interface MutantsOptions {
  readonly only?: string
  /** Tries those that only the thorough budget reaches in place of the others. */
  readonly thorough?: boolean
  readonly seed: number
  /** Processes to try them in, 1 or more. */
  readonly jobs: number
  readonly output?: string
  /** Whole runs instead, to see what their reports name. */
  readonly diagnosis?: true
  readonly budget: Budget
  /** As many mutants, spread over the ledger; all unless told. */
  readonly sample?: number
}

/** Prints the falsifiable-MUST ledger of one protocol or of every one; 1 for a hole in it. */
export async function mutantsCommand(id: string | undefined, options: MutantsOptions): Promise<number> {
  if (options.diagnosis === true) return diagnosisCommand(id, options)
  let code = 0
  for (const name of id === undefined ? protocols.map((row) => row.id) : [id]) {
    code = Math.max(code, await ledger(await loadProtocol(name), options))
  }
  return code
}

async function ledger(protocol: Protocol, options: MutantsOptions): Promise<number> {
  const wanted = ({ id }: { id: string }): boolean => options.only === undefined || id.includes(options.only)
  const far = options.thorough === true
  const mutants = protocol.mutants.filter((mutant) => wanted(mutant) && (mutant.thorough === true) === far)
  const legal = [...protocol.variants, ...derivedVariants(protocol)]
  const variants = far ? [] : legal.filter(wanted)
  if (options.only !== undefined && mutants.length + variants.length === 0) {
    const names = [...protocol.mutants, ...legal].map(({ id }) => id)
    throw new CutoverError(
      'CUT-OPTION',
      `no mutant or variant of ${protocol.id} contains "${options.only}"; ${nearest(options.only ?? '', names)}`,
    )
  }
  // Told before the minutes of work, not after them.
  const folder = options.output === undefined ? undefined : outputFolder(join(options.output, protocol.id))
  const kills: Kill[] = []
  const alarms: FalseAlarm[] = []
  const tried = [...mutants, ...variants]
  let at = 0
  for await (const outcome of tryAll(
    protocol,
    tried.map(({ id }) => id),
    { seed: options.seed, budget: far ? 'thorough' : 'default' },
    options.jobs,
  )) {
    const id = tried[at++]?.id ?? ''
    if ('kill' in outcome) {
      kills.push(outcome.kill)
      out.line(line(outcome.kill))
    } else if ('alarms' in outcome) {
      alarms.push(...outcome.alarms)
      out.lines(linesOf(id, outcome.alarms))
    }
  }
  const early = far ? await killedByDefault(protocol, mutants, options) : []
  out.lines(early.map((id) => `✗ ${id}  is marked thorough, and the default budget kills it`))
  return Math.max(conclude(protocol, options, kills, alarms, variants.length, folder), early.length > 0 ? 1 : 0)
}

/** A mark that is not needed hides a mutant from the ledger. */
async function killedByDefault(
  protocol: Protocol,
  mutants: Protocol['mutants'],
  { seed, jobs }: MutantsOptions,
): Promise<readonly string[]> {
  const ids = mutants.map(({ id }) => id)
  const killed: string[] = []
  for await (const outcome of tryAll(protocol, ids, { seed, budget: 'default', shrink: false }, jobs))
    if ('kill' in outcome && outcome.kill.killed) killed.push(outcome.kill.mutant)
  return killed
}

function linesOf(variant: string, alarms: readonly FalseAlarm[]): readonly string[] {
  if (alarms.length === 0) return [`· ${variant}  conforming, not flagged`]
  return alarms.map(
    ({ requirement, check, allowed, got }) =>
      `✗ ${variant}  false alarm ${requirement} by ${check}: allowed ${allowed}, got ${got}`,
  )
}

function line(kill: Kill): string {
  if (!kill.killed) return `✗ ${kill.violates}  ${kill.mutant}  SURVIVES ${kill.cases} cases: ${kill.explain}`
  const depth = `${kill.steps} step${kill.steps === 1 ? '' : 's'}`
  return `✓ ${kill.violates}  ${kill.mutant}  killed by ${kill.check} after ${kill.cases} case${kill.cases === 1 ? '' : 's'}, ${depth}${kill.subtle === undefined ? '' : `, subtle (${kill.subtle})`}`
}

function conclude(
  protocol: Protocol,
  options: MutantsOptions,
  kills: readonly Kill[],
  alarms: readonly FalseAlarm[],
  variants: number,
  folder: string | undefined,
): number {
  const survivors = kills.filter(({ killed }) => !killed)
  const falsified = new Set(kills.filter(({ killed }) => killed).map(({ violates }) => violates))
  const bare =
    options.only !== undefined || options.thorough === true
      ? []
      : protocol
          .register()
          .requirements.filter(
            ({ id, level, excluded }) => level === 'MUST' && excluded === undefined && !falsified.has(id),
          )
  const apart = options.thorough === true ? 0 : protocol.mutants.filter(({ thorough }) => thorough === true).length
  const subtle = kills.filter((kill) => kill.subtle !== undefined).length
  out.lines([
    '',
    `${protocol.id}: ${kills.length - survivors.length} of ${kills.length} mutants killed, ${subtle} of them subtle; ${falsified.size} requirements falsified; ${variants} conforming variants, ${alarms.length} false alarms${apart === 0 ? '' : `; ${apart} more mutants are for the thorough budget (--thorough)`}`,
    ...(bare.length === 0 ? [] : [`MUST without a killed falsifier: ${bare.map(({ id }) => id).join(', ')}`]),
  ])
  if (folder !== undefined)
    writeWhole(
      join(folder, 'ledger.json'),
      `${JSON.stringify({ protocol: protocol.id, seed: options.seed, kills, alarms }, null, 2)}\n`,
    )
  return survivors.length + alarms.length + bare.length === 0 ? 0 : 1
}
