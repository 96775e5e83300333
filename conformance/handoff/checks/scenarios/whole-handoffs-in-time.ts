import { anything, Fitting } from '../../../../machines/model/pattern.ts'
import { step } from '../../../kit/cases/script.ts'
import { result } from '../../calls.ts'
import { type Stage, stations } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

/** The longest that a handoff takes where nobody says a word more, as the specification adds it up. */
function longest({ times }: Stage, deadline: number, grace: number): number {
  const { hello_ms, slack_ms, min_read_ms } = times
  return Math.max(deadline, 2 * hello_ms + slack_ms + grace) + 2 * slack_ms + 5 * min_read_ms
}
const ended = new Fitting(
  'an end',
  (got) => typeof got === 'object' && got !== null && 'state' in got && got.state !== 'pending',
)
const budgets = [
  [20_000, 5_000],
  [5_000, 20_000],
  [1, 1],
  [3_000, 0],
] as const
/** Some that are over sooner. */
const realBudgets = [
  [6_000, 2_000],
  [2_000, 5_000],
  [1, 1],
] as const
const look = 5_000

export const wholeHandoffsInTime = stagedCheck({
  slug: 'whole-handoffs-in-time',
  requirements: ['HOF-122'],
  needs: ['supervisor', 'streams'],
  waits: true,
  explain:
    'Peers that fall silent anywhere: the handoff has ended when its deadline and everything that comes on top are over.',
  scripts: (stage) =>
    (stage.virtual ? budgets : realBudgets).flatMap(([deadline, grace]) =>
      stations.slice(0, -1).map((station) => ({
        name: `${station}, deadline ${deadline}, grace ${grace}`,
        steps: [
          ...stage.supervises(),
          ...stage.handoff(station, 1, { deadline_ms: `${deadline}`, grace_ms: `${grace}` }),
          ...(stage.virtual
            ? [stage.passes(longest(stage, deadline, grace), 'v')]
            : Array.from({ length: Math.ceil(longest(stage, deadline, grace) / look) }, () =>
                step(result('p1', look), anything),
              )),
          step(result('p1'), ended, 'HOF-122'),
        ],
      })),
    ),
})
