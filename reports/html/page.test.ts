import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { exampleEnding, exampleEvents, finished, verdict } from '../example-run.ts'
import { hostileTexts } from '../hostile.ts'
import { hostileRun } from '../hostile-run.ts'
import { renderHtml } from './page.ts'

const shown = renderHtml(finished(exampleEvents))

/** Every tag, without its attributes' values. */
function tagsOf(page: string): readonly string[] {
  return (page.match(/<[^<>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'))
}

describe('the page', () => {
  test('begins with the verdict', () => {
    expect(shown.startsWith('<!doctype html>\n<html lang="en">')).toBe(true)
    expect(shown).toContain('<p class="sign">non-conformant</p><div><h1>acme-proxy 3.1.0</h1>')
    expect(shown).toContain(
      '<title>acme-proxy 3.1.0: non-conformant: violates 1 MUST and 1 SHOULD, beside 1 known failure</title>',
    )
    const passing = renderHtml(
      finished([verdict('OSP-017', 'MUST', 'routing', 'x', 'pass')], { ...exampleEnding, exit_code: 0 }),
    )
    expect(passing).toContain('<p class="sign">conformant</p>')
    expect(passing).not.toContain('id="defects"')
  })

  test('tells of each requirement where it is stated, by what it is judged and falsified, and what masks it', () => {
    const [, told = ''] = /<details class="requirement" id="requirement-OSP-016"(.*?)<\/details>/s.exec(shown) ?? []
    expect(told).toContain('Partition migration 1.0.2, lines 40-44')
    expect(told).toContain('osproxy/reads-flip-at-cutover')
    expect(told).toContain('20 000 cases, judged 5 120 times')
    expect(told).toContain('<a href="#defect-1">defect 1</a>')
    const [, masked = ''] = /id="requirement-OSP-082"(.*?)<\/details>/s.exec(shown) ?? []
    expect(masked).toContain('<a href="#defect-3">defect 3</a>')
  })

  test('has every link lead to a place of the page, and every place once', () => {
    const places = [...shown.matchAll(/ id="([^"]*)"/g)].map(([, place]) => place)
    expect(new Set(places).size).toBe(places.length)
    const links = [...shown.matchAll(/href="#([^"]*)"/g)].map(([, place]) => place)
    expect(links.length).toBeGreaterThan(20)
    for (const link of links) expect(places).toContain(link)
  })

  test('asks for nothing: its policy names its style and script by their digests, and no address stands in it', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(shown) ?? []
    const digests = ['style', 'script'].map((tag) => {
      const [, text = ''] = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(shown) ?? []
      return `${tag}-src &#39;sha256-${createHash('sha256').update(text).digest('base64')}&#39;`
    })
    expect(policy).toBe(
      `default-src &#39;none&#39;; ${digests.join('; ')}; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    )
    expect(shown).not.toMatch(/https?:|\ssrc=|@import|url\((?!#)|style="/)
  })

  test('is the same bytes for the same events, and answers for a stream without an end', () => {
    expect(renderHtml(finished(exampleEvents))).toBe(shown)
    expect(renderHtml([])).toContain('unfinished: the event stream has no footer')
  })

  test.each(hostileTexts.map((text) => [text.slice(0, 24), text]))('keeps %j text', (_, text) => {
    const page = renderHtml(hostileRun(text))
    const own = new Set(tagsOf(shown))
    for (const tag of tagsOf(page)) {
      const isOwn = own.has(tag) || /^<\/?(mark class=""|mark|span class=""|a href="")>$/.test(tag)
      expect(isOwn, tag).toBe(true)
    }
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  test('pictures the first defects of many and tells the others in words', () => {
    const first = exampleEvents.findIndex(({ event }) => event === 'defect')
    const [defect, violation] = exampleEvents.slice(first, first + 2)
    const many = Array.from({ length: 100 }, (_, at) => [
      { ...defect, defect: at + 10 },
      { ...violation, defect: at + 10 },
    ]).flat()
    const page = renderHtml(finished([...exampleEvents, ...(many as typeof exampleEvents)]))
    expect(page.match(/<article class="defect"/g)).toHaveLength(103)
    expect(page.match(/<svg class="sequence"/g)).toHaveLength(40)
    expect(Buffer.byteLength(page)).toBeLessThan(2 ** 20)
  })
})
