import { describe, expect, it } from 'vitest'
import type { Call } from '../../../spec/adapter.ts'
import { decodeJournal } from '../../../spec/handoff/codec.ts'
import type { JsonObject } from '../../../spec/json.ts'
import {
  advance,
  call,
  client,
  control,
  dir,
  incumbent,
  messages,
  process,
  result,
  stream,
  supervisor,
  trace,
} from '../calls.ts'
import { bytesOf } from './codec.ts'
import { Drive } from './drive.ts'

type Budgets = { readonly deadline_ms?: string; readonly grace_ms?: string }

/** A handoff in which the driver plays incumbent (stream o) and successor (stream n), step by step. */
class Handoff {
  readonly drive: Drive
  id = ''
  childPid = 0

  constructor(configuration: JsonObject = {}, budgets: Budgets = {}) {
    this.drive = new Drive(configuration)
    this.drive.all(
      control.listen('d'),
      supervisor.start('s', 'd', { journal: true }),
      supervisor.perform('s', 'c', budgets),
    )
    this.drive.all(control.accept('d', 'o'))
  }

  /** The incumbent says Hello, and the child is there. */
  helloO(): this {
    this.drive.all(stream.send('o', messages.hello('Incumbent', 42)))
    const { pid } = this.drive.ok(supervisor.child('s', 'n', 'child'))
    this.childPid = Number(pid)
    const [ack] = this.drive.got('o') as [JsonObject]
    expect(ack).toMatchObject({ type: 'HelloAck', proto_version_chosen: 1 })
    this.id = String(ack.handoff_id)
    return this
  }

  helloN(): this {
    this.helloO().drive.all(stream.send('n', messages.hello('Successor', this.childPid)))
    expect(this.drive.got('n')).toEqual([messages.helloAck(this.id)])
    return this
  }

  drained(): this {
    this.helloN()
    expect(this.drive.types('o')).toEqual(['PrepareHandoff'])
    this.drive.all(stream.send('o', messages.drained))
    expect(this.drive.got('o')).toEqual([messages.sealRequest(this.id)])
    return this
  }

  begun(): this {
    this.drained().drive.all(stream.send('o', messages.sealComplete(this.id)))
    expect(this.drive.got('n')).toEqual([messages.begin(this.id)])
    return this
  }

  /** What the handoff has become. */
  get end(): JsonObject {
    return this.drive.ok(result('c'))
  }

  get phase(): string | undefined {
    const { hex } = this.drive.ok(dir.readJournal('d'))
    return hex === undefined ? undefined : decodeJournal(bytesOf(String(hex))).record?.phase
  }

  get childDied(): boolean {
    return this.drive.ok(process.exit('child')).exited === true
  }

  fails(error: string, phase: string | undefined): void {
    expect(this.end).toMatchObject({ state: 'failed', error })
    expect(this.phase).toBe(phase)
    expect(this.drive.types('o').at(-1)).toBe('closed')
  }
}

const heartbeats = (count: number, of: string, wait: number): Call[] =>
  Array.from({ length: count }).flatMap(() => [advance(wait), stream.send(of, messages.heartbeat)])

describe('a handoff', () => {
  it('says nothing before Hello, and then each step behind the one before', () => {
    const handoff = new Handoff()
    expect(handoff.drive.types('o')).toEqual([])
    expect(handoff.drive.ok(supervisor.child('s', 'x', 'y'))).toEqual({ spawned: false })
    handoff.begun()
    expect(handoff.phase).toBe('AwaitingReady')
    handoff.drive.all(stream.send('n', messages.ready(handoff.id)))
    expect(handoff.drive.got('o')).toEqual([messages.commit(handoff.id), 'closed'])
    expect(handoff.end).toEqual({
      state: 'done',
      outcome: { committed: true, handoff_id: handoff.id, child_pid: handoff.childPid },
    })
    expect(handoff.phase).toBeUndefined()
    expect(handoff.childDied).toBe(false)
  })

  it('asks for the drain with what is left of the deadline', () => {
    const handoff = new Handoff({}, { deadline_ms: '20000', grace_ms: '18446744073709551615' }).helloO()
    handoff.drive.all(advance(300), stream.send('n', messages.hello('Successor', handoff.childPid)))
    expect(handoff.drive.got('o')).toEqual([
      { ...messages.prepare(handoff.id, '19700', '18446744073709551615'), successor_pid: handoff.childPid },
    ])
    const late = new Handoff({ profile: 'core' }, { deadline_ms: '200' }).helloO()
    late.drive.all(advance(150), stream.send('n', messages.hello('Successor', late.childPid)))
    expect(late.drive.got('o')).toMatchObject([{ deadline_ms: '100' }])
  })

  it('records what the incumbent announced', () => {
    const handoff = new Handoff().helloN()
    const { hex } = handoff.drive.ok(dir.readJournal('d'))
    expect(decodeJournal(bytesOf(String(hex))).record).toEqual({
      handoff_id: handoff.id,
      phase: 'Negotiating',
      incumbent_pid: 42,
      successor_pid: handoff.childPid,
      started_at_unix_ms: '1700000000000',
    })
  })

  it('is one at a time', () => {
    const handoff = new Handoff().helloN()
    handoff.drive.all(supervisor.perform('s', 'second'))
    expect(handoff.drive.ok(result('second'))).toMatchObject({ state: 'failed', error: 'handoff_in_progress' })
    expect(handoff.end).toEqual({ state: 'pending' })
  })

  it('has an id of its own', () => {
    const drive = new Drive()
    drive.all(incumbent.start('o', 'd'), supervisor.start('s', 'd'))
    drive.all(supervisor.perform('s', 'a', { child: 'successor', process: 'n' }))
    drive.all(supervisor.perform('s', 'b', { child: 'successor', process: 'm' }))
    const ids = ['a', 'b'].map((name) => (drive.ok(result(name)).outcome as JsonObject).handoff_id)
    expect(new Set(ids).size).toBe(2)
    for (const each of ids)
      expect(each).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('the handshakes of a handoff', () => {
  it.each([
    ['the wrong role', messages.hello('Successor', 42), 'protocol'],
    ['another message', messages.heartbeat, 'unexpected_message'],
    [
      'no version in common',
      { ...messages.hello('Incumbent', 42), proto_min: 2, proto_max: 3 } as const,
      'version_mismatch',
    ],
  ])('fail at %s of an incumbent, before a child', (_, message, error) => {
    const handoff = new Handoff()
    handoff.drive.all(stream.send('o', message))
    handoff.fails(error, undefined)
    expect(handoff.drive.ok(supervisor.child('s', 'n', 'child'))).toEqual({ spawned: false })
  })

  it.each([
    ['the wrong role', (pid: number) => messages.hello('Incumbent', pid), 'protocol'],
    ['another process id', (pid: number) => messages.hello('Successor', pid + 1), 'pid_mismatch'],
    ['another message', () => messages.heartbeat, 'unexpected_message'],
  ])('fail at %s of a successor, which is killed', (_, message, error) => {
    const handoff = new Handoff().helloO()
    handoff.drive.all(stream.send('n', message(handoff.childPid)))
    handoff.fails(error, undefined)
    expect(handoff.childDied).toBe(true)
    expect(handoff.drive.types('n')).toEqual(['closed'])
  })

  it('end with the time for a Hello', () => {
    const quiet = new Handoff()
    quiet.drive.all(advance(4_999))
    expect(quiet.end).toEqual({ state: 'pending' })
    quiet.drive.all(advance(1))
    quiet.fails('timeout', undefined)
    const child = new Handoff().helloO()
    child.drive.all(advance(5_000))
    child.fails('timeout', undefined)
    expect(child.childDied).toBe(true)
  })

  it('fail where nobody is there, and where nothing can be spawned', () => {
    const drive = new Drive()
    drive.all(supervisor.start('s', 'd'), supervisor.perform('s', 'c'))
    expect(drive.ok(result('c'))).toMatchObject({ state: 'failed', error: 'io' })
    drive.all(incumbent.start('o', 'd'), supervisor.perform('s', 'e', { child: 'missing' }))
    expect(drive.ok(result('e'))).toMatchObject({ state: 'failed', error: 'io' })
  })
})

describe('the wait for Drained', () => {
  it('ends slack_ms behind the grace, whatever heartbeats come', () => {
    const handoff = new Handoff({}, { grace_ms: '12000' }).helloN()
    handoff.drive.all(...heartbeats(3, 'o', 4_000), advance(999))
    expect(handoff.end).toEqual({ state: 'pending' })
    handoff.drive.all(advance(1))
    handoff.fails('timeout', 'Negotiating')
    expect(handoff.childDied).toBe(true)
  })

  it('ends with the silence of the incumbent', () => {
    const handoff = new Handoff({}, { grace_ms: '60000' }).helloN()
    handoff.drive.all(...heartbeats(1, 'o', 6_000), advance(9_999))
    expect(handoff.end).toEqual({ state: 'pending' })
    handoff.drive.all(advance(1))
    handoff.fails('timeout', 'Negotiating')
  })

  it('ends in strict with the deadline too, and in core asks for the seal all the same', () => {
    const budgets = { deadline_ms: '1000', grace_ms: '9000' }
    const strict = new Handoff({}, budgets).helloN()
    strict.drive.all(advance(2_000))
    strict.fails('timeout', 'Negotiating')
    const core = new Handoff({ profile: 'core' }, budgets).helloN()
    core.drive.all(advance(3_000), stream.send('o', messages.drained))
    expect(core.drive.types('o')).toEqual(['PrepareHandoff', 'SealRequest', 'closed'])
  })

  it('ends at another message', () => {
    const handoff = new Handoff().helloN()
    handoff.drive.all(stream.send('o', messages.sealComplete(handoff.id)))
    handoff.fails('unexpected_message', 'Negotiating')
    expect(handoff.drive.types('n')).toEqual(['closed'])
  })
})

describe('the wait for the end of the seal', () => {
  it('takes SealFailed for the end, without a word to the incumbent', () => {
    const handoff = new Handoff().drained()
    handoff.drive.all(stream.send('o', messages.sealFailed(handoff.id, 'disk full')))
    expect(handoff.end).toMatchObject({
      state: 'done',
      outcome: { committed: false, reason: 'seal failed: disk full' },
    })
    expect(handoff.drive.got('n')).toEqual([messages.abort(handoff.id, 'seal failed: disk full'), 'closed'])
    expect(handoff.drive.types('o')).toEqual(['closed'])
    expect(handoff.phase).toBeUndefined()
    expect(handoff.childDied).toBe(true)
  })

  it.each([
    ['the deadline', { deadline_ms: '8000' }, [advance(8_999), advance(1)], 'seal phase timed out'],
    ['silence', { deadline_ms: '60000' }, [advance(9_999), advance(1)], 'incumbent unresponsive during seal'],
  ])('ends with %s', (_, budgets, waits, reason) => {
    const handoff = new Handoff({}, budgets).drained()
    handoff.drive.all(waits[0] as Call)
    expect(handoff.end).toEqual({ state: 'pending' })
    handoff.drive.all(waits[1] as Call)
    handoff.fails('timeout', undefined)
    expect(handoff.drive.got('n').filter((each) => each === 'closed' || each.type !== 'Heartbeat')).toEqual([
      messages.abort(handoff.id, reason),
      'closed',
    ])
  })

  it('ends at an id that is not its own', () => {
    const handoff = new Handoff().drained()
    handoff.drive.all(stream.send('o', messages.sealComplete('10112233-4455-4677-8899-aabbccddeeff')))
    handoff.fails('unexpected_message', 'Draining')
    expect(handoff.drive.types('n')).toEqual(['closed'])
  })
})

describe('the wait for Ready', () => {
  const aborted = (handoff: Handoff): void => {
    expect(handoff.end).toMatchObject({ state: 'done', outcome: { committed: false } })
    expect(handoff.phase).toBeUndefined()
    expect(handoff.childDied).toBe(true)
    expect(handoff.drive.got('o').slice(-2)).toEqual([messages.resume(handoff.id), 'closed'])
    const told = (handoff.drive.ok(trace()).entries as { event: string; message?: string }[]).map(
      ({ event, message }) => message ?? event,
    )
    // The successor is dead before the incumbent resumes.
    expect(told.filter((each) => each === 'reaped' || each === 'ResumeAfterAbort')).toEqual([
      'reaped',
      'ResumeAfterAbort',
    ])
  }

  it.each([
    ['a Ready with another id', stream.send('n', messages.ready('10112233-4455-4677-8899-aabbccddeeff'))],
    ['another message', stream.send('n', messages.drained)],
    ['a frame that is refused', stream.bytes('n', '00000000')],
    ['the loss of the successor', stream.close('n')],
    ['the death of the successor', process.kill('child')],
    ['silence', advance(10_000)],
  ])('is called off by %s', (_, cause) => {
    const handoff = new Handoff({ profile: 'core' }).begun()
    handoff.drive.all(cause)
    aborted(handoff)
  })

  it('is called off where Begin cannot be sent', () => {
    const handoff = new Handoff().drained()
    handoff.drive.all(process.kill('child'), stream.send('o', messages.sealComplete(handoff.id)))
    aborted(handoff)
  })

  it('is called off slack_ms behind the deadline, whatever heartbeats come', () => {
    const handoff = new Handoff({ profile: 'core' }, { deadline_ms: '12000' }).begun()
    handoff.drive.all(...heartbeats(3, 'n', 4_000), advance(999))
    expect(handoff.end).toEqual({ state: 'pending' })
    handoff.drive.all(advance(1))
    aborted(handoff)
  })

  it('takes a Ready that lies there when a supervisor that stood still goes on', () => {
    const handoff = new Handoff({}, { deadline_ms: '2000' }).begun()
    handoff.drive.all(
      process.stop('s'),
      stream.send('n', messages.heartbeat),
      stream.send('n', messages.ready(handoff.id)),
    )
    handoff.drive.all(advance(9_000), process.continue('s'))
    expect(handoff.end).toMatchObject({ outcome: { committed: true } })
  })

  it('is committed whatever becomes of the incumbent and of the journal', () => {
    const handoff = new Handoff().begun()
    handoff.drive.all(supervisor.failJournal('s', 1), stream.close('o'), stream.send('n', messages.ready(handoff.id)))
    expect(handoff.end).toMatchObject({ outcome: { committed: true } })
    expect(handoff.childDied).toBe(false)
  })

  it('leaves in strict the successor alone where the incumbent is gone, and in core kills it', () => {
    const strict = new Handoff({}, { deadline_ms: '2000' }).begun()
    strict.drive.all(stream.close('o'), advance(3_000))
    expect(strict.end).toMatchObject({ state: 'failed', error: 'io' })
    expect(strict.childDied).toBe(false)
    expect(strict.drive.types('n').at(-1)).toBe('closed')
    const core = new Handoff({ profile: 'core' }, { deadline_ms: '2000' }).begun()
    core.drive.all(stream.close('o'), advance(3_000))
    expect(core.end).toMatchObject({ state: 'failed', error: 'io' })
    expect(core.childDied).toBe(true)
    expect(core.phase).toBe('AwaitingReady')
  })
})

describe('heartbeats of a supervisor', () => {
  it('go in strict to both peers from HelloAck on, and to nobody in core', () => {
    const strict = new Handoff({}, { grace_ms: '60000' }).helloN()
    expect(strict.drive.types('o')).toEqual(['PrepareHandoff'])
    strict.drive.all(advance(4_000))
    expect(strict.drive.types('o')).toEqual(['Heartbeat', 'Heartbeat'])
    expect(strict.drive.types('n')).toEqual(['Heartbeat', 'Heartbeat'])
    const core = new Handoff({ profile: 'core' }, { grace_ms: '60000' }).helloN()
    core.drive.all(advance(4_000))
    expect(core.drive.types('n')).toEqual([])
  })
})

describe('the journal', () => {
  it.each([1, 2, 3, 4])('that cannot be written the %i. time ends the handoff, and the incumbent serves', (write) => {
    const drive = new Drive()
    drive.all(
      incumbent.start('o', 'd'),
      supervisor.start('s', 'd', { journal: true }),
      supervisor.failJournal('s', write),
    )
    drive.all(supervisor.perform('s', 'c', { child: 'successor', process: 'n', script: { acquire_after_ms: 1 } }))
    drive.all(advance(100))
    expect(drive.ok(result('c'))).toMatchObject({ state: 'failed', error: 'io' })
    expect(drive.ok(process.exit('n'))).toMatchObject({ exited: true })
    expect(drive.ok(client.write('o', 'k', 'v'))).toEqual({ acknowledged: true })
  })

  it('is read after a restart: the incumbent is probed, the file deleted', () => {
    const drive = new Drive()
    drive.all(supervisor.start('s', 'd', { journal: true }), supervisor.resume('s', 'none'))
    expect(drive.ok(result('none'))).toEqual({ state: 'done' })
    drive.all(dir.writeJournal('d', 'ffff'), supervisor.resume('s', 'bad'))
    expect(drive.ok(result('bad'))).toMatchObject({ state: 'failed', error: 'codec' })
    expect(drive.ok(dir.readJournal('d'))).toEqual({ hex: 'ffff' })
    const record = '1000112233445546778899aabbccddeeff05010000'
    drive.all(dir.writeJournal('d', record), control.listen('d'), supervisor.resume('s', 'silent'), advance(1_999))
    expect(drive.ok(result('silent'))).toEqual({ state: 'pending' })
    drive.all(advance(1))
    expect(drive.ok(result('silent'))).toMatchObject({ state: 'done', record: { phase: 'ResumingAfterAbort' } })
    expect(drive.ok(dir.readJournal('d'))).toEqual({})
  })

  it('is whole or absent, also where the power fails', () => {
    const handoff = new Handoff().drained()
    handoff.drive.all(dir.loseUnsynced('d'))
    expect(handoff.phase).toBe('Draining')
  })
})

describe('the child', () => {
  it('gets the contract over all variables, without LISTEN_PID, and every listener under its number', () => {
    const drive = new Drive()
    drive.all(
      control.listen('d'),
      supervisor.start('s', 'd', {
        listeners: ['http', 'admin', 'metrics'],
        descriptors: [4, 3, 900],
        environment: { LISTEN_PID: '{pid}', HOME: '/srv' },
      }),
      supervisor.perform('s', 'c', { environment: { HANDOFF_ROLE: 'no', COLOUR: 'red', LISTEN_PID: '1' } }),
      control.accept('d', 'o'),
      stream.send('o', messages.hello('Incumbent', 42)),
    )
    const kinds = ['tcp_listener', 'tcp_listener', 'tcp_listener', 'unix_stream']
    const names = ['http', 'admin', 'metrics', undefined]
    const child = drive.ok(supervisor.child('s', 'n', 'child'))
    expect(child.environment).not.toHaveProperty('LISTEN_PID')
    expect(child).toMatchObject({
      environment: {
        HOME: '/srv',
        COLOUR: 'red',
        HANDOFF_ROLE: 'successor',
        HANDOFF_SOCK_FD: '6',
        LISTEN_FDS: '3',
        LISTEN_FDNAMES: 'http:admin:metrics',
      },
      descriptors: kinds.map((kind, index) => ({
        number: 3 + index,
        kind,
        ...(names[index] === undefined ? {} : { listener: names[index] }),
        close_on_exec: false,
      })),
    })
  })

  it('is reached by every client, and none is refused', () => {
    const drive = new Drive()
    drive.all(incumbent.start('o', 'd'), supervisor.start('s', 'd', { listeners: ['http'] }))
    const script = { listeners: ['http'], ready_after_ms: 300 }
    drive.all(supervisor.perform('s', 'a', { child: 'successor', process: 'n', script }), advance(300))
    drive.all(client.start('cl', 's', 'http', 10), advance(100))
    drive.all(supervisor.perform('s', 'b', { child: 'successor', process: 'm', script }), advance(300), advance(100))
    expect(drive.ok(client.stop('cl'))).toEqual({ attempts: 51, refused: 0, reset: 0, longest_wait_ms: 290 })
    expect(drive.ask(call('client.stop', { clients: 'cl2' })).error).toMatchObject({ code: 'unknown_name' })
  })
})
