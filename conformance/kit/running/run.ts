import type { Ending } from '../../../reports/stream.ts'
import { probeReset } from '../adapters/conversation.ts'
import { unknownPicsNames } from '../judging/unknown-pics-names.ts'
import { harnessFaultEvent } from '../outcome/harness-fault-event.ts'
import { CheckRuns, LaneFault } from './check-runs.ts'
import { conclude } from './conclude.ts'
import type { RunOptions } from './run-options.ts'
import { runStarted } from './run-started.ts'
import { openSession, targetOf } from './session.ts'

/** One run of the kit on one implementation, told as events. Returns how it ended; never rejects for what an adapter does. */
export async function run(options: RunOptions): Promise<Ending> {
  const { protocol, source, emit } = options
  const target = targetOf(protocol, source)
  const checks = new CheckRuns(options)
  try {
    const session = await openSession(target, protocol, options)
    emit(runStarted(options, session))
    emit({ event: 'pics', pics: session.stated })
    for (const message of unknownPicsNames(session.stated, session.catalogue))
      emit({ event: 'note', code: 'CUT-NOTE-PICS', message })
    // One connection suffices: the probe opens its own, one after the other.
    await target.close()
    await probeReset(source, target.hello, {}, protocol.resetProbe)
    const results = await checks.all(target, session)
    const exit_code = await conclude(target, session, results, options)
    return { status: 'complete', exit_code, ...checks.ran }
  } catch (error) {
    const { cause, stderr } = error instanceof LaneFault ? error : { cause: error, stderr: target.stderr }
    emit(harnessFaultEvent(cause, stderr))
    return { status: 'failed', exit_code: 4, ...checks.ran }
  } finally {
    await target.close()
  }
}
