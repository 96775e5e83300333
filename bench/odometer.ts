import { chart } from '../machines/chart/chart.ts'
import { system } from '../machines/proof/system.ts'

const meta = { requirements: {} }

/** One wheel: ten positions, and it says when it wraps. */
const wheel = chart<{ n: number }, Record<string, number>>({
  id: 'bench.wheel',
  explain: 'A wheel that turns by one of ten positions.',
  context: { n: { min: 0, max: 9 } },
  payload: {},
  events: { turn: [] },
  guards: { last: (wheel) => wheel.n === 9 },
  updates: { next: { n: (wheel) => wheel.n + 1 }, first: { n: () => 0 } },
  outputs: {},
  config: {
    initial: 'turning',
    states: {
      turning: {
        on: {
          turn: [
            { guard: 'last', actions: ['first'], meta },
            { actions: ['next'], meta },
          ],
        },
      },
    },
  },
})

/** Wheels that turn independently: 10 to the power of their number states, each with as many steps as there are wheels. */
export const odometer = system({
  id: 'bench/odometer',
  explain: 'Independent wheels of ten positions.',
  bounds: { wheels: 6 },
  charts: { wheel },
  build: (world, { wheels }, charts) => {
    const roles = Array.from({ length: wheels }, (_, at) => world.role(`w${at}`, charts.wheel))
    return {
      events: roles.map((role) => ({
        name: `turn ${role.name}`,
        run: () => {
          role.send('turn')
          return true
        },
      })),
      invariants: [
        {
          id: 'in-range',
          text: 'No wheel leaves its positions.',
          holds: () => roles.every((role) => role.context.n < 10),
        },
      ],
    }
  },
  falsifiers: [],
})

/** The same system in Promela, with the same invariant and the same grain of steps. */
export function odometerInPromela(wheels: number): string {
  const all = Array.from({ length: wheels }, (_, at) => at)
  const turns = all.map((at) => `  :: d_step { if :: w${at} == 9 -> w${at} = 0 :: else -> w${at}++ fi; ${holds(all)} }`)
  return `${all.map((at) => `byte w${at};`).join(' ')}\nactive proctype odometer() {\n  do\n${turns.join('\n')}\n  od\n}\n`
}

function holds(all: readonly number[]): string {
  return `assert(${all.map((at) => `w${at} < 10`).join(' && ')})`
}
