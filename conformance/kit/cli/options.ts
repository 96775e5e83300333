import { availableParallelism } from 'node:os'
import { CutoverError } from '../../../spec/error.ts'
import { Option } from './typed-commander.ts'

/** Whom to speak with. */
export const adapterOption = () =>
  new Option(
    '-a, --adapter <command>',
    'adapter to start, or unix:/path, or tcp:host:port; without it the embedded reference implementation runs',
  )
/** How long an answer may take, in milliseconds. */
export const timeoutOption = () =>
  new Option(
    '--timeout <ms>',
    'bound of the wait for one answer; time in which a busy machine gives no processor does not count',
  )
    .default(10_000)
    .argParser(whole(1, 3_600_000))
/** How long the first answer may take, in milliseconds. */
export const startTimeoutOption = () =>
  new Option('--start-timeout <ms>', 'bound of the wait for the first answer, which includes the start')
    .default(60_000)
    .argParser(whole(1, 3_600_000))
/** The processor of the adapter. */
export const pinOption = () =>
  new Option(
    '--pin <cpu>',
    'run the adapter on this one processor (faster for single-threaded implementations)',
  ).argParser(whole(0, 4095))
/** How many processes work on golden files. */
export const fixtureJobsOption = () =>
  new Option('-j, --jobs <number>', 'processes to work in; the bytes are the same for any number')
    .default(availableParallelism())
    .argParser(whole(1, 256))

/** Collects the values of an option that may be given several times. */
export function several(text: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), text]
}

/** Parses a whole number of a range; anything else is misuse. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^[0-9]+$/.test(text) && value >= least && value <= most) return value
    throw new CutoverError('CUT-OPTION', `expected a whole number from ${least} to ${most}, got "${text}"`)
  }
}

/** Names of classes are put together with full stops. */
export function runName(text: string): string {
  if (/^[A-Za-z0-9_-]{1,100}$/.test(text)) return text
  throw new CutoverError('CUT-OPTION', `expected a name of letters, digits, - and _ for --name, got "${text}"`)
}
