import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rowsFor } from '../conformance/kit/cli/protocols.ts'
import { type StopPoint, stopPoints, stoppedAt, wrongEnding } from '../conformance/kit/mutation/stop-sweep.ts'
import type { Protocol } from '../conformance/kit/protocol.ts'
import type { Trial } from '../conformance/kit/running/trial-run.ts'
import { renderConsole } from '../reports/console.ts'
import { renderings } from '../reports/renderings.ts'
import { EventWriter, readEvents } from '../reports/stream.ts'

/** Of the stops of a sampled check one in so many is tried. */
const sampledStops = 5

/**
 * Tells every stop of an implementation that does not end in a whole report: all that there are, or those of a sample of so many
 * checks a protocol.
 */
async function sweep(id: string | undefined, sample: number | undefined): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cutover-stops-'))
  let wrong = 0
  try {
    for (const row of rowsFor(id)) {
      const protocol = await row.load()
      const all: StopPoint[] = []
      const running = protocol.checks.filter(({ kind }) => kind !== 'monitor')
      const checks = sample === undefined ? running : spread(running, sample)
      for await (const point of stopPoints(protocol, checks)) all.push(point)
      const tried = sample === undefined ? all : all.filter((_, at) => at % sampledStops === 0)
      const endings = new Map<number, number>()
      for (const point of tried) {
        const problem = await problemOf(protocol, point, folder, endings)
        if (problem === undefined) continue
        wrong++
        const { way, check, op, nth } = point
        process.stdout.write(`✗ ${way} ${check?.id ?? 'smoke conversation'}: ${op}, call ${nth}: ${problem}\n`)
      }
      const told = [...endings].sort().map(([code, count]) => `${count} with exit code ${code}`)
      process.stdout.write(
        `${row.id}: ${tried.length} stops in ${checks.length} of ${running.length} checks, ${told.join(', ')}\n`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return wrong === 0 ? 0 : 1
}

async function problemOf(
  protocol: Protocol,
  point: StopPoint,
  folder: string,
  endings: Map<number, number>,
): Promise<string | undefined> {
  try {
    const trial = await stoppedAt(protocol, point)
    const { exit_code } = trial.ending
    endings.set(exit_code, (endings.get(exit_code) ?? 0) + 1)
    return wrongEnding(point, trial) ?? wrongReport(trial, folder)
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

/** Writes the report as a run does and reads it again; throws for an event that fits no schema, a file that cannot be made. */
function wrongReport({ ending, events }: Trial, folder: string): string | undefined {
  const writer = new EventWriter(folder, () => 0, renderings)
  for (const event of events) writer.write(event)
  writer.finish(ending)
  const footer = readEvents(writer.path).at(-1)
  if (footer?.event !== 'run_finished' || footer.exit_code !== ending.exit_code) return 'the footer says otherwise'
  renderConsole(readEvents(writer.path), { colour: false, replay: ({ defect }) => `${defect}` })
  return undefined
}

function spread<T>(all: readonly T[], sample: number): readonly T[] {
  if (all.length <= sample) return all
  return Array.from({ length: sample }, (_, at) => all[Math.floor(((at + 0.5) * all.length) / sample)] as T)
}

const [first, ...rest] = process.argv.slice(2)
const [id, sample] = first === undefined || /^\d+$/.test(first) ? [undefined, first] : [first, rest[0]]
process.exitCode = await sweep(id, sample === undefined ? undefined : Number(sample))
