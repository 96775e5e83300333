import fc, { type Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import type { Setting } from '../../../machines/model/model.ts'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { CasePlan } from './case-plan.ts'
import { drawnFramesCheck } from './drawn-frames.ts'

const setting: Setting = { profile: 'codec', capabilities: new Set(), parameters: {}, shimDefined: new Set() }

/** A frame is the number of its bytes and the text; `twin` doubles as another form. */
const drawnFrames = drawnFramesCheck({
  ...{ id: 'toy/drawn', requirements: ['TOY-001'], needs: [], explain: 'Some frames.' },
  wire: () => ({
    messages: fc.record({ text: fc.string({ maxLength: 9 }), list: fc.array(fc.string()) }) as Arbitrary<JsonObject>,
    frame: ({ text }) => {
      const bytes = Buffer.from(String(text))
      return bytes.length > 99 ? undefined : Buffer.from([bytes.length, ...bytes])
    },
    several: ({ list }) => (list as string[]).length > 1,
    headerLength: 1,
    refitted: (_, body) => Buffer.from([body.length, ...body]),
    equivalents: (frame) => [Buffer.from([0xee, ...frame])],
    expected: { encode: () => ({ ok: {} }), decode: () => ({ ok: {} }) },
    shows: { encode: () => ['TOY-001'], decode: () => ['TOY-001'] },
    configuration: {},
  }),
})
const cases = (seed: number, randomCases: number) => [
  ...new CasePlan(drawnFrames, setting, loadCatalogue('nodedb'), { seed, randomCases }),
]

test('the seed and the budget change what is drawn', () => {
  expect(cases(1, 40)).toEqual(cases(1, 40))
  expect(cases(2, 40)).not.toEqual(cases(1, 40))
  expect(cases(1, 80).slice(0, 40)).toEqual(cases(1, 40))
})

test('a message is written and read, read alone where it has several frames, and then with damage and in other forms', () => {
  let [written, read, refitted] = [0, 0, 0]
  for (const { inputs } of cases(1, 300)) {
    const [message] = inputs.flatMap(({ params }) => ('message' in params ? [params.message as JsonObject] : []))
    if (message === undefined) read++
    else {
      written++
      expect((message.list as string[]).length).toBeLessThan(2)
    }
    const frames = inputs.flatMap(({ params }) => ('hex' in params ? [Buffer.from(String(params.hex), 'hex')] : []))
    expect(frames).toHaveLength(4)
    const [whole, , changed, twin] = frames as [Buffer, Buffer, Buffer, Buffer]
    expect(whole[0]).toBe(whole.length - 1)
    expect(changed[0]).toBe(changed.length - 1)
    expect(twin.subarray(1)).toEqual(whole)
    if (!changed.equals(whole)) refitted++
  }
  expect(Math.min(written, read)).toBeGreaterThan(20)
  expect(refitted).toBeGreaterThan(200)
})
