import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '../../../../spec/adapter.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import {
  client,
  control,
  dir,
  frameOf,
  incumbent,
  messages,
  process,
  reset,
  result,
  stream,
  successor,
  supervisor,
} from '../../calls.ts'
import { RealReference } from './real-reference.ts'

/** The longest that anything here may take, in milliseconds, on a machine that does much else. */
const BOUND = 60_000

describe('the reference in real processes', () => {
  let reference: RealReference
  const ask = async ({ op, params }: Call): Promise<JsonObject> => {
    const reply = await reference.request(op, params)
    if (reply.ok === undefined) throw new Error(`${op}: expected ok, got ${JSON.stringify(reply)}`)
    return reply.ok
  }
  beforeEach(async () => {
    reference = new RealReference()
    await ask(reset({ profile: 'strict' }))
  })
  afterEach(() => reference.close())

  it(
    'hands over twice, keeps writes, and moves lock and path',
    async () => {
      await ask(incumbent.start('o', 'd'))
      await ask(supervisor.start('s', 'd', { journal: true, listeners: ['http'] }))
      expect(await ask(client.write('o', 'a', '1'))).toEqual({ acknowledged: true })
      const { lock_inode, pidfile } = await ask(dir.files('d'))
      await ask(control.watch('d', 'w'))
      for (const [from, to, key] of [
        ['o', 'n', 'b'],
        ['n', 'm', 'c'],
      ] as const) {
        const script = { write: key, listeners: ['http'] }
        await ask(supervisor.perform('s', `to-${to}`, { child: 'successor', process: to, script }))
        expect(await ask(result(`to-${to}`, BOUND))).toMatchObject({ state: 'done', outcome: { committed: true } })
        expect(await ask(process.exit(from, BOUND))).toEqual({ exited: true, code: 0 })
        expect(await ask(incumbent.serve(from))).toEqual({ serve: 'ended' })
        if (to === 'n') await ask(client.start('clients', 's', 'http', 5))
      }
      expect(await ask(client.stop('clients'))).toMatchObject({ refused: 0, reset: 0 })
      expect(await ask(control.watched('w'))).toMatchObject({ absent: 0 })
      for (const key of ['a', 'b', 'c']) expect(await ask(client.read('m', key))).toMatchObject({ found: true })
      const after = await ask(dir.files('d'))
      expect(after.lock_inode).toBe(lock_inode)
      expect(after.pidfile).not.toBe(pidfile)
      expect(await ask(dir.lock('d'))).toEqual({ free: false })
      expect(await ask(control.mode('d'))).toEqual({ mode: 0o600 })
      expect(await ask(dir.readJournal('d'))).toEqual({})
    },
    4 * BOUND,
  )

  /** The first frame of a stream, in hex. */
  const frame = async (name: string): Promise<string> => String((await ask(stream.receive(name, BOUND))).hex)

  it(
    'hands a child its listeners and its stream, and kills it before the incumbent resumes',
    async () => {
      const start = supervisor.start('s', 'd', {
        listeners: ['http', 'admin'],
        descriptors: [4, 200],
        environment: { LISTEN_PID: '{pid}', COLOUR: 'red' },
      })
      await ask(control.listen('d'))
      await ask(start)
      await ask(supervisor.perform('s', 'c', { environment: { HANDOFF_ROLE: 'no' } }))
      expect(await ask(control.accept('d', 'o', BOUND))).toEqual({ accepted: true })
      await ask(stream.send('o', messages.hello('Incumbent', 42)))
      const child = await ask(supervisor.child('s', 'n', 'child', BOUND))
      expect(child).toMatchObject({
        spawned: true,
        environment: {
          COLOUR: 'red',
          HANDOFF_ROLE: 'successor',
          HANDOFF_SOCK_FD: '5',
          LISTEN_FDS: '2',
          LISTEN_FDNAMES: 'http:admin',
        },
      })
      expect(child.environment).not.toHaveProperty('LISTEN_PID')
      expect(child.descriptors).toEqual([
        { number: 3, kind: 'tcp_listener', listener: 'http', close_on_exec: false },
        { number: 4, kind: 'tcp_listener', listener: 'admin', close_on_exec: false },
        { number: 5, kind: 'unix_stream', close_on_exec: false },
      ])
      const ack = await frame('o')
      const id = ack.slice(18).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
      expect(ack).toBe(frameOf(messages.helloAck(id)))
      await ask(stream.send('n', messages.hello('Successor', Number(child.pid))))
      expect(await frame('n')).toBe(ack)
      expect((await frame('o')).slice(8, 14)).toBe('010002')
      await ask(stream.send('o', messages.drained))
      expect(await frame('o')).toBe(frameOf(messages.sealRequest(id)))
      await ask(stream.send('o', messages.sealComplete(id)))
      expect(await frame('n')).toBe(frameOf(messages.begin(id)))
      await ask(stream.send('n', messages.drained))
      expect(await frame('o')).toBe(frameOf(messages.resume(id)))
      expect(await ask(process.exit('child'))).toMatchObject({ exited: true })
      expect(await ask(result('c', BOUND))).toMatchObject({ state: 'done', outcome: { committed: false } })
    },
    4 * BOUND,
  )

  it(
    'leaves the successor that has the lock, where the supervisor dies behind Begin',
    async () => {
      await ask(reset({ profile: 'strict', reacquire_ms: 200 }))
      await ask(incumbent.start('o', 'd'))
      await ask(supervisor.start('s', 'd', { journal: true }))
      await ask(process.crashAt('s', 's-after-begin-sent'))
      const script = { ready_after_ms: 1_000 }
      await ask(supervisor.perform('s', 'c', { child: 'successor', process: 'n', script }))
      expect(await ask(process.exit('o', BOUND))).toEqual({ exited: true, code: 1 })
      expect(await ask(incumbent.serve('o'))).toEqual({ serve: 'failed', error: 'lock_held' })
      await ask(supervisor.start('t', 'd', { journal: true }))
      await ask(supervisor.resume('t', 'look'))
      expect(await ask(result('look', BOUND))).toMatchObject({ state: 'done', record: { phase: 'Sealing' } })
      // It is not ready yet.
      const served = async (): Promise<boolean> => (await ask(client.write('n', 'k', 'v'))).acknowledged === true
      await vi.waitFor(async () => expect(await served()).toBe(true), { timeout: BOUND, interval: 20 })
    },
    4 * BOUND,
  )

  it(
    'gives a successor that is started by hand its listeners, and lets it become the incumbent',
    async () => {
      const { pid } = await ask(successor.start('n', 'd', 'c', { listeners: ['http'] }))
      await ask(successor.handshake('n', 'shake'))
      expect(await frame('c')).toBe(frameOf(messages.hello('Successor', Number(pid))))
      const id = '00112233-4455-4677-8899-aabbccddeeff'
      await ask(stream.send('c', messages.helloAck(id)))
      expect(await ask(result('shake', BOUND))).toEqual({ state: 'done', handoff_id: id })
      await ask(successor.waitForBegin('n', 'wait'))
      await ask(stream.send('c', messages.begin(id)))
      expect(await ask(result('wait', BOUND))).toMatchObject({ state: 'done' })
      expect(await ask(successor.take('n', 'http'))).toEqual({ taken: true })
      await ask(successor.acquire('n'))
      expect(await ask(dir.files('d'))).toMatchObject({ pidfile: `${pid}\n` })
      await ask(successor.announce('n'))
      expect(await frame('c')).toBe(frameOf(messages.ready(id)))
      await ask(control.connect('d', 'next'))
      expect(await frame('next')).toBe(frameOf(messages.hello('Incumbent', Number(pid))))
    },
    4 * BOUND,
  )
})
