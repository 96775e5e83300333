import { CutoverError } from '../../../spec/error.ts'

/**
 * Splits a command line into words, without a shell: white space separates, '…' is literal, in "…" a backslash escapes `"`, `\`,
 * `$` and a back-tick, elsewhere it escapes white space, a quote or a backslash. Every other backslash stays, so that
 * `C:\tools\x.exe` is a path. Nothing is expanded. Throws `CUT-ADAPTER-COMMAND` for an empty command or an open quote.
 */
export function splitCommand(command: string): readonly [string, ...string[]] {
  const words: string[] = []
  let word: string | undefined
  let rest = command
  for (;;) {
    const match = token.exec(rest)
    const found = match?.groups
    if (match === null || found === undefined) break
    rest = rest.slice(match[0].length)
    const { space, single, double, escaped, plain } = found
    if (space === undefined) {
      const text = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? ''
      word = (word ?? '') + text
    } else if (word !== undefined) {
      words.push(word)
      word = undefined
    }
  }
  if (rest !== '') throw misuse(command, `every quote and backslash completed; ${rest} is left open`)
  if (word !== undefined) words.push(word)
  const [file, ...args] = words
  if (file === undefined) throw misuse(command, 'a program and its arguments')
  return [file, ...args]
}

const token =
  /^(?:(?<space>\s+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|\\(?<escaped>[\s'"\\])|(?<plain>[^\s'"\\]+|\\(?=[^\s'"\\])))/

function misuse(command: string, expected: string): CutoverError {
  return new CutoverError('CUT-ADAPTER-COMMAND', `command ${JSON.stringify(command)}: expected ${expected}`)
}
