import fc, { type Arbitrary } from 'fast-check'
import type { Input, Setting } from '../../../machines/model/model.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { type Narrowing, schemaArbitrary } from '../../../spec/schema-arbitrary.ts'
import { type Check, check } from '../check.ts'
import { missingName } from '../judging/selection.ts'
import { spoiled, stretched } from './disturbed.ts'

export interface DrawnParameters extends Omit<Check, 'kind' | 'draws' | 'cases' | 'scenes'> {
  readonly catalogue: () => Catalogue
  /** Operations that are not drawn. */
  readonly without?: readonly string[]
  /** What of the schemas an implementation does not take. */
  readonly narrowing?: (setting: Setting) => Narrowing
  /** Whether a call means something to an implementation. */
  readonly allows?: (call: Input, setting: Setting) => boolean
  /** What stands before and between the calls that are drawn: things for them to be about, and queries that show them. */
  readonly before: readonly Input[]
  readonly queries: readonly Input[]
}

/**
 * A wire check that draws by seed and budget calls of every operation over its whole schema, some with texts and lists at which
 * software breaks: each one spoiled in one place first, which must be refused without effect, then as it was drawn.
 */
export function drawnParametersCheck({
  catalogue,
  without = [],
  narrowing = () => ({}),
  allows = () => true,
  before,
  queries,
  ...rest
}: DrawnParameters): Check {
  return check({
    ...rest,
    kind: 'wire',
    draws: (setting) => {
      const known = catalogue()
      const operations = known.operations
        .map(({ name }) => name)
        .filter((op) => !without.includes(op))
        .filter((op) => missingName([op], known, setting.profile, setting.capabilities) === undefined)
      const calls = operations.map((op) => ({
        arbitrary: callsOf(known, op, narrowing(setting), (params) => allows({ op, params }, setting)),
        // What has more parameters has more to be spoiled.
        weight: 1 + known.operands.filter((operand) => operand.op === op).length,
      }))
      return fc
        .oneof(...calls)
        .map(([malformed, call]) => [...before, ...queries, malformed, ...queries, call, ...queries])
    },
  })
}

/** A call of one operation, malformed and as it should be. */
function callsOf(
  catalogue: Catalogue,
  op: string,
  narrowing: Narrowing,
  allowed: (params: JsonObject) => boolean,
): Arbitrary<readonly [malformed: Input, call: Input]> {
  const fits = (params: Json): boolean => catalogue.params(op, params) === undefined
  const { document, documents } = catalogue
  const { params: schema } = (document.operations as Record<string, { params: JsonObject }>)[op] ?? { params: {} }
  return (schemaArbitrary(documents, { schema, document }, narrowing) as Arbitrary<JsonObject>)
    .filter((params) => fits(params) && allowed(params))
    .chain((params) =>
      fc.oneof(
        fc.constant(params),
        stretched(params, (other) => fits(other) && allowed(other)),
      ),
    )
    .chain((params) =>
      spoiled(params)
        .filter((other) => !fits(other))
        .map(
          (other) =>
            [
              { op, params: other },
              { op, params },
            ] as const,
        ),
    )
}
