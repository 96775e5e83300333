import { type AnyChart, aim, type Chart, type StateConfig, start, type TransitionConfig } from './chart.ts'
import { Reducer } from './reducer.ts'

/**
 * A chart as a Mermaid state diagram. An arrow joins what leads from one state to another: event, guard and outputs; events
 * that are ignored are left out. With `covered`, the ids of transitions taken, states are coloured: full if all of their transitions were taken, part
 * if some were.
 */
export function drawing(chart: AnyChart, covered?: ReadonlySet<string>): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${idOf(start(chart))}`]
  for (const [name, state] of Object.entries(chart.config.states)) lines.push(...nodes(name, state, '  '))
  for (const [name, state] of Object.entries(chart.config.states)) lines.push(...arrows(chart, name, state))
  if (covered !== undefined) lines.push(...colours(chart, covered))
  return `${lines.join('\n')}\n`
}

function nodes(name: string, state: StateConfig, indent: string): string[] {
  const short = name.slice(name.lastIndexOf('.') + 1)
  const lines = [`${indent}state "${short}" as ${idOf(name)}`]
  if (state.states !== undefined) {
    lines.push(`${indent}state ${idOf(name)} {`)
    for (const [child, inner] of Object.entries(state.states))
      lines.push(...nodes(`${name}.${child}`, inner, `${indent}  `))
    if (state.initial !== undefined) lines.push(`${indent}  [*] --> ${idOf(`${name}.${state.initial}`)}`)
    lines.push(`${indent}}`)
  }
  return lines
}

function arrows(chart: AnyChart, name: string, state: StateConfig): string[] {
  const labels = new Map<string, string[]>()
  for (const [event, candidates] of Object.entries(state.on ?? {})) {
    for (const transition of 'length' in candidates ? candidates : [candidates]) {
      if (transition.target === undefined && (transition.actions ?? []).length === 0) continue
      const target = transition.target === undefined ? name : aim(chart, name, transition.target)
      labels.set(target, [...(labels.get(target) ?? []), label(chart, event, transition)])
    }
  }
  const own = [...labels].map(([target, texts]) => `  ${idOf(name)} --> ${idOf(target)}: ${texts.join('<br/>')}`)
  const inner = Object.entries(state.states ?? {}).flatMap(([child, nested]) =>
    arrows(chart, `${name}.${child}`, nested),
  )
  return [...own, ...inner]
}

function label(chart: AnyChart, event: string, transition: TransitionConfig): string {
  const { guard } = transition
  const said = outputsOf(chart, transition).join(', ')
  const condition = guard === undefined ? '' : ` [${typeof guard === 'string' ? guard : guard.type}]`
  return `${event}${condition}${said === '' ? '' : ` / ${said}`}`
}

/** The outputs of a transition with their literal parameters. */
export function outputsOf(chart: AnyChart, { actions = [] }: TransitionConfig): readonly string[] {
  return actions.flatMap((action) => {
    const type = typeof action === 'string' ? action : action.type
    if (!(type in chart.outputs)) return []
    const params = typeof action === 'string' ? [] : Object.values(action.params)
    return [[type, ...params].join(' ')]
  })
}

function colours(chart: AnyChart, covered: ReadonlySet<string>): string[] {
  const reducer = new Reducer(chart as unknown as Chart)
  const classes = reducer.leafNames.map((leaf) => {
    const own = reducer.transitions.filter((transition) => transition.source === leaf)
    const taken = own.filter((transition) => covered.has(transition.id)).length
    return `  class ${idOf(leaf)} ${taken === own.length ? 'full' : taken === 0 ? 'none' : 'part'}`
  })
  return [
    '  classDef full fill:#d3f0d6,stroke:#2b7a34',
    '  classDef part fill:#fdf0c8,stroke:#a67c00',
    '  classDef none fill:#f7d4d4,stroke:#a33',
    ...classes,
  ]
}

/** Mermaid ids are words; a dot separates classes. */
function idOf(name: string): string {
  return name.replace(/\W/g, '_')
}
