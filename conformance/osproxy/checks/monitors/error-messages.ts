import type { ReplyError } from '../../../../spec/adapter.ts'
import { check } from '../../../check.ts'
import { monitor } from '../../../judge/monitor.ts'

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
  needs: ['store.begin_migration'],
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
        report.exercised('OSP-007')
        if (error.message === undefined) return
        const plain =
          op.startsWith('ctl.') && error.message.startsWith(wrapper)
            ? error.message.slice(wrapper.length)
            : error.message
        const fits = typeof expected === 'string' ? plain === expected : expected.test(plain)
        if (!fits) report.violated('OSP-007', 'reply', `the message ${expected}`, JSON.stringify(error.message))
      },
    }),
  ],
})

function textOf({ code, reason }: ReplyError): string | RegExp | undefined {
  if (code === 'backend') return `migration store backend failure: ${reason}`
  if (code === 'barrier_pending') return /^drain barrier not elapsed; wait .+ longer$/
  return texts.get(code)
}
