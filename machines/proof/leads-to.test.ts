import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { World } from '../model/world.ts'
import { explore } from './explorer.ts'
import { Graph } from './graph.ts'
import { findLasso } from './leads-to.ts'
import type { SystemBody, SystemEvent } from './system.ts'

const tiny = (build: (world: World) => SystemBody) =>
  explore({ id: 'tiny', explain: '', bounds: {}, charts: {}, falsifiers: [], build })

type Marks = { readonly fair?: true; readonly finite?: true }
const fair = { fair: true } as const
const finite = { finite: true } as const

const on = (name: string, enabled: () => boolean, effect: () => void, marks: Marks = {}): SystemEvent => ({
  name,
  run: () => {
    if (!enabled()) return false
    effect()
    return true
  },
  ...marks,
})

describe('liveness', () => {
  /** Waiting, working, served; the server may be down. */
  const service = (marks: { serve?: Marks; crash?: Marks; repair?: Marks; wait?: Marks }) =>
    tiny((world) => {
      const cell = world.ghosts('cell', {
        waiting: { min: 0, max: 1 },
        down: { min: 0, max: 1 },
        clock: { min: 0, max: 2 },
      })
      const set = (field: keyof typeof cell, value: number) => () => {
        cell[field] = value
      }
      const up = (): boolean => cell.down === 0
      const next = (): void => {
        cell.clock = (cell.clock + 1) % 3
      }
      const events = [
        on('ask', () => cell.waiting === 0, set('waiting', 1)),
        on('serve', () => cell.waiting === 1 && up(), set('waiting', 0), marks.serve),
        on('crash', up, set('down', 1), marks.crash),
        on('repair', () => !up(), set('down', 0), marks.repair),
        on('wait', () => true, next, marks.wait),
      ]
      const served = {
        id: 'served',
        text: 'Who waits is served.',
        when: () => cell.waiting === 1,
        eventually: () => cell.waiting === 0,
      }
      return { events, invariants: [], leadsTo: [served] }
    })
  const names = (steps: readonly { event: string }[] | undefined) => steps?.map((step) => step.event)

  test('without fairness a run may stop, and the counterexample says so', () => {
    expect(service({}).violation).toMatchObject({ property: 'served', loop: [] })
    expect(names(service({}).violation?.trace)).toEqual(['ask'])
  })

  test('a fair event that stays enabled is taken in the end', () => {
    expect(service({ serve: fair, crash: finite, repair: fair })).toMatchObject({
      complete: true,
      properties: ['served'],
    })
  })

  test('weak fairness does not help an event that is disabled again and again', () => {
    const { violation } = service({ serve: fair, repair: fair })
    expect(violation?.property).toBe('served')
    expect(names(violation?.loop)?.toSorted()).toEqual(['crash', 'repair'])
  })

  test('a fair event that can always go on does not excuse the others: the loop takes it', () => {
    const { violation } = service({ wait: fair })
    expect(names(violation?.trace)).toEqual(['ask'])
    expect(names(violation?.loop)).toEqual(['wait', 'wait', 'wait'])
  })

  test('what happens finitely often may have happened before: a crash without repair is for ever', () => {
    const { violation } = service({ serve: fair, crash: finite })
    expect(names(violation?.trace)?.toSorted()).toEqual(['ask', 'crash'])
    expect(violation?.loop).toEqual([])
  })

  test('the way in passes a state where the property is due, even if the loop is nearer by another way', () => {
    const found = tiny((world) => {
      const cell = world.ghosts('cell', { place: { min: 0, max: 5 } })
      const enter = (place: number) => () => {
        cell.place = place
      }
      const go = (from: number, to: number) => on(`${from}-${to}`, () => cell.place === from, enter(to), fair)
      return {
        events: [go(0, 1), go(1, 2), go(2, 3), go(0, 3), go(3, 4), go(4, 3)],
        invariants: [],
        leadsTo: [{ id: 'ends', text: '', when: () => cell.place === 2, eventually: () => cell.place === 5 }],
      }
    })
    expect(names(found.violation?.trace)).toEqual(['0-1', '1-2', '2-3'])
    expect(names(found.violation?.loop)).toEqual(['3-4', '4-3'])
  })

  test('a property that is fulfilled in the state where it is due holds', () => {
    const found = tiny((world) => {
      const cell = world.ghosts('cell', { value: { min: 0, max: 3 } })
      const add = (): void => {
        cell.value++
      }
      const high = () => cell.value === 3
      const events = [on('add', () => cell.value < 3, add)]
      return { events, invariants: [], leadsTo: [{ id: 'now', text: '', when: high, eventually: high }], done: high }
    })
    expect(found.complete).toBe(true)
  })
})

describe('findLasso against its definition', () => {
  interface Step {
    readonly from: number
    readonly to: number
    readonly event: number
  }
  const states = 5
  const events = 4
  const bits = (count: number) => fc.array(fc.boolean(), { minLength: count, maxLength: count })
  const steps = fc.array(fc.record({ from: fc.nat(states - 1), to: fc.nat(states - 1), event: fc.nat(events - 1) }), {
    maxLength: 12,
  })
  const worlds = fc.record({
    steps,
    when: bits(states),
    eventually: bits(states),
    fair: bits(events),
    finite: bits(events),
  })

  /** A set of states that a fair run can stay in for ever, by trying all sets. */
  const traps = (
    all: readonly Step[],
    avoided: (state: number) => boolean,
    fair: readonly number[],
    finite: ReadonlySet<number>,
  ) =>
    Array.from({ length: 2 ** states - 1 }, (_, at) => at + 1).filter((set) => {
      const has = (state: number) => ((set >> state) & 1) === 1
      const members = Array.from({ length: states }, (_, state) => state).filter(has)
      const inside = all.filter(({ from, to, event }) => has(from) && has(to) && !finite.has(event))
      const connected = members.every((from) => members.every((to) => from === to || reaches(inside, from, to)))
      const allowed = fair.every(
        (event) =>
          inside.some((step) => step.event === event) ||
          members.some((state) => !all.some((step) => step.from === state && step.event === event)),
      )
      return members.every(avoided) && connected && allowed
    })

  const same = (a: Step, b: Step): boolean => a.from === b.from && a.to === b.to && a.event === b.event

  const reaches = (edges: readonly Step[], from: number, to: number): boolean => {
    const seen = new Set([from])
    for (const state of seen) for (const step of edges) if (step.from === state) seen.add(step.to)
    return seen.has(to)
  }

  test('a lasso is found exactly where one exists, and it is one', () => {
    fc.assert(
      fc.property(worlds, (given) => {
        const finite = new Set(given.finite.flatMap((is, event) => (is ? [event] : [])))
        const fairEvents = given.fair.flatMap((is, event) => (is && !finite.has(event) ? [event] : []))
        const graph = new Graph(events)
        const ordered: Step[] = []
        for (let state = 0; state < states; state++) {
          graph.open()
          for (const step of given.steps) {
            if (step.from !== state || ordered.some((each) => same(each, step))) continue
            graph.add(step.to, step.event)
            ordered.push(step)
          }
        }
        const avoided = (state: number): boolean => given.eventually[state] === false
        const due = (state: number): boolean => given.when[state] === true && avoided(state)
        const free = ordered.filter(({ from, to, event }) => avoided(from) && avoided(to) && !finite.has(event))
        const exists = traps(ordered, avoided, fairEvents, finite).some((set) =>
          Array.from({ length: states }, (_, root) => root).some(
            (root) =>
              due(root) &&
              Array.from({ length: states }, (_, at) => at).some(
                (at) => ((set >> at) & 1) === 1 && reaches(free, root, at),
              ),
          ),
        )
        const levels = Array.from({ length: states }, (_, depth) => depth)
        const found = findLasso(graph, levels, due, (state) => !avoided(state), { fair: fairEvents, finite })
        expect(found !== undefined).toBe(exists)
        if (found === undefined) return
        const follow = (start: number, edges: readonly number[]): number[] => {
          const visited = [start]
          for (const edge of edges) {
            const step = ordered[edge] as Step
            expect(step.from).toBe(visited[visited.length - 1])
            expect(finite.has(step.event) || !avoided(step.to)).toBe(false)
            visited.push(step.to)
          }
          return visited
        }
        expect(due(found.root)).toBe(true)
        const way = follow(found.root, found.path)
        const round = follow(way[way.length - 1] as number, found.loop)
        expect(round[round.length - 1]).toBe(round[0])
        for (const event of fairEvents) {
          const taken = found.loop.some((edge) => ordered[edge]?.event === event)
          const disabled = round.some((state) => !ordered.some((step) => step.from === state && step.event === event))
          expect(taken || disabled).toBe(true)
        }
      }),
      { numRuns: 3000, seed: 1 },
    )
  })
})
