import { join } from 'node:path'
import { renderConsole, renderOutcome } from '../../../reports/console.ts'
import type { Budget, Event, RunEvent } from '../../../reports/event.ts'
import { FolderLock } from '../../../reports/folder-lock.ts'
import { renderJson } from '../../../reports/json.ts'
import type { ProgressDisplay } from '../../../reports/live-line.ts'
import { Progress } from '../../../reports/progress.ts'
import { renderings } from '../../../reports/renderings.ts'
import { EventWriter, readEvents } from '../../../reports/stream.ts'
import { writeWhole } from '../../../reports/whole-file.ts'
import { CutoverError } from '../../../spec/error.ts'
import { profilesOf } from '../judging/judged-by.ts'
import { readKnownFailures } from '../outcome/known-failures-file.ts'
import { encodeToken, longestToken, type Recording } from '../outcome/token.ts'
import type { Protocol } from '../protocol.ts'
import { run } from '../running/run.ts'
import { nearest } from './nearest.ts'
import { outputFolder } from './output-folder.ts'
import { loadProtocol, protocols } from './protocols.ts'
import { usualFolder } from './reported-defect.ts'
import { type AdapterOptions, sourceOf } from './source.ts'
import { diagnostics, out } from './terminal.ts'

export interface RunCommandOptions extends AdapterOptions {
  readonly profile?: string
  readonly knownFailures?: string
  readonly budget: Budget
  readonly seed: number
  readonly level: 'MUST' | 'SHOULD'
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly name?: string
  readonly time?: number
  readonly jobs?: number
  readonly waits?: number
  readonly output: string
  /** Only the outcome is printed, or the summary as JSON; without progress either way. */
  readonly quiet?: boolean
  readonly json?: boolean
}

/** Runs one protocol, or every one on its reference; returns the highest-ranking exit code. */
export async function runCommand(id: string | undefined, options: RunCommandOptions): Promise<number> {
  if (id === undefined && options.adapter !== undefined) {
    throw new CutoverError('CUT-OPTION', '--adapter needs a protocol: cutover run <protocol> --adapter "…"')
  }
  const ids = id === undefined ? protocols.map((row) => row.id) : [id]
  let worst = 0
  for (const name of ids) {
    const code = await runOne(await loadProtocol(name), options, join(options.output, name), id !== undefined)
    if (code === 130) return code
    if (worst === 0) worst = code
  }
  return worst
}

async function runOne(protocol: Protocol, options: RunCommandOptions, folder: string, alone: boolean): Promise<number> {
  const profiles = profilesOf(protocol.catalogue())
  if (options.profile !== undefined && !profiles.includes(options.profile)) {
    throw new CutoverError(
      'CUT-OPTION',
      `no profile "${options.profile}" in ${protocol.id}; ${nearest(options.profile, profiles)} Known: ${profiles.join(', ')}`,
    )
  }
  const checks = protocol.checks.map((check) => check.id)
  for (const text of [...(options.only ?? []), ...(options.skip ?? [])]) {
    if (!checks.some((check) => check.includes(text)))
      throw new CutoverError('CUT-OPTION', `no check of ${protocol.id} contains "${text}"; ${nearest(text, checks)}`)
  }
  const known =
    options.knownFailures === undefined
      ? undefined
      : { path: options.knownFailures, entries: readKnownFailures(options.knownFailures) }
  const source = sourceOf(protocol, options)
  const isSilent = options.quiet === true || options.json === true
  const progress = new Progress(isSilent ? silent : diagnostics, () => performance.now())
  let position = { check: '', cases: 0, cases_planned: 0, steps: 0, failing: 0 }
  let writer: EventWriter | undefined
  // Before the writer makes its file: from then on an interruption must leave a footer.
  const interrupt = (): void => {
    progress.clear()
    try {
      writer?.interrupt({ cases: position.cases, steps: position.steps })
    } catch (error) {
      diagnostics.line(error instanceof Error ? error.message : String(error))
    }
    diagnostics.line(
      writer === undefined ? 'interrupted' : `interrupted; ${writer.path} holds what was found until now`,
    )
    process.exit(130)
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  const lock = new FolderLock(outputFolder(folder))
  try {
    const stream = new EventWriter(folder, () => performance.now(), renderings)
    writer = stream
    const ending = await run({
      protocol,
      source,
      seed: options.seed,
      budget: options.budget,
      level: options.level,
      pipelined: options.adapter !== undefined,
      now: () => performance.now(),
      emit: (event: RunEvent) => stream.write(named(event, options.name)),
      keep: (recording, defect) => keep(recording, defect, folder, options.adapter),
      progress: (next) => {
        position = next
        progress.update(next)
      },
      ...(options.profile === undefined ? {} : { profile: options.profile }),
      only: options.only,
      skip: options.skip,
      jobs: options.jobs,
      waits: options.waits,
      ...(options.time === undefined ? {} : { time_ms: options.time * 1000 }),
      ...(known === undefined ? {} : { knownFailures: known }),
    })
    progress.clear()
    stream.finish(ending)
    const report = alone && options.output === usualFolder ? '' : `${folder}#`
    show(readEvents(stream.path), stream.paths(), report, options)
    return ending.exit_code
  } finally {
    lock.release()
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function named(event: RunEvent, name: string | undefined): RunEvent {
  return event.event === 'run_started' && name !== undefined ? { ...event, name } : event
}

/** What runs a defect again: a short recording in a word, a long one kept beside the report. */
function keep(recording: Recording, defect: number, folder: string, adapter: string | undefined): string {
  const token = encodeToken(recording)
  const where = adapter === undefined ? '' : ` --adapter ${quoted(adapter)}`
  if (token.length <= longestToken) return `${token}${where}`
  const file = join(folder, 'replay', `defect-${defect}.token`)
  outputFolder(join(folder, 'replay'))
  writeWhole(file, `${token}\n`)
  return `@${file}${where}`
}

function quoted(text: string): string {
  return /^[A-Za-z0-9_./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** Where nothing is to be seen of progress. */
const silent: ProgressDisplay = { live: false, line: () => undefined, repaint: () => undefined }

/** Prints a run that has ended; `report` names the report before the number of a defect, where it is not the last one. */
function show(
  events: readonly Event[],
  paths: readonly string[],
  report: string,
  { quiet, json }: Pick<RunCommandOptions, 'quiet' | 'json'>,
): void {
  const { colour, columns } = out
  if (json === true) {
    out.lines(renderJson(events).trimEnd().split('\n'))
    return
  }
  if (quiet === true) out.line(renderOutcome(events, { colour }))
  else out.lines([renderConsole(events, { colour, width: columns, replay: ({ defect }) => `${report}${defect}` }), ''])
  const [page, others] = [paths.filter(isPage), paths.filter((path) => !isPage(path))]
  out.lines([
    ...page.map((path) => `  open ${path} in a browser`),
    ...(quiet === true ? [] : [`Reports: ${others.join('  ')}`]),
  ])
}

function isPage(path: string): boolean {
  return path.endsWith('.html')
}
