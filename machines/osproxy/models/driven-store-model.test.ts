import { expect, test } from 'vitest'
import type { Input } from '../../model/model.ts'
import { seeded } from '../../model/random.ts'
import { ModelSimulator, walk } from '../../model/walk.ts'
import { mishaps } from '../systems/mishap.ts'
import { drivenStoreSource } from './driven-store-model.ts'

const setting = {
  profile: 'store',
  capabilities: new Set(['expect_epoch']),
  parameters: {},
  shimDefined: new Set<string>(),
}
const [first, second] = [
  { kind: 'dedicated_cluster', cluster: 'a' },
  { kind: 'dedicated_index', cluster: 'b', index: 'i' },
]
const p0 = { partition: 'p0' }
const begins: Input = { op: 'store.begin_migration', params: { ...p0, to: second } }
const enters: Input = { op: 'store.enter_cutover', params: p0 }

/** A store that holds p0 and has answered `$e1`. */
function driven() {
  const model = drivenStoreSource.build(setting)
  const simulator = new ModelSimulator(model)
  const take = (input: Input) => {
    expect(model.accepts(input)).toBe(true)
    return simulator.perform(input)
  }
  const own = (op: string, params: Input['params'] = p0): void => {
    take({ op, params })
  }
  take({ op: 'store.set', params: { ...p0, placement: first } })
  return { model, take, own }
}

/** The same in cutover, entered at step 7. */
function inCutover() {
  const all = driven()
  all.own('$controller.calls', { ...p0, change: 'begin', to: second })
  all.take(begins)
  all.own('$controller.learns', {})
  all.own('$controller.calls', { ...p0, change: 'enter' })
  all.take(enters)
  all.own('$controller.learns', {})
  return all
}
const completes = (epoch: string): Input => ({
  op: 'store.complete_migration',
  params: { ...p0, expect_epoch: epoch },
})

test('the store gets what a controller asks for, once, and nothing else', () => {
  const { model, take, own } = driven()
  expect(model.accepts(begins)).toBe(false)
  own('$controller.calls', { ...p0, change: 'begin', to: second })
  expect(model.accepts({ ...begins, params: { ...p0, to: first } })).toBe(false)
  expect(model.accepts(enters)).toBe(false)
  take(begins)
  expect(model.accepts(begins)).toBe(false)
})

test.each(mishaps)('a request that is $text reaches the store as the fault says: $id', ({ id, now, later }) => {
  const { model, take, own } = driven()
  own('$controller.calls', { ...p0, change: 'begin', to: second, mishap: id })
  expect(model.accepts(begins)).toBe(now || later)
  if (now) {
    take(begins)
    own('$controller.learns', {})
  }
  expect(model.accepts(begins)).toBe(later)
})

test('a controller completes when its barrier has passed since it looked, and names the epoch that it read', () => {
  const { model, take, own } = inCutover()
  const round = (): void => {
    own('$controller.asks')
    own('$controller.reads')
    own('$controller.decides')
  }
  round()
  expect(model.accepts(completes('$e6'))).toBe(false)
  own('$time.passes', {})
  own('$time.passes', {})
  round()
  expect([model.accepts(completes('$e1')), model.accepts(completes('$e6'))]).toEqual([false, true])
  expect(take(completes('$e6')).ok).toBeDefined()
})

test('a completion that comes when the cutover is another one is refused', () => {
  const { model, take, own } = inCutover()
  own('$time.passes', {})
  own('$time.passes', {})
  own('$controller.asks')
  own('$controller.reads')
  own('$controller.decides', { ...p0, mishap: 'delay' })
  own('$controller.calls', { ...p0, controller: 1, change: 'abort' })
  take({ op: 'store.abort_migration', params: p0 })
  own('$controller.learns', {})
  expect(model.accepts(completes('$e6'))).toBe(true)
  expect(take(completes('$e6')).error).toBeDefined()
})

test('walks make whatever the system lets happen, and never what does not come to the store', () => {
  const model = drivenStoreSource.build(setting)
  const simulator = new ModelSimulator(model)
  const random = seeded(5)
  const made = new Set<string>()
  for (let nth = 0; nth < 100; nth++) {
    const inputs = walk(simulator, 40, random)
    simulator.restart()
    for (const input of inputs) {
      expect(model.accepts(input)).toBe(true)
      expect(simulator.perform(input)).not.toHaveProperty('any')
      made.add(`${input.op}${input.params.mishap === undefined ? '' : ` ${String(input.params.mishap)}`}`)
    }
  }
  const names = (op: string): string[] => [op, ...mishaps.map(({ id }) => `${op} ${id}`)]
  expect([...made].sort()).toEqual(
    [
      ...names('$controller.calls'),
      ...names('$controller.decides'),
      ...['$controller.asks', '$controller.learns', '$controller.reads', '$controller.restarts', '$time.passes'],
      ...['begin_migration', 'enter_cutover', 'complete_migration', 'abort_migration', 'set'].map(
        (op) => `store.${op}`,
      ),
    ].sort(),
  )
})
