import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeToken, encodeToken, type Recording } from './token.ts'

const recording: Recording = {
  format: 1,
  protocol: 'toy',
  kit: '1.0.0',
  spec: '0123456789abcdef',
  transitions: { 'toy.chart:a.b#0': '01234567' },
  check: 'toy/check',
  ran: 'toy/walk',
  requirement: 'TOY-001',
  facet: 'reply',
  profile: 'all',
  capabilities: ['x'],
  parameters: { a: 'b' },
  subject: { configuration: { n: '18446744073709551615' }, inputs: [{ op: 'do', params: { text: 'é\u0000"' } }] },
}

test('a token holds the whole case', () => {
  expect(decodeToken(encodeToken(recording))).toEqual(recording)
})

test('a token is one word that needs no quoting', () => {
  expect(encodeToken(recording)).toMatch(/^toy1\.[A-Za-z0-9_-]+$/)
})

test('a token cut at any place, or of another protocol, is refused and never half-read', () => {
  const token = encodeToken(recording)
  for (let length = 0; length < token.length; length++) {
    expect(() => decodeToken(token.slice(0, length))).toThrow(expect.objectContaining({ code: 'CUT-TOKEN' }))
  }
  expect(() => decodeToken(token.replace('toy1', 'boy1'))).toThrow(expect.objectContaining({ code: 'CUT-TOKEN' }))
})

test('any text is refused with the code for tokens or is a token', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String().map((text) => `toy1.${text}`),
      ),
      (text) => {
        expect(() => decodeToken(text)).toThrow(expect.objectContaining({ code: 'CUT-TOKEN' }))
      },
    ),
  )
})
