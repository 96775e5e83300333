import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Operation } from '../../../spec/catalogue.ts'
import { CutoverError } from '../../../spec/error.ts'
import { missingName } from '../judging/selection.ts'
import type { Protocol } from '../protocol.ts'
import { nearest } from './nearest.ts'
import { loadProtocol, protocols } from './protocols.ts'
import { type Language, languages } from './skeleton-languages.ts'
import { filledIn, type Values } from './skeleton-template.ts'
import { out } from './terminal.ts'

export interface InitOptions {
  readonly lang: string
  readonly protocol: string
  readonly profile?: string
  readonly output: string
}

/**
 * Writes an adapter that speaks a protocol and answers wrongly: a beginning for a vendor. Throws `CUT-OPTION` for a language or
 * profile that there is not, and `CUT-INIT` where a file of its own would replace one that is there; nothing is written then.
 */
export async function initCommand({ lang, protocol: id, profile, output }: InitOptions): Promise<number> {
  const language = Object.hasOwn(languages, lang) ? languages[lang] : undefined
  if (language === undefined)
    throw new CutoverError('CUT-OPTION', `--lang ${lang}: ${nearest(lang, Object.keys(languages))}`)
  const protocol = await loadProtocol(id)
  const files = skeleton(lang, language, protocol, profile)
  const taken = [...files.keys()].filter((name) => existsSync(join(output, name)))
  if (taken.length > 0)
    throw new CutoverError('CUT-INIT', `${output}: expected a folder without ${taken.join(', ')}; nothing was written`)
  for (const [name, text] of files) {
    mkdirSync(dirname(join(output, name)), { recursive: true })
    writeFileSync(join(output, name), text)
  }
  const inside = output === '.' ? '' : `cd ${output} && `
  out.lines([
    ...[...files.keys()].map((name) => `✓ ${join(output, name)}`),
    '',
    'It speaks, and what it answers is wrong on purpose. See what to write first:',
    '',
    `  ${inside}${language.build === undefined ? '' : `${language.build} && `}npx cutover adapter check ${id} --adapter "${language.command}"`,
  ])
  return 0
}

/** The files of a skeleton by their names. */
export function skeleton(
  lang: string,
  language: Language,
  protocol: Protocol,
  wanted?: string,
): ReadonlyMap<string, string> {
  const catalogue = protocol.catalogue()
  const profile = wanted ?? catalogue.profiles[0] ?? ''
  if (!catalogue.profiles.includes(profile))
    throw new CutoverError('CUT-OPTION', `--profile ${profile}: ${nearest(profile, catalogue.profiles)}`)
  const capabilities = neededCapabilities(protocol, profile)
  const operations = catalogue.operations.filter(
    ({ name }) => missingName([name], catalogue, profile, new Set(capabilities)) === undefined,
  )
  const first = operations[0]
  if (first === undefined) throw new CutoverError('CUT-OPTION', `--profile ${profile}: it has no operation of its own`)
  const title = protocols.find(({ id }) => id === protocol.id)?.title ?? protocol.id
  const values: Values = {
    protocol: protocol.id,
    title: title.charAt(0).toLowerCase() + title.slice(1),
    profile,
    roles: language.list(Object.keys(catalogue.roles).slice(0, 1)),
    capabilities: language.list(capabilities),
    file: language.adapter,
    command: language.command,
    build: language.build === undefined ? '' : `Build it first, here and in CI: \`${language.build}\`\n\n`,
    ci: [...(language.install ?? []), ...(language.build === undefined ? [] : [`run: ${language.build}`])]
      .map((step) => `      - ${step}\n`)
      .join(''),
    first: first.name,
    firstSnake: snake(first.name),
    count: `${operations.length}`,
  }
  const each = operations.map((operation) => valuesOf(operation, protocol, language))
  const files = [...language.files.map(([from, to]) => [join(lang, from), to] as const), ...common]
  return new Map(
    files.map(([from, to]) => [to, filledIn(readFileSync(join(folder, `${from}.template`), 'utf8'), values, each)]),
  )
}

/** Templates lie beside this file, and beside the bundle where the kit is installed. */
const here = dirname(fileURLToPath(import.meta.url))
const folder = join(here, 'skeletons')

const common = [
  ['README.md', 'README.md'],
  ['conformance.yml', join('.github', 'workflows', 'conformance.yml')],
] as const

/** Capabilities without which a profile has no operation at all: what the first call of the smoke conversation needs. */
function neededCapabilities(protocol: Protocol, profile: string): readonly string[] {
  const catalogue = protocol.catalogue()
  const isOpen = catalogue.operations.some(
    ({ name }) => missingName([name], catalogue, profile, new Set()) === undefined,
  )
  const asked = protocol.smoke.map(({ call }) => catalogue.operation(call.op)).find((found) => found !== undefined)
  return isOpen ? [] : (asked?.requires ?? [])
}

function valuesOf({ name, summary, errors }: Operation, protocol: Protocol, language: Language): Values {
  const catalogue = protocol.catalogue()
  const { params, result } = catalogue.shapes(name)
  const told = [
    ...params.map((line, at) => `${at === 0 ? 'gets     ' : '         '}${line}`),
    ...result.map((line, at) => `${at === 0 ? 'answers  ' : '         '}${line}`),
    `errors   ${errors.join(', ') || 'none'}`,
  ]
  return {
    name,
    snake: snake(name),
    camel: snake(name).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    comment: told.map((line) => `${language.comment}${line}`).join('\n'),
    literal: language.literal(catalogue.leastResult(name)),
  }
}

function snake(name: string): string {
  return name.replaceAll('.', '_')
}
