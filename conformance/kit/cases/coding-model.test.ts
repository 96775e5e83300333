import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toy } from '../../../docs/toy/protocol.ts'
import type { Setting } from '../../../machines/model/model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { check } from '../check.ts'
import { CasePlan } from './case-plan.ts'
import { CodingModel } from './coding-model.ts'

const setting: Setting = { profile: 'relay', capabilities: new Set(), parameters: {}, shimDefined: new Set() }
const model = (): CodingModel =>
  new CodingModel(
    {
      encode: ({ text }) => ({ ok: { frame: Buffer.from(String(text)).toString('hex') } }),
      decode: (hex) =>
        hex === '' ? { error: { code: 'short' } } : { ok: { text: Buffer.from(hex, 'hex').toString() } },
    },
    { encode: () => ['X-001'], decode: (hex) => (hex === '' ? ['X-002'] : ['X-003']) },
    { dialect: 1 },
  )
const encode = (message: JsonObject) => ({ op: 'codec.encode', params: { message } })
const decode = (hex: string) => ({ op: 'codec.decode', params: { hex } })

test('any message and any bytes are answered by the specification\u2019s codec, and attributed by what they are', () => {
  const judge = model()
  const asked = (input: ReturnType<typeof decode> | ReturnType<typeof encode>): unknown => {
    judge.world.begin([], () => 0)
    const expected = judge.perform(input)
    return [expected, judge.world.fired.map(({ requirements }) => requirements.value)]
  }
  expect(asked(encode({ text: 'a' }))).toEqual([{ ok: { frame: '61' } }, [['X-001']]])
  expect(asked(decode('61'))).toEqual([{ ok: { text: 'a' } }, [['X-003']]])
  expect(asked(decode(''))).toEqual([{ error: { code: 'short' } }, [['X-002']]])
  expect([encode({}), decode('00'), { op: 'rx.delta', params: {} }].map((input) => judge.accepts(input))).toEqual([
    true,
    true,
    false,
  ])
})

test('cases are drawn by seed and budget', () => {
  const drawing = check({
    id: 'x/drawn',
    kind: 'wire',
    requirements: ['X-001'],
    needs: [],
    explain: 'Drawn.',
    model: { id: 'drawn', build: model },
    draws: () => fc.string().map((text) => [encode({ text })]),
    weight: 0.5,
  })
  const drawn = (seed: number, randomCases: number) => [
    ...new CasePlan(drawing, setting, toy.catalogue(), { seed, randomCases }),
  ]
  expect(drawn(1, 40)).toHaveLength(20)
  expect(drawn(1, 40)[0]?.configuration).toEqual({ dialect: 1 })
  expect(drawn(1, 40)).toEqual(drawn(1, 40))
  expect(drawn(1, 80).slice(0, 20)).toEqual(drawn(1, 40))
  expect(drawn(2, 40)).not.toEqual(drawn(1, 40))
})
