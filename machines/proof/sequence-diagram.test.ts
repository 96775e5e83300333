import { expect, test } from 'vitest'
import type { Counterexample } from './explorer.ts'
import { asMermaid, asText } from './sequence-diagram.ts'

const step = (event: string, ...messages: [string, string, string][]) => ({
  event,
  choices: [],
  messages: messages.map(([from, to, text]) => ({ from, to, text })),
})

const broken: Counterexample = {
  property: 'I1',
  text: 'One owner.',
  besides: ['I2'],
  trace: [step('begin', ['env', 'store', 'begin to=2'], ['store', 'env', 'changed epoch=1']), step('time passes')],
}

const endless: Counterexample = {
  ...broken,
  property: 'L1',
  besides: [],
  loop: [step('poll; wait', ['env', 'store', 'look #1'])],
}

test('as text: numbered steps, the messages of each, what else is broken', () => {
  expect(asText(broken)).toBe(`I1 fails after 2 steps: One owner.
  also broken: I2
  1  begin
       env → store  begin to=2
       store → env  changed epoch=1
  2  time passes`)
})

test('as text: the loop follows the way into it', () => {
  expect(asText(endless).split('\n').slice(-3)).toEqual([
    '  and then for ever',
    '  3  poll; wait',
    '       env → store  look #1',
  ])
  expect(
    asText({ ...endless, loop: [] })
      .split('\n')
      .pop(),
  ).toBe('  from here on nothing more need happen')
})

test('as a diagram: participants in order of appearance, notes for steps, replies dashed', () => {
  expect(asMermaid(broken)).toBe(`sequenceDiagram
  participant p0 as env
  participant p1 as store
  Note over p0: begin
  p0->>p1: begin to=2
  p1-->>p0: changed epoch=1
  Note over p0: time passes
  Note over p0: I1 fails: One owner.
`)
})

test('as a diagram: the loop is one, and characters that Mermaid reads are escaped', () => {
  expect(asMermaid(endless)).toContain(
    '  loop for ever\n    Note over p0: poll#59; wait\n    p0->>p1: look #35;1\n  end\n',
  )
})

test('a violation of the first state has a diagram too', () => {
  expect(asMermaid({ property: 'I1', text: 'No.', besides: [], trace: [] })).toBe(
    'sequenceDiagram\n  participant p0 as env\n  Note over p0: I1 fails: No.\n',
  )
})
