import { expect, test } from 'vitest'
import type { Input } from '../../model/model.ts'
import { seeded } from '../../model/random.ts'
import { ModelSimulator, walk } from '../../model/walk.ts'
import { linkedReceiverSource } from './linked-receiver-model.ts'
import { ReceiverModel } from './receiver-model.ts'
import { receiverPalette } from './receiver-palette.ts'

const setting = {
  profile: 'receiver',
  capabilities: new Set(['clock', 'restart', 'documents']),
  parameters: {},
  shimDefined: new Set<string>(),
}

function linked() {
  const model = linkedReceiverSource.build(setting)
  const simulator = new ModelSimulator(model)
  const receiver = new ReceiverModel(setting, receiverPalette)
  const [stream] = receiver.streams
  if (stream === undefined) throw new Error('a receiver has streams')
  const delta = (id: number, quality: 'good' | 'damagedChecksum' = 'good'): Input => ({
    op: 'rx.delta',
    params: receiver.delta(stream, id, quality) ?? {},
  })
  const own = (op: string, params: Input['params'] = { collection: 'a' }): void => {
    expect(model.accepts({ op, params })).toBe(true)
    simulator.perform({ op, params })
  }
  return { model, simulator, delta, own }
}

test('a receiver gets what is under way to it, and nothing else', () => {
  const { model, simulator, delta, own } = linked()
  expect(model.accepts(delta(1))).toBe(false)
  own('$sender.append')
  own('$sender.push')
  expect([model.accepts(delta(1)), model.accepts(delta(2))]).toEqual([true, false])
  simulator.perform(delta(1))
  expect(model.accepts(delta(1))).toBe(false)
})

test('what the link loses does not arrive, what it doubles arrives twice, what it damages arrives damaged', () => {
  const { model, simulator, delta, own } = linked()
  for (const _ of [1, 2]) {
    own('$sender.append')
    own('$sender.push')
  }
  own('$link.loses', { way: 'down', slot: 0 })
  expect(model.accepts(delta(1))).toBe(false)
  own('$link.doubles', { way: 'down', slot: 0 })
  own('$link.damages', { way: 'down', slot: 1 })
  expect(model.accepts(delta(2, 'damagedChecksum'))).toBe(true)
  simulator.perform(delta(2))
  expect([model.accepts(delta(2)), model.accepts(delta(2, 'damagedChecksum'))]).toEqual([false, true])
})

test('a request goes the way back, and the sender of the system answers it', () => {
  const { model, simulator, delta, own } = linked()
  for (const _ of [1, 2]) {
    own('$sender.append')
    own('$sender.push')
  }
  simulator.perform(delta(2))
  own('$sender.hear', { slot: 0 })
  own('$link.loses', { way: 'down', slot: 0 })
  expect(model.accepts(delta(1))).toBe(false)
  own('$sender.push')
  expect(model.accepts(delta(1))).toBe(true)
})

test('a link that goes down loses what is under way', () => {
  const { model, simulator, delta, own } = linked()
  own('$sender.append')
  own('$sender.push')
  simulator.perform({ op: 'rx.link', params: { up: false } })
  expect(model.accepts(delta(1))).toBe(false)
  expect(model.accepts({ op: '$sender.push', params: { collection: 'a' } })).toBe(false)
})

test('walks meet every fault of the link, replays and snapshots', () => {
  const { model } = linked()
  const simulator = new ModelSimulator(model)
  const seen = new Set<string>()
  for (let seed = 1; seed <= 40; seed++) for (const { op } of walk(simulator, 40, seeded(seed))) seen.add(op)
  expect([...seen].sort()).toEqual([
    '$link.damages',
    '$link.doubles',
    '$link.loses',
    '$sender.append',
    '$sender.compact',
    '$sender.hear',
    '$sender.push',
    'rx.advance',
    'rx.delta',
    'rx.link',
    'rx.restart',
    'rx.snapshot',
  ])
})
