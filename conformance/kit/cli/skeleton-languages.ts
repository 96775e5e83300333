import type { Json } from '../../../spec/json.ts'

/** A language in which a skeleton is written. */
export interface Language {
  /** As a vendor calls it. */
  readonly name: string
  /** Files of its folder, and what they are called in the skeleton. */
  readonly files: readonly (readonly [from: string, to: string])[]
  /** The file that a vendor edits. */
  readonly adapter: string
  /** What starts the adapter, from the folder of the skeleton. */
  readonly command: string
  /** What builds it, before it can start. */
  readonly build?: string
  /** Steps of a CI job that install what it needs, where an Ubuntu runner does not have it. */
  readonly install?: readonly string[]
  /** A JSON value as the language writes it. */
  readonly literal: (value: Json) => string
  /** A list of texts. */
  readonly list: (texts: readonly string[]) => string
  /** What a line of a comment begins with. */
  readonly comment: string
}

const json = (value: Json): string => spaced(JSON.stringify(value))
const quoted = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(', ')

/** JSON with room between members. */
function spaced(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|([:,])/g, (_, string: string | undefined, mark: string | undefined) =>
    string === undefined ? `${mark} ` : string,
  )
}

const singleQuoted = (text: string): string =>
  text.replace(/"((?:[^"\\]|\\.)*)"(:?)/g, (_, inner: string, colon: string) =>
    colon === ':' && /^[A-Za-z_]\w*$/.test(inner) ? `${inner}:` : `'${inner}'${colon}`,
  )

export const languages: Readonly<Record<string, Language>> = {
  python: {
    name: 'Python',
    files: [['adapter.py', 'adapter.py']],
    adapter: 'adapter.py',
    command: 'python3 adapter.py',
    literal: (value) => json(value).replace(/"(?:[^"\\]|\\.)*"|true|false|null/g, (word) => PYTHON[word] ?? word),
    list: (texts) => `[${quoted(texts)}]`,
    comment: '        ',
  },
  typescript: {
    name: 'TypeScript',
    files: [['adapter.mts', 'adapter.mts']],
    adapter: 'adapter.mts',
    command: 'npx --yes tsx adapter.mts',
    literal: (value) => singleQuoted(json(value)),
    list: (texts) => `[${texts.map((text) => `'${text}'`).join(', ')}]`,
    comment: '   * ',
  },
  go: {
    name: 'Go',
    files: [
      ['adapter.go', 'adapter.go'],
      ['go.mod', 'go.mod'],
    ],
    adapter: 'adapter.go',
    command: './adapter',
    build: 'go build -o adapter .',
    literal: (value) => JSON.stringify(value),
    list: (texts) => JSON.stringify(texts),
    comment: '//\t',
  },
  rust: {
    name: 'Rust',
    files: [
      ['main.rs', 'src/main.rs'],
      ['Cargo.toml', 'Cargo.toml'],
    ],
    adapter: 'src/main.rs',
    command: './target/release/adapter',
    build: 'cargo build --release',
    literal: (value) => JSON.stringify(value),
    list: (texts) => JSON.stringify(texts),
    comment: '    /// ',
  },
  java: {
    name: 'Java',
    files: [['Adapter.java', 'Adapter.java']],
    adapter: 'Adapter.java',
    command: 'java -cp build Adapter',
    build: 'javac -d build Adapter.java',
    literal: (value) => JSON.stringify(value),
    list: (texts) => JSON.stringify(texts),
    comment: '         * ',
  },
}

const PYTHON: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' }
