import { stderrLines } from '../../../reports/stderr-lines.ts'
import { CutoverError } from '../../../spec/error.ts'
import { probeReset, SmokeFault } from '../adapters/conversation.ts'
import { HarnessFault, IutStopped } from '../adapters/fault.ts'
import { missingName } from '../judging/selection.ts'
import type { Protocol } from '../protocol.ts'
import { targetOf } from '../running/session.ts'
import { loadProtocol } from './protocols.ts'
import { type AdapterOptions, sourceOf } from './source.ts'
import { out } from './terminal.ts'

/** Proves that an adapter speaks the protocol, without judging the implementation behind it. */
export async function adapterCheck(id: string, options: Omit<AdapterOptions, 'pin'>): Promise<number> {
  const protocol = await loadProtocol(id)
  if (options.adapter === undefined)
    throw new CutoverError('CUT-OPTION', 'expected --adapter "<command>", unix:/path or tcp:host:port')
  const say = (text: string): void => out.line(text)
  const source = sourceOf(protocol, options)
  const target = targetOf(protocol, source)
  try {
    const pics = await target.pics()
    say(
      `✓ hello: ${pics.implementation} ${pics.version} (${pics.language}), profile ${pics.profile}, roles ${pics.roles.join(', ')}`,
    )
    const catalogue = protocol.catalogue()
    const unknown = pics.capabilities.filter((name) => catalogue.capabilities[name] === undefined)
    say(
      unknown.length === 0
        ? `✓ capabilities: ${pics.capabilities.join(', ') || 'none'}`
        : `✗ CUT-ADAPTER-CAPABILITY: capabilities that the catalogue does not have: ${unknown.join(', ')}; known: ${Object.keys(catalogue.capabilities).join(', ')}`,
    )
    if (!catalogue.profiles.includes(pics.profile))
      throw new HarnessFault('CUT-ADAPTER-HELLO', `a profile of ${id}: ${catalogue.profiles.join(', ')}`, pics.profile)
    say(`✓ smoke conversation: ${protocol.smoke.length} calls`)
    // One connection suffices: the probe opens its own, one after the other.
    await target.close()
    await probeReset(source, target.hello, {}, protocol.resetProbe)
    say('✓ reset forgets')
    const adapter = await target.adapter()
    const calls = protocol.smoke.map((step) => step.call)
    await adapter.burst([...calls, ...calls, ...calls])
    say(`✓ pipelining: ${calls.length * 3} calls in one burst`)
    const claimed = catalogue.operations.filter(
      (operation) => missingName([operation.name], catalogue, pics.profile, new Set(pics.capabilities)) === undefined,
    )
    const silent: string[] = []
    for (const operation of claimed) {
      const reply = await adapter.request(operation.name, { '': 'no operation has this member' })
      if (reply.unsupported !== undefined) silent.push(operation.name)
    }
    say(
      silent.length === 0
        ? `✓ operations: ${claimed.length} claimed and answered`
        : `✗ claimed but unsupported: ${silent.join(', ')}`,
    )
    if (silent[0] !== undefined) out.lines(nextToWrite(protocol, silent[0]))
    return silent.length === 0 && unknown.length === 0 ? 0 : 4
  } catch (error) {
    if (error instanceof HarnessFault) say(`✗ ${error.code}: ${error.message}`)
    else if (error instanceof IutStopped) say(`✗ CUT-ADAPTER-STOPPED: ${error.message}`)
    else throw error
    if (error instanceof SmokeFault) out.lines(nextToWrite(protocol, error.op))
    out.lines(stderrLines(target.stderr))
    return 4
  } finally {
    await target.close()
  }
}

/** What an adapter has to answer to an operation. */
function nextToWrite(protocol: Protocol, op: string): readonly string[] {
  const catalogue = protocol.catalogue()
  const found = catalogue.operation(op)
  if (found === undefined) return []
  const { params, result } = catalogue.shapes(op)
  return [
    `next to write: ${op}. ${found.summary}`,
    ...params.map((line, at) => `  ${at === 0 ? 'gets     ' : '         '}${line}`),
    ...result.map((line, at) => `  ${at === 0 ? 'answers  ' : '         '}${line}`),
    `  errors   ${found.errors.join(', ') || 'none'}`,
    `  more: cutover explain ${op}`,
  ]
}
