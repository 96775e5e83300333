import { components } from './components.ts'
import type { Graph } from './graph.ts'

/** What a run may be assumed to do, by event number. */
export interface Fairness {
  /** Not for ever enabled and never taken. */
  readonly fair: readonly number[]
  /** Happens finitely often. */
  readonly finite: ReadonlySet<number>
}

/** A run that breaks a leads-to: the way from a state with `when`, then a loop that can go on for ever, as edges. */
export interface Lasso {
  readonly root: number
  readonly path: readonly number[]
  /** Empty if the run may simply stop: no fair event is enabled. */
  readonly loop: readonly number[]
}

/**
 * Looks for a weakly fair run that reaches a state with `when` and from there never one with `eventually`. Such a run ends in a
 * strongly connected part of the graph without `eventually` in which every fair event is somewhere disabled or taken inside the
 * part; events that happen finitely often are over by the time that `when` holds. Of several the nearest is returned.
 * `levels` are the numbers of the first state of each depth.
 */
export function findLasso(
  graph: Graph,
  levels: readonly number[],
  when: (state: number) => boolean,
  eventually: (state: number) => boolean,
  fairness: Fairness,
): Lasso | undefined {
  const region = reach(graph, levels, when, eventually, fairness.finite)
  let nearest: number[] | undefined
  let best = Number.POSITIVE_INFINITY
  const canStay = staying(graph, region, fairness.fair)
  for (const part of components(graph, region.order, (edge) => region.crosses(edge))) {
    const rank = part.reduce((least, state) => Math.min(least, region.rank[state] as number), best)
    if (rank < best && canStay(part)) {
      best = rank
      nearest = part
    }
  }
  if (nearest === undefined) return undefined
  const entry = region.order[best] as number
  const path: number[] = []
  let root = entry
  while ((region.via[root] as number) >= 0) {
    path.unshift(region.via[root] as number)
    root = region.from[root] as number
  }
  return { root, path, loop: loop(graph, new Set(nearest), entry, region, fairness.fair) }
}

/** States that a run may be in after `when` and without `eventually`, in the order of the shortest runs that lead there. */
interface Region {
  readonly order: readonly number[]
  readonly rank: Int32Array
  /** The edge by which the state was reached, -1 where `when` holds. */
  readonly via: Int32Array
  readonly from: Int32Array
  /** Whether the edge stays inside and may happen there. */
  readonly crosses: (edge: number) => boolean
}

function reach(
  graph: Graph,
  levels: readonly number[],
  when: (state: number) => boolean,
  eventually: (state: number) => boolean,
  finite: ReadonlySet<number>,
): Region {
  const avoids = new Uint8Array(graph.states)
  for (let state = 0; state < graph.states; state++) avoids[state] = eventually(state) ? 0 : 1
  const rank = new Int32Array(graph.states).fill(-1)
  const via = new Int32Array(graph.states).fill(-1)
  const from = new Int32Array(graph.states)
  const order: number[] = []
  const enter = (state: number, edge: number, source: number): void => {
    rank[state] = order.length
    via[state] = edge
    from[state] = source
    order.push(state)
  }
  const crosses = (edge: number): boolean => avoids[graph.target(edge)] === 1 && !finite.has(graph.event(edge))
  for (let depth = 0, done = 0; depth < levels.length || done < order.length; depth++) {
    for (let state = levels[depth] ?? graph.states; state < (levels[depth + 1] ?? graph.states); state++) {
      if (rank[state] === -1 && avoids[state] === 1 && when(state)) enter(state, -1, state)
    }
    for (const end = order.length; done < end; done++) {
      const state = order[done] as number
      for (let edge = graph.first(state); edge < graph.end(state); edge++) {
        if (crosses(edge) && rank[graph.target(edge)] === -1) enter(graph.target(edge), edge, state)
      }
    }
  }
  return { order, rank, via, from, crosses }
}

/** Says of a strongly connected part whether a fair run can stay in it for ever. */
function staying(graph: Graph, region: Region, fair: readonly number[]): (part: readonly number[]) => boolean {
  const partOf = new Int32Array(graph.states).fill(-1)
  const isFair = new Uint8Array(graph.events)
  for (const event of fair) isFair[event] = 1
  const taken = new Uint8Array(graph.events)
  const enabledIn = new Int32Array(graph.events)
  const lastSeen = new Int32Array(graph.events)
  return (part) => {
    const id = part[0] as number
    for (const state of part) partOf[state] = id
    for (const event of fair) {
      taken[event] = 0
      enabledIn[event] = 0
      lastSeen[event] = -1
    }
    for (const state of part) {
      for (let edge = graph.first(state); edge < graph.end(state); edge++) {
        const event = graph.event(edge)
        if (isFair[event] === 0) continue
        if (lastSeen[event] !== state) enabledIn[event] = (enabledIn[event] as number) + 1
        lastSeen[event] = state
        if (partOf[graph.target(edge)] === id && region.crosses(edge)) taken[event] = 1
      }
    }
    return fair.every((event) => taken[event] === 1 || (enabledIn[event] as number) < part.length)
  }
}

/** A closed walk from `entry` through the part that takes every fair event, or passes a state where it is disabled. */
function loop(
  graph: Graph,
  part: ReadonlySet<number>,
  entry: number,
  region: Region,
  fair: readonly number[],
): number[] {
  const inside = (edge: number): boolean => region.crosses(edge) && part.has(graph.target(edge))
  const disabled = (state: number, event: number): boolean => {
    for (let edge = graph.first(state); edge < graph.end(state); edge++) if (graph.event(edge) === event) return false
    return true
  }
  const walked: number[] = []
  const visited = [entry]
  const extend = (goal: (state: number) => boolean, last?: (edge: number) => boolean): void => {
    for (const edge of shortest(graph, visited[visited.length - 1] as number, inside, goal, last)) {
      walked.push(edge)
      visited.push(graph.target(edge))
    }
  }
  for (const event of fair) {
    const met = walked.some((edge) => graph.event(edge) === event) || visited.some((state) => disabled(state, event))
    if (!met)
      extend(
        (state) => disabled(state, event),
        (edge) => graph.event(edge) === event,
      )
  }
  extend((state) => state === entry)
  return walked
}

/** The shortest walk to a state with `goal`, or over an edge with `last`. */
function shortest(
  graph: Graph,
  start: number,
  inside: (edge: number) => boolean,
  goal: (state: number) => boolean,
  last: (edge: number) => boolean = () => false,
): number[] {
  const before = new Map<number, { state: number; edge: number } | undefined>([[start, undefined]])
  const back = (end: number, tail: number[]): number[] => {
    const walk = tail
    for (let hop = before.get(end); hop !== undefined; hop = before.get(hop.state)) walk.unshift(hop.edge)
    return walk
  }
  for (const state of before.keys()) {
    if (goal(state)) return back(state, [])
    for (let edge = graph.first(state); edge < graph.end(state); edge++) {
      if (!inside(edge)) continue
      if (last(edge)) return back(state, [edge])
      if (!before.has(graph.target(edge))) before.set(graph.target(edge), { state, edge })
    }
  }
  return []
}
