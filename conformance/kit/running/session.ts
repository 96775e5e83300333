import type { Setting } from '../../../machines/model/model.ts'
import type { Pics } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { AdapterSource } from '../adapters/adapter.ts'
import { HarnessFault } from '../adapters/fault.ts'
import type { Check } from '../check.ts'
import { type CaseContext, caseContext } from '../judging/case-context.ts'
import { judgedBy, profilesOf, reachable } from '../judging/judged-by.ts'
import { leftOut, type Patterns } from '../judging/left-out.ts'
import type { Monitor } from '../judging/monitor.ts'
import { type Selected, select } from '../judging/selection.ts'
import { settingOf } from '../judging/setting.ts'
import type { Protocol } from '../protocol.ts'
import { kitVersion } from '../version.ts'
import { Target } from './target.ts'

/** An implementation of a protocol, not opened yet. */
export function targetOf(protocol: Pick<Protocol, 'id' | 'smoke'>, source: AdapterSource): Target {
  return new Target(source, { protocol: protocol.id, kit: kitVersion, adapter_protocol: 1 }, protocol.smoke)
}

/** What is known of an implementation once it has said `hello`: by what it is judged, and which checks apply. */
export interface Session {
  readonly protocol: Protocol
  readonly catalogue: Catalogue
  /** The PICS as the adapter stated it, and as it is judged. */
  readonly stated: Pics
  readonly pics: Pics
  readonly setting: Setting
  /** Every check of the session, those that do not apply included. */
  readonly selected: readonly Selected[]
  /** The checks that run cases. */
  readonly running: readonly Selected[]
  /** The monitors that watch every case, and the requirements that they cover. */
  readonly monitors: readonly Monitor[]
  readonly watched: ReadonlySet<string>
  /** Requirements that any check of the session covers. */
  readonly covered: ReadonlySet<string>
  /** Requirements that a check would cover which the user left out, with the option that left it out. */
  readonly leftOut: ReadonlyMap<string, string>
  /** What judges the cases of a check, the watching monitors among it; `pipelined` plans ahead of the answers. */
  readonly context: (check: Check, pipelined?: boolean) => CaseContext
}

export interface SessionOptions extends Patterns {
  /** Judges by this profile, or this named set of parameters, instead of the stated one. */
  readonly profile?: string | undefined
  /** Judges by these members instead of the stated ones. */
  readonly statement?: Pick<Pics, 'profile' | 'capabilities' | 'parameters'>
}

/** Says hello and finds what applies. Rejects with `HarnessFault`: `CUT-ADAPTER-HELLO` for a profile that does not exist. */
export async function openSession(
  target: Target,
  protocol: Protocol,
  { profile, statement, ...patterns }: SessionOptions = {},
): Promise<Session> {
  const catalogue = protocol.catalogue()
  const stated = await target.pics()
  const asked = profile ?? statement?.profile ?? stated.profile
  const pics = judgedBy({ ...reachable(stated, catalogue, target.source), ...statement }, asked, catalogue)
  if (pics === undefined || !catalogue.profiles.includes(pics.profile)) {
    const known = profilesOf(catalogue).join(', ')
    throw new HarnessFault('CUT-ADAPTER-HELLO', `a profile of ${protocol.id}: ${known}`, asked)
  }
  const setting = settingOf(pics)
  const left = leftOut(protocol.checks, patterns)
  const all = select(protocol.checks, catalogue, pics)
  const selected = all.filter(({ check }) => !left.has(check))
  const applicable = selected.filter(({ missing }) => missing === undefined)
  const watching = applicable.filter(({ check }) => check.kind === 'monitor')
  const monitors = watching.flatMap(({ check }) => check.monitors ?? [])
  const requirementsOf = (entries: readonly Selected[]): ReadonlySet<string> =>
    new Set(entries.flatMap(({ covered }) => [...covered]))
  return {
    protocol,
    catalogue,
    stated,
    pics,
    setting,
    selected,
    running: applicable.filter(({ check }) => check.kind !== 'monitor'),
    monitors,
    watched: requirementsOf(watching),
    covered: requirementsOf(applicable),
    leftOut: new Map(
      all.flatMap(({ check, covered }) => {
        const by = left.get(check)
        return by === undefined ? [] : [...covered].map((id) => [id, by] as const)
      }),
    ),
    context: (check, pipelined) => caseContext(protocol, check, setting, monitors, pipelined),
  }
}
