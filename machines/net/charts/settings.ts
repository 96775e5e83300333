import type { CopyContext } from './copy.ts'
import type { DispatcherContext } from './dispatcher.ts'
import type { FactoryContext } from './factory.ts'
import type { HandleContext } from './handle.ts'
import type { OrchestratorContext } from './orchestrator.ts'
import type { RuntimeContext } from './runtime.ts'
import type { SourceContext } from './source.ts'
import type { TargetContext } from './target.ts'

/** The declared choices of each role. */
export interface Settings {
  readonly orchestrator: Pick<OrchestratorContext, 'phased' | 'forward' | 'tells'>
  readonly source: Pick<SourceContext, 'answers' | 'keeps' | 'returns' | 'remembers'>
  readonly target: Pick<TargetContext, 'replaces' | 'late' | 'whole' | 'binds'>
  readonly copy: CopyContext
  readonly factory: FactoryContext
  readonly dispatcher: Pick<DispatcherContext, 'checks'>
  readonly runtime: Pick<RuntimeContext, 'answers'>
  readonly handle: Pick<HandleContext, 'sure' | 'detaches'>
  /** Whether the node that has the record of a migration is its target's orchestrator, whoever sent the chunks (NET-146). */
  readonly ownsRecord: number
}

/** What the published code does, releases 0.19 to 0.46. */
const published: Settings = {
  orchestrator: { phased: 0, forward: 0, tells: 0 },
  source: { answers: 0, keeps: 0, returns: 0, remembers: 0 },
  target: { replaces: 0, late: 0, whole: 0, binds: 0 },
  copy: { serves: 1 },
  factory: { returns: 0 },
  dispatcher: { checks: 0 },
  runtime: { answers: 0 },
  handle: { sure: 0, detaches: 0 },
  ownsRecord: 0,
}

/** What the published documents promise of it. */
const core: Settings = {
  ...published,
  orchestrator: { phased: 0, forward: 1, tells: 0 },
  source: { answers: 0, keeps: 1, returns: 1, remembers: 0 },
  copy: { serves: 0 },
  factory: { returns: 1 },
  runtime: { answers: 1 },
  handle: { sure: 1, detaches: 0 },
  ownsRecord: 1,
}

/** What the roles of each profile choose. */
export const profiles = {
  published,
  core,
  strict: {
    orchestrator: { phased: 1, forward: 2, tells: 1 },
    source: { answers: 1, keeps: 1, returns: 1, remembers: 1 },
    target: { replaces: 1, late: 1, whole: 1, binds: 1 },
    copy: { serves: 0 },
    factory: { returns: 1 },
    dispatcher: { checks: 1 },
    runtime: { answers: 1 },
    handle: { sure: 1, detaches: 0 },
    ownsRecord: 1,
  },
} satisfies { readonly [profile: string]: Settings }
export type Profile = keyof typeof profiles
/** The profiles by number, for the bounds of systems. */
export const profileNames = ['published', 'core', 'strict'] as const satisfies readonly Profile[]
