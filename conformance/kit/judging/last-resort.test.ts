import { expect, test } from 'vitest'
import { modelOf } from '../../../docs/toy/model.ts'
import { charts } from '../../../docs/toy/relay.ts'
import { amend } from '../../../machines/chart/amend.ts'
import type { Facet } from '../../../machines/chart/chart.ts'
import { Oracle } from './oracle.ts'

const setting = {
  profile: 'relay',
  capabilities: new Set(['restart']),
  parameters: { repeat_ticks: 3 },
  shimDefined: new Set<string>(),
}
const names: { readonly [name: string]: Facet } = { state: 'state', sent: 'effects' }

test('a divergence is told when XState takes every step as the compiled chart does', () => {
  const oracle = new Oracle(modelOf('taker').build(setting), names)
  expect(oracle.judge('put_down', {}, { ok: { sent: [] } }, 1).comparison.differences).toEqual([])
  const { differences } = oracle.judge('state', {}, { ok: { state: 'holding' } }, 2).comparison
  expect(differences).toHaveLength(1)
})

test('where XState takes a step otherwise, the divergence is a defect of the kit, told with both readings', () => {
  // The compiled chart does not read `entry` actions or `always`; XState does.
  const { taker } = charts
  const idle = { ...taker.config.states.idle, always: { target: 'holding' } }
  const strange = { ...taker, config: { ...taker.config, states: { ...taker.config.states, idle } } }
  const oracle = new Oracle(modelOf('taker', { ...charts, taker: strange }).build(setting), names)
  expect(oracle.judge('put_down', {}, { ok: { sent: [] } }, 1).comparison.differences).toEqual([])
  const told = (): unknown => oracle.judge('state', {}, { ok: { state: 'offering' } }, 2)
  expect(told).toThrow(expect.objectContaining({ code: 'CUT-KIT-CHART', exitCode: 4 }))
  expect(told).toThrow(/taker \(toy.taker\) in idle takes "look" to .*"leaf":"idle".* as XState reads it/)
})

test('a chart with a fault of its own is still one chart, whoever reads it', () => {
  const silent = amend(charts.taker, 'idle', 'offered', () => ({}))
  const oracle = new Oracle(modelOf('taker', { ...charts, taker: silent }).build(setting), names)
  const { differences } = oracle.judge('deliver', { frame: '01000102' }, { ok: { sent: ['02000103'] } }, 1).comparison
  expect(differences).toHaveLength(1)
})
