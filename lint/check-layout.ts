import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Check } from '../conformance/kit/check.ts'
import type { Protocol } from '../conformance/kit/protocol.ts'
import type { CheckKind } from '../reports/event.ts'

/** The folders of a protocol's checks, and the kind of what lies in each. */
const kinds: Readonly<Record<string, CheckKind>> = {
  walks: 'model',
  scenarios: 'scenario',
  monitors: 'monitor',
  histories: 'history',
  wire: 'wire',
}

/**
 * What is wrong with the layout of a protocol's checks below `folder`, a sentence each: every file of the five folders is one
 * check, named after its id and listed once; what checks share lies beside the folders.
 */
export async function layoutBreaches(
  folder: string,
  { id, checks }: Pick<Protocol, 'id' | 'checks'>,
): Promise<string[]> {
  const breaches: string[] = []
  const found: unknown[] = []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  // A test lies beside the check that it is about.
  for (const entry of entries.filter((each) => each.isFile() && !each.name.endsWith('.test.ts'))) {
    const path = join(entry.parentPath, entry.name)
    const [file, inner, ...deeper] = path.slice(folder.length + 1).split('/') as [string, ...string[]]
    const name = [file, inner, ...deeper].filter((part) => part !== undefined).join('/')
    if (inner === undefined) {
      if (
        Object.values(await modules(path))
          .flat()
          .some(isCheck)
      )
        breaches.push(`${name} holds a check outside the folders ${Object.keys(kinds).join(', ')}`)
      continue
    }
    const kind = kinds[file]
    const slug = inner.replace(/\.ts$/, '')
    if (kind === undefined || deeper.length > 0 || !/^[a-z0-9-]+$/.test(slug)) {
      breaches.push(`${name} is no check: only files of one check lie in ${Object.keys(kinds).join(', ')}`)
      continue
    }
    const exported = await modules(path)
    const value = exported[camelCase(slug)]
    if (Object.keys(exported).length !== 1 || !isCheck(value))
      breaches.push(
        `${name} exports ${Object.keys(exported).join(', ') || 'nothing'}, not check ${camelCase(slug)} alone`,
      )
    else if (value.id !== `${id}/${slug}` || value.kind !== kind)
      breaches.push(`${name} holds ${value.id} of kind ${value.kind}, not ${id}/${slug} of kind ${kind}`)
    else if (checks.filter((listed) => listed === value).length !== 1)
      breaches.push(`${value.id} is listed ${checks.filter((listed) => listed === value).length} times, not once`)
    found.push(value)
  }
  for (const check of checks) if (!found.includes(check)) breaches.push(`${check.id} is listed and has no file`)
  return breaches
}

const modules = (path: string): Promise<Record<string, unknown>> => import(path)

const isCheck = (value: unknown): value is Check =>
  typeof value === 'object' && value !== null && 'kind' in value && 'requirements' in value

const camelCase = (slug: string): string => slug.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
