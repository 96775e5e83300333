import type { Graph } from './graph.ts'

/** Tarjan's strongly connected components of the graph reachable from `roots` over edges that pass, without recursion. */
export function* components(
  graph: Graph,
  roots: readonly number[],
  passes: (edge: number) => boolean,
): Generator<number[]> {
  const index = new Int32Array(graph.states).fill(-1)
  const low = new Int32Array(graph.states)
  const onStack = new Uint8Array(graph.states)
  const stack: number[] = []
  const path: number[] = []
  const edges = new Int32Array(graph.states)
  let counter = 0
  const open = (state: number): void => {
    index[state] = low[state] = counter++
    stack.push(state)
    onStack[state] = 1
    path.push(state)
    edges[state] = graph.first(state)
  }
  const lower = (state: number, bound: number): void => {
    if (bound < (low[state] as number)) low[state] = bound
  }
  for (const root of roots) {
    if (index[root] !== -1) continue
    open(root)
    while (path.length > 0) {
      const state = path[path.length - 1] as number
      const edge = edges[state] as number
      if (edge < graph.end(state)) {
        edges[state] = edge + 1
        if (!passes(edge)) continue
        const next = graph.target(edge)
        if (index[next] === -1) open(next)
        else if (onStack[next] === 1) lower(state, index[next] as number)
        continue
      }
      path.pop()
      const parent = path[path.length - 1]
      if (parent !== undefined) lower(parent, low[state] as number)
      if (low[state] !== index[state]) continue
      const part = stack.splice(stack.lastIndexOf(state))
      for (const member of part) onStack[member] = 0
      yield part
    }
  }
}
