import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bounded } from './bounded.ts'
import { forJson } from './escape.ts'
import type { Event, RunEvent, RunFinished, RunStatus, VerdictReached } from './event.ts'
import { validateEvent } from './event-schema.ts'
import { ReportError } from './report-error.ts'
import { tally } from './tally.ts'
import { openPart, partOf, placeAll, writeAll, writePart, writing } from './whole-file.ts'

/** Fewer system calls than one a line; a run writes some thousand lines. */
const batchBytes = 64 * 1024

/** How a run ended; what else the footer says is derived from the stream. */
export interface Ending {
  readonly status: RunStatus
  readonly exit_code: number
  /** Cases and steps that were run, each counted once however many checks judged it. */
  readonly cases: number
  readonly steps: number
}

/** Files that are made of the events of a run, by their names. */
export type Renderings = readonly (readonly [name: string, render: (events: readonly Event[]) => string])[]

/**
 * Writes `<directory>/events.ndjson` and its renderings so that each is either absent or whole: lines go to `events.ndjson.part`,
 * which takes its final name last, once everything is on the disk. What a killed run has found stays in the `.part` file. Every
 * method throws `CUT-OUTPUT` for what the file system refuses.
 */
export class EventWriter {
  readonly path: string
  private readonly part: string
  private readonly file: number
  private readonly started: number
  private readonly hash = createHash('sha256')
  private readonly verdicts: VerdictReached[] = []
  private pending = ''
  private lines = 0
  private open = true

  /** @param now a clock in milliseconds, read twice: here and at the footer */
  constructor(
    directory: string,
    private readonly now: () => number = () => performance.now(),
    private readonly renderings: Renderings = [],
  ) {
    this.path = join(directory, 'events.ndjson')
    this.part = partOf(this.path)
    writing(directory, () => {
      mkdirSync(directory, { recursive: true })
      // The report of an earlier run must not be taken for this one's, should this one be killed.
      for (const path of this.paths()) rmSync(path, { force: true })
    })
    this.file = openPart(this.path)
    this.started = now()
  }

  /** The files that a finished run has, the stream last. */
  paths(): readonly string[] {
    return [...this.renderings.map(([name]) => join(dirname(this.path), name)), this.path]
  }

  /** @throws ReportError CUT-REPORT-SCHEMA for an event that no reader would accept, CUT-REPORT-CLOSED after the footer */
  write(event: RunEvent): void {
    if (!this.open)
      throw new ReportError('CUT-REPORT-CLOSED', `${this.path} is finished: no event may follow its footer`)
    const kept = bounded(event)
    validateEvent(kept, `event ${this.lines + 1} of ${this.path}`)
    this.append(kept)
    this.lines += 1
    if (event.event === 'verdict') this.verdicts.push(event)
    // A killed run should leave behind what it had found.
    const finding = event.event === 'defect' || event.event === 'harness_fault'
    if (finding || this.pending.length >= batchBytes) this.flush()
  }

  /** Writes the footer, puts everything on the disk and gives the file its name. Returns the footer. */
  finish(ending: Ending): RunFinished {
    if (!this.open) throw new ReportError('CUT-REPORT-CLOSED', `${this.path} is finished: it has its footer already`)
    this.flush()
    const { status, exit_code, cases, steps } = ending
    const footer: RunFinished = {
      event: 'run_finished',
      status,
      exit_code,
      ...tally(this.verdicts),
      cases,
      steps,
      elapsed_ms: Math.max(0, Math.round(this.now() - this.started)),
      lines: this.lines,
      digest: this.hash.copy().digest('hex'),
    }
    validateEvent(footer, `footer of ${this.path}`)
    this.append(footer)
    this.flush()
    this.open = false
    writing(this.path, () => {
      fsyncSync(this.file)
      closeSync(this.file)
    })
    this.render()
    placeAll(this.paths())
    return footer
  }

  /** Every rendering lies there as a part, or none does. */
  private render(): void {
    if (this.renderings.length === 0) return
    const events = readEvents(this.part)
    const written: string[] = []
    try {
      for (const [name, rendered] of this.renderings) {
        const path = join(dirname(this.path), name)
        writePart(path, rendered(events))
        written.push(path)
      }
    } catch (error) {
      for (const path of written) rmSync(partOf(path), { force: true })
      throw error
    }
  }

  /** Ends an unfinished stream as interrupted; does nothing to a finished one. Synchronous, for a signal handler. */
  interrupt(ran: Pick<Ending, 'cases' | 'steps'>): void {
    if (this.open) this.finish({ status: 'interrupted', exit_code: 130, ...ran })
  }

  private append(event: Event): void {
    this.pending += `${forJson(JSON.stringify(event))}\n`
  }

  private flush(): void {
    const bytes = Buffer.from(this.pending)
    this.pending = ''
    this.hash.update(bytes)
    writing(this.part, () => writeAll(this.file, bytes))
  }
}

/**
 * Reads a finished stream: every line fits the schema, the footer is the last line and agrees with what stands before it.
 * @throws ReportError CUT-REPORT-MISSING, -TRUNCATED, -JSON, -SCHEMA, -FOOTER, -COUNT or -DIGEST
 */
export function readEvents(path: string): readonly Event[] {
  return parseEvents(readBytes(path), path)
}

/** The same for bytes at hand. @param name what error messages call them */
export function parseEvents(bytes: Buffer, name: string): readonly Event[] {
  const feed = 0x0a
  if (bytes.length === 0)
    throw new ReportError('CUT-REPORT-TRUNCATED', `${name} is empty; expected at least a footer line`)
  if (bytes[bytes.length - 1] !== feed) {
    throw new ReportError(
      'CUT-REPORT-TRUNCATED',
      `${name} ends in the middle of a line; expected a line feed after the footer`,
    )
  }
  const footerStart = bytes.lastIndexOf(feed, bytes.length - 2) + 1
  const lines = decode(bytes, name).slice(0, -1).split('\n')
  const events = lines.map((line, index) =>
    validateEvent(parseLine(line, index + 1, name), `${name} line ${index + 1}`),
  )
  const footer = requireFooter(events, name)
  requireEqual('CUT-REPORT-COUNT', `${name}: number of lines before the footer`, footer.lines, lines.length - 1)
  const digest = createHash('sha256').update(bytes.subarray(0, footerStart)).digest('hex')
  requireEqual('CUT-REPORT-DIGEST', `${name}: SHA-256 of the bytes before the footer`, footer.digest, digest)
  const totals = tally(events.filter((event) => event.event === 'verdict'))
  for (const member of ['must_failed', 'should_failed', 'known'] as const) {
    requireEqual('CUT-REPORT-COUNT', `${name}: ${member}`, footer[member], totals[member])
  }
  for (const [member, value] of Object.entries(totals.counts)) {
    requireEqual(
      'CUT-REPORT-COUNT',
      `${name}: counts.${member}`,
      footer.counts[member as keyof typeof totals.counts],
      value,
    )
  }
  return events
}

function readBytes(path: string): Buffer {
  if (existsSync(path)) return readFileSync(path)
  const hint = existsSync(`${path}.part`) ? `; ${path}.part holds what a run wrote before it was killed` : ''
  throw new ReportError(
    'CUT-REPORT-MISSING',
    `${path} does not exist; expected the event stream of a finished run${hint}`,
  )
}

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ReportError('CUT-REPORT-JSON', `${name} is not UTF-8; expected newline-delimited JSON in UTF-8`)
  }
}

function parseLine(line: string, number: number, name: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new ReportError('CUT-REPORT-JSON', `${name} line ${number} is not JSON; expected one event a line`)
  }
}

function requireFooter(events: readonly Event[], name: string): RunFinished {
  const index = events.findIndex((event) => event.event === 'run_finished')
  const footer = events[index]
  if (footer?.event !== 'run_finished') {
    throw new ReportError(
      'CUT-REPORT-FOOTER',
      `${name} has no footer; expected run_finished in the last line: the stream was cut short`,
    )
  }
  if (index !== events.length - 1) {
    throw new ReportError(
      'CUT-REPORT-FOOTER',
      `${name} goes on after its footer in line ${index + 1}; expected run_finished in the last line only`,
    )
  }
  return footer
}

function requireEqual(
  code: 'CUT-REPORT-COUNT' | 'CUT-REPORT-DIGEST',
  what: string,
  stated: number | string,
  found: number | string,
): void {
  if (stated !== found)
    throw new ReportError(
      code,
      `${what}: the footer says ${stated}, the stream has ${found}; it was changed after it was written`,
    )
}
