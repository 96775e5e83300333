import { type Exploration, explore } from '../machines/proof/explorer.ts'
import { type Benchmark, digits, elapsed_ms, median, perSecond } from './measure.ts'
import { odometer, odometerInPromela } from './odometer.ts'
import { type SpinSearch, verifierOf } from './spin.ts'

const rounds = 5

/** Breadth-first search of a million states, against SPIN on the same system. */
export const explorer: Benchmark = {
  id: 'explorer',
  explain: `Six independent wheels of ten positions, 10^6 states and 6 * 10^6 steps, explored breadth-first with one invariant, deadlocks and domains; median of ${rounds}. SPIN: -DBFS -DSAFETY -DNOREDUCE, gcc -O2, its own clock.`,
  run: async () => {
    const { wheels } = odometer.bounds
    const verifier = verifierOf(odometerInPromela(wheels))
    const own: number[] = []
    const spin: number[] = []
    let states = 0
    for (let round = 0; round <= rounds; round++) {
      let found: Exploration | undefined
      const time_ms = await elapsed_ms(() => {
        found = explore(odometer)
      })
      if (found === undefined || !found.complete) throw new Error('the exploration did not complete')
      states = found.states
      if (round > 0) own.push((states / time_ms) * 1000)
      if (typeof verifier === 'string') continue
      const search = verifier.search()
      refuseOtherCounts(found, search)
      if (round > 0) spin.push(search.states / search.seconds)
    }
    const measured = `${perSecond(median(own), 'states')}, ${perSecond(median(own) * wheels, 'steps')}`
    const what = `explorer, ${states} states`
    const target = 'same counts, >= SPIN'
    if (typeof verifier === 'string')
      return [{ what, measured, yardstick: '', ratio: '', target, met: undefined, gap: verifier }]
    verifier.dispose()
    const ratio = median(own.map((rate, round) => rate / (spin[round] as number)))
    return [
      {
        what,
        measured,
        yardstick: `SPIN ${perSecond(median(spin), 'states')}, same counts`,
        ratio: `${digits(ratio)}x`,
        target,
        met: ratio >= 1,
        gap: 'Both wait for memory most of the time; SPIN runs compiled C.',
      },
    ]
  },
}

/** SPIN also counts the arrival of the initial state as a transition. */
function refuseOtherCounts(own: Exploration, spin: SpinSearch): void {
  if (own.states === spin.states && own.steps + 1 === spin.transitions) return
  throw new Error(
    `the counts differ: ${own.states} states and ${own.steps} steps, SPIN ${spin.states} and ${spin.transitions - 1}`,
  )
}
