import type { Domain } from '../../../machines/chart/chart.ts'
import { format, none, other } from '../../../machines/model/symbol.ts'
import type { World } from '../../../machines/model/world.ts'
import type { Difference, TranscriptLine } from '../../../reports/event.ts'
import type { Reply } from '../../../spec/adapter.ts'
import { RecordedAdapter, RecordingEnded } from '../adapters/recorded-adapter.ts'
import { type CaseContext, lockstep } from '../judging/case-context.ts'
import type { CaseResult } from '../judging/case-result.ts'
import { showExpectation, showReply } from '../judging/compare.ts'
import { Environment } from '../judging/environment.ts'
import { isModelOnly } from '../judging/model-only.ts'
import type { Exchange } from '../judging/monitor.ts'
import type { Judgement, Oracle } from '../judging/oracle.ts'
import type { Proof } from '../outcome/defect.ts'
import { framesOf, summary } from '../outcome/defect-events.ts'
import { runCase } from './case.ts'

/** Lines of a case that a report keeps: a minimal one has fewer, of a recorded history the beginning and the end tell. */
const mostLines = 120
/** States of the model told for one line. */
const mostStates = 4

/** What the model thinks at one exchange. */
type Thought = Pick<TranscriptLine, 'allowed' | 'states' | 'fitting' | 'transitions'>

/**
 * The case of a defect call by call: what was sent, what the model allowed and in which states it is, what came back. The case is run
 * again against its own recording while the judge is watched, so nothing is asked of the implementation. What no model follows, such
 * as the rounds of a repeated conversation, is told without what the model thinks.
 */
export async function transcriptOf(
  { subject, result, violation }: Pick<Proof, 'subject' | 'result' | 'violation'>,
  context: CaseContext,
  show: (hex: string) => string | undefined = () => undefined,
): Promise<readonly TranscriptLine[]> {
  const watched = subject.rounds === undefined ? await watch(subject, result, context) : []
  const until = result.exchanges.indexOf(violation.exchange)
  const lines = result.exchanges.slice(0, until < 0 ? undefined : until + 1).map((exchange, at): TranscriptLine => {
    const unsent = isModelOnly(exchange.op)
    const differences = differencesAt(exchange, result)
    const line: TranscriptLine = {
      step: exchange.step,
      op: exchange.op,
      summary: summary(exchange.params),
      ...(exchange.probe ? { query: true } : {}),
      ...(unsent ? { unsent: true } : { got: shownLikeAllowed(exchange.reply) }),
      ...watched[at],
      ...(differences.length === 0 ? {} : { differences }),
    }
    const frames = framesOf([exchange.params, line.allowed ?? '', line.got ?? ''], show) as Record<string, string>
    return Object.keys(frames).length === 0 ? line : { ...line, frames }
  })
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines / 2), ...lines.slice(-mostLines / 2)]
}

/** An answer in the notation of what is allowed, so that the two can be compared word by word. */
function shownLikeAllowed(reply: Reply): string {
  return reply.ok === undefined ? showReply(reply) : showExpectation({ ok: reply.ok }, new Environment())
}

/** What the model thinks at each exchange, as far as the recording leads it. */
async function watch(subject: Proof['subject'], result: CaseResult, context: CaseContext): Promise<Thought[]> {
  const { exchanges, stop } = result
  const heard = stop === undefined ? exchanges : exchanges.slice(0, -1)
  const recording = new RecordedAdapter(heard.filter(({ op }) => !isModelOnly(op)))
  const fitted = (stop === undefined ? context : lockstep(context)).fit(subject)
  const thoughts: Thought[] = []
  const { oracle } = fitted
  const atRest = oracle === undefined ? undefined : new Map(Object.entries(rolesOf(oracle.model.world, new Map())))
  const watching: CaseContext = {
    ...fitted,
    watch: (_: Exchange, judgement) => thoughts.push(thoughtOf(oracle, judgement, atRest ?? new Map())),
  }
  try {
    oracle?.start()
    await runCase(recording, subject, watching)
  } catch (error) {
    if (!(error instanceof RecordingEnded)) throw error
  }
  return thoughts
}

function thoughtOf(
  oracle: Oracle | undefined,
  judgement: Judgement | undefined,
  atRest: ReadonlyMap<string, string>,
): Thought {
  if (oracle === undefined || judgement === undefined) return {}
  const states = oracle.inEachState(() => rolesOf(oracle.model.world, atRest))
  const transitions = [...new Set(judgement.fired.map(({ id }) => id))].filter((id) => id !== 'system')
  return {
    allowed: showExpectation(judgement.expected, oracle.environment),
    states: [...new Map(states.map((roles) => [JSON.stringify(roles), roles])).values()].slice(0, mostStates),
    fitting: states.length,
    ...(transitions.length === 0 ? {} : { transitions }),
  }
}

/** Where each role of the world is, without those that are where they rest. */
function rolesOf(world: World, atRest: ReadonlyMap<string, string>): Record<string, string> {
  const roles: Record<string, string> = {}
  for (const { name, chart, state, context } of world.roles()) {
    const fields = Object.entries<Domain>(chart.context).flatMap(([field, { initial, min, symbol }]) => {
      const value = (context as Record<string, number>)[field] as number
      if (value === (initial ?? min)) return []
      return [`${field}=${symbol === true && value !== none && value !== other ? format(value) : value}`]
    })
    const told = [state, ...fields].join(' ')
    if (atRest.get(name) !== told) roles[name] = told
  }
  return roles
}

function differencesAt(exchange: Exchange, { violations }: CaseResult): readonly Difference[] {
  const found = new Map<string, Difference>()
  for (const { requirement, facet, allowed, got } of violations.filter((each) => each.exchange === exchange)) {
    const key = JSON.stringify([allowed, got])
    const requirements = [...(found.get(key)?.requirements ?? []), requirement]
    found.set(key, { facet: found.get(key)?.facet ?? facet, allowed, got, requirements })
  }
  return [...found.values()]
}
