import { describe, expect, it } from 'vitest'
import { advance, eventOf, handle, link, node, publisher, reset, rt } from '../calls.ts'
import { Drive } from './drive.ts'

const SEED = '11'.repeat(32)
const counter = { kind: 'counter' } as const

/** Connected runtimes that are ready and know a kind; the first has a daemon, the second awaits it. */
function mesh(nodes: readonly string[] = ['1', '2']): { drive: Drive; origin: string } {
  const drive = new Drive()
  for (const id of nodes) {
    drive.ok(rt.open(id))
    drive.ok(rt.registerFactory(id, 'k', counter))
    drive.result(rt.start(id))
  }
  for (const from of nodes) for (const to of nodes) if (from < to) drive.ok(rt.connect(from, to))
  const { origin } = drive.result(rt.spawn('1', 'k', SEED)) as { origin: string }
  drive.ok(rt.expect('2', 'k', origin))
  return { drive, origin }
}

function start(drive: Drive, origin: string, more: Parameters<typeof rt.startMigration>[4] = {}, by = '1'): number {
  return drive.result(rt.startMigration(by, origin, '1', '2', more)).handle as number
}

describe('the runtime', () => {
  it('goes from registering to ready to shut down, and refuses what its state does not allow', () => {
    const drive = new Drive()
    drive.ok(rt.open('1'))
    expect(drive.result(rt.spawn('1', 'k', SEED))).toMatchObject({ failed: { code: 'not_ready' } })
    expect(drive.code(rt.stop('1', '7'))).toBe('not_ready')
    drive.ok(rt.registerFactory('1', 'k', counter))
    expect(drive.code(rt.registerFactory('1', 'k', counter))).toBe('factory_already_registered')
    expect(drive.result(rt.start('1'))).toMatchObject({ pending: false })
    expect(drive.ok(rt.isReady('1'))).toEqual({ ready: true })
    expect(drive.result(rt.spawn('1', 'other', SEED))).toMatchObject({ failed: { code: 'factory_not_found' } })
    drive.result(rt.spawn('1', 'k', SEED))
    expect(drive.result(rt.spawn('1', 'k', SEED))).toMatchObject({ failed: { code: 'already_registered' } })
    drive.result(rt.shutdown('1'))
    expect(drive.ok(rt.daemonCount('1'))).toEqual({ count: 0 })
    expect(drive.code(rt.start('1'))).toBe('shutting_down')
    expect(drive.code(rt.registerFactory('1', 'l', counter))).toBe('shutting_down')
    expect(drive.ok(rt.hasHandler('1'))).toEqual({ handler: false })
  })

  it('takes back a start and a spawn that lose against a shutdown', () => {
    const drive = new Drive()
    drive.ok(rt.open('1'))
    drive.ok(rt.registerFactory('1', 'k', counter))
    drive.ok(rt.setStall('1', { start_ms: 100 }))
    const { token } = drive.ok(rt.start('1')) as { token: number }
    drive.result(rt.shutdown('1'))
    drive.ok(advance(100))
    expect(drive.ok({ op: 'op.result', params: { token } })).toMatchObject({ failed: { code: 'shutting_down' } })
    expect(drive.ok(rt.hasHandler('1'))).toEqual({ handler: false })
  })
})

describe('a migration handle', () => {
  it('ends in success when the target has acknowledged, and the way back needs no other registration', () => {
    const { drive, origin } = mesh()
    drive.ok(rt.deliver('1', origin, eventOf(origin, 1)))
    expect(drive.result(handle.wait(start(drive, origin)))).toEqual({ pending: false, at_ms: 0 })
    expect(drive.ok(rt.read('1', origin))).toEqual({})
    expect(drive.ok(rt.read('2', origin))).toMatchObject({ daemon: { head: { sequence: '1' } } })
    for (const [from, to] of [
      ['2', '1'],
      ['1', '2'],
    ] as const) {
      const back = drive.result(rt.startMigration(from, origin, from, to)).handle as number
      expect(drive.result(handle.wait(back))).not.toHaveProperty('failed')
    }
  })

  it.each([
    [0, 1],
    [1500, 3],
    [30_000, 7],
  ])('tries again within %i ms, %i times in all, where the target is never ready', (budget, attempts) => {
    const { drive, origin } = mesh()
    drive.ok(rt.simulateNotReady('2', true))
    const { token } = drive.ok(handle.wait(start(drive, origin, { retry_not_ready_ms: budget })))
    drive.ok(advance(budget))
    expect(drive.ok({ op: 'op.result', params: { token: token as number } })).toEqual({
      pending: false,
      at_ms: budget,
      failed: { code: 'migration_failed', reason: { kind: 'NotReadyTimeout', attempts } },
    })
  })

  it('succeeds where the target becomes ready meanwhile', () => {
    const { drive, origin } = mesh()
    drive.ok(rt.simulateNotReady('2', true))
    const { token } = drive.ok(handle.wait(start(drive, origin)))
    drive.ok(advance(600))
    drive.ok(rt.simulateNotReady('2', false))
    drive.ok(advance(900))
    expect(drive.ok({ op: 'op.result', params: { token: token as number } })).toEqual({ pending: false, at_ms: 1500 })
  })

  it('gives up before cutover and tells everybody, also a target that is still restoring', () => {
    const { drive, origin } = mesh()
    drive.ok(rt.setRestoreStall('2', 500))
    const number = start(drive, origin)
    const waiters = [drive.ok(handle.wait(number)), drive.ok(handle.waitWithTimeout(number, 100))]
    drive.ok(advance(1000))
    for (const { token } of waiters)
      expect(drive.ok({ op: 'op.result', params: { token: token as number } })).toMatchObject({
        at_ms: 100,
        failed: { code: 'timed_out' },
      })
    expect(drive.ok(rt.read('2', origin))).toEqual({})
    expect(drive.ok(rt.deliver('1', origin, eventOf(origin, 1)))).toMatchObject({
      outputs: [{ link: { sequence: '1' } }],
    })
  })

  it('goes forward past cutover: the wait ends indefinite, a start resumes, and cancelling is refused', () => {
    const { drive, origin } = mesh()
    drive.ok(link.drop('1', '2', [8, 8, 8]))
    const number = start(drive, origin)
    expect(drive.ok(handle.phase(number))).toEqual({ phase: 'complete' })
    expect(drive.result(handle.cancel(number))).toMatchObject({ failed: { code: 'past_cutover' } })
    const { token } = drive.ok(handle.waitWithTimeout(number, 100)) as { token: number }
    drive.ok(advance(100))
    expect(drive.ok({ op: 'op.result', params: { token } })).toMatchObject({
      failed: { code: 'timed_out', definite: false },
    })
    start(drive, origin)
    const last = drive.ok(handle.wait(number)) as { token: number }
    drive.ok(advance(2000))
    expect(drive.ok({ op: 'op.result', params: { token: last.token } })).toEqual({ pending: false, at_ms: 2000 })
    expect(drive.ok(rt.daemonCount('2'))).toEqual({ count: 1 })
  })

  it('tells a third node the reason, and the source goes on', () => {
    const { drive, origin } = mesh(['1', '2', '3'])
    drive.ok(rt.stop('1', origin))
    const { origin: other } = drive.result(rt.spawn('1', 'k', '22'.repeat(32))) as { origin: string }
    const number = start(drive, other, {}, '3')
    expect(drive.result(handle.wait(number))).toMatchObject({
      failed: { code: 'migration_failed', reason: { kind: 'FactoryNotFound' } },
    })
    expect(drive.ok(rt.deliver('1', other, eventOf(other, 1)))).toHaveProperty('outputs')
    expect(drive.ok(rt.peekFailure('3', other))).toEqual({ reason: { kind: 'FactoryNotFound' } })
  })

  it('subscribes at the target before it unsubscribes at the source', () => {
    const { drive, origin } = mesh()
    drive.ok(publisher.open('7', true))
    drive.result(rt.subscribe('1', origin, '7', 'news', 'aa'))
    drive.result(handle.wait(start(drive, origin)))
    const { log } = drive.ok(publisher.log('7')) as unknown as { log: readonly { node: string; event: string }[] }
    expect(log.map((entry) => [entry.node, entry.event])).toEqual([
      ['1', 'subscribe'],
      ['2', 'subscribe'],
      ['1', 'unsubscribe'],
    ])
    expect(drive.ok(rt.subscriptions('2', origin))).toEqual({
      ledger: [{ publisher: '7', channel: 'news', token: 'aa' }],
    })
  })

  it('begins with a runtime of the mesh only', () => {
    const { drive, origin } = mesh()
    expect(drive.result(rt.startMigration('1', origin, '1', '5'))).toMatchObject({
      failed: { code: 'target_unavailable' },
    })
    expect(drive.result(rt.startMigration('1', origin, '1', '1'))).toMatchObject({ failed: { code: 'same_node' } })
    drive.ok(node.open('6'))
    expect(drive.code(rt.start('6'))).toBe('invalid_params')
    drive.ok(reset())
  })
})
