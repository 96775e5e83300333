import { anything, Fitting } from '../../../../machines/model/pattern.ts'
import { speaking, spoken } from '../../../../machines/nodedb/models/spoken.ts'
import { decodeFrame } from '../../../../spec/nodedb/codec.ts'
import { type ScriptStep, scriptCheck, step } from '../../../kit/cases/script.ts'
import { tq } from '../../calls.ts'
import { number } from '../number.ts'

/** A queue goes on being watched, whatever was or was not said when the link came back. */
export const reconnectedRequester = scriptCheck({
  id: 'nodedb/reconnected-requester',
  kind: 'scenario',
  requirements: ['NDB-096', 'NDB-098'],
  needs: ['tq.depth', 'tq.link'],
  explain: 'After a reconnect a queue that drains is released, and one that fills again is announced.',
  configure: speaking,
  scripts: (setting) => {
    const high = number(setting, {}, 'high', 8_000)
    const low = number(setting, {}, 'low', 2_000)
    const says = (throttle: boolean) =>
      new Fitting(`one Throttle ${throttle}`, (got) => {
        if (!Array.isArray(got) || got.length !== 1) return false
        const { message } = decodeFrame(Buffer.from(got[0] as string, 'hex'), spoken(setting))
        return message?.type === 'Throttle' && message.throttle === throttle
      })
    const engages: ScriptStep = step(tq.depth(high), { frames: says(true) }, 'NDB-096')
    const releases: ScriptStep = step(tq.depth(low), { frames: says(false) }, 'NDB-098')
    const reconnects = [step(tq.link(false), anything), step(tq.link(true), anything)]
    return [
      { name: 'engaged', steps: [engages, ...reconnects, releases, engages, releases] },
      { name: 'calm', steps: [...reconnects, engages, ...reconnects, releases, engages] },
    ]
  },
})
