import { expect, test } from 'vitest'
import type { Usage } from './patience.ts'
import { type Clock, type Ended, Watch } from './watch.ts'

/** A machine whose time passes when it is told to. */
class Machine implements Clock {
  iut: Usage | undefined = { used_ms: 0, delayed_ms: 0 }
  kit: Usage = { used_ms: 0, delayed_ms: 0 }
  readings = 0
  readonly ended: Ended[] = []
  readonly watch = new Watch(
    () => {
      this.readings++
      return this.iut
    },
    (ended) => this.ended.push(ended),
    this,
    () => this.kit,
  )
  #now = 0
  #timers: { readonly at: number; readonly act: () => void }[] = []

  get timers(): number {
    return this.#timers.length
  }

  now(): number {
    return this.#now
  }

  later(delay_ms: number, act: () => void): () => void {
    const timer = { at: this.#now + delay_ms, act }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Lets time pass; `use` is what the implementation uses and waits for of each millisecond. */
  pass(duration_ms: number, use: { readonly used?: number; readonly delayed?: number } = {}): void {
    for (let passed = 0; passed < duration_ms; passed++) {
      this.#now++
      if (this.iut !== undefined)
        this.iut = {
          used_ms: this.iut.used_ms + (use.used ?? 0),
          delayed_ms: this.iut.delayed_ms + (use.delayed ?? 0),
        }
      const due = this.#timers.filter(({ at }) => at <= this.#now)
      this.#timers = this.#timers.filter((timer) => !due.includes(timer))
      for (const { act } of due) act()
    }
  }
}

test('while answers keep coming nobody looks at the machine, and at rest no timer is left', () => {
  const machine = new Machine()
  for (let answer = 0; answer < 200; answer++) {
    machine.watch.await(10_000)
    machine.pass(400)
    machine.watch.progressed()
  }
  machine.watch.rest()
  machine.pass(1_000)
  expect(machine).toMatchObject({ readings: 0, ended: [], timers: 0 })
})

test.each([
  ['a hang', {}, 10_000, { how: 'silence', busy: false }],
  ['a busy loop', { used: 1 }, 10_000, { how: 'silence', busy: true }],
  ['a busy loop on a crowded machine', { used: 0.1, delayed: 0.9 }, 100_000, { how: 'silence', busy: true }],
  ['one that never runs', { delayed: 1 }, 200_000, { how: 'starved', busy: false }],
] as const)('%s ends after its bound and at most two looks more', (_, use, after_ms, ended) => {
  const machine = new Machine()
  machine.watch.await(10_000)
  machine.pass(after_ms - 1, use)
  expect(machine.ended).toEqual([])
  machine.pass(1_500, use)
  expect(machine.ended).toEqual([{ ...ended, bound_ms: 10_000 }])
  expect(machine.timers).toBe(0)
})

test('an honest implementation that needs 9 s is waited for at any load', () => {
  for (const share of [1, 0.5, 0.1]) {
    const machine = new Machine()
    machine.watch.await(10_000)
    machine.pass(9_000 / share, { used: share, delayed: 1 - share })
    expect(machine.ended).toEqual([])
  }
})

test('each answer begins the wait anew', () => {
  const machine = new Machine()
  machine.watch.await(10_000)
  machine.pass(9_000)
  machine.watch.progressed()
  machine.pass(9_000)
  expect(machine.ended).toEqual([])
  machine.pass(3_000)
  expect(machine.ended).toHaveLength(1)
})

test('another bound holds from the next answer on', () => {
  const machine = new Machine()
  machine.watch.await(60_000)
  machine.pass(30_000)
  machine.watch.await(1_000)
  machine.pass(1_200)
  expect(machine.ended).toEqual([{ how: 'silence', bound_ms: 1_000, busy: false }])
})

test('a watch that was stopped calls nothing', () => {
  const machine = new Machine()
  machine.watch.await(1_000)
  machine.pass(500)
  machine.watch.stop()
  machine.pass(5_000)
  expect(machine).toMatchObject({ ended: [], timers: 0 })
})
