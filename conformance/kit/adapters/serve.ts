import type { Readable, Writable } from 'node:stream'
import type { Implementation, Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { LineSplitter } from './lines.ts'
import { parseStrict } from './strict-json.ts'

/**
 * Serves an in-process implementation as an adapter: one JSON request a line in, one JSON reply a line out, in order. Ends with
 * `bye` or the end of the input. Rejects for a line that is no request: whoever sent it is not the kit.
 */
export async function serve(implementation: Implementation, input: Readable, output: Writable): Promise<void> {
  const splitter = new LineSplitter()
  for await (const chunk of input) {
    const lines: string[] = []
    splitter.push(chunk as Buffer, (line) => lines.push(line))
    const replies: string[] = []
    for (const line of lines) {
      const { id, op, params } = parseStrict(line) as { id: number; op: string; params?: JsonObject }
      const answer: Reply | Promise<Reply> = op === 'bye' ? { ok: {} } : implementation.request(op, params ?? {})
      replies.push(`${JSON.stringify({ id, ...(answer instanceof Promise ? await answer : answer) })}\n`)
      if (op === 'bye') {
        output.write(replies.join(''))
        return
      }
    }
    if (replies.length > 0) output.write(replies.join(''))
  }
}
