import { requestLine } from '../conformance/kit/adapters/envelope.ts'
import { stdioSource } from '../conformance/kit/adapters/stdio.ts'
import { runCase } from '../conformance/kit/running/case.ts'
import type { Input } from '../machines/model/model.ts'
import { BarePeer } from './bare-peer.ts'
import { cellContext, cellPeer, cellWalks } from './cell/cell.ts'
import { interleaved, type Rates } from './measure.ts'

/** As long as the longest random case of a check. */
const steps = 40

/**
 * Judged steps through the kit's driver against the same lines over the same pipes with nothing judged: whole cases, each
 * with its reset, one call at a time or a case in one burst.
 */
export async function stdioSteps(pipelined: boolean): Promise<{ rates: Rates<'checked' | 'bare'>; language: string }> {
  const walks = cellWalks(100, steps)
  const context = cellContext(pipelined)
  const peer = cellPeer()
  const bare = new BarePeer(peer.command)
  const adapter = await stdioSource(peer.command, { timeout_ms: 10_000 }).open()
  const turns = walks.map((inputs) => turnsOf(inputs, pipelined))
  try {
    const rates = await interleaved({
      checked: async () => {
        let judged = 0
        for (const inputs of walks) {
          const { exchanges, violations } = await runCase(adapter, { configuration: {}, inputs }, context)
          if (violations.length > 0) throw new Error(`the cell fails: ${JSON.stringify(violations[0])}`)
          judged += exchanges.length
        }
        return judged
      },
      bare: async () => {
        for (const turn of turns) await bare.converse(turn)
        return walks.length * (steps + 1)
      },
    })
    return { rates, language: peer.language }
  } finally {
    await Promise.all([adapter.close(), bare.close()])
    peer.dispose()
  }
}

function turnsOf(inputs: readonly Input[], pipelined: boolean): { text: string; lines: number }[] {
  const [reset = '', ...rest] = [{ op: 'reset', params: {} }, ...inputs].map((call, at) => requestLine(at + 1, call))
  const later = pipelined ? [{ text: rest.join(''), lines: rest.length }] : rest.map((text) => ({ text, lines: 1 }))
  return [{ text: reset, lines: 1 }, ...later]
}
