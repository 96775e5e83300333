import { expect, test } from 'vitest'
import { hostileTexts } from '../hostile.ts'
import { asset, html, lines } from './markup.ts'

test('text stays text, in an element as in an attribute', () => {
  for (const text of hostileTexts) {
    const shown = String(html`<p title="${text}">${text}</p>`)
    expect(shown.match(/[<>"]/g)?.join(''), text.slice(0, 40)).toBe('<"">' + '<>')
    expect(shown.split('\n')).toHaveLength(1)
  }
})

test('tags of its own are put in as they stand, lists item by item, and what is undefined as nothing', () => {
  const items = ['a', 1, undefined, html`<b>&</b>`]
  expect(String(html`<i>${items}</i>`)).toBe('<i>a1<b>&</b></i>')
  expect(String(lines(['a<', html`<b></b>`]))).toBe('a&#60;\n<b></b>')
  expect(String(html`<style>${asset('a > b {}')}</style>`)).toBe('<style>a > b {}</style>')
})
