/** A graph's edges in parallel arrays; `from` ascends. */
export interface Edges {
  readonly from: number[]
  readonly to: number[]
  readonly event: number[]
}

/**
 * Looks for a weakly fair run that reaches a state with `when` and never one with `then`. Such a run ends in a strongly
 * connected part of the graph without `then` in which every fair event is somewhere disabled or taken inside the part.
 */
export function checkLeadsTo(
  states: number,
  edges: Edges,
  when: (state: number) => boolean,
  then: (state: number) => boolean,
  fair: readonly number[],
): { state: number; loop: number[] } | undefined {
  const starts = offsets(states, edges)
  const avoids = new Uint8Array(states)
  for (let state = 0; state < states; state++) avoids[state] = then(state) ? 0 : 1
  const inside = new Uint8Array(states)
  const queue: number[] = []
  for (let state = 0; state < states; state++) {
    if (avoids[state] === 1 && when(state)) {
      inside[state] = 1
      queue.push(state)
    }
  }
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at] as number
    for (let edge = starts[state] as number; edge < (starts[state + 1] as number); edge++) {
      const next = edges.to[edge] as number
      if (avoids[next] === 1 && inside[next] === 0) {
        inside[next] = 1
        queue.push(next)
      }
    }
  }
  for (const part of components(queue, inside, starts, edges)) {
    const member = new Set(part)
    const taken = new Set<number>()
    for (const state of part) {
      for (let edge = starts[state] as number; edge < (starts[state + 1] as number); edge++) {
        if (member.has(edges.to[edge] as number)) taken.add(edges.event[edge] as number)
      }
    }
    const idle = (event: number): boolean => part.some((state) => !enabled(state, event, starts, edges))
    if (fair.every((event) => taken.has(event) || idle(event))) return { state: part[0] as number, loop: [...taken] }
  }
  return undefined
}

function enabled(state: number, event: number, starts: Int32Array, edges: Edges): boolean {
  for (let edge = starts[state] as number; edge < (starts[state + 1] as number); edge++) if (edges.event[edge] === event) return true
  return false
}

function offsets(states: number, edges: Edges): Int32Array {
  const starts = new Int32Array(states + 1)
  for (const from of edges.from) starts[from + 1] = (starts[from + 1] as number) + 1
  for (let state = 0; state < states; state++) starts[state + 1] = (starts[state + 1] as number) + (starts[state] as number)
  return starts
}

/** Tarjan's strongly connected components of the part of the graph that is `inside`, without recursion. */
function* components(roots: readonly number[], inside: Uint8Array, starts: Int32Array, edges: Edges): Generator<number[]> {
  const index = new Int32Array(inside.length).fill(-1)
  const low = new Int32Array(inside.length)
  const onStack = new Uint8Array(inside.length)
  const stack: number[] = []
  let counter = 0
  for (const root of roots) {
    if (index[root] !== -1) continue
    const frames: { state: number; edge: number }[] = []
    const open = (state: number): void => {
      index[state] = low[state] = counter++
      stack.push(state)
      onStack[state] = 1
      frames.push({ state, edge: starts[state] as number })
    }
    open(root)
    while (frames.length > 0) {
      const frame = frames[frames.length - 1] as { state: number; edge: number }
      const { state } = frame
      if (frame.edge < (starts[state + 1] as number)) {
        const next = edges.to[frame.edge++] as number
        if (inside[next] === 0) continue
        if (index[next] === -1) open(next)
        else if (onStack[next] === 1) low[state] = Math.min(low[state] as number, index[next] as number)
        continue
      }
      frames.pop()
      const parent = frames[frames.length - 1]
      if (parent !== undefined) low[parent.state] = Math.min(low[parent.state] as number, low[state] as number)
      if (low[state] === index[state]) {
        const part: number[] = []
        let member: number
        do {
          member = stack.pop() as number
          onStack[member] = 0
          part.push(member)
        } while (member !== state)
        yield part
      }
    }
  }
}
