import type { ReplyError } from '../../../../spec/adapter.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'

const texts: ReadonlyMap<string, string> = new Map([
  ['unknown_partition', 'partition has no placement'],
  ['already_migrating', 'partition is already migrating'],
  ['not_migrating', 'partition is not migrating'],
  ['not_draining', 'migration is not draining'],
  ['not_cutover', 'migration is not in cutover'],
])
const wrapper = 'transition refused: '

/** A text for people, where there is one, is the one of the table of errors in spec/osproxy/README.md. */
export const errorMessages = check({
  id: 'osproxy/error-messages',
  kind: 'monitor',
  requirements: ['OSP-007'],
  needs: ['messages'],
  explain: 'A message beside an error code is the text that the specification gives for that code.',
  monitors: [
    monitor({
      id: 'osproxy/error-messages',
      start: () => undefined,
      judge: (_, { op, reply }, report) => {
        const { error } = reply
        if (error === undefined || !/^(store|ctl)\./.test(op)) return
        const expected = textOf(error)
        if (expected === undefined) return
        if (error.message === undefined) return
        report.exercised('OSP-007')
        const plain =
          op.startsWith('ctl.') && error.message.startsWith(wrapper)
            ? error.message.slice(wrapper.length)
            : error.message
        if (!fits(expected, plain, error.remaining_ns))
          report.violated('OSP-007', 'reply', `the message ${expected}`, JSON.stringify(error.message))
      },
    }),
  ],
})

const units: Readonly<Record<string, bigint>> = { ns: 1n, us: 1_000n, µs: 1_000n, ms: 1_000_000n, s: 1_000_000_000n }

/** The text; where it tells a duration in decimal units, that is the time left to the nanosecond. */
function fits(expected: string | RegExp, message: string, remaining: unknown): boolean {
  if (typeof expected === 'string') return message === expected
  const told = expected.exec(message)?.[1]
  if (told === undefined) return false
  const [, whole, fraction = '', unit] = /^([0-9]+)(?:\.([0-9]+))?(ns|us|µs|ms|s)$/.exec(told) ?? []
  const scale = unit === undefined ? undefined : units[unit]
  if (whole === undefined || scale === undefined || typeof remaining !== 'string') return true
  return BigInt(whole + fraction) * scale === BigInt(remaining) * 10n ** BigInt(fraction.length)
}

function textOf({ code, reason }: ReplyError): string | RegExp | undefined {
  if (code === 'backend') return `migration store backend failure: ${reason}`
  if (code === 'barrier_pending') return /^drain barrier not elapsed; wait (.+) longer$/
  return texts.get(code)
}
