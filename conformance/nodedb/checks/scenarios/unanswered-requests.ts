import { anything, Fitting } from '../../../../machines/model/pattern.ts'
import { speaking, spoken } from '../../../../machines/nodedb/models/spoken.ts'
import type { Json, JsonObject } from '../../../../spec/json.ts'
import { decodeFrame } from '../../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../../spec/nodedb/dialect.ts'
import { type ScriptStep, scriptCheck, step } from '../../../kit/cases/script.ts'
import { rx } from '../../calls.ts'
import { hour_ms } from '../governor-plan.ts'
import { checksumOf, payloadOf } from '../payloads.ts'

const collection = 'rows'

/** A delta as it arrives; what comes of it is judged elsewhere. */
function arrives(id: number, damaged = false): ScriptStep {
  const payload = payloadOf(`${id}`)
  const checksum = (checksumOf(payload) ^ (damaged ? 1 : 0)) >>> 0
  return step(rx.delta({ collection, document_id: `d${id}`, mutation_id: `${id}`, payload, checksum }), anything)
}

/** The request was lost: by the end of an hour, however it counts its intervals, a receiver has asked again. */
function asksAgain(from: string, dialect: Dialect): ScriptStep {
  const asks = (got: Json): boolean => {
    const { message } = decodeFrame(Buffer.from((got as JsonObject).frame as string, 'hex'), dialect)
    return message?.type === 'ResyncRequest' && message.from_mutation_id === from
  }
  const frames = new Fitting(
    `a request from ${from}, at least once in an hour`,
    (got) => Array.isArray(got) && got.some(asks),
  )
  return step(rx.advance(hour_ms), { frames, applied: [], installed: [] }, 'NDB-115')
}

/** What is lost is asked for until it comes: at whatever intervals, or the receiver never has the whole log. */
export const unansweredRequests = scriptCheck({
  id: 'nodedb/unanswered-requests',
  kind: 'scenario',
  requirements: ['NDB-115'],
  needs: ['rx.delta', 'rx.advance'],
  explain: 'A request that is never answered is sent again within an hour, after a gap and after damage.',
  configure: speaking,
  scripts: (setting) => {
    const dialect = spoken(setting)
    const adopts = setting.parameters.baseline === 'adopt'
    return [
      { name: 'a gap', steps: [arrives(1), arrives(3), asksAgain('2', dialect)] },
      { name: 'damage', steps: [arrives(1), arrives(2, true), asksAgain('2', dialect)] },
      ...(adopts ? [] : [{ name: 'nothing but a late one', steps: [arrives(5), asksAgain('1', dialect)] }]),
    ]
  },
})
