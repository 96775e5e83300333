import type { Input } from '../../../../machines/model/model.ts'
import { check, type NamedCase } from '../../../kit/check.ts'
import { showReply } from '../../../kit/judging/compare.ts'
import { monitor } from '../../../kit/judging/monitor.ts'

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex')
const head = '{"id":1,"op":"store.state","params":{"partition":"p'

/** Lines that are no request, with the code that refuses them. */
const rows: readonly (readonly [name: string, bytes: string, code: string])[] = [
  ['not-json', hex('{"id":1,"op":\n'), 'malformed'],
  ['not-an-object', hex('[1]\n'), 'malformed'],
  ['bare-word', hex('reset\n'), 'malformed'],
  ['two-values', hex('{} {}\n'), 'malformed'],
  ['not-utf-8', `${hex(head)}ff${hex('"}}\n')}`, 'malformed'],
  ['overlong-utf-8', `${hex(head)}c080${hex('"}}\n')}`, 'malformed'],
  ['surrogate-in-utf-8', `${hex(head)}eda080${hex('"}}\n')}`, 'malformed'],
  ['lone-surrogate', hex(`${head}\\ud800"}}\n`), 'malformed'],
  ['duplicate-member', hex('{"id":1,"op":"store.state","op":"store.set","params":{}}\n'), 'malformed'],
  [
    'duplicate-member-inside',
    hex('{"id":1,"op":"store.state","params":{"partition":"p","partition":"q"}}\n'),
    'malformed',
  ],
  ['too-large', hex(`${head}${'x'.repeat(16 * 1024 * 1024)}"}}\n`), 'too_large'],
]

const placed: Input = {
  op: 'store.set',
  params: { partition: 'p', placement: { kind: 'dedicated_cluster', cluster: 'a' } },
}
const look: Input = { op: 'store.state', params: { partition: 'p' } }

const cases: readonly NamedCase[] = rows.map(([name, bytes, code]) => ({
  name,
  configuration: {},
  inputs: [placed, look, { op: '!line', params: { hex: bytes, code } }, look],
}))

/** Each line is refused with its code, and the partition reads afterwards as it did before. */
const refused = monitor<{ before: string | undefined; lines: number }>({
  id: 'osproxy/raw-lines',
  start: () => ({ before: undefined, lines: 0 }),
  judge(memory, { op, params, reply }, report) {
    if (op === '!line') {
      memory.lines++
      report.exercised('OSP-010')
      report.exercised('OSP-120')
      if (reply.error?.code !== params.code)
        report.violated('OSP-010', 'reply', `error ${String(params.code)} without an id`, showReply(reply))
    } else if (op === 'store.state') {
      const now = showReply(reply)
      if (memory.lines > 0 && memory.before !== undefined && now !== memory.before)
        report.violated('OSP-010', 'state', memory.before, now)
      memory.before = now
    }
  },
})

export const rawLines = check({
  id: 'osproxy/raw-lines',
  kind: 'wire',
  requirements: ['OSP-010', 'OSP-120'],
  needs: ['raw_lines'],
  explain: 'A line that is no request is refused without an id and without effect, and the next request is served.',
  cases: () => cases,
  monitors: [refused],
})
