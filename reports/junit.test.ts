import { describe, expect, test } from 'vitest'
import { exampleEnding, exampleEvents, exampleViolation, finished } from './example-run.ts'
import { hostileTexts } from './hostile.ts'
import { hostileRun } from './hostile-run.ts'
import { renderJunit } from './junit.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** Reads the XML 1.0 that a JUnit file needs and refuses everything that is not well formed. */
function parseXml(source: string): Element {
  for (const character of source) {
    const code = character.codePointAt(0) ?? 0
    const legal =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 0x20 && code <= 0xd7ff) ||
      (code >= 0xe000 && code <= 0xfffd) ||
      code >= 0x10000
    if (!legal) throw new Error(`character ${code.toString(16)} is not allowed in XML`)
  }
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
  if (!source.startsWith(declaration)) throw new Error('no declaration')
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open: Element[] = [root]
  let rest = source.slice(declaration.length)
  while (rest !== '') {
    const parent = open.at(-1) ?? root
    const text = /^[^<]+/.exec(rest)?.[0]
    const tag = /^<(\/?)([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.-]*="[^"<]*")*)\s*(\/?)>/.exec(rest)
    if (text !== undefined) {
      if (text.includes(']]>')) throw new Error('"]]>" in text')
      parent.text += decodeReferences(text)
    } else if (tag?.[1] === '/') {
      if (parent.name !== tag[2] || tag[3] !== '') throw new Error(`</${tag[2]}> closes <${parent.name}>`)
      open.pop()
    } else if (tag !== null) {
      const pairs = [...(tag[3] ?? '').matchAll(/([A-Za-z_][\w.-]*)="([^"]*)"/g)].map((pair) => [
        pair[1] ?? '',
        decodeReferences(pair[2] ?? ''),
      ])
      if (new Set(pairs.map(([name]) => name)).size !== pairs.length)
        throw new Error(`an attribute of <${tag[2]}> stands twice`)
      const element: Element = { name: tag[2] ?? '', attributes: Object.fromEntries(pairs), children: [], text: '' }
      parent.children.push(element)
      if (tag[4] === '') open.push(element)
    } else {
      throw new Error(`not well formed: ${rest.slice(0, 60)}`)
    }
    rest = rest.slice((text ?? tag?.[0] ?? '').length)
  }
  const document = root.children[0]
  if (open.length !== 1 || document === undefined || root.children.length !== 1 || root.text.trim() !== '')
    throw new Error('not one element')
  return document
}

function decodeReferences(text: string): string {
  return text.replace(/&([^;]*;?)/g, (_, reference: string) => {
    const named: Readonly<Record<string, string>> = { 'amp;': '&', 'lt;': '<', 'gt;': '>', 'quot;': '"', 'apos;': "'" }
    const number = /^#(\d+);$/.exec(reference)?.[1]
    const found = named[reference] ?? (number === undefined ? undefined : String.fromCodePoint(Number(number)))
    if (found === undefined) throw new Error(`&${reference} is no reference`)
    return found
  })
}

/** What junit-10.xsd of the xUnit plugin of Jenkins allows: children, required and further attributes of each element. */
const allowed: Readonly<Record<string, { children: string[]; required: string[]; optional: string[] }>> = {
  testsuites: { children: ['testsuite'], required: [], optional: ['name', 'time', 'tests', 'failures', 'errors'] },
  testsuite: {
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
  },
  testcase: {
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    required: ['name'],
    optional: ['time', 'classname', 'group'],
  },
  ...Object.fromEntries(
    ['skipped', 'error', 'failure'].map((name) => [
      name,
      { children: [], required: [], optional: ['type', 'message'] },
    ]),
  ),
  ...Object.fromEntries(
    ['system-out', 'system-err'].map((name) => [name, { children: [], required: [], optional: [] }]),
  ),
}

function breaches({ name, attributes, children }: Element): string[] {
  const rule = allowed[name]
  if (rule === undefined) return [`<${name}>`]
  const names = Object.keys(attributes)
  return [
    ...rule.required.filter((attribute) => !names.includes(attribute)).map((missing) => `${name} without ${missing}`),
    ...names
      .filter((attribute) => ![...rule.required, ...rule.optional].includes(attribute))
      .map((one) => `${name}@${one}`),
    ...children.filter((child) => !rule.children.includes(child.name)).map((child) => `${name}/${child.name}`),
    ...(['testsuites', 'testsuite'].includes(name) && !/^\d+\.\d{3}$/.test(attributes.time ?? '')
      ? [`${name} without a time`]
      : []),
    ...children.flatMap(breaches),
  ]
}

const named = (parent: Element, name: string) =>
  parent.children.find((child) => child.attributes.name?.startsWith(name))

describe('the checker of this test', () => {
  const declared = (body: string) => () => parseXml(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`)
  test.each([
    '',
    '<a>',
    '<a></b>',
    '<a b="<"/>',
    '<a>&nbsp;</a>',
    '<a>& b</a>',
    '<a>\u0000</a>',
    '<a>\uffff</a>',
    '<a>\ud800</a>',
    '<a/><b/>',
    '<a b="1" b="2"/>',
    '<a>]]></a>',
    '<a b=1/>',
    'x<a/>',
  ])('refuses %j', (body) => expect(declared(body)).toThrow())
})

describe('the JUnit report', () => {
  const document = parseXml(renderJunit(finished(exampleEvents)))

  test('has a suite for each category and a case for each requirement', () => {
    expect(document.name).toBe('testsuites')
    expect(document.children.map(({ attributes }) => attributes.name)).toEqual(['run', 'routing', 'epochs', 'barrier'])
    const requirements = document.children
      .slice(1)
      .flatMap(({ children }) => children.map(({ attributes }) => attributes.name?.slice(0, 7)))
    expect(requirements.sort()).toEqual(
      exampleEvents.flatMap((event) => (event.event === 'verdict' ? [event.requirement] : [])).sort(),
    )
  })

  test('tells failure, error, skipped and passed apart', () => {
    const results = document.children.flatMap((suite) =>
      suite.children.flatMap(({ name, attributes, children }) =>
        name === 'testcase' ? [[attributes.name?.split(' ').slice(0, 3).join(' '), children[0]?.name ?? 'passed']] : [],
      ),
    )
    expect(results).toEqual([
      ['run', 'passed'],
      ['harness CUT-ADAPTER-ID', 'error'],
      ['known failure OSP-017', 'failure'],
      ['known failure OSP-999', 'failure'],
      ['OSP-016 MUST While', 'failure'],
      ['OSP-017 MUST While', 'passed'],
      ['OSP-051 MUST Epochs', 'skipped'],
      ['OSP-052 MUST At', 'skipped'],
      ['OSP-053 MUST A', 'skipped'],
      ['OSP-080 SHOULD A', 'failure'],
      ['OSP-081 MAY A', 'error'],
      ['OSP-082 MUST A', 'skipped'],
      ['OSP-111 MUST Whoever', 'skipped'],
    ])
  })

  test('carries the whole failure with its replay line, and reasons of what is skipped', () => {
    const routing = named(document, 'routing')
    const failure = routing === undefined ? undefined : named(routing, 'OSP-016')?.children[0]
    expect(failure?.attributes).toEqual({ type: 'MUST', message: 'allowed: placement a; got: placement b' })
    expect(failure?.text.split('\n').at(-1)).toBe('    cutover replay osp1.9f3c2a')
    const epochs = named(document, 'epochs')
    expect(epochs?.children.map(({ children }) => children[0]?.attributes.message)).toEqual([
      'known failure: data race in the batch path, fixed in 3.2',
      'not applicable: needs seeded_counter',
      'not applicable: needs seeded_counter',
    ])
  })

  test('has totals that are sums of its cases', () => {
    const sum = (result: string) =>
      document.children.reduce((total, suite) => total + Number(suite.attributes[result]), 0)
    for (const total of ['tests', 'failures', 'errors']) expect(Number(document.attributes[total])).toBe(sum(total))
    expect(document.attributes).toMatchObject({ tests: '13', failures: '4', errors: '2', time: '0.000' })
  })

  test('is what the xUnit plugin of Jenkins reads, with a time for each case and no case twice', () => {
    for (const events of [exampleEvents, [...exampleEvents, ...exampleEvents], ...hostileTexts.map(hostileRun)]) {
      const report = parseXml(renderJunit(finished(events.filter((event) => event.event !== 'run_finished'))))
      expect(breaches(report)).toEqual([])
      const cases = report.children.flatMap(({ children }) => children.filter(({ name }) => name === 'testcase'))
      const keys = cases.map(({ attributes }) => `${attributes.classname} ${attributes.name}`)
      expect(new Set(keys).size).toBe(keys.length)
      for (const { attributes } of cases) expect(attributes.time).toMatch(/^\d+\.\d{3}$/)
    }
  })

  test('keeps two runs of a job apart by their names', () => {
    const classes = (name: string) =>
      parseXml(
        renderJunit(
          finished(exampleEvents.map((event) => (event.event === 'run_started' ? { ...event, name } : event))),
        ),
      ).children.flatMap(({ children }) => children.map(({ attributes }) => attributes.classname))
    expect(classes('codec')).toContain('codec.osproxy.routing')
    expect(classes('codec').filter((name) => name !== undefined && classes('receiver').includes(name))).toEqual([])
  })

  test('is never green for a run that was cut short, and shows what it had found', () => {
    const cut = parseXml(
      renderJunit(finished([exampleViolation], { ...exampleEnding, status: 'interrupted', exit_code: 130 })),
    )
    expect(cut.attributes).toMatchObject({ tests: '2', failures: '1', errors: '1' })
    const nothing = finished([], { ...exampleEnding, exit_code: 1 })
    expect(parseXml(renderJunit(nothing)).attributes).toMatchObject({ tests: '1', errors: '1' })
    expect(parseXml(renderJunit([])).attributes).toMatchObject({ errors: '1' })
  })

  test.each(hostileTexts.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    'stays well formed and the same in shape with %s',
    (_, text) => {
      const shape = ({ name, children }: Element): unknown => [name, children.map(shape)]
      expect(shape(parseXml(renderJunit(hostileRun(text))))).toEqual(
        shape(parseXml(renderJunit(hostileRun('harmless')))),
      )
    },
  )
})
