import { type Benchmark, digits, perSecond } from './measure.ts'
import { stdioSteps } from './stdio-steps.ts'

/** Judged steps over pipes, a whole case in one burst. */
export const pipelined: Benchmark = {
  id: 'pipelined',
  explain: 'Cases of 40 steps on a one-cell adapter, each case sent ahead in one burst.',
  run: async () => {
    const { rates, language } = await stdioSteps(true)
    return [
      {
        what: 'checked steps over stdio, pipelined',
        measured: perSecond(rates.of.checked),
        yardstick: `bare bursts (peer in ${language}) ${perSecond(rates.of.bare)}`,
        ratio: `overhead ${rates.ratio('bare', 'checked').toFixed(2)}`,
        target: '>= 250 k/s',
        met: rates.of.checked >= 250e3,
        gap: `A judged step costs ${digits(1e6 / rates.of.checked)} µs, ${digits(1e6 / rates.of.bare)} µs of it in the pipes and the peer.`,
      },
    ]
  },
}
