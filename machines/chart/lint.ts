import { isDeepStrictEqual } from 'node:util'
import { CutoverError } from '../../spec/error.ts'
import {
  type AnyChart,
  type Chart,
  destination,
  leaves,
  type NamedState,
  type Row,
  start,
  states,
  type TransitionConfig,
} from './chart.ts'
import { Reducer } from './reducer.ts'
import { payloadsOf, startsOf } from './values.ts'
import { toXState } from './xstate.ts'

type LintReport = (code: string, text: string) => void

const stateKeys = ['id', 'initial', 'states', 'on', 'description']

/**
 * Problems of a chart; empty for a sound one. A sound chart is data (its JSON round trip is deep-equal), names only what is
 * implemented and implements only what is named, and is total: in every position that it can reach, some candidate admits
 * every event with every payload, and no update leaves its domain. Symbols are clipped to two.
 */
export function lint(chart: AnyChart): CutoverError[] {
  const problems: CutoverError[] = []
  const report: LintReport = (code, text) => {
    if (!problems.some((problem) => problem.code === code && problem.message.endsWith(text))) {
      problems.push(new CutoverError(code, `chart ${chart.id}: ${text}`))
    }
  }
  data(chart, report)
  names(chart, report)
  structure(chart, report)
  if (problems.length > 0) return problems
  total(chart, report)
  valid(chart, report)
  return problems
}

function data({ config }: AnyChart, report: LintReport): void {
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(config)), config)) {
    report('CUT-CHART-DATA', 'the configuration is more than data: its JSON round trip differs')
  }
}

/** XState takes the configuration as it stands and reads every target as this kit does. */
function valid(chart: AnyChart, report: LintReport): void {
  try {
    const { maxIterations } = toXState(chart as never).options
    if (maxIterations === undefined || !Number.isFinite(maxIterations)) {
      report('CUT-CHART-ITERATIONS', 'the XState machine sets no maxIterations')
    }
  } catch (error) {
    report('CUT-CHART-XSTATE', `XState refuses the configuration: ${error instanceof Error ? error.message : error}`)
  }
}

function* transitions(chart: AnyChart): Generator<[string, string, TransitionConfig]> {
  for (const path of states(chart)) {
    const { name, state } = path[path.length - 1] as NamedState
    for (const [event, candidates] of Object.entries(state.on ?? {})) {
      for (const candidate of 'length' in candidates ? candidates : [candidates]) yield [name, event, candidate]
    }
  }
}

const nameOf = (reference: string | { readonly type: string }): string =>
  typeof reference === 'string' ? reference : reference.type

function names(chart: AnyChart, report: LintReport): void {
  const guards = new Set<string>()
  const actions = new Set<string>()
  for (const [, , transition] of transitions(chart)) {
    if (transition.guard !== undefined) guards.add(nameOf(transition.guard))
    for (const action of transition.actions ?? []) actions.add(nameOf(action))
  }
  const implemented = [...Object.keys(chart.updates), ...Object.keys(chart.outputs)]
  const compare = (used: ReadonlySet<string>, has: readonly string[], code: string, what: string): void => {
    for (const name of used) if (!has.includes(name)) report(code, `${what} "${name}" has no implementation`)
    for (const name of has)
      if (!used.has(name)) report('CUT-CHART-UNUSED', `${what} "${name}" is implemented but never used`)
  }
  compare(guards, Object.keys(chart.guards), 'CUT-CHART-GUARD', 'guard')
  compare(actions, implemented, 'CUT-CHART-ACTION', 'action')
  for (const name of Object.keys(chart.updates)) {
    if (name in chart.outputs) report('CUT-CHART-AMBIGUOUS', `"${name}" is both an update and an output`)
  }
  for (const [name, update] of Object.entries(chart.updates)) {
    for (const field of Object.keys(update)) {
      if (!(field in chart.context))
        report('CUT-CHART-FIELD', `update "${name}" writes "${field}", which the context does not declare`)
    }
  }
  for (const [event, fields] of Object.entries(chart.events)) {
    for (const field of fields) {
      if (!(field in chart.payload))
        report('CUT-CHART-FIELD', `event "${event}" carries "${field}", which the payload does not declare`)
    }
  }
}

function structure(chart: AnyChart, report: LintReport): void {
  for (const path of states(chart)) {
    const { name, state } = path[path.length - 1] as NamedState
    for (const key of Object.keys(state)) {
      if (!stateKeys.includes(key))
        report('CUT-CHART-KEY', `state "${name}" has "${key}"; a chart has only ${stateKeys.join(', ')}`)
    }
  }
  const attempt = (resolve: () => string): void => {
    try {
      resolve()
    } catch (error) {
      if (!(error instanceof CutoverError)) throw error
      report(error.code, error.message)
    }
  }
  attempt(() => start(chart))
  for (const [state, event, { target }] of transitions(chart)) {
    if (!(event in chart.events))
      report('CUT-CHART-EVENT', `state "${state}" handles "${event}", which is not declared`)
    if (target !== undefined) attempt(() => destination(chart, state, target))
  }
  for (const { name, path } of leaves(chart)) {
    for (const event of Object.keys(chart.events)) {
      if (!path.some(({ state }) => state.on?.[event] !== undefined)) {
        report('CUT-CHART-TOTAL', `state "${name}" does not handle "${event}"; ignore it explicitly with {}`)
      }
    }
  }
}

/** Walks every position that the chart can reach and sends it every event with every payload. */
function total(chart: AnyChart, report: LintReport): void {
  const reducer = new Reducer(chart as unknown as Chart)
  const payloads = reducer.eventTypes.map((event) =>
    payloadsOf(chart, event).map((row) => declared(row, event, report)),
  )
  const seen = new Set<string>()
  const queue: { leaf: number; context: Row }[] = []
  const visit = (leaf: number, context: Row): void => {
    const key = `${leaf}:${Object.values(context).join()}`
    if (seen.has(key)) return
    seen.add(key)
    queue.push({ leaf, context })
  }
  for (const context of startsOf(chart)) visit(reducer.start().leaf, context)
  for (const { leaf, context } of queue) {
    for (const [column, event] of reducer.eventTypes.entries()) {
      for (const payload of payloads[column] ?? []) {
        const at = { leaf, context: { ...context } }
        const where = (): string =>
          `"${event}" ${JSON.stringify(payload)} in state "${reducer.leafNames[leaf]}" with ${JSON.stringify(context)}`
        if (reducer.fire(at, column, payload) === undefined) {
          report('CUT-CHART-TOTAL', `no candidate admits ${where()}`)
          return
        }
        for (const [field, domain] of Object.entries(chart.context)) {
          const value = at.context[field] ?? Number.NaN
          if (value >= domain.min && value <= domain.max) continue
          report('CUT-CHART-DOMAIN', `${field} becomes ${value}, outside ${domain.min}..${domain.max}, by ${where()}`)
          return
        }
        visit(at.leaf, at.context)
      }
    }
  }
}

/** A payload that reports the reading of a field that its event does not carry. */
function declared(row: Row, event: string, report: LintReport): Row {
  return new Proxy(row, {
    get(fields, field) {
      if (typeof field === 'string' && !(field in fields) && field !== 'toJSON') {
        report('CUT-CHART-PAYLOAD', `a guard, update or output reads "${field}" of "${event}", which does not carry it`)
      }
      return Reflect.get(fields, field)
    },
  })
}
