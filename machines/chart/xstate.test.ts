import { describe, expect, test } from 'vitest'
import { createActor, createMachine, initialTransition, transition } from 'xstate'
import { protocols } from '../../conformance/kit/cli/protocols.ts'
import { charts as toys } from '../../docs/toy/relay.ts'
import { seeded } from '../model/random.ts'
import type { AnyChart, Chart } from './chart.ts'
import { confirmStep } from './confirm.ts'
import { Reducer } from './reducer.ts'
import { payloadsOf } from './values.ts'
import { leafName, toXState } from './xstate.ts'

const all: readonly AnyChart[] = [
  ...(await Promise.all(protocols.map(async ({ load }) => (await load()).charts))).flat(),
  ...Object.values(toys as unknown as { readonly [name: string]: AnyChart }),
]

/** A random run of a chart: its events and payloads, and where the compiled chart is after each. */
function run(chart: AnyChart, seed: number, length: number) {
  const reducer = new Reducer(chart as unknown as Chart)
  const random = seeded(seed)
  const at = reducer.start()
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const payloads = new Map(reducer.eventTypes.map((event) => [event, few(chart, event)]))
  return Array.from({ length }, () => {
    const event = pick(reducer.eventTypes)
    const payload = pick(payloads.get(event) ?? [{}])
    const before = { leaf: reducer.leafNames[at.leaf] as string, context: { ...at.context } }
    const outputs = reducer.fire(at, reducer.column(event), payload)?.outputs
    return { event, payload, before, after: { leaf: reducer.leafNames[at.leaf], context: { ...at.context } }, outputs }
  })
}

/** Payloads of an event; of a wide domain only the first. */
function few(chart: AnyChart, event: string) {
  const narrow = Object.fromEntries(
    Object.entries(chart.payload).map(([name, domain]) => [
      name,
      { ...domain, max: Math.min(domain.max, domain.min + 5) },
    ]),
  )
  return payloadsOf({ ...chart, payload: narrow }, event)
}

describe.each(all.map((chart) => ({ id: chart.id, chart })))('$id under XState', ({ chart }) => {
  test('is taken as it stands: createMachine resolves every target', () => {
    expect(() => createMachine(chart.config as never)).not.toThrow()
  })

  test('runs as an actor, guards and updates included, from state to state as the compiled chart does', () => {
    const leaves = new Set<string>()
    for (let seed = 1; seed <= 5; seed++) {
      const actor = createActor(toXState(chart as never)).start()
      for (const { event, payload, after } of run(chart, seed, 60)) {
        actor.send({ ...payload, type: event })
        const { value, context } = actor.getSnapshot() as { value: unknown; context: object }
        expect({ leaf: leafName(value), context }).toEqual(after)
        leaves.add(leafName(value))
      }
      actor.stop()
    }
    expect(leaves.size).toBeGreaterThan(1)
  })

  test('starts and steps under initialTransition and transition as the compiled chart does', () => {
    const machine = toXState(chart as never)
    let [snapshot] = initialTransition(machine) as unknown as [{ value: unknown; context: object }]
    expect(leafName(snapshot.value)).toBe(new Reducer(chart as unknown as Chart).initial)
    for (const { event, payload, before, after, outputs } of run(chart, 9, 100)) {
      ;[snapshot] = transition(machine, snapshot as never, { ...payload, type: event } as never) as unknown as [
        typeof snapshot,
      ]
      expect({ leaf: leafName(snapshot.value), context: snapshot.context }).toEqual(after)
      expect(confirmStep(chart, before.leaf, before.context, event, payload)).toEqual({ ...after, outputs })
    }
  })
})

test('a target relative to the root, which XState refuses, is refused here', () => {
  const [chart] = all.filter(({ id }) => id.endsWith('.sender'))
  const { live: _, ...states } = (chart as AnyChart).config.states
  const nested = { ...(chart as AnyChart).config, states: { ...states, live: { on: {} } } }
  expect(() => createMachine(nested as never)).toThrow('#live')
})
