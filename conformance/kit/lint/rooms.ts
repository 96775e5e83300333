import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { root } from '../../../spec/root.ts'

/** Rooms from which each room may import. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  spec: ['spec'],
  machines: ['spec', 'machines'],
  fixtures: ['spec', 'machines', 'fixtures'],
  reports: ['reports'],
  conformance: ['spec', 'machines', 'conformance'],
}

/** What `conformance` may take from `reports`: the event types, and the stream's types. The command line joins all rooms. */
const eventTypes = /^reports\/(event|stream|progress)\.ts$/
const joins = /^(conformance\/kit\/cli\/|bench\/|docs\/)/

const protocolFolder = /^(?:machines|conformance|fixtures|spec)\/([a-z]+)\//

/** Folders inside a room that serve all protocols and name none of them. */
const shared = /^(machines\/(?:chart|model|proof)\/|fixtures\/[^/]+\.ts$|spec\/[^/]+\.ts$|reports\/|conformance\/kit\/)/
/** The one table in which protocols are registered. */
const table = 'conformance/kit/cli/protocols.ts'

export interface Breach {
  readonly file: string
  readonly line: number
  readonly rule: string
}

/** Every import against the direction of the rooms, and every shared file that names a protocol. */
export function breaches(folder: string): readonly Breach[] {
  const files = ['spec', 'machines', 'conformance', 'fixtures', 'reports']
    .flatMap((room) => sources(join(folder, room)))
    .map((file) => relative(folder, file))
  const protocols = readdirSync(join(folder, 'spec'), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )
  const naming = new RegExp(`\\b(${protocols.join('|')})\\b`)
  return files.flatMap((file) => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    const test = /\.test\.ts$|\/example-/.test(file)
    return lines.flatMap((text, at): Breach[] => {
      const found: string[] = []
      const target = imported(folder, file, text)
      if (target !== undefined)
        found.push(...importBreaches(file, target, test, /^import type|^export type/.test(text)))
      if (
        shared.test(file) &&
        file !== table &&
        !test &&
        naming.test(text) &&
        !/^\s*(\/\/|\/?\*)/.test(text) &&
        !isExample(file, text)
      )
        found.push(`a file that serves all protocols names ${naming.exec(text)?.[1]}`)
      return found.map((rule) => ({ file, line: at + 1, rule }))
    })
  })
}

/** Help texts show commands as a user types them. */
function isExample(file: string, text: string): boolean {
  return (
    file.startsWith('conformance/kit/cli/cutover') && /cutover (run|adapter|explain)|such as|'after'|\\n/.test(text)
  )
}

function importBreaches(file: string, target: string, test: boolean, typeOnly: boolean): string[] {
  const room = file.split('/')[0] as string
  const other = target.split('/')[0] as string
  const found: string[] = []
  if (target === 'package.json') return []
  if (
    !(allowed[room] ?? []).includes(other) &&
    !joins.test(file) &&
    !test &&
    !(room === 'conformance' && typeOnly && eventTypes.test(target))
  ) {
    found.push(`${room} may not import ${other} (${target})`)
  }
  const own = protocolFolder.exec(file)?.[1]
  const its = protocolFolder.exec(target)?.[1]
  const protocols = protocolNames
  if (own !== undefined && its !== undefined && protocols.has(own) && protocols.has(its) && own !== its)
    found.push(`protocol ${own} may not import protocol ${its}`)
  if (/^conformance\/[a-z]+\/reference\//.test(file) && !test && other !== 'spec' && !target.startsWith(dirname(file)))
    found.push('a reference implementation imports spec types only')
  if (
    /^conformance\/[a-z]+\/checks\/.*monitor/.test(file) &&
    !test &&
    (other === 'machines' ? !typeOnly : /\/reference\//.test(target))
  ) {
    found.push('a monitor imports neither charts nor the reference implementation')
  }
  return found
}

const protocolNames = new Set(
  readdirSync(join(root, 'spec'), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  ),
)

function imported(folder: string, file: string, text: string): string | undefined {
  const match = /(?:^(?:import|export)\b.*\bfrom|^} from|\bimport\()\s*'(\.[^']+)'/.exec(text)
  return match === null ? undefined : relative(folder, resolve(folder, dirname(file), match[1] as string))
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/node_modules|\/target\//.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
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
