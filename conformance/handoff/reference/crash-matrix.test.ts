import { describe, expect, it } from 'vitest'
import type { CrashPoint } from '../../../spec/handoff/adapter.types.ts'
import { decodeJournal } from '../../../spec/handoff/codec.ts'
import { advance, client, dir, incumbent, process, result, supervisor } from '../calls.ts'
import { bytesOf } from './codec.ts'
import { Drive } from './drive.ts'

/** Where a process stands when everything has come to rest. */
type Standing = 'serves' | 'ended' | 'failed' | 'dead' | 'none'

interface Row {
  readonly incumbent: Standing
  /** Hooks that it called. */
  readonly hooks: string
  readonly successor: Standing
  readonly journal: string | undefined
  readonly handoff: 'lost' | 'failed' | 'committed' | 'not committed'
}

const untouched = (successor: Standing, handoff: Row['handoff']): Row => ({
  incumbent: 'serves',
  hooks: '',
  successor,
  journal: undefined,
  handoff,
})
const resumed = (hooks: string, journal: string | undefined, handoff: Row['handoff'] = 'lost'): Row => ({
  incumbent: 'serves',
  hooks: `${hooks} resume`,
  successor: handoff === 'lost' ? 'failed' : 'dead',
  journal,
  handoff,
})
const succeeded = (incumbent: Standing, journal: string | undefined, handoff: Row['handoff']): Row => ({
  incumbent,
  hooks: 'drain seal',
  successor: 'serves',
  journal,
  handoff,
})
const killed = (hooks: string, journal: string): Row => ({
  incumbent: 'dead',
  hooks,
  successor: 'dead',
  journal,
  handoff: 'failed',
})

/** The rows that are the same in all profiles. */
const matrix: Readonly<Partial<Record<CrashPoint, Row>>> = {
  's-after-o-hello': untouched('none', 'lost'),
  's-after-spawn-successor': untouched('failed', 'lost'),
  's-after-n-hello': untouched('failed', 'lost'),
  's-after-prepare-sent': resumed('drain', 'Negotiating'),
  's-after-drained-recv': resumed('drain', 'Negotiating'),
  's-after-seal-request-sent': resumed('drain seal', 'Draining'),
  's-after-seal-complete-recv': resumed('drain seal', 'Draining'),
  's-after-ready-recv': succeeded('failed', 'AwaitingReady', 'lost'),
  's-after-commit-sent': succeeded('ended', 'AwaitingReady', 'lost'),
  's-after-journal-clear': succeeded('ended', undefined, 'lost'),
  'o-inside-drain': killed('drain', 'Negotiating'),
  'o-after-drained-sent': killed('drain', 'Draining'),
  'o-inside-seal': killed('drain seal', 'Draining'),
  'o-after-seal-flock-released': killed('drain seal', 'Draining'),
  'o-after-seal-complete-sent': succeeded('dead', undefined, 'committed'),
  'o-after-commit-recv': succeeded('dead', undefined, 'committed'),
  'n-before-handshake': untouched('dead', 'failed'),
  'n-after-handshake': resumed('drain seal', undefined, 'not committed'),
  'n-after-begin': resumed('drain seal', undefined, 'not committed'),
  'n-before-announce-ready': resumed('drain seal', undefined, 'not committed'),
  'n-after-ready-sent': {
    incumbent: 'ended',
    hooks: 'drain seal',
    successor: 'dead',
    journal: undefined,
    handoff: 'committed',
  },
}

function standing(drive: Drive, name: string): Standing {
  const exit = drive.ask(process.exit(name))
  if (exit.ok === undefined) return 'none'
  if (exit.ok.exited === true) return exit.ok.code === undefined ? 'dead' : exit.ok.code === 0 ? 'ended' : 'failed'
  return drive.ok(incumbent.serve(name)).serve === 'running' ? 'serves' : 'failed'
}

function atRest(drive: Drive): Row {
  const calls = drive.ok(incumbent.hooks('o')).calls as { hook: string; lock_held: boolean }[]
  expect(calls.every(({ lock_held }) => lock_held)).toBe(true)
  const { hex } = drive.ok(dir.readJournal('d'))
  const { state, outcome } = drive.ok(result('c')) as { state: string; outcome?: { committed: boolean } }
  const lost = drive.ok(process.exit('s')).exited === true
  return {
    incumbent: standing(drive, 'o'),
    hooks: calls.map(({ hook }) => hook).join(' '),
    successor: standing(drive, 'n'),
    journal: hex === undefined ? undefined : decodeJournal(bytesOf(String(hex))).record?.phase,
    handoff: lost
      ? 'lost'
      : state === 'failed'
        ? 'failed'
        : outcome?.committed === true
          ? 'committed'
          : 'not committed',
  }
}

/** A system in which the process of the point dies there, when everything has come to rest. */
function crashed(profile: string, point: CrashPoint, script = {}): Drive {
  const drive = new Drive({ profile })
  drive.all(incumbent.start('o', 'd'), client.write('o', 'k', 'v'), supervisor.start('s', 'd', { journal: true }))
  drive.all(process.crashAt(point.slice(0, 1), point))
  drive.all(supervisor.perform('s', 'c', { child: 'successor', process: 'n', script }), advance(10_000))
  return drive
}

describe.each(['core', 'crate', 'hardened', 'strict'])('the crash matrix in profile %s', (profile) => {
  it.each(Object.entries(matrix))('%s', (point, row) => {
    const drive = crashed(profile, point as CrashPoint)
    expect(atRest(drive)).toEqual(row)
    const holder = [row.incumbent, row.successor].includes('serves')
    expect(drive.ok(dir.lock('d'))).toEqual({ free: !holder })
  })

  it.each(Object.entries(matrix))(
    'leaves whoever serves fit for the next handoff, without losing a write: %s',
    (point, row) => {
      const drive = crashed(profile, point as CrashPoint)
      if (row.incumbent !== 'serves' && row.successor !== 'serves') drive.ok(incumbent.start('cold', 'd'))
      drive.all(supervisor.start('t', 'd', { journal: true }), supervisor.resume('t', 'look'))
      expect(drive.ok(result('look'))).toMatchObject({
        state: 'done',
        ...(row.journal === undefined ? {} : { record: { phase: row.journal } }),
      })
      expect(drive.ok(dir.readJournal('d'))).toEqual({})
      drive.all(supervisor.perform('t', 'again', { child: 'successor', process: 'm' }))
      expect(drive.ok(result('again'))).toMatchObject({ state: 'done', outcome: { committed: true } })
      expect(drive.ok(client.read('m', 'k'))).toEqual({ found: true, value: 'v' })
    },
  )
})

describe('the death of a supervisor after Begin', () => {
  it('leaves the incumbent where the successor cannot write Ready and ends in time (row B)', () => {
    const drive = crashed('core', 's-after-begin-sent', { ready_after_ms: 1_000 })
    expect(atRest(drive)).toEqual(resumed('drain seal', 'Sealing'))
  })

  it('leaves nobody in core where the successor holds the lock for longer than the incumbent tries (row D)', () => {
    const drive = crashed('core', 's-after-begin-sent', { ready_after_ms: 2_500 })
    expect(atRest(drive)).toMatchObject({ incumbent: 'failed', successor: 'failed', hooks: 'drain seal' })
    expect(drive.ok(incumbent.serve('o'))).toEqual({ serve: 'failed', error: 'lock_held' })
    expect(drive.ok(dir.lock('d'))).toEqual({ free: true })
  })

  it.each([0, 1_000, 2_500])(
    'leaves in strict the successor that holds the lock, %i ms before Ready',
    (ready_after_ms) => {
      const drive = crashed('strict', 's-after-begin-sent', { ready_after_ms })
      expect(atRest(drive)).toEqual(succeeded('failed', 'Sealing', 'lost'))
    },
  )

  it.each(['core', 'strict'])('leaves in %s the incumbent that takes the lock first (row C)', (profile) => {
    const drive = crashed(profile, 's-after-begin-sent', { acquire_after_ms: 100 })
    expect(atRest(drive)).toEqual(resumed('drain seal', 'Sealing'))
  })
})
