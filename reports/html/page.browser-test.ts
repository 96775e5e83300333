import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe, { type AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../event.ts'
import { exampleEnding, exampleEvents, finished } from '../example-run.ts'
import { hostileTexts } from '../hostile.ts'
import { hostileRun } from '../hostile-run.ts'
import { openBrowser } from './browser.ts'
import { renderHtml } from './page.ts'

const folder = mkdtempSync(join(tmpdir(), 'cutover-page-'))
const example = finished(exampleEvents)
let browser: Browser
/** What the page said on its console, failed with, asked for and opened, beside itself. */
let uninvited: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})
afterEach(() => {
  expect(uninvited).toEqual([])
  uninvited = []
})

/** Opens the report of a run from disk, as a person does. */
async function open(events: readonly Event[], hash = '', options: BrowserContextOptions = {}): Promise<Page> {
  const path = join(folder, 'report.html')
  writeFileSync(path, renderHtml(events))
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
  const own = pathToFileURL(path).href
  page.on('console', (message) => uninvited.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => uninvited.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => uninvited.push(`dialog: ${dialog.message()}`))
  page.on('popup', (popup) => uninvited.push(`popup: ${popup.url()}`))
  page.on('request', (request) => {
    const isOwn = request.url().split('#')[0] === own || request.url() === 'data:,'
    if (!isOwn) uninvited.push(`request: ${request.url()}`)
  })
  await page.goto(own + hash)
  return page
}

const visible = (page: Page, selector: string): Promise<readonly string[]> =>
  page.$$eval(selector, (found) => found.filter((each) => each.checkVisibility()).map(({ id }) => id))

describe('the slider', () => {
  test('shows one moment of the case, the diverging one first, and steps by key, button and row', async () => {
    const page = await open(example)
    const defect = page.locator('#defect-1')
    const heading = defect.locator('.moment:visible h4')
    expect(await heading.allTextContents()).toEqual(['query after step 3 · 5 of 5'])
    expect(await defect.locator('.moment:visible mark.bad').first().textContent()).toBe('b')
    expect(await defect.locator('.row.current').getAttribute('class')).toContain('diverges')
    await defect.getByRole('slider').press('ArrowLeft')
    expect(await heading.allTextContents()).toEqual(['the kit itself, step 3 · 4 of 5'])
    await defect.getByRole('button', { name: 'Step back' }).click()
    expect(await heading.allTextContents()).toEqual(['step 3 · 3 of 5'])
    expect(await defect.locator('.moment:visible .states').textContent()).toContain('p1 cutover epoch=$e3')
    await defect.locator('.row').first().click()
    expect(await heading.allTextContents()).toEqual(['step 1 · 1 of 5'])
    expect(await defect.getByRole('button', { name: 'Step back' }).isDisabled()).toBe(true)
    expect(await defect.getByRole('slider').getAttribute('aria-valuetext')).toBe('step 1 · 1 of 5')
    await page.close()
  })
})

describe('the filters', () => {
  test('narrow the requirements by text, level, category and verdict, and say how many are left', async () => {
    const page = await open(example)
    const shown = (): Promise<readonly string[]> => visible(page, '.requirement')
    const all = await shown()
    expect(all).toHaveLength(9)
    await page.getByLabel('Text').fill('epochs DECREASE')
    expect(await shown()).toEqual(['requirement-OSP-051'])
    expect(await page.locator('.filters output').textContent()).toBe('1 of 9')
    await page.getByLabel('Text').fill('')
    await page.getByRole('combobox', { name: 'Level' }).selectOption('SHOULD')
    expect(await shown()).toEqual(['requirement-OSP-080'])
    await page.getByRole('combobox', { name: 'Level' }).selectOption('')
    await page.getByRole('combobox', { name: 'Verdict' }).selectOption('not-applicable')
    await page.getByRole('combobox', { name: 'Category' }).selectOption('epochs')
    expect(await shown()).toEqual(['requirement-OSP-052', 'requirement-OSP-053'])
    await page.getByRole('combobox', { name: 'Category' }).selectOption('routing')
    expect(await shown()).toEqual([])
    await page.close()
  })

  test('give way to a link that leads to a requirement which they leave out', async () => {
    const page = await open(example)
    await page.getByLabel('Text').fill('no such words')
    expect(await visible(page, '.requirement')).toEqual([])
    await page.locator('#defect-1 h3 a').click()
    expect(await visible(page, '#requirement-OSP-016 dl')).toHaveLength(1)
    expect(await page.locator('#requirement-OSP-016 > summary:focus').count()).toBe(1)
    await page.close()
  })
})

describe('links', () => {
  test('lead from a state and an arrow of a chart to its transitions, and from there to requirements', async () => {
    const page = await open(example)
    await page.getByRole('link', { name: /^cutover 1/ }).click()
    expect(await page.locator('.transitions caption:visible').allTextContents()).toContain('cutover')
    await page.getByRole('link', { name: /^draining to cutover/ }).press('Enter')
    const row = page.locator('tr[tabindex]:focus')
    expect(await row.locator('td').first().textContent()).toBe('enter')
    await page.locator('#charts tr').getByRole('link', { name: 'OSP-016' }).click()
    expect(await page.locator('#requirement-OSP-016').getAttribute('open')).toBe('')
    await page.close()
  })

  test('open what is folded, also as the address with which the page is opened', async () => {
    const page = await open(example, '#requirement-OSP-082')
    expect(await page.locator('#requirement-OSP-082').getAttribute('open')).toBe('')
    expect(await page.locator('#requirement-OSP-082').textContent()).toContain('defect 3')
    await page.close()
  })
})

test('a replay line is copied whole', async () => {
  const page = await open(example, '', { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.locator('#defect-1 .copy').click()
  await page.locator('#defect-1 .copy', { hasText: /Copied|Selected/ }).waitFor()
  const text = await page.evaluate<string>('navigator.clipboard.readText().catch(() => String(getSelection()))')
  expect(text.trim()).toBe('cutover replay osp1.9f3c2a')
  await page.close()
})

describe('whoever reads it', () => {
  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)(
    'can, in the %s scheme at %i pixels: axe finds nothing, everything unfolded',
    async (colorScheme, width) => {
      const page = await open(example, '', { colorScheme, viewport: { width, height: 900 } })
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
      // Not by a script tag, which the policy of the page refuses.
      await page.evaluate(axe.source)
      const found = await page.evaluate<AxeResults>('axe.run()')
      expect(found.passes.length).toBeGreaterThan(20)
      expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      const scrolls = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
      expect(scrolls).toBe(false)
      await page.close()
    },
  )

  test('changes between dark and light', async () => {
    const page = await open(example, '', { colorScheme: 'light' })
    const paper = (): Promise<string> => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    const light = await paper()
    await page.getByRole('button', { name: 'Dark or light' }).click()
    expect(await paper()).not.toBe(light)
    await page.close()
  })

  test('reaches everything without a script: all moments are there', async () => {
    const page = await open(example, '', { javaScriptEnabled: false })
    expect(await page.locator('#defect-1 .moment').count()).toBe(5)
    for (const moment of await page.locator('#defect-1 .moment').all()) expect(await moment.isVisible()).toBe(true)
    await page.close()
  })

  test('can print it', async () => {
    const page = await open(example)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('nav').isVisible()).toBe(false)
    expect(await page.locator('#defect-1 .moment:visible').count()).toBe(1)
    expect((await page.pdf()).length).toBeGreaterThan(10_000)
    await page.close()
  })
})

test.each(hostileTexts.map((text) => [text.slice(0, 24), text]))('%j stays text', async (_, text) => {
  const page = await open(hostileRun(text))
  const elements = await page.$$eval('img, iframe, object, embed, link:not([rel=icon]), [style], [onerror]', (found) =>
    found.map(({ outerHTML }) => outerHTML),
  )
  expect(elements).toEqual([])
  expect(await page.$$eval('script, style', (found) => found.length)).toBe(2)
  expect(await page.locator('#defect-1 .row').count()).toBeGreaterThan(0)
  await page.close()
})

test('a run without failures has neither defects nor complaints', async () => {
  const passing = exampleEvents.filter(({ event }) => !['defect', 'violation', 'harness_fault'].includes(event))
  const page = await open(finished(passing, { ...exampleEnding, exit_code: 0 }))
  expect(await page.locator('#defects').count()).toBe(0)
  expect(await page.locator('h1').textContent()).toBe('acme-proxy 3.1.0')
  await page.close()
})
