import { type Arbitrary, Value } from 'fast-check'

/**
 * The simplest value that still fails, found by following the arbitrary's shrinks greedily: the first simpler value that fails
 * takes the place of the one before, until none does. `fails` is asked about `value` itself first, and at most `maxExecutions`
 * times in all. Undefined if `value` does not fail. Rejects with what `fails` rejects with.
 */
export async function shrink<Subject>(
  arbitrary: Arbitrary<Subject>,
  value: Subject,
  fails: (candidate: Subject) => Promise<boolean>,
  maxExecutions: number,
): Promise<{ readonly smallest: Subject | undefined; readonly executions: number }> {
  let executions = 0
  let smallest: Value<Subject> | undefined
  let candidates: Iterator<Value<Subject>> = [new Value(value, undefined)][Symbol.iterator]()
  for (let next = candidates.next(); !next.done && executions < maxExecutions; next = candidates.next()) {
    executions++
    if (!(await fails(next.value.value))) continue
    smallest = next.value
    candidates = arbitrary.shrink(smallest.value, smallest.context)
  }
  return { smallest: smallest?.value, executions }
}
