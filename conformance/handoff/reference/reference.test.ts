import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import { root } from '../../../spec/root.ts'
import { codec, control, detect, dir, incumbent, journal, lock, messages, process, reader, reset } from '../calls.ts'
import { Drive } from './drive.ts'
import { createReference } from './reference.ts'

const vectors = JSON.parse(readFileSync(join(root, 'spec', 'handoff', 'vectors.json'), 'utf8')) as {
  readonly goldens: readonly {
    readonly name: string
    readonly frame: string
    readonly message: Record<string, never>
  }[]
}

describe('the statement', () => {
  it('names capabilities and parameters of the catalogue, and answers every operation that it has them for', () => {
    const catalogue = loadCatalogue('handoff')
    const implementation = createReference()
    const pics = implementation.request('hello', {}) as { ok: { capabilities: string[]; parameters: object } }
    const { capabilities, parameters } = pics.ok
    expect(capabilities.filter((name) => !(name in catalogue.capabilities))).toEqual([])
    expect(Object.keys(parameters).sort()).toEqual(Object.keys(catalogue.parameters).sort())
    const unsupported = catalogue.operations.filter(({ name }) => {
      const reply = implementation.request(name, {}) as { error?: { code: string } }
      return reply.error?.code === 'unsupported_op'
    })
    expect(unsupported.map(({ name }) => name).sort()).toEqual(['codec.memory', 'dir.paths', 'lock.race'])
    for (const { requires, name } of catalogue.operations)
      expect([name, requires.every((each) => capabilities.includes(each))]).toEqual([
        name,
        !unsupported.some((each) => each.name === name),
      ])
  })

  it('refuses what is not of the catalogue', () => {
    const drive = new Drive()
    expect(drive.ask({ op: 'incumbent.start', params: { incumbent: 'o' } }).error?.code).toBe('invalid_params')
    expect(drive.ask(reset({ heartbeat_ms: 0 })).error?.code).toBe('invalid_params')
    expect(drive.ask(incumbent.hooks('o')).error?.code).toBe('unknown_name')
  })

  it('forgets everything at reset', () => {
    const drive = new Drive()
    drive.all(incumbent.start('o', 'd'), reset())
    expect(drive.ok(dir.lock('d'))).toEqual({ free: true })
    expect(drive.ok(control.connect('d', 'c'))).toEqual({ connected: false, why: 'absent' })
  })
})

describe('bytes', () => {
  it.each(vectors.goldens.map(({ name, frame, message }) => [name, frame, message] as const))(
    'of %s are the vector, both ways',
    (_, hex, message) => {
      const drive = new Drive()
      const { version } = drive.ok(codec.decode(hex)) as { version: number }
      expect(drive.ok(codec.decode(hex))).toEqual({ version, message, consumed: hex.length / 2 })
      expect(drive.ok(codec.encode(message, version))).toEqual({ frame: hex })
    },
  )

  it.each([
    ['core', 'accepted'],
    ['strict', 'codec'],
  ])('behind a message are in %s: %s', (profile, outcome) => {
    const drive = new Drive({ profile })
    const { ok, error } = drive.ask(codec.decode('0500000001000d0000'))
    expect(error?.code ?? (ok === undefined ? 'nothing' : 'accepted')).toBe(outcome)
  })

  it('are read however they are cut', () => {
    const drive = new Drive()
    drive.all(reader.new('r'))
    expect(drive.ok(reader.push('r', '04000000'))).toEqual({ events: [] })
    expect(drive.ok(reader.timeout('r'))).toEqual({ events: [] })
    const event = { kind: 'message', version: 1, message: messages.heartbeat }
    expect(drive.ok(reader.push('r', '01000d000400000001000d'))).toEqual({ events: [event] })
    expect(drive.ok(reader.eof('r'))).toEqual({ events: [{ kind: 'error', code: 'io' }] })
    expect(drive.ask(reader.push('other', '')).error?.code).toBe('unknown_name')
  })

  it('of a journal are a record, or codec', () => {
    const drive = new Drive()
    const hex = '1000112233445546778899aabbccddeeff05010000'
    const { record } = drive.ok(journal.decode(hex)) as { record: Record<string, never> }
    expect(record).toMatchObject({ phase: 'ResumingAfterAbort', incumbent_pid: 1 })
    expect(drive.ok(journal.encode(record))).toEqual({ hex })
    expect(drive.ask(journal.decode('ff')).error?.code).toBe('codec')
  })

  it('carry the highest common version', () => {
    const drive = new Drive()
    expect(drive.ok(codec.negotiate(1, 3, 2, 5))).toEqual({ version: 3 })
    expect(drive.ask(codec.negotiate(1, 1, 2, 2)).error).toMatchObject({ code: 'version_mismatch', their_min: 2 })
  })
})

describe('a lock', () => {
  it('is held by one, with its name in the pidfile, until it is dropped or its holder dies', () => {
    const drive = new Drive()
    drive.all(lock.acquire('a', 'd'))
    const { lock_inode, pidfile } = drive.ok(dir.files('d'))
    const holder_pid = Number(pidfile)
    expect(drive.ask(lock.acquire('b', 'd')).error).toMatchObject({ code: 'lock_held', holder_pid })
    drive.all(lock.drop('a'))
    expect(drive.ok(dir.files('d'))).toEqual({ lock_inode })
    drive.all(lock.acquire('c', 'd'), lock.kill('c'), lock.acquire('e', 'd'))
    expect(drive.ok(dir.files('d'))).toMatchObject({ lock_inode })
    expect(drive.ok(dir.files('d')).pidfile).not.toBe(pidfile)
  })

  it('is broken exactly if it is free, whatever the pidfile says', () => {
    const drive = new Drive()
    drive.all(dir.writePidfile('d', '1\n'), lock.acquire('a', 'd', true), dir.writePidfile('d', '999999\n'))
    const refusal = { code: 'stale_lock_refused', holder_pid: 999_999 }
    expect(drive.ask(lock.acquire('b', 'd', true)).error).toMatchObject(refusal)
  })
})

describe('an environment', () => {
  const contract = { HANDOFF_ROLE: 'successor', HANDOFF_SOCK_FD: '5', LISTEN_FDS: '2', LISTEN_FDNAMES: 'http' }
  const kinds = ['tcp_listener', 'datagram', 'unix_stream'] as const

  it('is used up', () => {
    const drive = new Drive({ profile: 'core' })
    expect(drive.ok(detect(contract, kinds))).toEqual({
      role: 'successor',
      listeners: ['1', 'http'],
      left: [],
      again: 'cold_start',
    })
  })

  it('gives in hardened only listening sockets, to the process that it names', () => {
    const drive = new Drive({ profile: 'hardened' })
    expect(drive.ok(detect(contract, kinds))).toMatchObject({ listeners: ['http'] })
    expect(drive.ok(detect({ ...contract, LISTEN_PID: '{pid}' }, kinds))).toMatchObject({
      listeners: ['http'],
      left: [],
    })
    expect(drive.ok(detect({ ...contract, LISTEN_PID: '1' }, kinds))).toMatchObject({ listeners: [] })
    expect(drive.ask(detect({ ...contract, HANDOFF_SOCK_FD: '99' }, kinds)).error?.code).toBe('bad_env')
  })
})

describe('a control path', () => {
  it('is never absent while an incumbent is replaced', () => {
    const drive = new Drive()
    drive.all(incumbent.start('o', 'd'), control.watch('d', 'w'), process.kill('o'), incumbent.start('p', 'd'))
    expect(drive.ok(control.watched('w'))).toMatchObject({ absent: 0 })
  })
})
