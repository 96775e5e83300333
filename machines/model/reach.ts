import type { Reducer } from '../chart/reducer.ts'
import type { World } from './world.ts'

/**
 * How much of a world's charts stays reachable from where its roles are: the number of transitions that each role can still
 * take in its chart's finite abstraction, guards ignored. It is computed once, so a walk weighted by it stays a pure function
 * of its seed. Undefined where every state of every chart reaches the same: then it cannot guide.
 */
export function reachOf(world: World): (() => number) | undefined {
  const sizes = new Map(world.reducers.map((reducer) => [reducer.chart as unknown, sizesOf(reducer)]))
  const guides = world.roles().flatMap((role) => {
    const size = sizes.get(role.chart)
    return size === undefined || new Set(size.values()).size === 1 ? [] : [{ role, size }]
  })
  if (guides.length === 0) return undefined
  return () => guides.reduce((sum, { role, size }) => sum + (size.get(role.state) ?? 0), 0)
}

/** Transitions reachable from each leaf, by leaf name. */
function sizesOf(reducer: Reducer<never, never>): Map<string, number> {
  const leaving = new Map<string, { readonly id: string; readonly target: string }[]>(
    reducer.leafNames.map((leaf) => [leaf, []]),
  )
  for (const [transition, target] of reducer.targets())
    leaving.get(transition.source)?.push({ id: transition.id, target })
  return new Map(
    reducer.leafNames.map((leaf) => {
      const seen = new Set([leaf])
      const taken = new Set<string>()
      for (const at of seen) {
        for (const { id, target } of leaving.get(at) ?? []) {
          taken.add(id)
          seen.add(target)
        }
      }
      return [leaf, taken.size]
    }),
  )
}
