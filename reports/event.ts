/** A JSON value; unsigned 64-bit integers are decimal strings. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }

export const levels = ['MUST', 'SHOULD', 'MAY'] as const
export type Level = (typeof levels)[number]

export const verdicts = ['pass', 'fail', 'inconclusive', 'not-applicable', 'excluded'] as const
export type Verdict = (typeof verdicts)[number]

export const budgets = ['quick', 'default', 'thorough'] as const
export type Budget = (typeof budgets)[number]

/** The level from which a failing requirement makes the run non-conformant. */
export const gateLevels = ['MUST', 'SHOULD'] as const
export type GateLevel = (typeof gateLevels)[number]

export const checkKinds = ['wire', 'model', 'monitor', 'scenario', 'history'] as const
export type CheckKind = (typeof checkKinds)[number]

export const checkStatuses = ['ran', 'not-applicable'] as const
export type CheckStatus = (typeof checkStatuses)[number]

export const knownFailureStatuses = ['matched', 'stale', 'unmatched', 'absent-intermittent'] as const
export type KnownFailureStatus = (typeof knownFailureStatuses)[number]

/** `failed` means that the harness could not go on; it says nothing about the implementation. */
export const runStatuses = ['complete', 'interrupted', 'failed'] as const
export type RunStatus = (typeof runStatuses)[number]

/** What identifies a run: everything that two runs with the same result have in common. */
export interface RunStarted {
  readonly event: 'run_started'
  /** Format of this stream; a reader refuses any other. */
  readonly format: 1
  readonly kit: string
  /** What the user calls this run, where a job has several. */
  readonly name?: string
  readonly protocol: string
  readonly register_version: string
  readonly spec_hash: string
  readonly profile: string
  readonly profile_overridden?: true
  /** The named parameters that are judged by in place of the stated ones. */
  readonly parameters_overridden?: string
  readonly roles: readonly string[]
  /** u64 as a decimal string. */
  readonly seed: string
  readonly budget: Budget
  /** Number of cases that the budget stands for. */
  readonly cases_budget: number
  readonly adapter: string
  readonly level: GateLevel
  /** `i/n`, counted from 1. */
  readonly shard?: string
  readonly known_failures?: string
}

/** The members every conformance statement has; an adapter may send more, which are kept. */
export interface Pics {
  readonly implementation: string
  readonly version: string
  readonly language: string
  readonly protocol: string
  readonly profile: string
  readonly roles: readonly string[]
  readonly capabilities: readonly string[]
  readonly clock: 'virtual' | 'real'
  readonly deterministic: boolean
  readonly parameters?: Readonly<Record<string, Json>>
  readonly observes?: readonly string[]
  readonly shim_defined?: readonly string[]
}

export interface PicsReceived {
  readonly event: 'pics'
  readonly pics: Pics
}

export interface CheckStarted {
  readonly event: 'check_started'
  readonly check: string
  readonly kind: CheckKind
  readonly requirements: readonly string[]
  readonly explain: string
}

/** One operation in words; what it carries is already rendered into `summary`. */
export interface OperationText {
  readonly op: string
  readonly summary: string
}

/** One input of a minimised case, numbered from 1. */
export interface StepText extends OperationText {
  readonly step: number
}

/** One place where an answer is not what the specification allows, with the requirements that say so. */
export interface Difference {
  readonly facet: string
  readonly allowed: string
  readonly got: string
  readonly requirements: readonly string[]
}

/** One call of a minimised case as it went. */
export interface TranscriptLine extends OperationText {
  /** Step of the case, from 1; 0 is the reset. */
  readonly step: number
  /** A query that the kit added to see what the step did. */
  readonly query?: true
  /** Nothing was sent: the kit's own part of the system, such as a loss on the way. */
  readonly unsent?: true
  /** The answer that the specification allows here; absent where no model judged. */
  readonly allowed?: string
  /** What came back; absent where nothing was sent. */
  readonly got?: string
  readonly differences?: readonly Difference[]
  /** States of the model that fit the answers up to this one, each by role, without roles that are as at the start; the first few. */
  readonly states?: readonly Readonly<Record<string, string>>[]
  /** Number of all such states. */
  readonly fitting?: number
  /** Ids of the charts' transitions that the model took. */
  readonly transitions?: readonly string[]
  /** What the frames say that stand here as hex. */
  readonly frames?: Readonly<Record<string, string>>
}

/**
 * One cause, told once: the smallest case that shows it, and how to run it again. Its violations follow, those of the most suspicious
 * requirement first.
 */
export interface DefectFound {
  readonly event: 'defect'
  /** From 1, in the order of the run: what `cutover replay` takes. */
  readonly defect: number
  /** What it breaks, the most suspicious first. */
  readonly requirements: readonly string[]
  /** As many of them, from the first, are suspected of being what the implementation got wrong; the others come with it. */
  readonly suspects: number
  /** The check whose case it is. */
  readonly check: string
  readonly steps: readonly StepText[]
  /** Steps of the case before shrinking. */
  readonly from_steps: number
  /** Cases run until this one, itself included. */
  readonly from_cases: number
  /** The input whose outcome differs, where there is a single one. */
  readonly then?: OperationText
  /** What follows `cutover replay`, ready for a shell: a token or `@file`, then the options that reach the same adapter. */
  readonly replay: string
  /** Fresh processes until it came again, where that took more than one. */
  readonly tried_again?: number
  /** The reasons of the known-failures entries that name it. */
  readonly known?: string
  readonly shrink_executions: number
  /** The case call by call; of a long one the beginning and the end. */
  readonly transcript?: readonly TranscriptLine[]
  readonly detail?: Readonly<Record<string, Json>>
}

/** What a defect does to one requirement, told under one check that judges it. */
export interface ViolationFound {
  readonly event: 'violation'
  /** Number of the defect. */
  readonly defect: number
  readonly requirement: string
  readonly level: Level
  readonly check: string
  /** Who noticed: `model`, `decoding`, a monitor's id, or what stopped the implementation: `crash`, `silence`, `schema`. */
  readonly judge: string
  /** Ids of the charts' transitions that carry the requirement; empty where no chart decided. */
  readonly transitions: readonly string[]
  /** The part of the answer that differs: `reply`, `value`, `epoch`, `state`, `effects`, `timing`. */
  readonly facet: string
  /** How much the failing cases speak against this requirement of all that the defect breaks, in thousandths. */
  readonly suspicion: number
  /** The requirement's sentence. */
  readonly text: string
  readonly allowed: string
  readonly got: string
  /** The reason of the known-failures entry that names it. */
  readonly known?: string
}

/** Why a requirement could not be judged: the defect, and the requirement that it breaks. */
export interface Mask {
  readonly defect: number
  readonly requirement: string
}

export interface CheckFinished {
  readonly event: 'check_finished'
  readonly check: string
  readonly status: CheckStatus
  /** For `not-applicable`: the names missing from the conformance statement. */
  readonly reason?: string
  readonly cases: number
  readonly steps: number
  /** Requirements whose antecedent held in the check's cases, with the number of judged steps at which it did. */
  readonly exercised: Readonly<Record<string, number>>
  readonly violated: readonly string[]
}

/** What the run says about one requirement; one for each entry of the register. */
export interface VerdictReached {
  readonly event: 'verdict'
  readonly requirement: string
  readonly level: Level
  readonly category: string
  readonly hardened?: true
  readonly text: string
  readonly verdict: Verdict
  /** Why, for all but `pass`; for `not-applicable` the missing name. */
  readonly reason?: string
  /** The failures that kept it from being judged; the verdict is `inconclusive`. */
  readonly masked_by?: readonly Mask[]
  /** Every check that would have judged it was left out by the user; the verdict is `inconclusive`. */
  readonly left_out?: true
  readonly checks: readonly string[]
  /** Number of judged steps or cases in which the requirement's antecedent held. */
  readonly exercised: number
  /** Present where every violation of the requirement is a known one, or everything that masks it. */
  readonly known?: string
  /** Where it is stated: published documents with version and lines. */
  readonly source?: readonly string[]
  /** Mutants that violate it, by which its checks are shown able to fail. */
  readonly falsifiers?: readonly string[]
}

/** A transition that carries requirements or leads to another state. */
export interface ChartTransition {
  readonly id: string
  /** Full names of states without children, such as `parent.child`. */
  readonly source: string
  readonly target: string
  readonly trigger: string
  readonly guard?: string
  /** What it tells its surroundings. */
  readonly outputs?: readonly string[]
  readonly requirements: readonly string[]
  /** The run took it. */
  readonly taken?: true
}

/** The machine of one role, with what the run took of it. */
export interface ChartWalked {
  readonly event: 'chart'
  readonly chart: string
  readonly explain: string
  readonly initial: string
  /** Full names of the states without children. */
  readonly states: readonly string[]
  readonly transitions: readonly ChartTransition[]
}

export interface ChartCovered {
  readonly event: 'coverage'
  readonly chart: string
  readonly transitions: number
  readonly covered: number
  readonly uncovered: readonly string[]
}

/** What became of one entry of the known-failures file. */
export interface KnownFailureCompared {
  readonly event: 'known_failure'
  readonly status: KnownFailureStatus
  readonly requirement: string
  readonly check: string
  readonly facet?: string
  readonly reason: string
  /** For `unmatched`: why it can match nothing. */
  readonly detail?: string
}

/** The kit or the adapter broke the adapter protocol; never a verdict of the implementation. */
export interface HarnessFaultRaised {
  readonly event: 'harness_fault'
  readonly code: string
  readonly message: string
  /** The rule of the adapter protocol that was broken. */
  readonly rule?: string
  /** The offending line as it came. */
  readonly line?: string
  readonly expected?: string
  readonly stderr?: string
}

export interface Note {
  readonly event: 'note'
  readonly code: string
  readonly message: string
}

/** Verdicts by kind; the first five sum to `total`. */
export interface Counts {
  readonly pass: number
  readonly fail: number
  readonly inconclusive: number
  readonly not_applicable: number
  readonly excluded: number
  readonly total: number
}

/** The footer. A stream without it, or whose bytes do not match it, is refused. */
export interface RunFinished {
  readonly event: 'run_finished'
  readonly status: RunStatus
  /** 0 conformant, 1 non-conformant, 2 stale or unmatched known failure, 3 inconclusive, 4 harness fault, 64 misuse, 130 interrupted. */
  readonly exit_code: number
  readonly counts: Counts
  /** Failing MUSTs that are not known failures. */
  readonly must_failed: number
  /** Failing SHOULDs that are not known failures. */
  readonly should_failed: number
  /** Failing requirements of any level that are known failures. */
  readonly known: number
  readonly cases: number
  readonly steps: number
  /** Milliseconds from the first line to the footer: the only member of the stream that depends on a clock. */
  readonly elapsed_ms: number
  /** Number of lines before the footer. */
  readonly lines: number
  /** SHA-256 of all bytes before the footer, lower-case hex. */
  readonly digest: string
}

/** What a run reports while it goes on. */
export type RunEvent =
  | RunStarted
  | PicsReceived
  | CheckStarted
  | DefectFound
  | ViolationFound
  | CheckFinished
  | VerdictReached
  | ChartCovered
  | ChartWalked
  | KnownFailureCompared
  | HarnessFaultRaised
  | Note

/** One line of the stream (reports/event.schema.json). */
export type Event = RunEvent | RunFinished
