import { Graph, layout } from '@dagrejs/dagre'
import type { ChartTransition, ChartWalked } from '../event.ts'

export interface PlacedState {
  readonly name: string
  /** Transitions that stay in the state, and those that leave it. */
  readonly own: readonly ChartTransition[]
  /** The centre, and the size, in pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** All transitions from one state to another. */
export interface PlacedEdge {
  readonly source: string
  readonly target: string
  readonly transitions: readonly ChartTransition[]
  /** What is written beside it, line by line. */
  readonly label: readonly string[]
  readonly points: readonly { readonly x: number; readonly y: number }[]
  /** The centre of the label. */
  readonly x: number
  readonly y: number
}

export interface PlacedChart {
  /** The top left corner and the size of all that is drawn. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly states: readonly PlacedState[]
  readonly edges: readonly PlacedEdge[]
}

/** Labels of more edges than these hide the chart. */
const labelled = 24
/** Triggers written beside an edge. */
const mostTriggers = 3
/** Advance of a character, and height of a line, in pixels. */
const advance = 7
const lineHeight = 14

/** Where the states and arrows of a chart stand in a drawing; a state is a box, what stays in it has no arrow. */
export function chartLayout({ states, transitions }: Pick<ChartWalked, 'states' | 'transitions'>): PlacedChart {
  const graph = new Graph({ multigraph: false, compound: false })
  const wide = states.length <= 5
  graph.setGraph({
    rankdir: wide ? 'LR' : 'TB',
    nodesep: wide ? 34 : 22,
    ranksep: wide ? 46 : 40,
  })
  graph.setDefaultEdgeLabel(() => ({}))
  const moves = between(transitions)
  for (const name of states) graph.setNode(name, { width: Math.max(96, name.length * 8 + 28), height: 46 })
  const hasLabels = moves.length <= labelled
  const labels = new Map(moves.map((move) => [move, hasLabels ? triggersOf(move.transitions) : []]))
  for (const move of moves) {
    const label = labels.get(move) ?? []
    const width = Math.max(0, ...label.map((text) => text.length)) * advance
    graph.setEdge(move.source, move.target, { width: width + 8, height: label.length * lineHeight, labelpos: 'c' })
  }
  layout(graph)
  const placed = states.map((name): PlacedState => {
    const { x, y, width, height } = graph.node(name) as Box
    return { name, own: transitions.filter(({ source }) => source === name), x, y, width, height }
  })
  const edges = moves.map((move): PlacedEdge => {
    const { points, x = 0, y = 0 } = graph.edge(move.source, move.target) as Way
    return { ...move, label: labels.get(move) ?? [], points, x, y }
  })
  return { ...around(placed, edges), states: placed, edges }
}

/** What is kept free around a drawing, in pixels. */
const margin = 12

/** Arrows go around the outermost states. */
function around(
  states: readonly PlacedState[],
  edges: readonly PlacedEdge[],
): Pick<PlacedChart, 'left' | 'top' | 'width' | 'height'> {
  const boxes: readonly Box[] = [
    ...states,
    ...edges.flatMap(({ points, label, x, y }) => [
      ...points.map((point) => ({ ...point, width: 0, height: 0 })),
      { x, y, width: Math.max(0, ...label.map((text) => text.length)) * advance, height: label.length * lineHeight },
    ]),
  ]
  const left = Math.floor(Math.min(...boxes.map(({ x, width }) => x - width / 2))) - margin
  const top = Math.floor(Math.min(...boxes.map(({ y, height }) => y - height / 2))) - margin
  const right = Math.ceil(Math.max(...boxes.map(({ x, width }) => x + width / 2))) + margin
  const bottom = Math.ceil(Math.max(...boxes.map(({ y, height }) => y + height / 2))) + margin
  return { left, top, width: right - left, height: bottom - top }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Way {
  readonly points: readonly { readonly x: number; readonly y: number }[]
  readonly x?: number
  readonly y?: number
}

function between(transitions: readonly ChartTransition[]): Pick<PlacedEdge, 'source' | 'target' | 'transitions'>[] {
  const moves = new Map<string, { source: string; target: string; transitions: ChartTransition[] }>()
  for (const transition of transitions) {
    const { source, target } = transition
    if (source === target) continue
    const key = JSON.stringify([source, target])
    const move = moves.get(key) ?? { source, target, transitions: [] }
    move.transitions.push(transition)
    moves.set(key, move)
  }
  return [...moves.values()]
}

function triggersOf(transitions: readonly ChartTransition[]): readonly string[] {
  const triggers = [...new Set(transitions.map(({ trigger }) => trigger))]
  const rest = triggers.length - mostTriggers
  return rest <= 1 ? triggers : [...triggers.slice(0, mostTriggers), `and ${rest} more`]
}
