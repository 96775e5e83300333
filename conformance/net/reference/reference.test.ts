import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import { eventOf, node, reasm, reset } from '../calls.ts'
import { Drive } from './drive.ts'
import { createReference } from './reference.ts'

describe('the statement', () => {
  it('names capabilities and parameters of the catalogue, and answers every operation that it has them for', () => {
    const catalogue = loadCatalogue('net')
    const implementation = createReference()
    const pics = implementation.request('hello', {}) as { ok: { capabilities: string[]; parameters: object } }
    const { capabilities, parameters } = pics.ok
    expect(capabilities.filter((name) => !(name in catalogue.capabilities))).toEqual([])
    expect(Object.keys(parameters).filter((name) => !(name in catalogue.parameters))).toEqual([])
    for (const { requires, name } of catalogue.operations) {
      const reply = implementation.request(name, {}) as { error?: { code: string } }
      expect([name, reply.error?.code !== 'unsupported_op']).toEqual([
        name,
        requires.every((each) => capabilities.includes(each)),
      ])
    }
  })

  it('refuses what is not of the catalogue', () => {
    const drive = new Drive()
    expect(drive.code({ op: 'node.open', params: {} })).toBe('invalid_params')
    expect(drive.code(reset({ age_ms: 0 }))).toBe('invalid_params')
    expect(drive.code(node.state('7', '7'))).toBe('invalid_params')
  })

  it('forgets everything at reset', () => {
    const drive = new Drive()
    drive.ok(node.open('1'))
    drive.ok(reasm.feed('1', '1', 0, 2, '00'))
    drive.ok(reset())
    expect(drive.ok(reasm.pending())).toEqual({ pending: 0 })
    expect(drive.code(node.state('1', '1'))).toBe('invalid_params')
  })
})

describe('the clock', () => {
  it('moves any distance in bounded time, whatever repeats meanwhile', () => {
    const drive = new Drive({ repeat_ms: 1 })
    const seed = '11'.repeat(32)
    drive.ok(node.open('1'))
    const { origin } = drive.ok(node.addDaemon('1', seed, { kind: 'counter' })) as { origin: string }
    drive.ok(node.start('1', origin, '1', '2', { transport_identity: false }))
    const head = eventOf(origin, 0).link
    drive.ok(node.receive('1', '2', { type: 'RestoreComplete', daemon_origin: origin, restored_seq: '0' }))
    drive.ok(
      node.receive('1', '2', { type: 'ReplayComplete', daemon_origin: origin, replayed_seq: '0', target_head: head }),
    )
    const { out } = drive.ok(node.advance(Number.MAX_SAFE_INTEGER)) as { out: unknown[] }
    expect(out.length).toBeGreaterThan(1000)
    expect(out.length).toBeLessThan(20_000)
  })
})
