import { anything, Fitting } from '../../../../machines/model/pattern.ts'
import { speaking, spoken } from '../../../../machines/nodedb/models/spoken.ts'
import type { Json, JsonObject } from '../../../../spec/json.ts'
import { decodeFrame } from '../../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../../spec/nodedb/dialect.ts'
import { type Script, type ScriptStep, scriptCheck, step } from '../../../kit/cases/script.ts'
import { rx } from '../../calls.ts'
import { collection, delta } from '../arrivals.ts'
import { hour_ms } from '../governor-plan.ts'
import { checksumOf, payloadOf } from '../payloads.ts'

/** A delta as it arrives; what comes of it is judged elsewhere. */
function comes(id: number, { damaged = false, of = collection } = {}): ScriptStep {
  const payload = payloadOf(`${id}`)
  const checksum = (checksumOf(payload) ^ (damaged ? 1 : 0)) >>> 0
  return step(rx.delta({ ...delta(`${id}`, payload, checksum), collection: of }), anything)
}

/** The request was lost: by the end of an hour, however it counts its intervals, a receiver has asked again. */
function asksAgain(from: string, dialect: Dialect, ...requirements: string[]): ScriptStep {
  const asks = (got: Json): boolean => {
    const { message } = decodeFrame(Buffer.from((got as JsonObject).frame as string, 'hex'), dialect)
    return (
      message?.type === 'ResyncRequest' &&
      message.from_mutation_id === from &&
      ['', collection].includes(message.collection)
    )
  }
  const frames = new Fitting(
    `a request from ${from}, at least once in an hour`,
    (got) => Array.isArray(got) && got.some(asks),
  )
  return step(rx.advance(hour_ms), { frames, applied: [], installed: [] }, 'NDB-115', ...requirements)
}

/** Another stream that recovers in the meantime, by what it misses or by a snapshot. */
function beside(dialect: Dialect): readonly Script[] {
  const other = { of: 'other' }
  const gapped = [comes(1), comes(3), comes(1, other), comes(3, other)]
  const snapshot = step(rx.snapshot({ collection: 'other', watermark: '3', items: [] }), anything)
  return [
    {
      name: 'another stream is completed',
      steps: [...gapped, comes(2, other), comes(3, other), asksAgain('2', dialect, 'NDB-062')],
    },
    { name: 'another stream gets a snapshot', steps: [...gapped, snapshot, asksAgain('2', dialect, 'NDB-062')] },
  ]
}

/** What is lost is asked for until it comes: at whatever intervals, or the receiver never has the whole log. */
export const unansweredRequests = scriptCheck({
  id: 'nodedb/unanswered-requests',
  kind: 'scenario',
  requirements: ['NDB-062', 'NDB-115'],
  needs: ['rx.delta', 'rx.advance'],
  explain:
    'A request that is never answered is sent again within an hour, after a gap and after damage, whatever other streams do.',
  configure: speaking,
  scripts: (setting) => {
    const dialect = spoken(setting)
    const adopts = setting.parameters.baseline === 'adopt'
    return [
      { name: 'a gap', steps: [comes(1), comes(3), asksAgain('2', dialect)] },
      ...(setting.parameters.stream_scope === 'peer' ? [] : beside(dialect)),
      { name: 'damage', steps: [comes(1), comes(2, { damaged: true }), asksAgain('2', dialect)] },
      ...(adopts ? [] : [{ name: 'nothing but a late one', steps: [comes(5), asksAgain('1', dialect)] }]),
    ]
  },
})
