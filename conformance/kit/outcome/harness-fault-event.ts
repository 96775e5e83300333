import type { HarnessFaultRaised } from '../../../reports/event.ts'
import { CutoverError } from '../../../spec/error.ts'
import { HarnessFault, IutStopped } from '../adapters/fault.ts'

/** What stopped a run, as the report tells it; nothing after it is a verdict. Throws what is a fault neither of an adapter nor, by name, of the kit. */
export function harnessFaultEvent(error: unknown, stderr: string): HarnessFaultRaised {
  if (error instanceof HarnessFault) {
    return {
      event: 'harness_fault',
      code: error.code,
      message: error.message,
      rule: error.rule,
      expected: error.expected,
      ...(error.line === undefined ? {} : { line: error.line }),
      ...(stderr === '' ? {} : { stderr }),
    }
  }
  if (error instanceof CutoverError && error.code.startsWith('CUT-KIT-'))
    return { event: 'harness_fault', code: error.code, message: error.message }
  if (!(error instanceof IutStopped)) throw error
  return {
    event: 'harness_fault',
    code: 'CUT-ADAPTER-STOPPED',
    message: `Outside any case: ${error.message}. Read the adapter's stderr.`,
  }
}
