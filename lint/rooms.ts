import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../spec/root.ts'
import { type Import, ImportGraph } from './import-graph.ts'

/** What stands against the layout, at the line where it shows. `file` is relative to the root of the tree. */
export interface Breach {
  readonly file: string
  readonly line: number
  readonly rule: string
}

/** An import that must not be: files that match `from` may not reach files that match `to`. */
interface Rule {
  readonly name: string
  readonly from: RegExp
  readonly to: RegExp
  /** Taking types alone is allowed. */
  readonly types?: true
  /** Whatever is reached over further files counts as well. */
  readonly transitive?: true
  /** Tests are held to it too. */
  readonly tests?: true
}

const rooms = ['spec', 'machines', 'conformance', 'fixtures', 'reports']

/** The parts of the kit, each above those before it: an import runs to the same part or to one before it. */
const parts = ['adapters', 'judging', 'cases', 'outcome', 'running', 'mutation', 'cli']
/** The parts of `machines`, likewise. */
const machineParts = ['chart', 'model', 'proof']

/** The one table in which protocols are registered; nothing else that serves all protocols reaches one of them. */
const table = 'conformance/kit/cli/protocols.ts'

const directions: readonly Rule[] = [
  { name: 'spec imports nothing of the other rooms', from: /^spec\//, to: /^(?!spec\/)/ },
  { name: 'machines import spec alone', from: /^machines\//, to: /^(?!spec\/|machines\/)/ },
  { name: 'fixtures import spec and machines', from: /^fixtures\//, to: /^(?!spec\/|machines\/|fixtures\/)/ },
  { name: 'reports import nothing of ours', from: /^reports\//, to: /^(?!reports\/)/ },
  {
    name: 'conformance imports spec and machines, and of reports the types of events and streams',
    from: /^conformance\/(?!kit\/cli\/)/,
    to: /^(?!spec\/|machines\/|conformance\/|reports\/)/,
  },
  {
    name: 'conformance takes from reports the types of events and streams alone',
    from: /^conformance\/(?!kit\/cli\/)/,
    to: /^reports\//,
    types: true,
  },
  {
    name: 'conformance takes from reports the types of events and streams alone',
    from: /^conformance\/(?!kit\/cli\/)/,
    to: /^reports\/(?!(event|stream|progress)\.ts$)/,
  },
  {
    name: 'what serves all protocols reaches none of them but over the table',
    from: /^(spec\/[^/]+\.ts$|machines\/(chart|model|proof)\/|conformance\/kit\/|fixtures\/[^/]+\.ts$|reports\/)/,
    to: /^$/,
    transitive: true,
  },
  {
    name: 'a monitor reaches neither charts nor models nor a reference implementation',
    from: /^conformance\/[^/]+\/checks\/monitors\//,
    to: /^(machines\/[^/]+\/(charts|models|systems)\/|conformance\/[^/]+\/reference\/)/,
    types: true,
    transitive: true,
  },
  {
    name: 'a reference implementation is written from the specification: it takes what spec has and no more',
    from: /^conformance\/[^/]+\/reference\//,
    to: /^(machines\/|reports\/|fixtures\/|conformance\/(?![^/]+\/reference\/))/,
    transitive: true,
  },
  ...upwards('conformance/kit', parts, 'the kit'),
  ...upwards('machines', machineParts, 'machines'),
]

/** One rule for each part: nothing above it. */
function upwards(folder: string, order: readonly string[], whole: string): Rule[] {
  return order.slice(0, -1).map((part, at) => ({
    name: `inside ${whole} imports run down: ${order.join(' < ')}`,
    from: new RegExp(`^${folder}/${part}/`),
    to: new RegExp(`^${folder}/(${order.slice(at + 1).join('|')})/`),
  }))
}

/** Every import against the directions of the rooms, every circle, and every shared file that names a protocol. */
export function breaches(folder: string): readonly Breach[] {
  const protocols = protocolsOf(folder)
  const graph = new ImportGraph(folder, rooms)
  return [
    ...directions.flatMap((rule) => against(graph, forProtocols(rule, protocols))),
    ...protocols.flatMap((protocol) => against(graph, apart(protocol, protocols))),
    ...graph.circles().map((circle) => at(circle, 'files import each other in a circle')),
    ...graph.files.filter(sharedByAll).flatMap((file) => naming(folder, file, protocols)),
  ]
}

/** The rule about shared files, whose target are this tree's protocols. */
function forProtocols(rule: Rule, protocols: readonly string[]): Rule {
  return rule.to.source === '^$'
    ? { ...rule, to: new RegExp(`^(spec|machines|conformance|fixtures)/(${protocols.join('|')})/`) }
    : rule
}

function apart(protocol: string, protocols: readonly string[]): Rule {
  const others = protocols.filter((each) => each !== protocol).join('|')
  return {
    name: `protocol ${protocol} imports no other protocol`,
    from: new RegExp(`^[a-z]+/${protocol}/`),
    to: new RegExp(`^[a-z]+/(${others})/`),
    tests: true,
  }
}

function against(graph: ImportGraph, rule: Rule): Breach[] {
  const counts = (edge: Import): boolean => (rule.types !== true || !edge.typeOnly) && edge.to !== table
  return graph.files
    .filter((file) => rule.from.test(file) && file !== table && (rule.tests === true || !isTest(file)))
    .flatMap((file) => {
      if (rule.transitive !== true)
        return graph
          .importsOf(file)
          .filter((edge) => edge.to !== 'package.json' && rule.to.test(edge.to) && counts(edge))
          .map((edge) => at([edge], rule.name))
      const way = graph.way(file, (to) => rule.to.test(to), counts)
      return way === undefined ? [] : [at(way, rule.name)]
    })
}

function at(way: readonly Import[], rule: string): Breach {
  const [edge] = way as readonly [Import]
  return { file: edge.from, line: edge.line, rule: `${rule}: ${[edge.from, ...way.map(({ to }) => to)].join(' → ')}` }
}

function isTest(file: string): boolean {
  return /\.test\.ts$|\/example-/.test(file)
}

function sharedByAll(file: string): boolean {
  return (
    /^(machines\/(chart|model|proof)\/|fixtures\/[^/]+\.ts$|spec\/[^/]+\.ts$|reports\/|conformance\/kit\/)/.test(
      file,
    ) &&
    file !== table &&
    !isTest(file)
  )
}

/** Lines, other than comments and help texts, in which a file that serves all protocols names one. */
function naming(folder: string, file: string, protocols: readonly string[]): Breach[] {
  const name = new RegExp(`(?<!node:)\\b(${protocols.join('|')})\\b`)
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .flatMap((text, line) => {
      if (!name.test(text) || /^\s*(\/\/|\/?\*)/.test(text) || isExample(file, text)) return []
      return [{ file, line: line + 1, rule: `a file that serves all protocols names ${name.exec(text)?.[1]}` }]
    })
}

/** Help texts show commands as a user types them. */
function isExample(file: string, text: string): boolean {
  return (
    file.startsWith('conformance/kit/cli/cutover') && /cutover (run|adapter|explain)|such as|'after'|\\n/.test(text)
  )
}

function protocolsOf(folder: string): readonly string[] {
  const spec = join(folder, 'spec')
  return !existsSync(spec)
    ? []
    : readdirSync(spec, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}

if (process.argv[1]?.endsWith('rooms.ts') === true) {
  const found = breaches(root)
  for (const { file, line, rule } of found) process.stdout.write(`${file}:${line} ${rule}\n`)
  process.stdout.write(
    found.length === 0
      ? 'rooms: every import runs one way, no shared file names a protocol\n'
      : `rooms: ${found.length} breaches (docs/rooms.md)\n`,
  )
  process.exitCode = found.length === 0 ? 0 : 1
}
