import { spawnSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../../../../spec/adapter.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { client, control, dir, incumbent, process, reset, result, supervisor } from '../../calls.ts'
import { RealReference } from './real-reference.ts'

/** The longest that anything here may take, in milliseconds, on a machine that does much else. */
const BOUND = 60_000

const able = ['flock', 'python3'].every((program) => spawnSync(program, ['--version']).status === 0)

describe.runIf(able)('the reference in real processes', () => {
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
      for (const [from, to, key] of [
        ['o', 'n', 'b'],
        ['n', 'm', 'c'],
      ] as const) {
        const script = { write: key, listeners: ['http'] }
        await ask(supervisor.perform('s', `to-${to}`, { child: 'successor', process: to, script }))
        expect(await ask(result(`to-${to}`, BOUND))).toMatchObject({ state: 'done', outcome: { committed: true } })
        expect(await ask(process.exit(from, BOUND))).toEqual({ exited: true, code: 0 })
        expect(await ask(incumbent.serve(from))).toEqual({ serve: 'ended' })
      }
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
})
