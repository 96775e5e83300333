import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Implementation } from '../../../spec/adapter.ts'
import type { AdapterSource } from '../adapters/adapter.ts'
import { boundsOf } from '../adapters/pipeline.ts'
import { unreadable } from '../adapters/processor-meter.ts'
import { serve } from '../adapters/serve.ts'
import { StreamAdapter } from '../adapters/stream-adapter.ts'

const timeout_ms = 30_000

/**
 * Adapters that are objects of this process behind streams of lines, as a process would be: what they throw ends them with exit
 * code 1, and the answers to what lay before them in the same burst are lost.
 */
export function throughLines(name: string, create: () => Implementation): AdapterSource {
  return {
    name,
    open: async () => {
      const requests = new PassThrough()
      const replies = new PassThrough()
      const served = serve(create(), requests, replies).then(
        () => ({ exitCode: 0 }),
        () => ({ exitCode: 1 }),
      )
      const ended = served.then(async (exit) => {
        replies.end()
        await finished(replies)
        return exit
      })
      const link = {
        name,
        input: replies,
        output: requests,
        stderr: () => '',
        meter: unreadable,
        ended,
        gone: ended.then(() => undefined),
        kill: () => void requests.end(),
      }
      return new StreamAdapter(link, boundsOf({ timeout_ms }))
    },
  }
}
