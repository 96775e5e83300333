import { osproxy } from '../conformance/osproxy/protocol.ts'
import { walk } from '../machines/model/walk.ts'
import { type Draw, type Hunt, huntsFor } from './hunt.ts'
import { type Benchmark, digits, median } from './measure.ts'
import { uniformWalk } from './uniform-walk.ts'

const seeds = 50
/** Every so many mutants one is hunted: all of them would take half an hour. */
const stride = 11
/** Cases after which a walk is given up. */
const most = 200
/** Uniform choice is followed for so many times the cases that the guided walk needed; beyond, only that it needs more is known. */
const patience = 6

/** Cases until a mutant's fault first shows: the guided walk against uniform choice among all enabled inputs. */
export const firstCounterexample: Benchmark = {
  id: 'first-counterexample',
  explain: `Cases until the first counterexample, median over ${seeds} seeds, for every ${stride}th mutant of osproxy that random walks show within ${most} cases. Uniform choice is followed up to ${patience} times as far.`,
  run: async () => {
    const chosen = osproxy.mutants.filter((_, at) => at % stride === 0)
    const hunts = await huntsFor({ ...osproxy, mutants: chosen }, walk, most)
    const rows = []
    for (const hunt of hunts) {
      const guided = await medianCases(hunt, walk, most)
      if (guided === undefined) continue
      const bound = Math.ceil(guided * patience)
      const uniform = (await medianCases(hunt, uniformWalk, bound)) ?? bound
      const { found, cases } = await hunt.systematic()
      rows.push({
        guided,
        uniform,
        bounded: uniform === bound,
        whole: found === undefined ? cases + guided : found.cases,
      })
      await hunt.target.close()
    }
    if (rows.length === 0) throw new Error('random walks show none of the chosen mutants')
    const ratio = median(rows.map(({ guided, uniform }) => guided / uniform))
    const worse = rows.filter(({ guided, uniform }) => guided > uniform).length
    const bounded = rows.filter((row) => row.bounded).length
    const uniform = `uniform choice ${digits(median(rows.map((row) => row.uniform)))}`
    return [
      {
        what: `cases to first counterexample, median of ${rows.length} mutants`,
        measured: `${digits(median(rows.map((row) => row.guided)))}`,
        yardstick: `${uniform}${bounded === 0 ? '' : `, ${bounded} of them given up`}`,
        ratio: ratio.toFixed(2),
        target: '<= 0.20',
        met: ratio <= 0.2,
        gap: 'Many of these faults show within a few cases however inputs are drawn; the guide pays where a fault lies behind several changes.',
      },
      {
        what: 'mutants that uniform choice finds sooner',
        measured: `${worse} of ${rows.length}`,
        yardstick: '',
        ratio: '',
        target: 'none',
        met: worse === 0,
        gap: 'Uniform choice asks the gate far more often, because a stamp has many values; the walk spends its inputs on changes.',
      },
      {
        what: 'cases to first counterexample, systematic cases first',
        measured: `${digits(median(rows.map((row) => row.whole)))}`,
        yardstick: uniform,
        ratio: median(rows.map(({ whole, uniform: other }) => whole / other)).toFixed(2),
        target: '',
        met: undefined,
      },
    ]
  },
}

/** Median number of cases over the seeds, or undefined as soon as more than half of them need more than `bound`. */
async function medianCases(hunt: Hunt, draw: Draw, bound: number): Promise<number | undefined> {
  const counts: number[] = []
  let lost = 0
  for (let seed = 1; seed <= seeds; seed++) {
    const found = await hunt.random(draw, seed, bound)
    counts.push(found?.cases ?? Number.POSITIVE_INFINITY)
    if (found === undefined && ++lost > seeds / 2) return undefined
  }
  const middle = median(counts)
  return Number.isFinite(middle) ? middle : undefined
}
