import { type Benchmark, digits, perSecond } from './measure.ts'
import { pinned } from './pinned.ts'
import { stdioSteps } from './stdio-steps.ts'

/** Judged steps over pipes, one call at a time, with the kit and the peer on one core. */
export const lockstep: Benchmark = {
  id: 'lockstep',
  explain: 'Cases of 40 steps on a one-cell adapter, each call after the last answer, kit and peer pinned to one core.',
  run: () =>
    pinned(async (isPinned) => {
      const { rates, language } = await stdioSteps(false)
      const overhead = rates.ratio('bare', 'checked')
      return [
        {
          what: `checked step over stdio, lockstep${isPinned ? ', one core' : ', not pinned'}`,
          measured: perSecond(rates.of.checked),
          yardstick: `bare round trip (peer in ${language}) ${perSecond(rates.of.bare)}`,
          ratio: `overhead ${overhead.toFixed(2)}`,
          target: 'overhead <= 1.15',
          met: isPinned ? overhead <= 1.15 : undefined,
          gap: isPinned
            ? `Judging, validating and the promise of each call cost ${digits(1e6 / rates.of.checked - 1e6 / rates.of.bare)} µs a step, the bare round trip ${digits(1e6 / rates.of.bare)} µs.`
            : 'taskset not installed: apt-get install util-linux',
        },
      ]
    }),
}
