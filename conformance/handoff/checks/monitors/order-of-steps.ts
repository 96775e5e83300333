import type { Message } from '../../../../spec/handoff/messages.types.ts'
import { check } from '../../../kit/check.ts'
import { monitor, type Report } from '../../../kit/judging/monitor.ts'
import { type Overheard, Wiretap } from '../overheard.ts'

type Peer = 'incumbent' | 'successor'

/** What was said in the handoff under way, by whom to whom. */
interface Memory {
  readonly tap: Wiretap
  readonly peers: Map<string, Peer>
  /** What peers have said to the supervisor, and it to them, since the connection. */
  readonly heard: Set<string>
  readonly told: Set<string>
  /** The id that the supervisor gave. */
  id: string | undefined
  child: string | undefined
}

/** What must have been heard before a supervisor says something. */
const before: Readonly<Record<string, readonly (readonly [requirement: string, heard: string])[]>> = {
  'HelloAck incumbent': [['HOF-040', 'Hello incumbent']],
  'HelloAck successor': [['HOF-040', 'Hello successor']],
  'PrepareHandoff incumbent': [
    ['HOF-052', 'Hello incumbent'],
    ['HOF-052', 'Hello successor'],
  ],
  'SealRequest incumbent': [['HOF-066', 'Drained incumbent']],
  'Begin successor': [['HOF-075', 'SealComplete incumbent']],
  'Commit incumbent': [['HOF-091', 'Ready successor']],
}
/** What is never said to an incumbent beside the other. */
const either = ['Commit incumbent', 'ResumeAfterAbort incumbent', 'Abort incumbent']

const order = monitor<Memory>({
  id: 'handoff/order-of-steps',
  start: () => ({
    tap: new Wiretap(),
    peers: new Map(),
    heard: new Set(),
    told: new Set(),
    id: undefined,
    child: undefined,
  }),
  judge: (memory, exchange, report) => {
    const { op, params, reply } = exchange
    if (op === 'control.accept' && reply.ok?.accepted === true) {
      memory.peers.set(String(params.stream), 'incumbent')
      memory.heard.clear()
      memory.told.clear()
      memory.child = undefined
    }
    if (op === 'supervisor.child' && reply.ok?.spawned === true) {
      memory.peers.set(String(params.stream), 'successor')
      memory.child = String(params.process)
    }
    if (op === 'process.exit' && params.process === memory.child && memory.told.has('ResumeAfterAbort incumbent')) {
      report.exercised('HOF-088')
      if (reply.ok?.exited === false)
        report.violated('HOF-088', 'effects', 'a successor that was reaped before ResumeAfterAbort', 'a living one')
    }
    for (const said of memory.tap.hear(exchange)) {
      const peer = memory.peers.get(said.stream)
      if (peer === undefined) continue
      if (said.by === 'driver') heed(memory, said.message, peer)
      else judge(memory, said, peer, report)
    }
  },
})

/** A peer says something; what carries another id than that of the handoff does not count. */
function heed(memory: Memory, message: Message, peer: Peer): void {
  if ('handoff_id' in message && message.handoff_id !== memory.id) return
  memory.heard.add(`${message.type} ${peer}`)
}

function judge(memory: Memory, { message }: Overheard, peer: Peer, report: Report): void {
  const said = `${message.type} ${peer}`
  for (const [requirement, heard] of before[said] ?? []) {
    report.exercised(requirement)
    if (!memory.heard.has(heard)) report.violated(requirement, 'frames', `${heard} before ${said}`, 'none')
  }
  if (said === 'Commit incumbent' && memory.told.has(said))
    report.violated('HOF-091', 'frames', 'one Commit', 'a second one')
  if (either.includes(said)) {
    report.exercised('HOF-092')
    const other = either.find((each) => each !== said && memory.told.has(each))
    if (other !== undefined && (other.startsWith('Commit') || said.startsWith('Commit')))
      report.violated('HOF-092', 'frames', `only one of ${either.join(', ')}`, `${other}, then ${said}`)
  }
  if (message.type === 'HelloAck') {
    memory.id = message.handoff_id
    // Version 1 is the only one there is.
    if (message.proto_version_chosen !== 1)
      report.violated('HOF-040', 'value', 'version 1', `${message.proto_version_chosen}`)
  }
  memory.told.add(said)
}

export const orderOfSteps = check({
  id: 'handoff/order-of-steps',
  kind: 'monitor',
  requirements: ['HOF-040', 'HOF-052', 'HOF-066', 'HOF-075', 'HOF-088', 'HOF-091', 'HOF-092'],
  needs: ['supervisor', 'streams'],
  explain:
    'A supervisor says nothing before what it follows from was heard: no Begin before SealComplete, no Commit before Ready, never both verdicts.',
  monitors: [order],
})
