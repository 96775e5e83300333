import type { ModelSource } from '../../../machines/model/model.ts'
import type { Pics } from '../../../spec/adapter.ts'
import type { Check } from '../check.ts'
import { settingOf } from '../judging/setting.ts'
import type { Altered, Protocol } from '../protocol.ts'
import { type FalseAlarm, tryVariant } from './ledger.ts'
import { MadeOfCharts } from './made-of-charts.ts'

/** A statement that an implementation of the protocol may make, and who makes it. */
export interface Stated {
  readonly by: string
  readonly pics: Pics
}

/** The statements of the reference and of its variants, each set of choices once. */
export async function statementsOf({ id, reference, variants }: Protocol): Promise<readonly Stated[]> {
  const found = new Map<string, Stated>()
  const stating: readonly Altered[] = [{ id: `${id}/reference`, explain: '', create: reference }, ...variants]
  for (const { id: by, create } of stating) {
    const { ok } = await create().request('hello', {})
    const pics = ok as unknown as Pics
    const key = JSON.stringify([pics.profile, pics.capabilities, pics.parameters])
    if (!found.has(key)) found.set(key, { by, pics })
  }
  return [...found.values()]
}

/** The checks that walk a model which is made of charts. */
export function walks(
  { checks }: Pick<Protocol, 'checks'>,
  { pics }: Stated,
): readonly (Check & { readonly model: ModelSource })[] {
  const setting = settingOf(pics)
  return checks.flatMap((check) => {
    const { kind, model } = check
    const charts = kind === 'model' && model !== undefined ? model.build(setting).world.reducers : []
    return model === undefined || charts.length === 0 ? [] : [{ ...check, model }]
  })
}

/**
 * Lets an implementation that is made of a check's charts run that check, watched by every monitor; without its sweep, whose names
 * such an implementation does not know. Chart and monitors are
 * independent oracles of one specification, so whatever is flagged is a defect of the kit; so is a call to which the charts have no
 * answer to give, since nothing would be judged behind it.
 */
export async function disagreements(
  protocol: Protocol,
  { model, ...check }: Check & { readonly model: ModelSource },
  { by, pics }: Stated,
  options: {
    readonly seed: number
    readonly cases: number
    readonly pipelined?: boolean
    readonly made?: ModelSource
  },
): Promise<readonly FalseAlarm[]> {
  const catalogue = protocol.catalogue()
  const monitors = protocol.checks.filter(({ kind }) => kind === 'monitor')
  const { seed, made = model } = options
  const guesses = new Set<string>()
  const implementation: Altered = {
    id: `${check.id}, seed ${seed}, states what ${by} states`,
    explain: 'Made of the charts.',
    create: () => new MadeOfCharts({ model: made, seed, statement: pics, catalogue, guessed: (op) => guesses.add(op) }),
  }
  const flagged = await tryVariant(
    { ...protocol, smoke: [], checks: [{ ...check, model, sweeps: [] }, ...monitors] },
    implementation,
    options,
  )
  const unanswered = [...guesses].map((op) => ({
    variant: implementation.id,
    check: check.id,
    requirement: 'none',
    allowed: 'an answer that the charts give',
    got: `none to ${op}`,
  }))
  return [...flagged, ...unanswered]
}
