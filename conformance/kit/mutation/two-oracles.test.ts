import { describe, expect, test } from 'vitest'
import { takerWalk } from '../../../docs/toy/checks/walks/taker-walk.ts'
import { modelOf } from '../../../docs/toy/model.ts'
import { toy } from '../../../docs/toy/protocol.ts'
import { charts } from '../../../docs/toy/relay.ts'
import { amend } from '../../../machines/chart/amend.ts'
import type { ModelSource } from '../../../machines/model/model.ts'
import type { Pics } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { protocols } from '../cli/protocols.ts'
import { settingOf } from '../judging/setting.ts'
import { MadeOfCharts } from './made-of-charts.ts'
import { disagreements, statementsOf, walks } from './two-oracles.ts'

describe.each([...protocols, { id: 'toy', load: async () => toy }])('the oracles of $id', ({ load }) => {
  test('agree on implementations that are made of the charts, whatever freedom they take', async () => {
    const protocol = await load()
    const [stated] = await statementsOf(protocol)
    if (stated === undefined) throw new Error('the reference states nothing')
    // The walk of the smallest model; CI has every walk with every statement (`npm run oracles`).
    const size = ({ model }: { readonly model: ModelSource }): number =>
      model.build(settingOf(stated.pics)).world.reducers.reduce((sum, { transitions }) => sum + transitions.length, 0)
    const [check] = walks(protocol, stated).toSorted((a, b) => size(a) - size(b))
    if (check === undefined) throw new Error('no walk of a model that is made of charts')
    for (const pipelined of [false, true])
      expect(await disagreements(protocol, check, stated, { seed: 1, cases: 3, pipelined })).toEqual([])
  })
})

test.each(protocols)(
  'what no chart of $id speaks about, another implementation answers: the smoke conversation',
  async ({ load }) => {
    const protocol = await load()
    const [stated] = await statementsOf(protocol)
    if (stated === undefined) throw new Error('the reference states nothing')
    for (const { model } of walks(protocol, stated)) {
      const besides = protocol.reference()
      const made = new MadeOfCharts({
        model,
        seed: 1,
        statement: stated.pics,
        catalogue: protocol.catalogue(),
        besides,
      })
      for (const { call, expect: wanted } of protocol.smoke)
        expect(wanted(await made.request(call.op, call.params))).toBe(undefined)
    }
  },
)

test('a chart alone that is wrong is flagged by a monitor', async () => {
  const [stated] = await statementsOf(toy)
  if (stated === undefined) throw new Error('the toy states nothing')
  const copies = amend(charts.taker, 'idle', 'offered', (all) => all.map(({ guard: _, ...rest }) => rest))
  const model = modelOf('taker', { ...charts, taker: copies })
  const alarms = await disagreements(toy, { ...takerWalk, model }, stated, { seed: 1, cases: 20 })
  expect(alarms.map(({ requirement }) => requirement)).toContain('TOY-006')
})

test('a call to which the charts have no answer to give is told', async () => {
  const [stated] = await statementsOf(toy)
  if (stated === undefined) throw new Error('the toy states nothing')
  const source = modelOf('taker')
  const mute: ModelSource = {
    ...source,
    build: (setting) => {
      const model = source.build(setting)
      return Object.assign(Object.create(model), { perform: () => ({ any: true }) }) as typeof model
    },
  }
  const alarms = await disagreements(toy, { ...takerWalk, model: source }, stated, { seed: 1, cases: 2, made: mute })
  expect(alarms.map(({ allowed }) => allowed)).toContain('an answer that the charts give')
})

test('an implementation made of other charts is flagged by the charts of the check', async () => {
  const [stated] = await statementsOf(toy)
  if (stated === undefined) throw new Error('the toy states nothing')
  const silent = amend(charts.taker, 'holding', 'offered', () => ({}))
  const made = modelOf('taker', { ...charts, taker: silent })
  const alarms = await disagreements(toy, { ...takerWalk, model: modelOf('taker') }, stated, {
    seed: 1,
    cases: 5,
    made,
  })
  expect(alarms.map(({ requirement }) => requirement)).toContain('TOY-007')
})

describe('the freedoms of an implementation that is made of charts', () => {
  const [osproxy] = protocols
  const epochs = async (seed: number, partitions: readonly string[]): Promise<string[]> => {
    const protocol = await (osproxy as (typeof protocols)[number]).load()
    const { ok } = await protocol.reference().request('hello', {})
    const model = protocol.checks.find(({ id }) => id.endsWith('store-walk'))?.model
    if (model === undefined) throw new Error('no walk of the store')
    const made = new MadeOfCharts({ model, seed, statement: ok as unknown as Pics, catalogue: protocol.catalogue() })
    await made.request('reset', {})
    const placement: JsonObject = { kind: 'dedicated_cluster', cluster: 'a' }
    return Promise.all(
      partitions.map(async (partition) => {
        const reply = await made.request('store.set', { partition, placement })
        return String(reply.ok?.epoch)
      }),
    )
  }

  test('are taken by the seed: the same answers again, other numbers with another seed, and always larger ones', async () => {
    const once = await epochs(1, ['p0', 'p0', 'p1'])
    expect(await epochs(1, ['p0', 'p0', 'p1'])).toEqual(once)
    expect(await epochs(2, ['p0', 'p0', 'p1'])).not.toEqual(once)
    expect(once.map(Number)).toEqual(once.map(Number).sort((a, b) => a - b))
    expect(new Set(once).size).toBe(3)
  })

  test('end where the catalogue ends: what is malformed or unknown is refused', async () => {
    const protocol = await (osproxy as (typeof protocols)[number]).load()
    const { ok } = await protocol.reference().request('hello', {})
    const model = protocol.checks.find(({ id }) => id.endsWith('store-walk'))?.model
    if (model === undefined) throw new Error('no walk of the store')
    const made = new MadeOfCharts({ model, seed: 1, statement: ok as unknown as Pics, catalogue: protocol.catalogue() })
    expect(await made.request('store.set', {})).toEqual({ error: { code: 'invalid_params' } })
    expect(await made.request('store.fly', {})).toEqual({ error: { code: 'unsupported_op' } })
  })
})
