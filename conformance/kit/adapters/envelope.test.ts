import fc from 'fast-check'
import { expect, test } from 'vitest'
import schema from '../../../spec/adapter.schema.json' with { type: 'json' }
import type { JsonObject } from '../../../spec/json.ts'
import { Schemas } from '../../../spec/schemas.ts'
import { answerOf, readAnswer, requestLine } from './envelope.ts'
import { lineLimit } from './lines.ts'

const schemas = new Schemas([schema])
const replyProblem = schemas.validator(schema.$id, '/$defs/Reply')
const requestProblem = schemas.validator(schema.$id, '/$defs/Request')

const junk = fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 2 ** 53 - 1, 2 ** 53, '', 'text', [], {})
const sometimes = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: junk })
const text = sometimes(fc.string({ minLength: 1, maxLength: 3 }))
const error = fc.record(
  { code: text, message: text, definite: sometimes(fc.boolean()), retryable: junk },
  { requiredKeys: [] },
)
const reply = fc.record(
  {
    id: sometimes(fc.integer({ min: 1, max: 9 })),
    ok: sometimes(fc.constant({ epoch: '1' })),
    error: sometimes(error),
    unsupported: text,
    note: junk,
  },
  { requiredKeys: [] },
)
/** Mostly one of the three, so that the valid replies are not drowned. */
const likely = fc
  .tuple(reply, fc.constantFrom('ok', 'error', 'unsupported', undefined), fc.boolean())
  .map(([drawn, only, note]) => {
    const names = only === undefined ? Object.keys(drawn) : ['id', only, ...(note ? ['note'] : [])]
    return Object.fromEntries(Object.entries(drawn).filter(([name]) => names.includes(name))) as JsonObject
  })

test('a reply of the published schema is read as it came, and every other is refused', () => {
  const seen = { valid: 0, invalid: 0 }
  fc.assert(
    fc.property(likely, (value) => {
      const problem = replyProblem(value)
      const answer = answerOf(value)
      seen[problem === undefined ? 'valid' : 'invalid'] += 1
      if (problem !== undefined) expect(answer, problem).toBeTypeOf('string')
      else {
        const { id, ...rest } = value
        expect(answer).toEqual({ id, reply: rest })
      }
    }),
    { numRuns: 5_000 },
  )
  expect(seen.valid).toBeGreaterThan(300)
  expect(seen.invalid).toBeGreaterThan(300)
})

test('what the kit sends is a request of the published schema', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1 }),
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.dictionary(fc.string(), fc.string()),
      (id, op, params) => {
        const line = requestLine(id, { op, params })
        expect(line).toMatch(/^[^\n]*\n$/)
        const request = JSON.parse(line)
        expect(requestProblem(request)).toBeUndefined()
        expect(request).toEqual({ id, op, params: JSON.parse(JSON.stringify(params)) })
      },
    ),
  )
})

test('a line that is no request of the published schema is not sent', () => {
  for (const [id, op] of [
    [0, 'echo'],
    [1.5, 'echo'],
    [2 ** 53, 'echo'],
    [1, ''],
  ] as const)
    expect(() => requestLine(id, { op, params: {} })).toThrow(expect.objectContaining({ code: 'CUT-ADAPTER-REQUEST' }))
})

test('a request of exactly 16 MiB may be sent, a longer one not', () => {
  const empty = requestLine(1, { op: 'echo', params: { text: '' } }).length - 1
  const fits = { op: 'echo', params: { text: 'x'.repeat(lineLimit - empty) } }
  expect(requestLine(1, fits)).toHaveLength(lineLimit + 1)
  expect(() => requestLine(10, fits)).toThrow(expect.objectContaining({ code: 'CUT-ADAPTER-REQUEST' }))
})

test('a fault shows the line escaped and clipped', () => {
  const hostile = `[2J\u001b[31m\u202e${'y'.repeat(500)}`
  expect(() => readAnswer(hostile)).toThrow(
    expect.objectContaining({ line: expect.stringMatching(/^\[2J\\u001b\[31m\\u202ey{100,}… \(\d+ characters\)$/) }),
  )
})
