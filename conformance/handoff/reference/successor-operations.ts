import type { Reply } from '../../../spec/adapter.ts'
import type { Agent } from './agent.ts'
import { ok, type RoleHandlers, refused, type Tell, unknown } from './answer.ts'
import type { Parts } from './parts.ts'
import type { Successor, SuccessorEnd, SuccessorRefusal } from './successors.ts'

/** A process that was started to take over, step by step. */
export function successorOperations(parts: Parts): RoleHandlers {
  return {
    'successor.start': (agent, { dir, hooks = {}, needs, listeners = [] }, tell) => {
      const { host } = agent
      const directory = host.directory(dir)
      agent.successor = parts.successors.create({ host, directory, hooks, needs: needs ?? listeners })
      tell(ok({ pid: host.pid }))
    },
    'successor.handshake': (agent, { call, build_id = '' }, tell) =>
      started(agent, tell, call, (successor, then) => parts.successors.handshake(successor, build_id, then)),
    'successor.wait_for_begin': (agent, { call }, tell) =>
      started(agent, tell, call, (successor, then) => parts.successors.waitForBegin(successor, then)),
    'successor.take': ({ successor }, { listener }, tell) => {
      if (successor === undefined) return tell(unknown('a successor'))
      const taken = parts.successors.takeListener(successor, listener)
      tell(typeof taken === 'boolean' ? ok({ taken }) : refusal(taken))
    },
    'successor.acquire': ({ successor }, _, tell) =>
      tell(successor === undefined ? unknown('a successor') : refusal(parts.successors.acquire(successor))),
    'successor.heartbeats': ({ successor }, { on }, tell) =>
      tell(successor === undefined ? unknown('a successor') : refusal(parts.successors.beat(successor, on))),
    'successor.announce': ({ successor }, { snapshot, bind = true }, tell) => {
      if (successor === undefined) return tell(unknown('a successor'))
      parts.successors.announce(successor, snapshot, bind, (why) => tell(refusal(why)))
    },
  }
}

/** Begins a call that takes time. */
function started(
  { successor, calls }: Agent,
  tell: Tell,
  call: string,
  begin: (successor: Successor, then: (end: SuccessorEnd) => void) => SuccessorRefusal | undefined,
): void {
  if (successor === undefined) tell(unknown('a successor'))
  else {
    calls.begin(call)
    const why = begin(successor, ({ failure, reason = 'the handoff cannot go on' }) => {
      const id = successor.id === undefined ? {} : { handoff_id: successor.id }
      if (failure === undefined) calls.end(call, { state: 'done', ...id })
      else calls.end(call, { state: 'failed', error: failure, message: reason })
    })
    if (why !== undefined) calls.forget(call)
    tell(refusal(why))
  }
}

function refusal(why: SuccessorRefusal | undefined): Reply {
  if (why === undefined) return ok()
  const { code, ...more } = why
  const expected =
    code === 'out_of_order' ? 'expected another call before this one' : 'expected a handoff that succeeds'
  return refused(code, expected, more)
}
