import { deadTransitions, type Exploration, explore, falsify } from '../../../machines/proof/explorer.ts'
import { asText } from '../../../machines/proof/sequence-diagram.ts'
import type { System } from '../../../machines/proof/system.ts'
import { Work } from '../../../reports/work.ts'
import { CutoverError } from '../../../spec/error.ts'
import { nearest } from './nearest.ts'
import { rowsFor } from './protocols.ts'
import { diagnostics, out } from './terminal.ts'

/** One for all searches: most are over before a plain line is due. */
const progress = new Work(diagnostics, () => performance.now())

/** Explores every system of a protocol and shows each property falsifiable; 1 if a property fails or cannot be made to fail, or an event never happens. */
export async function verifyCommand(
  id: string | undefined,
  options: { readonly system?: string; readonly falsifiers: boolean },
): Promise<number> {
  let code = 0
  for (const row of rowsFor(id)) {
    const protocol = await row.load()
    const systems = protocol.systems.filter((system) => options.system === undefined || system.id === options.system)
    if (systems.length === 0) {
      const names = protocol.systems.map((system) => system.id)
      throw new CutoverError(
        'CUT-OPTION',
        `no system "${options.system}" in ${protocol.id}; ${nearest(options.system ?? '', names)} Known: ${names.join(', ')}`,
      )
    }
    const started = performance.now()
    const falsifiers = options.falsifiers ? systems.reduce((sum, each) => sum + each.falsifiers.length, 0) : 0
    diagnostics.line(
      `${row.id}: searching every state of ${systems.length} systems, then for a counterexample to each of ${falsifiers} seeded faults`,
    )
    const explorations = systems.map((system) => verifySystem(system))
    if (explorations.some(({ complete, neverEnabled }) => !complete || neverEnabled.length > 0)) code = 1
    if (options.system === undefined) {
      const dead = deadTransitions(explorations)
      if (dead.length > 0) code = 1
      say(
        dead.length === 0
          ? `✓ ${protocol.id}: every transition of its charts is taken`
          : `✗ ${protocol.id}: never taken: ${dead.join(', ')}`,
      )
    }
    if (options.falsifiers) for (const system of systems) if (!falsifySystem(system)) code = 1
    const total = explorations.reduce((sum, { states }) => sum + states, 0)
    say(`${protocol.id}: ${systems.length} systems, ${total.toLocaleString('en')} states, ${seconds(started)}\n`)
  }
  return code
}

function verifySystem(system: System): Exploration {
  const started = performance.now()
  const exploration = watched(system.id, (onProgress) => explore(system, { onProgress }))
  const mark = exploration.complete ? '✓' : '✗'
  say(
    `${mark} ${system.id}  ${exploration.states.toLocaleString('en')} states, ${exploration.steps.toLocaleString('en')} transitions, depth ${exploration.depth}, ${seconds(started)}`,
  )
  say(
    `    bounds      ${Object.entries(exploration.bounds)
      .map(([name, value]) => `${name} ${value === Number.POSITIVE_INFINITY ? 'unlimited' : value}`)
      .join(', ')}`,
  )
  say(`    properties  ${exploration.properties.join(' ')}`)
  if (exploration.neverEnabled.length > 0) say(`    never enabled: ${exploration.neverEnabled.join(', ')}`)
  if (exploration.violation !== undefined) say(asText(exploration.violation))
  return exploration
}

/** Shows how far a search is: what it has found is the least that there is. */
function watched(
  of: string,
  search: (onProgress: (searched: number, found: number) => void) => Exploration,
): Exploration {
  try {
    return search((done, total) => progress.update({ of, what: 'states searched', done, total, open: true }))
  } finally {
    progress.clear()
  }
}

/** True if every falsifier makes its property fail. */
function falsifySystem(system: System): boolean {
  let good = true
  for (const falsifier of system.falsifiers) {
    const { violation } = watched(`${system.id}, ${falsifier.breaks}`, (onProgress) =>
      falsify(system, falsifier, { onProgress }),
    )
    const broken = violation === undefined ? [] : [violation.property, ...violation.besides]
    const right = broken.includes(falsifier.breaks)
    if (!right) good = false
    const how = right
      ? `in ${violation?.trace.length} steps`
      : violation === undefined
        ? 'NEVER'
        : `NOT, but ${broken.join(', ')}`
    say(`${right ? '✓' : '✗'} ${system.id}  ${falsifier.breaks} fails ${how}: ${falsifier.explain}`)
  }
  return good
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`
}

/** Lines of the kit's own and of its models. */
function say(text: string): void {
  out.lines(text.split('\n'))
}
