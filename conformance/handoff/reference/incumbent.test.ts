import { describe, expect, it } from 'vitest'
import type { Hooks } from '../../../spec/handoff/adapter.types.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { advance, client, control, dir, frameOf, incumbent, messages, process, stream } from '../calls.ts'
import { Drive } from './drive.ts'

const id = '00112233-4455-4677-8899-aabbccddeeff'
const other = '10112233-4455-4677-8899-aabbccddeeff'

/** An incumbent in a session behind HelloAck. */
function active(configuration: JsonObject = {}, hooks: Hooks = {}): Drive {
  const drive = new Drive(configuration)
  drive.all(incumbent.start('o', 'd', hooks), control.connect('d', 'c'))
  expect(drive.types('c')).toEqual(['Hello'])
  drive.all(stream.send('c', messages.helloAck(id)))
  return drive
}

function drained(configuration: JsonObject = {}, hooks: Hooks = {}): Drive {
  const drive = active(configuration, hooks)
  drive.all(stream.send('c', messages.prepare(id)))
  expect(drive.types('c')).toEqual(['Drained'])
  return drive
}

function sealed(configuration: JsonObject = {}, hooks: Hooks = {}): Drive {
  const drive = drained(configuration, hooks)
  drive.all(stream.send('c', messages.sealRequest(id)))
  expect(drive.types('c')).toEqual(['SealComplete'])
  return drive
}

const hooksOf = (drive: Drive): readonly string[] =>
  (drive.ok(incumbent.hooks('o')).calls as { hook: string; lock_held: boolean }[]).map(
    ({ hook, lock_held }) => `${hook}${lock_held ? '' : ' without the lock'}`,
  )
const serves = (drive: Drive): void => {
  drive.all(control.connect('d', 'next'))
  expect(drive.types('next')).toEqual(['Hello'])
  expect(drive.ok(client.write('o', 'k', 'v'))).toEqual({ acknowledged: true })
  expect(drive.ok(dir.lock('d'))).toEqual({ free: false })
}

describe('a session', () => {
  it('opens with Hello of the process, in one frame', () => {
    const drive = new Drive()
    const { pid } = drive.ok(incumbent.start('o', 'd'))
    drive.all(control.connect('d', 'c'))
    expect(drive.got('c')).toEqual([messages.hello('Incumbent', Number(pid))])
  })

  it('has one peer at a time', () => {
    const drive = active()
    drive.all(control.connect('d', 'second'))
    expect(drive.types('second')).toEqual([])
    drive.all(stream.close('c'))
    expect(drive.types('second')).toEqual(['Hello'])
  })

  it('ends where HelloAck does not come in time', () => {
    const drive = new Drive()
    drive.all(incumbent.start('o', 'd'), control.connect('d', 'c'), advance(4_999))
    expect(drive.types('c')).toEqual(['Hello'])
    drive.all(advance(1))
    expect(drive.types('c')).toEqual(['closed'])
    serves(drive)
  })

  it.each([
    ['a version that it does not speak', messages.helloAck(id, 2)],
    ['a heartbeat instead of HelloAck', messages.heartbeat],
  ])('ends at %s', (_, message) => {
    const drive = new Drive()
    drive.all(incumbent.start('o', 'd'), control.connect('d', 'c'), stream.send('c', message))
    expect(drive.types('c')).toEqual(['Hello', 'closed'])
    expect(hooksOf(drive)).toEqual([])
    serves(drive)
  })

  it('answers each of ten thousand heartbeats', () => {
    const drive = active()
    drive.all(stream.bytes('c', frameOf(messages.heartbeat).repeat(10_000)))
    const answers = drive.types('c')
    expect(answers.length).toBe(10_000)
    expect(new Set(answers)).toEqual(new Set(['Heartbeat']))
  })

  it.each([
    ['active', active],
    ['drained', drained],
    ['sealed', sealed],
  ] as const)('ends, when %s, at what no incumbent gets', (_, open) => {
    for (const message of [
      messages.hello('Successor', 1),
      messages.helloAck(id),
      messages.drained,
      messages.begin(id),
    ]) {
      const drive = open()
      drive.all(stream.send('c', message))
      expect(drive.types('c')).toEqual(['closed'])
      serves(drive)
    }
  })
})

describe('a drain', () => {
  it('stops the consumer, keeps the lock, and tells the numbers of its hook', () => {
    const report = { open_conns_remaining: 3, accept_closed: true }
    const drive = active({}, { drain: [{ block: true, drained: report }] })
    drive.all(stream.send('c', messages.prepare(id, '500', '400')))
    expect(drive.ok(incumbent.hooks('o')).calls).toEqual([{ hook: 'drain', lock_held: true, deadline_in_ms: 400 }])
    expect(drive.ok(client.write('o', 'k', 'v'))).toEqual({ acknowledged: false })
    expect(drive.types('c')).toEqual([])
    drive.all(incumbent.release('o', 'drain'))
    expect(drive.got('c')).toEqual([{ type: 'Drained', ...report }])
    expect(drive.ok(dir.lock('d'))).toEqual({ free: false })
  })

  it('sends heartbeats one interval apart while the hook runs, and none behind it', () => {
    const drive = active({}, { drain: [{ after_ms: 5_000 }] })
    drive.all(stream.send('c', messages.prepare(id)), advance(1_999))
    expect(drive.types('c')).toEqual([])
    drive.all(advance(1))
    expect(drive.types('c')).toEqual(['Heartbeat'])
    drive.all(advance(3_000))
    expect(drive.types('c')).toEqual(['Heartbeat', 'Drained'])
    drive.all(advance(4_000))
    expect(drive.types('c')).toEqual([])
  })

  it('leaves input and loss alone until the hook has ended', () => {
    const drive = active({}, { drain: [{ block: true }] })
    drive.all(stream.send('c', messages.prepare(id)), stream.close('c'))
    expect(drive.ok(incumbent.state('o'))).toEqual({ session: 'draining' })
    drive.all(incumbent.release('o', 'drain'))
    expect(hooksOf(drive)).toEqual(['drain', 'resume'])
    serves(drive)
  })

  it('makes durable what was acknowledged before', () => {
    const drive = active()
    drive.all(client.write('o', 'k', 'v'), stream.send('c', messages.prepare(id)), dir.loseUnsynced('d'))
    drive.all(process.kill('o'), incumbent.start('p', 'd'))
    expect(drive.ok(client.read('p', 'k'))).toEqual({ found: true, value: 'v' })
  })

  it.each([
    ['another id', messages.prepare(other)],
    ['a Commit', messages.commit(id)],
    ['a SealRequest with another id', messages.sealRequest(other)],
  ])('is undone by %s', (_, message) => {
    const drive = drained()
    drive.all(stream.send('c', message))
    expect(drive.types('c')).toEqual(['closed'])
    expect(hooksOf(drive)).toEqual(['drain', 'resume'])
    serves(drive)
  })

  it.each([
    ['ResumeAfterAbort', messages.resume(id)],
    ['Abort', messages.abort(id)],
  ])('is undone by %s, and the session goes on', (_, message) => {
    const drive = drained()
    drive.all(stream.send('c', message), stream.send('c', messages.prepare(id)))
    expect(drive.types('c')).toEqual(['Drained'])
    expect(hooksOf(drive)).toEqual(['drain', 'resume', 'drain'])
  })

  it('that fails is undone', () => {
    const drive = active({}, { drain: [{ fail: 'no' }] })
    drive.all(stream.send('c', messages.prepare(id)))
    expect(drive.types('c')).toEqual(['closed'])
    expect(hooksOf(drive)).toEqual(['drain', 'resume'])
    serves(drive)
  })

  it('is only for the id of HelloAck in strict, and for any in core', () => {
    const strict = active()
    strict.all(stream.send('c', messages.prepare(other)))
    expect(strict.types('c')).toEqual(['closed'])
    const core = active({ profile: 'core' })
    core.all(stream.send('c', messages.prepare(other)))
    expect(core.types('c')).toEqual(['Drained'])
  })
})

describe('a seal', () => {
  it('lets the lock go before SealComplete, which has what the hook reports', () => {
    const report = { last_revision_per_shard: ['42', '300'], data_dir_fingerprint: '11'.repeat(32) }
    const drive = drained({}, { seal: [{ sealed: report }] })
    drive.all(stream.send('c', messages.sealRequest(id)))
    expect(drive.ok(dir.lock('d'))).toEqual({ free: true })
    expect(drive.got('c')).toEqual([{ type: 'SealComplete', handoff_id: id, ...report }])
    expect(drive.ok(dir.files('d'))).not.toHaveProperty('pidfile')
  })

  it('that fails is told, keeps the lock, and the session goes on', () => {
    const drive = drained({}, { seal: [{ fail: 'disk full' }, {}] })
    drive.all(stream.send('c', messages.sealRequest(id)))
    expect(drive.got('c')).toEqual([messages.sealFailed(id, 'disk full')])
    expect(hooksOf(drive)).toEqual(['drain', 'seal', 'resume'])
    drive.all(stream.send('c', messages.prepare(id)), stream.send('c', messages.sealRequest(id)))
    expect(drive.types('c')).toEqual(['Drained', 'SealComplete'])
  })

  it('ends with the process on Commit', () => {
    const drive = sealed()
    drive.all(stream.send('c', messages.commit(id)))
    expect(drive.ok(process.exit('o'))).toEqual({ exited: true, code: 0 })
    expect(drive.ok(incumbent.serve('o'))).toEqual({ serve: 'ended' })
    expect(hooksOf(drive)).toEqual(['drain', 'seal'])
  })

  it.each([
    ['the loss of the supervisor', stream.close('c')],
    ['a Commit with another id', stream.send('c', messages.commit(other))],
    ['a second SealRequest', stream.send('c', messages.sealRequest(id))],
    ['a frame without a message', stream.bytes('c', '03000000010063')],
  ])('is undone by %s, with the lock', (_, undone) => {
    const drive = sealed()
    drive.all(undone)
    expect(hooksOf(drive)).toEqual(['drain', 'seal', 'resume'])
    serves(drive)
  })

  it('is undone by ResumeAfterAbort, and what a successor wrote meanwhile is read', () => {
    const drive = sealed()
    drive.all(stream.send('c', messages.resume(id)))
    expect(drive.types('c')).toEqual([])
    expect(hooksOf(drive)).toEqual(['drain', 'seal', 'resume'])
    drive.all(stream.send('c', messages.prepare(id)))
    expect(drive.types('c')).toEqual(['Drained'])
  })

  it('is not undone while another has the lock; it is tried for two seconds', () => {
    const drive = sealed()
    drive.all(dir.hold('d', 'foreign'), stream.close('c'), control.connect('d', 'next'), advance(1_900))
    expect(drive.types('next')).toEqual([])
    expect(drive.ok(incumbent.state('o'))).toEqual({ session: 'reacquiring' })
    drive.all(dir.release('foreign'), advance(25))
    expect(drive.types('next')).toEqual(['Hello'])
    expect(hooksOf(drive)).toEqual(['drain', 'seal', 'resume'])
  })

  it('is never undone where another keeps the lock', () => {
    const drive = sealed()
    drive.all(dir.hold('d', 'foreign'), stream.send('c', messages.resume(id)), advance(2_000))
    expect(drive.ok(incumbent.serve('o'))).toEqual({ serve: 'failed', error: 'lock_held' })
    expect(drive.ok(process.exit('o'))).toEqual({ exited: true, code: 1 })
    expect(hooksOf(drive)).toEqual(['drain', 'seal'])
  })
})

describe('the rest of an incumbent', () => {
  it('ends, and lets the lock go, where resume fails', () => {
    const drive = drained({}, { resume: [{ fail: 'no' }] })
    drive.all(stream.close('c'))
    expect(drive.ok(incumbent.serve('o'))).toEqual({ serve: 'failed', error: 'hook_failed' })
    expect(drive.ok(dir.lock('d'))).toEqual({ free: true })
  })

  it.each([
    ['active', active],
    ['drained', drained],
    ['sealed', sealed],
  ] as const)('takes in strict a silent supervisor for lost when %s, and waits in core', (state, open) => {
    const strict = open()
    strict.all(advance(9_999))
    expect(strict.types('c')).toEqual([])
    strict.all(advance(1))
    expect(strict.types('c')).toEqual(['closed'])
    serves(strict)
    const core = open({ profile: 'core' })
    core.all(advance(60_000))
    expect(core.ok(incumbent.state('o'))).toEqual({ session: state })
  })

  it('judges the silence of a hook when that has ended', () => {
    const quiet = active({}, { drain: [{ after_ms: 11_000 }] })
    quiet.all(stream.send('c', messages.prepare(id)), advance(11_000))
    expect(quiet.types('c').at(-1)).toBe('closed')
    const lively = active({}, { drain: [{ after_ms: 11_000 }] })
    lively.all(stream.send('c', messages.prepare(id)), advance(5_000), stream.send('c', messages.heartbeat))
    lively.all(advance(6_000))
    expect(lively.types('c').slice(-2)).toEqual(['Drained', 'Heartbeat'])
  })

  it('gives a peer up that does not read, in hardened', () => {
    const drive = active({ profile: 'hardened' })
    drive.all(stream.bytes('c', frameOf(messages.heartbeat).repeat(40_000)), control.connect('d', 'next'))
    drive.all(advance(9_999))
    expect(drive.types('next')).toEqual([])
    drive.all(advance(1))
    expect(drive.types('next')).toEqual(['Hello'])
  })

  it('binds its path for itself alone, and again where somebody else had it', () => {
    const drive = sealed()
    expect(drive.ok(control.mode('d'))).toEqual({ mode: 0o600 })
    drive.all(control.listen('d'), control.unlisten('d'))
    expect(drive.ok(control.connect('d', 'nobody'))).toEqual({ connected: false, why: 'refused' })
    drive.all(stream.send('c', messages.resume(id)), stream.close('c'))
    serves(drive)
  })

  it('closes peers of other users in hardened, before Hello', () => {
    const drive = new Drive({ profile: 'hardened' })
    drive.all(incumbent.start('o', 'd'), control.connect('d', 'stranger', 1_001), control.connect('d', 'root', 0))
    expect(drive.types('stranger')).toEqual(['closed'])
    expect(drive.types('root')).toEqual(['Hello'])
  })

  it('goes on where a descriptor was lacking', () => {
    const drive = new Drive()
    drive.all(incumbent.start('o', 'd'), process.limitDescriptors('o', true), control.connect('d', 'c'), advance(100))
    expect(drive.types('c')).toEqual([])
    drive.all(process.limitDescriptors('o', false), advance(25))
    expect(drive.types('c')).toEqual(['Hello'])
  })

  it('does not start where the lock is held', () => {
    const drive = new Drive()
    const { pid } = drive.ok(incumbent.start('o', 'd'))
    expect(drive.ask(incumbent.start('p', 'd')).error).toMatchObject({ code: 'lock_held', holder_pid: pid })
    expect(drive.ok(process.exit('p'))).toEqual({ exited: true, code: 1 })
    drive.all(dir.writePidfile('d', 'nonsense'))
    expect(drive.ask(incumbent.start('q', 'd')).error).toMatchObject({ code: 'lock_held', holder_pid: 0 })
  })
})
