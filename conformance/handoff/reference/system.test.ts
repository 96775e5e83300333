import { describe, expect, it } from 'vitest'
import { client, dir, incumbent, process, result, supervisor, trace } from '../calls.ts'
import { Drive } from './drive.ts'

const profiles = ['core', 'crate', 'hardened', 'strict'] as const

describe.each(profiles)('a handoff in profile %s', (profile) => {
  it('moves lock, state and control path, twice, and loses no write', () => {
    const drive = new Drive({ profile })
    drive.all(incumbent.start('o', 'd'), supervisor.start('s', 'd', { journal: true, listeners: ['http'] }))
    expect(drive.ok(client.write('o', 'a', '1'))).toEqual({ acknowledged: true })
    drive.all(supervisor.perform('s', 'first', { child: 'successor', process: 'n', script: { listeners: ['http'] } }))
    expect(drive.ok(result('first'))).toMatchObject({ state: 'done', outcome: { committed: true } })
    expect(drive.ok(process.exit('o'))).toEqual({ exited: true, code: 0 })
    expect(drive.ok(incumbent.serve('o'))).toEqual({ serve: 'ended' })
    expect(drive.ok(client.read('n', 'a'))).toEqual({ found: true, value: '1' })
    expect(drive.ok(client.write('n', 'b', '2'))).toEqual({ acknowledged: true })
    drive.all(supervisor.perform('s', 'second', { child: 'successor', process: 'm', script: { write: 'c' } }))
    expect(drive.ok(result('second'))).toMatchObject({ outcome: { committed: true } })
    for (const key of ['a', 'b', 'c']) expect(drive.ok(client.read('m', key))).toMatchObject({ found: true })
    expect(drive.ok(dir.readJournal('d'))).toEqual({})
    expect(drive.ok(dir.lock('d'))).toEqual({ free: false })
  })

  it('tells its steps in order', () => {
    const drive = new Drive({ profile })
    drive.all(incumbent.start('o', 'd'), supervisor.start('s', 'd', { journal: true }))
    drive.all(supervisor.perform('s', 'c', { child: 'successor', process: 'n' }))
    const { entries } = drive.ok(trace()) as { entries: { process: string; event: string; [detail: string]: string }[] }
    const told = entries.map(({ process: who, event, message, hook, phase }) =>
      [who, event, message ?? hook ?? phase].filter(Boolean).join(' '),
    )
    expect(told).toMatchInlineSnapshot(`
      [
        "o lock_taken",
        "o path_bound",
        "o frame_sent Hello",
        "s frame_received Hello",
        "s frame_sent HelloAck",
        "s spawned",
        "o frame_received HelloAck",
        "n frame_sent Hello",
        "s frame_received Hello",
        "s frame_sent HelloAck",
        "s journal_written Negotiating",
        "s frame_sent PrepareHandoff",
        "n frame_received HelloAck",
        "o frame_received PrepareHandoff",
        "o hook_started drain",
        "o hook_ended drain",
        "o frame_sent Drained",
        "s frame_received Drained",
        "s journal_written Draining",
        "s frame_sent SealRequest",
        "o frame_received SealRequest",
        "o hook_started seal",
        "o hook_ended seal",
        "o lock_freed",
        "o frame_sent SealComplete",
        "s frame_received SealComplete",
        "s journal_written Sealing",
        "s frame_sent Begin",
        "s journal_written AwaitingReady",
        "n frame_received Begin",
        "n lock_taken",
        "n frame_sent Ready",
        "n path_bound",
        "s frame_received Ready",
        "s frame_sent Commit",
        "s journal_written Committed",
        "s journal_deleted",
        "o frame_received Commit",
        "o exited",
      ]
    `)
  })
})
