import { CutoverError } from '../../spec/error.ts'
import type { AnyChart, StateConfig, TransitionConfig } from './chart.ts'

type Candidates = TransitionConfig | readonly TransitionConfig[]

/**
 * The chart with other candidates for one event in one state (`parent.child` for an inner one); the original is untouched.
 * `change` is handed the candidates as a list and returns what takes their place.
 */
export function amend<T extends Pick<AnyChart, 'id' | 'config'>>(
  chart: T,
  path: string,
  event: string,
  change: (candidates: readonly TransitionConfig[]) => Candidates,
): T {
  const within = (state: StateConfig, names: readonly string[]): StateConfig => {
    const [name, ...rest] = names
    if (name === undefined) {
      const present = state.on?.[event]
      if (present === undefined) throw missing(chart.id, path, `has no event "${event}"`)
      const list: readonly TransitionConfig[] = 'length' in present ? present : [present]
      return { ...state, on: { ...state.on, [event]: change(list) } }
    }
    const inner = state.states?.[name]
    if (inner === undefined) throw missing(chart.id, path, `does not exist`)
    return { ...state, states: { ...state.states, [name]: within(inner, rest) } }
  }
  return { ...chart, config: within(chart.config, path.split('.')) }
}

function missing(chart: string, path: string, what: string): CutoverError {
  return new CutoverError(
    'CUT-CHART-AMEND',
    `chart ${chart}: state "${path}" ${what}; paths are full names such as "parent.child"`,
  )
}
