import { describe, expect, it } from 'vitest'
import { genesis } from '../../../spec/net/chain.ts'
import { daemon, eventOf, node, source, target } from '../calls.ts'
import { bytesOf } from './codec.ts'
import { Drive } from './drive.ts'

const [ORC, SRC, TGT, STRANGER] = ['1', '2', '3', '9']
const SEED = '11'.repeat(32)
const counter = { kind: 'counter' } as const
const count = (events: number): string => {
  const state = Buffer.alloc(8)
  state.writeBigUInt64LE(BigInt(events))
  return state.toString('hex')
}

/** Nodes with a daemon at the source that has processed two events, and a target that is prepared for it. */
function prepared(
  nodes: readonly string[] = [ORC, SRC, TGT],
  behaviour: Parameters<typeof node.addDaemon>[2] = counter,
) {
  const drive = new Drive()
  for (const id of nodes) drive.ok(node.open(id, { identity: false }))
  const { origin } = drive.ok(node.addDaemon(SRC, SEED, behaviour)) as { origin: string }
  drive.ok(node.addFactory(TGT, behaviour, { seed: SEED }))
  for (const sequence of [1, 2]) drive.ok(daemon.deliver(SRC, origin, eventOf(origin, sequence)))
  return { drive, origin }
}

/** Carries everything between the nodes until nothing is left, and tells what was sent. */
function carry(drive: Drive, from: string, first: ReturnType<typeof node.start>): readonly string[] {
  const log: string[] = []
  const waiting: { from: string; to: string; bytes: string }[] = []
  const take = (by: string, call: Parameters<Drive['ok']>[0]): void => {
    const { out } = drive.ok(call) as unknown as { out: readonly { to: string; bytes: string }[] }
    waiting.push(...out.map((sent) => ({ from: by, ...sent })))
  }
  take(from, first)
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    log.push(`${next.from}>${next.to} ${Number.parseInt(next.bytes.slice(0, 2), 16)}`)
    take(next.to, node.receive(next.to, next.from, next.bytes))
  }
  return log
}

function stateOf(
  drive: Drive,
  id: string,
  origin: string,
): { processed: readonly string[]; sha256: string } | undefined {
  const { daemon: copy } = drive.ok(daemon.read(id, origin)) as unknown as {
    daemon?: { processed: readonly string[]; state: { sha256: string } }
  }
  return copy === undefined ? undefined : { processed: copy.processed, sha256: copy.state.sha256 }
}

describe.each([
  ['a third node', ORC],
  ['the source', SRC],
  ['the target', TGT],
])('a migration that %s orchestrates', (_, orchestrator) => {
  it('takes the daemon, its state and what was buffered to the target', () => {
    const { drive, origin } = prepared([...new Set([orchestrator, SRC, TGT])])
    const begun = drive.sent(node.start(orchestrator, origin, SRC, TGT))
    expect(begun.length).toBeGreaterThan(0)
    // From the beginning again, on a case of its own, with an event between snapshot and cutover.
    const { drive: whole, origin: same } = prepared([...new Set([orchestrator, SRC, TGT])])
    const log = carry(whole, orchestrator, node.start(orchestrator, same, SRC, TGT))
    expect(log.at(-1)).toBe(orchestrator === TGT ? `${SRC}>${TGT} 5` : `${TGT}>${orchestrator} 9`)
    expect(stateOf(whole, SRC, same)).toBeUndefined()
    expect(whole.ok(node.state(orchestrator, same))).not.toHaveProperty('orchestrator')
    expect(whole.ok(daemon.deliver(TGT, same, eventOf(same, 3)))).toMatchObject({
      outputs: [{ link: { sequence: '3' }, payload: count(3) }],
    })
    expect(whole.code(daemon.deliver(SRC, same, eventOf(same, 3)))).toBe('writes_rejected')
  })
})

describe('the source', () => {
  it('hands over what was delivered after the snapshot, exactly once and in order', () => {
    const { drive, origin } = prepared()
    const [snapshot] = drive.sent(
      node.receive(SRC, ORC, { type: 'TakeSnapshot', daemon_origin: origin, target_node: TGT }),
    )
    for (const sequence of [3, 4]) {
      expect(drive.ok(daemon.deliver(SRC, origin, eventOf(origin, sequence)))).toEqual({ outputs: [], buffered: true })
    }
    expect(snapshot?.[1]).toMatchObject({ type: 'SnapshotReady', seq_through: '2', total_chunks: 1 })
    const handed = drive.sent(
      node.receive(SRC, ORC, { type: 'CutoverNotify', daemon_origin: origin, target_node: TGT }),
    )
    expect(handed.map(([to, { type }]) => [to, type])).toEqual([
      [TGT, 'BufferedEvents'],
      [ORC, 'CleanupComplete'],
    ])
    expect(handed[0]?.[1]).toMatchObject({ events: [{ link: { sequence: '3' } }, { link: { sequence: '4' } }] })
    expect(drive.code(source.offer(SRC, origin, eventOf(origin, 5)))).toBe('writes_rejected')
    expect(
      drive.types(node.receive(SRC, ORC, { type: 'CutoverNotify', daemon_origin: origin, target_node: TGT })),
    ).toEqual([[ORC, 'CleanupComplete']])
  })

  it('moves the sequences of events where the daemon gives two outputs for each', () => {
    const { drive, origin } = prepared([ORC, SRC, TGT], { kind: 'multi_output' })
    drive.ok(node.receive(SRC, ORC, { type: 'TakeSnapshot', daemon_origin: origin, target_node: TGT }))
    drive.ok(source.offer(SRC, origin, eventOf(origin, 3)))
    expect(drive.ok(source.drain(SRC, origin))).toMatchObject({ events: [{ link: { sequence: '5' } }] })
  })

  it('processes what it buffered when the migration is given up', () => {
    const { drive, origin } = prepared()
    drive.ok(node.receive(SRC, ORC, { type: 'TakeSnapshot', daemon_origin: origin, target_node: TGT }))
    drive.ok(source.offer(SRC, origin, eventOf(origin, 3)))
    const reason = { kind: 'StateFailed', text: '' } as const
    expect(
      drive.types(node.receive(SRC, STRANGER, { type: 'MigrationFailed', daemon_origin: origin, reason })),
    ).toEqual([])
    expect(stateOf(drive, SRC, origin)?.processed).toEqual(['1', '2'])
    drive.ok(node.receive(SRC, ORC, { type: 'MigrationFailed', daemon_origin: origin, reason }))
    expect(stateOf(drive, SRC, origin)?.processed).toEqual(['1', '2', '3'])
  })

  it('splits what is more than a datagram', () => {
    const { drive, origin } = prepared()
    drive.ok(node.receive(SRC, ORC, { type: 'TakeSnapshot', daemon_origin: origin, target_node: TGT }))
    expect(drive.ok(source.offerRun(SRC, origin, '3', 3, 4000))).toEqual({ taken: 3 })
    expect(drive.code(source.offer(SRC, origin, eventOf(origin, 6, '00'.repeat(7001))))).toBe('too_large')
    const handed = drive.types(
      node.receive(SRC, ORC, { type: 'CutoverNotify', daemon_origin: origin, target_node: TGT }),
    )
    expect(handed.filter(([, type]) => type === 'BufferedEvents')).toHaveLength(2)
  })

  it('gives nothing to a node that the policy does not permit, and changes nothing', () => {
    const { drive, origin } = prepared()
    drive.ok(node.policy(SRC, 'allowlist', [ORC]))
    const asked = { type: 'TakeSnapshot', daemon_origin: origin, target_node: STRANGER } as const
    expect(drive.types(node.receive(SRC, STRANGER, asked))).toEqual([[STRANGER, 'MigrationFailed']])
    expect(drive.types(node.receive(SRC, STRANGER, { ...asked, type: 'CutoverNotify' }))).toEqual([])
    expect(drive.types(node.receive(SRC, ORC, { ...asked, target_node: TGT }))).toEqual([[ORC, 'SnapshotReady']])
  })
})

describe('the target', () => {
  const restored = (more: Partial<Parameters<typeof node.receiveRun>[0]> = {}) => {
    const drive = new Drive()
    drive.ok(node.open(TGT, { identity: false }))
    const { origin } = drive.ok(node.addFactory(TGT, { kind: 'blob' }, { seed: SEED })) as { origin: string }
    const run = {
      node: TGT,
      from: ORC,
      seed: SEED,
      sequence: '5',
      length: 20_000,
      fill: 7,
      order: 'rotated',
      ...more,
    } as const
    return { drive, origin, run }
  }

  it.each(['ascending', 'descending', 'rotated'] as const)('restores what comes in %s order', (order) => {
    const { drive, origin, run } = restored({ order })
    expect(drive.types(node.receiveRun(run))).toEqual([[ORC, 'RestoreComplete']])
    expect(drive.ok(node.state(TGT, origin))).toMatchObject({ target: { phase: 'restore', cursor: '5' } })
    expect(drive.code(daemon.deliver(TGT, origin, eventOf(origin, 6)))).toBe('not_live')
  })

  it('replays without a gap, acknowledges nothing behind one, and goes live when it is filled', () => {
    const { drive, origin, run } = restored()
    drive.ok(node.receiveRun(run))
    const events = (...sequences: number[]) => ({
      type: 'BufferedEvents' as const,
      daemon_origin: origin,
      events: sequences.map((sequence) => eventOf(origin, sequence)),
    })
    expect(drive.types(node.receive(TGT, SRC, events(6)))).toEqual([])
    expect(drive.sent(node.receive(TGT, ORC, events()))).toMatchObject([
      [ORC, { type: 'ReplayComplete', replayed_seq: '5', target_head: { sequence: '5' } }],
    ])
    expect(drive.sent(node.receive(TGT, SRC, events(8, 6, 6)))).toMatchObject([[ORC, { replayed_seq: '6' }]])
    expect(drive.types(node.receive(TGT, STRANGER, events(7)))).toEqual([])
    const activate = node.receive(TGT, ORC, { type: 'ActivateTarget', daemon_origin: origin })
    expect(drive.types(activate)).toEqual([])
    expect(drive.code(target.activate(TGT, origin))).toBe('gap')
    drive.ok(node.receive(TGT, SRC, events(7)))
    expect(drive.sent(activate)).toMatchObject([[ORC, { type: 'ActivateAck', replayed_seq: '8' }]])
    expect(drive.sent(activate)).toMatchObject([[ORC, { type: 'ActivateAck', replayed_seq: '8' }]])
    expect(stateOf(drive, TGT, origin)?.processed).toEqual(['6', '7', '8'])
    expect(drive.types(node.receiveRun(run))).toEqual([[ORC, 'RestoreComplete']])
    expect(drive.types(node.receiveRun({ ...run, from: STRANGER }))).toEqual([])
  })

  it('answers failures with their reason and keeps its factory entry', () => {
    const { drive, origin, run } = restored()
    drive.ok(node.ready(TGT, false))
    expect(drive.sent(node.receiveRun(run))).toMatchObject([[ORC, { reason: { kind: 'NotReady' } }]])
    drive.ok(node.ready(TGT, true))
    expect(drive.ok(node.state(TGT, origin))).toEqual({ factory: true })
    expect(drive.types(node.receiveRun(run))).toEqual([[ORC, 'RestoreComplete']])
    expect(drive.sent(node.receiveRun({ ...run, seed: '22'.repeat(32) }))).toMatchObject([
      [ORC, { reason: { kind: 'FactoryNotFound' } }],
    ])
  })
})

describe('the identity of a daemon', () => {
  it('travels sealed to the target, where a placeholder gets it, and is in no bytes that are sent', () => {
    const drive = new Drive()
    const [{ static_pub }] = [drive.ok(node.open(TGT)), drive.ok(node.open(SRC))] as unknown as [{ static_pub: string }]
    const { origin } = drive.ok(node.addDaemon(SRC, SEED, counter)) as { origin: string }
    drive.ok(node.addFactory(TGT, counter, { origin }))
    const asked = node.receive(SRC, ORC, { type: 'TakeSnapshot', daemon_origin: origin, target_node: TGT })
    expect(drive.sent(asked)).toMatchObject([[ORC, { reason: { kind: 'IdentityTransportFailed' } }]])
    drive.ok(node.peerKey(SRC, TGT, static_pub))
    const [[, chunk] = []] = drive.sent(asked)
    expect(chunk?.type).toBe('SnapshotReady')
    expect(JSON.stringify(chunk)).not.toContain(SEED)
    if (chunk?.type !== 'SnapshotReady') return
    // One bit of the sealed seed.
    const bytes = bytesOf(chunk.snapshot_bytes)
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] as number) ^ 1
    const damaged = { ...chunk, snapshot_bytes: Buffer.from(bytes).toString('hex') }
    expect(drive.sent(node.receive(TGT, ORC, damaged))).toMatchObject([
      [ORC, { reason: { kind: 'IdentityTransportFailed' } }],
    ])
    expect(drive.types(node.receive(TGT, ORC, chunk))).toEqual([[ORC, 'RestoreComplete']])
    expect(drive.ok(daemon.read(TGT, origin))).toMatchObject({ daemon: { read_only: false, head: genesis(origin) } })
  })
})
