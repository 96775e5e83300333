import type { JsonObject } from '../../../spec/json.ts'

export const hooks = ['drain', 'seal', 'resume'] as const
export type Hook = (typeof hooks)[number]

/** What one call of a hook does. */
interface Step {
  readonly block?: true
  readonly fail?: string
}

/** What the hooks of a consumer do, call by call; the last step is repeated, and none is success at once. */
export type Script = { readonly [H in Hook]?: readonly Step[] }

/** Scripts by number, and what makes a call fail in one of them. */
export const scripts: readonly Script[] = [
  {},
  { drain: [{ block: true }], seal: [{ block: true }] },
  { drain: [{ block: true }], seal: [{ block: true }], resume: [{ block: true }] },
  { seal: [{ fail: 'disk full' }, {}] },
  { seal: [{ block: true, fail: 'no room for the footer, said the disk: “✗”' }, { block: true }] },
  { drain: [{ fail: 'still busy' }, {}] },
  { resume: [{ fail: 'cannot open' }, {}] },
  { resume: [{}, { fail: 'cannot open' }, {}] },
]

/** Whether the script makes a drain or a resume fail, which profiles take differently. */
export function failsOpenly({ drain = [], resume = [] }: Script): boolean {
  return [...drain, ...resume].some(({ fail }) => fail !== undefined)
}

/** What the hook does when it is called for the `call`th time, from 0. */
export function stepOf(script: Script, hook: Hook, call: number): Step {
  const steps = script[hook] ?? []
  return steps[Math.min(call, steps.length - 1)] ?? {}
}

const reports: { readonly [H in Hook]: JsonObject } = {
  drain: { drained: { open_conns_remaining: 3, accept_closed: true } },
  seal: { sealed: { last_revision_per_shard: ['42', '18446744073709551615'], data_dir_fingerprint: '5a'.repeat(32) } },
  resume: {},
}

/** What a hook that succeeds reports, as members of the message that follows. */
export const reported = {
  Drained: reports.drain.drained as JsonObject,
  SealComplete: reports.seal.sealed as JsonObject,
} as const

/** The script as a parameter of an operation. */
export function written(script: Script): JsonObject {
  return Object.fromEntries(
    hooks.map((hook) => [hook, (script[hook] ?? [{}]).map((step) => ({ ...step, ...reports[hook] }))]),
  )
}
