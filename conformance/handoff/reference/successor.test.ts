import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../spec/json.ts'
import { advance, control, dir, frameOf, healthy, messages, process, result, stream, successor } from '../calls.ts'
import { Drive } from './drive.ts'

const id = '00112233-4455-4677-8899-aabbccddeeff'
const other = '10112233-4455-4677-8899-aabbccddeeff'

function started(configuration: JsonObject = {}, more: Parameters<typeof successor.start>[3] = {}): Drive {
  const drive = new Drive(configuration)
  drive.all(successor.start('n', 'd', 'c', more), successor.handshake('n', 'shake'))
  expect(drive.types('c')).toEqual(['Hello'])
  return drive
}

function waiting(configuration: JsonObject = {}, more: Parameters<typeof successor.start>[3] = {}): Drive {
  const drive = started(configuration, more)
  drive.all(stream.send('c', messages.helloAck(id)), successor.waitForBegin('n', 'wait'))
  return drive
}

function begun(configuration: JsonObject = {}, more: Parameters<typeof successor.start>[3] = {}): Drive {
  const drive = waiting(configuration, more)
  drive.all(stream.send('c', messages.begin(id)))
  expect(drive.ok(result('wait'))).toMatchObject({ state: 'done' })
  return drive
}

function locked(configuration: JsonObject = {}, more: Parameters<typeof successor.start>[3] = {}): Drive {
  const drive = begun(configuration, more)
  drive.all(successor.acquire('n'))
  return drive
}

const failed = (drive: Drive, of: string, error: string): void => {
  expect(drive.ok(result(of))).toMatchObject({ state: 'failed', error })
  expect(drive.ok(process.exit('n'))).toEqual({ exited: true, code: 1 })
  expect(drive.ok(dir.files('d'))).toEqual({})
}

describe('a successor', () => {
  it('says who it is, learns the id, takes the lock, and is the incumbent behind Ready', () => {
    const drive = new Drive()
    const { pid } = drive.ok(successor.start('n', 'd', 'c'))
    drive.all(successor.handshake('n', 'shake'))
    expect(drive.got('c')).toEqual([messages.hello('Successor', Number(pid))])
    drive.all(stream.send('c', messages.helloAck(id)))
    expect(drive.ok(result('shake'))).toEqual({ state: 'done', handoff_id: id })
    drive.all(successor.waitForBegin('n', 'wait'), stream.send('c', messages.heartbeat))
    expect(drive.ok(result('wait'))).toEqual({ state: 'pending' })
    drive.all(stream.send('c', messages.begin(id)), successor.acquire('n'))
    expect(drive.ok(dir.files('d'))).toMatchObject({ pidfile: `${pid}\n` })
    expect(drive.ok(control.connect('d', 'early'))).toEqual({ connected: false, why: 'absent' })
    drive.all(successor.announce('n'))
    expect(drive.got('c')).toEqual([{ type: 'Ready', handoff_id: id, ...healthy }, 'closed'])
    drive.all(control.connect('d', 'next'))
    expect(drive.types('next')).toEqual(['Hello'])
  })

  it('refuses calls out of their order, without a byte', () => {
    const drive = new Drive()
    drive.all(successor.start('n', 'd', 'c'))
    for (const early of [
      successor.waitForBegin('n', 'a'),
      successor.acquire('n'),
      successor.take('n', 'http'),
      successor.heartbeats('n', true),
      successor.announce('n'),
    ])
      expect(drive.ask(early).error).toMatchObject({ code: 'out_of_order' })
    expect(drive.types('c')).toEqual([])
    expect(drive.ask(result('a')).error).toMatchObject({ code: 'unknown_name' })
  })

  it.each([
    ['an Abort', messages.abort(id), 'unexpected_message'],
    ['a Heartbeat', messages.heartbeat, 'unexpected_message'],
    ['a version that it does not speak, in strict', messages.helloAck(id, 2), 'version_mismatch'],
  ])('ends at %s instead of HelloAck', (_, message, error) => {
    const drive = started()
    drive.all(stream.send('c', message))
    failed(drive, 'shake', error)
  })

  it('takes any version in core, and writes it into its headers', () => {
    const drive = started({ profile: 'core' })
    drive.all(stream.send('c', messages.helloAck(id, 7)), successor.waitForBegin('n', 'wait'))
    drive.all(stream.send('c', messages.begin(id)), successor.acquire('n'), successor.announce('n'))
    const { hex } = drive.ok(stream.receive('c'))
    expect(hex).toBe(frameOf(messages.ready(id), 7))
  })

  it.each([
    ['another id', messages.begin(other), 'protocol'],
    ['Abort with whatever id', messages.abort(other, 'why'), 'aborted'],
    ['another message', messages.commit(id), 'unexpected_message'],
  ])('ends at %s instead of Begin', (_, message, error) => {
    const drive = waiting()
    drive.all(stream.send('c', message))
    failed(drive, 'wait', error)
  })

  it('ends with the loss of its supervisor before Begin', () => {
    const drive = waiting()
    drive.all(stream.close('c'))
    failed(drive, 'wait', 'io')
  })

  it('ends in strict with the silence of its supervisor, and waits in core', () => {
    const strict = waiting()
    strict.all(advance(6_000), stream.send('c', messages.heartbeat), advance(9_999))
    expect(strict.ok(result('wait'))).toEqual({ state: 'pending' })
    strict.all(advance(1))
    failed(strict, 'wait', 'timeout')
    const core = waiting({ profile: 'core' })
    core.all(advance(60_000))
    expect(core.ok(result('wait'))).toEqual({ state: 'pending' })
  })

  it('ends without Ready where the lock is held', () => {
    const drive = begun()
    drive.all(dir.hold('d', 'foreign'), dir.writePidfile('d', '77\n'))
    expect(drive.ask(successor.acquire('n')).error).toMatchObject({ code: 'lock_held', holder_pid: 77 })
    expect(drive.types('c')).toEqual(['closed'])
    expect(drive.ok(process.exit('n'))).toEqual({ exited: true, code: 1 })
  })

  it('sends heartbeats when it is asked to, one interval apart, until Ready', () => {
    const drive = locked()
    drive.all(successor.heartbeats('n', true), advance(4_000))
    expect(drive.types('c')).toEqual(['Heartbeat', 'Heartbeat'])
    drive.all(advance(1_999), successor.announce('n'), advance(4_000))
    expect(drive.types('c')).toEqual(['Ready', 'closed'])
  })

  it('goes on in strict without a supervisor once it has the lock, and fails in core', () => {
    const strict = locked()
    strict.all(stream.close('c'), successor.announce('n'), control.connect('d', 'next'))
    expect(strict.types('next')).toEqual(['Hello'])
    const core = locked({ profile: 'core' })
    core.all(stream.close('c'))
    expect(core.ask(successor.announce('n')).error).toMatchObject({ code: 'io' })
    expect(core.ok(dir.lock('d'))).toEqual({ free: true })
    const before = begun()
    before.all(stream.close('c'))
    expect(before.ok(process.exit('n'))).toEqual({ exited: true, code: 1 })
  })

  it('takes each listener once, by its name, and does not announce itself without one that it needs', () => {
    const drive = begun({}, { listeners: ['http', 'admin'] })
    for (const [name, taken] of [
      ['http', true],
      ['http', false],
      ['ftp', false],
    ] as const)
      expect(drive.ok(successor.take('n', name))).toEqual({ taken })
    drive.all(successor.acquire('n'), successor.announce('n'))
    const voided = locked({}, { listeners: ['http'], environment: { LISTEN_PID: '1' } })
    expect(voided.ask(successor.announce('n')).error).toMatchObject({ code: 'listeners_missing' })
    expect(voided.types('c')).toEqual(['closed'])
  })

  it.each([
    [{ HANDOFF_SOCK_FD: 'x' }, 'bad_env'],
    [{ HANDOFF_ROLE: 'incumbent' }, 'missing_env'],
  ])('ends where its environment is %o', (environment, error) => {
    const drive = new Drive()
    drive.all(successor.start('n', 'd', 'c', { environment }), successor.handshake('n', 'shake'))
    failed(drive, 'shake', error)
  })
})
