import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { parseSync } from 'oxc-parser'

/** One import of one file by another; both paths are relative to the root of the tree, with `/`. */
export interface Import {
  readonly from: string
  readonly to: string
  /** Line of the import, from 1. */
  readonly line: number
  /** Only types are taken, so nothing of it is there at run time. */
  readonly typeOnly: boolean
}

/** The imports among the TypeScript files of a tree. Packages and the platform's modules are not part of it. */
export class ImportGraph {
  readonly files: readonly string[]
  readonly #imports: ReadonlyMap<string, readonly Import[]>

  constructor(folder: string, rooms: readonly string[]) {
    this.files = rooms.flatMap((room) => sources(folder, room)).sort()
    this.#imports = new Map(this.files.map((file) => [file, importsOf(folder, file)]))
  }

  importsOf(file: string): readonly Import[] {
    return this.#imports.get(file) ?? []
  }

  /**
   * The shortest way from `file` to a file that `reaches` names, or undefined, over imports that pass `follows`; those behind
   * the first bring something that is there at run time.
   */
  way(
    file: string,
    reaches: (to: string) => boolean,
    follows: (edge: Import) => boolean,
  ): readonly Import[] | undefined {
    const before = new Map<string, Import>()
    const queue = [file]
    for (const at of queue) {
      for (const edge of this.importsOf(at)) {
        if (!follows(edge) || (at !== file && edge.typeOnly)) continue
        if (edge.to === file || before.has(edge.to)) continue
        before.set(edge.to, edge)
        if (reaches(edge.to)) return trail(before, file, edge.to)
        queue.push(edge.to)
      }
    }
    return undefined
  }

  /** Each circle of imports that exist at run time, once, from its first file in the order of names. */
  circles(): readonly (readonly Import[])[] {
    return this.files.flatMap((file) => {
      const back = (edge: Import): boolean => !edge.typeOnly && edge.to >= file
      for (const edge of this.importsOf(file).filter(back)) {
        if (edge.to === file) return [[edge]]
        const home = this.way(edge.to, (to) => to === file, back)
        if (home !== undefined) return [[edge, ...home]]
      }
      return []
    })
  }
}

function trail(before: ReadonlyMap<string, Import>, start: string, end: string): Import[] {
  const edges: Import[] = []
  for (let at = end; at !== start; ) {
    const edge = before.get(at) as Import
    edges.unshift(edge)
    at = edge.from
  }
  return edges
}

function importsOf(folder: string, file: string): Import[] {
  const text = readFileSync(join(folder, file), 'utf8')
  const { module } = parseSync(file, text)
  const found: { request: string; start: number; typeOnly: boolean }[] = [
    ...module.staticImports.map(({ moduleRequest, entries, start }) => ({
      request: moduleRequest.value,
      start,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null || moduleRequest === undefined
          ? []
          : [{ request: moduleRequest.value, start, typeOnly: isType }],
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest, start }) => {
      const request = /^(['"])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2]
      return request === undefined ? [] : [{ request, start, typeOnly: false }]
    }),
  ]
  return found
    .filter(({ request }) => request.startsWith('.'))
    .map(({ request, start, typeOnly }) => ({
      from: file,
      to: posix.join(dirname(file), request),
      line: text.slice(0, start).split('\n').length,
      typeOnly,
    }))
}

/** The sources of a room; programs of vendors are theirs. */
function sources(folder: string, room: string): string[] {
  return readdirSync(join(folder, room), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !/\/(node_modules|vendors|target)\//.test(file))
}
