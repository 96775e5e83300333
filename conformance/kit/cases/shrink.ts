import { type Arbitrary, Value } from 'fast-check'

/**
 * The simplest value that still fails, found by following the arbitrary's shrinks greedily: the first simpler value that fails
 * takes the place of the one before, until none does. `fails` is asked about `value` itself first, and at most `maxExecutions`
 * times in all; where `value` itself does not fail, as many as `maxAstray` of its shrinks are tried all the same. Undefined if
 * nothing fails. Rejects with what `fails` rejects with.
 */
export async function shrink<Subject>(
  arbitrary: Arbitrary<Subject>,
  value: Subject,
  fails: (candidate: Subject) => Promise<boolean>,
  maxExecutions: number,
  maxAstray = 0,
): Promise<{ readonly smallest: Subject | undefined; readonly executions: number }> {
  let executions = 0
  let smallest: Value<Subject> | undefined
  let candidates: Iterator<Value<Subject>> = startingAt(arbitrary, value)
  const most = (): number => (smallest === undefined ? Math.min(maxExecutions, maxAstray + 1) : maxExecutions)
  for (let next = candidates.next(); !next.done && executions < most(); next = candidates.next()) {
    executions++
    if (!(await fails(next.value.value))) continue
    smallest = next.value
    candidates = arbitrary.shrink(smallest.value, smallest.context)
  }
  return { smallest: smallest?.value, executions }
}

function* startingAt<Subject>(arbitrary: Arbitrary<Subject>, value: Subject): Generator<Value<Subject>> {
  yield new Value(value, undefined)
  yield* arbitrary.shrink(value, undefined)
}
