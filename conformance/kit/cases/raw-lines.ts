import type { Input } from '../../../machines/model/model.ts'
import { type Check, check } from '../check.ts'
import { showReply } from '../judging/compare.ts'
import { monitor } from '../judging/monitor.ts'
import { scene } from './scene.ts'

/** A protocol's own words for lines that are no request. */
export interface RawLines {
  readonly id: string
  /** That such a line is refused as a whole, and that what follows it is served. */
  readonly requirements: { readonly refused: string; readonly served: string }
  /** Calls that leave something behind that `query` shows. */
  readonly before: readonly Input[]
  /** A query with exactly one parameter, which is text. */
  readonly query: Input
  /** Another operation. */
  readonly other: string
}

/** Lines that are no request are refused with their code, without an id and without effect. Needs capability `raw_lines`. */
export function rawLineCheck({ id, requirements: { refused, served }, before, query, other }: RawLines): Check {
  return check({
    id,
    kind: 'wire',
    requirements: [refused, served],
    needs: ['raw_lines'],
    explain: 'A line that is no request is refused without an id and without effect, and the next request is served.',
    cases: () =>
      lines(query, other).map(([name, hex, code]) =>
        scene(name, [...before, query, { op: '!line', params: { hex, code } }, query]),
      ),
    monitors: [
      monitor<{ shown: string | undefined; lines: number }>({
        id,
        start: () => ({ shown: undefined, lines: 0 }),
        judge(memory, { op, params, reply }, report) {
          if (op === '!line') {
            memory.lines++
            report.exercised(refused)
            report.exercised(served)
            if (reply.error?.code !== params.code)
              report.violated(refused, 'reply', `error ${String(params.code)} without an id`, showReply(reply))
          } else if (op === query.op) {
            const now = showReply(reply)
            if (memory.lines > 0 && memory.shown !== undefined && now !== memory.shown)
              report.violated(refused, 'state', memory.shown, now)
            memory.shown = now
          }
        },
      }),
    ],
  })
}

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex')

/** Name, bytes, and the code that refuses them. */
function lines({ op, params }: Input, other: string): readonly (readonly [name: string, hex: string, code: string])[] {
  const [[member, text] = ['', '']] = Object.entries(params)
  const head = `{"id":1,"op":"${op}","params":{"${member}":"${String(text)}`
  return [
    ['not-json', hex('{"id":1,"op":\n'), 'malformed'],
    ['not-an-object', hex('[1]\n'), 'malformed'],
    ['bare-word', hex('reset\n'), 'malformed'],
    ['two-values', hex('{} {}\n'), 'malformed'],
    ['not-utf-8', `${hex(head)}ff${hex('"}}\n')}`, 'malformed'],
    ['overlong-utf-8', `${hex(head)}c080${hex('"}}\n')}`, 'malformed'],
    ['surrogate-in-utf-8', `${hex(head)}eda080${hex('"}}\n')}`, 'malformed'],
    ['lone-surrogate', hex(`${head}\\ud800"}}\n`), 'malformed'],
    ['duplicate-member', hex(`{"id":1,"op":"${op}","op":"${other}","params":{}}\n`), 'malformed'],
    ['duplicate-member-inside', hex(`${head}","${member}":"q"}}\n`), 'malformed'],
    ['too-large', hex(`${head}${'x'.repeat(16 * 1024 * 1024)}"}}\n`), 'too_large'],
  ]
}
