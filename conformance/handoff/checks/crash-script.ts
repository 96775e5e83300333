import { anything, Fitting, optional, type Pattern } from '../../../machines/model/pattern.ts'
import { decodeJournal } from '../../../spec/handoff/codec.ts'
import type { Phase } from '../../../spec/handoff/messages.types.ts'
import { type Script, type ScriptStep, step } from '../../kit/cases/script.ts'
import { control, dir as directory, incumbent, process, result, stream, successor, supervisor } from '../calls.ts'
import type { CrashRow } from './crash-rows.ts'
import { dir, type Stage } from './stage.ts'

/** Longest until everything has come to rest, in milliseconds. */
const rest = 8_000
const roles = { s: 'v', o: 'o', n: 'n' } as const

/** What a journal file holds in this phase. */
export const inPhase = (phase: Phase | 'none'): Pattern =>
  phase === 'none'
    ? {}
    : {
        hex: new Fitting(
          `a record of phase ${phase}`,
          (got) => decodeJournal(Buffer.from(String(got), 'hex')).record?.phase === phase,
        ),
      }

/** A handoff of a whole system in which one process dies at the row's point, and what is seen of it then. */
export function crashScript(stage: Stage, row: CrashRow, ...requirements: string[]): Script {
  const victim = roles[row.point[0] as keyof typeof roles]
  return {
    name: row.run === undefined ? row.point : `${row.point}, ${row.run}`,
    steps: [
      ...beginning(stage, row, victim),
      ...told(stage, row, victim, requirements),
      ...seen(stage, row, requirements),
    ],
  }
}

/** The supervisor of a handoff is lost behind Begin, when the successor has the lock, which says Ready so much later. */
export function slowScript(stage: Stage, row: CrashRow, ready_after_ms: number, ...requirements: string[]): Script {
  const goesOn = row.successor === 'serves'
  return {
    name: `${row.point}, ${row.run}: Ready after ${ready_after_ms} ms`,
    steps: [
      stage.starts('o'),
      ...stage.sealed('c'),
      ...stage.begun('n'),
      stage.done(successor.acquire('n')),
      stage.done(stream.close('c')),
      stage.done(stream.close('s')),
      ...stage.lasts(ready_after_ms, 'o'),
      { ...successor.announce('n'), expect: goesOn ? { ok: {} } : { error: { code: 'io' } }, requirements },
      ...(stage.virtual ? stage.lasts(stage.times.reacquire_ms, 'o') : []),
      ...seen(stage, row, requirements),
    ],
  }
}

function beginning(stage: Stage, { point, script }: CrashRow, victim: string): ScriptStep[] {
  const [first, started, perform] = stage.system(script) as [ScriptStep, ScriptStep, ScriptStep]
  // The patience of a strict incumbent is over before that of a killed supervisor matters.
  return [
    first,
    started,
    stage.done(process.crashAt(victim, point)),
    perform,
    ...(stage.virtual ? [stage.passes(rest, 'o')] : []),
  ]
}

/** How the handoff ended, where its supervisor lives. */
function told(stage: Stage, { handoff }: CrashRow, victim: string, requirements: string[]): ScriptStep[] {
  if (handoff === 'lost')
    return stage.virtual ? [] : [step(process.exit(victim, rest), { exited: true, code: optional })]
  if (handoff === 'committed') return [stage.commits('p', ...requirements)]
  if (handoff === 'aborted') return [stage.aborts('p', anything, ...requirements)]
  return [stage.ends('p', { state: 'failed', error: anything, message: optional }, ...requirements)]
}

function seen(stage: Stage, row: CrashRow, requirements: string[]): ScriptStep[] {
  const waits = stage.virtual ? 0 : rest
  const looks = (call: ReturnType<typeof process.exit>, ok: Pattern): ScriptStep => step(call, ok, ...requirements)
  const failed = new Fitting('not 0', (got) => got !== 0)
  const incumbents: Readonly<Record<CrashRow['incumbent'], readonly ScriptStep[]>> = {
    serves: [looks(process.exit('o', 0), { exited: false }), looks(incumbent.serve('o'), { serve: 'running' })],
    ended: [
      looks(process.exit('o', waits), { exited: true, code: 0 }),
      looks(incumbent.serve('o'), { serve: 'ended' }),
    ],
    lock_held: [
      looks(process.exit('o', waits), { exited: true, code: failed }),
      looks(incumbent.serve('o'), { serve: 'failed', error: 'lock_held' }),
    ],
    dead: [looks(process.exit('o', waits), { exited: true })],
  }
  const successors: Readonly<Record<CrashRow['successor'], readonly ScriptStep[]>> = {
    serves: [looks(process.exit('n', 0), { exited: false }), looks(incumbent.serve('n'), { serve: 'running' })],
    dead: [looks(process.exit('n', waits), { exited: true, code: optional })],
    never: [{ ...process.exit('n', 0), expect: { error: { code: 'unknown_name' } }, requirements }],
  }
  const hooks = (row.hooks ?? []).map((hook) => ({ hook, lock_held: true, deadline_in_ms: optional, result: 'ok' }))
  return [
    ...successors[row.successor],
    ...incumbents[row.incumbent],
    ...(row.hooks === undefined ? [] : [looks(incumbent.hooks('o'), { calls: hooks })]),
    looks(directory.lock(dir), { free: row.lock === 'free' }),
    ...(row.handoff === 'failed' && stage.setting.profile !== 'crate'
      ? []
      : [looks(directory.readJournal(dir), inPhase(row.journal))]),
  ]
}

/** A new supervisor finds what the row left and hands over whoever serves; where nobody does, a cold start comes first. */
export function afterwards(stage: Stage, row: CrashRow, ...requirements: string[]): ScriptStep[] {
  const serves = row.incumbent === 'serves' || row.successor === 'serves'
  const failed = row.handoff === 'failed' && stage.setting.profile !== 'crate'
  const phase = row.journal
  const record: Pattern = failed
    ? { record: optional }
    : phase === 'none'
      ? {}
      : { record: new Fitting(`a record of phase ${phase}`, (got) => (got as { phase?: unknown }).phase === phase) }
  return [
    step(supervisor.start('w', dir, { journal: true }), { pid: anything }),
    stage.done(supervisor.resume('w', 'r')),
    ...(stage.virtual ? [stage.passes(stage.times.probe_ms + 100, 'w')] : []),
    step(result('r', stage.patience), { state: 'done', ...record }, ...requirements, 'HOF-131'),
    step(directory.readJournal(dir), {}, 'HOF-131'),
    ...(serves ? [] : [step(incumbent.start('c', dir), { pid: anything }, ...requirements)]),
    stage.done(supervisor.perform('w', 'q', { child: 'successor', process: 'm' })),
    ...(stage.virtual ? [stage.passes(200, 'w')] : []),
    stage.commits('q', ...requirements),
    step(incumbent.serve('m'), { serve: 'running' }, ...requirements),
    step(control.connect(dir, 'last'), { connected: true }, ...requirements),
    step(stream.receive('last', stage.patience), { hex: anything }),
  ]
}
