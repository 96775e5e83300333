import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Successors that go too far, or give up where they must go on. */
export const successorsMutants: readonly Mutant<Parts, 'successors'>[] = [
  {
    id: 'handoff/any-chosen-version-is-spoken',
    violates: 'HOF-050',
    explain: 'A successor goes on with a version that it did not offer.',
    part: 'successors',
    apply: (original) => ({
      acknowledged: (successor, message) =>
        original.acknowledged(
          successor,
          message.type === 'HelloAck' ? { ...message, proto_version_chosen: 1 } : message,
        ),
    }),
  },
  {
    id: 'handoff/heartbeats-are-borne-before-hello-ack',
    violates: 'HOF-053',
    explain: 'A successor passes over a Heartbeat in place of HelloAck.',
    part: 'successors',
    apply: (original) => ({
      acknowledged: (successor, message) => {
        if (message.type !== 'Heartbeat') original.acknowledged(successor, message)
      },
    }),
  },
  {
    id: 'handoff/takes-the-lock-with-the-handshake',
    violates: 'HOF-077',
    explain: 'A successor tries the lock as soon as it is known to the supervisor.',
    part: 'successors',
    apply: (original, parts) => ({
      acknowledged: (successor, message) => {
        original.acknowledged(successor, message)
        if (successor.state === 'await_begin') parts.locks.take(successor.host, successor.directory)
      },
    }),
  },
  {
    id: 'handoff/announces-without-the-lock',
    violates: 'HOF-078',
    explain: 'A successor that does not get the lock goes on.',
    part: 'successors',
    apply: (original, parts) => ({
      acquire: (successor) => {
        if (successor.state !== 'begun') return original.acquire(successor)
        parts.locks.take(successor.host, successor.directory)
        successor.state = 'locked'
        return undefined
      },
    }),
  },
  {
    id: 'handoff/begins-for-any-id',
    violates: 'HOF-079',
    explain: 'A successor begins at the Begin of another handoff.',
    part: 'successors',
    apply: (original) => ({
      begun: (successor, message) =>
        original.begun(
          successor,
          message.type === 'Begin' && successor.id !== undefined ? { ...message, handoff_id: successor.id } : message,
        ),
    }),
  },
  {
    id: 'handoff/aborts-are-unexpected',
    violates: 'HOF-080',
    explain: 'An Abort before Begin is told as an unexpected message, and its reason is lost.',
    part: 'successors',
    apply: (original, parts) => ({
      begun: (successor, message) =>
        message.type === 'Abort'
          ? parts.successors.fail(successor, 'unexpected_message')
          : original.begun(successor, message),
    }),
  },
  {
    id: 'handoff/heartbeats-end-the-wait-for-begin',
    violates: 'HOF-081',
    explain: 'A successor that waits for Begin ends at a Heartbeat.',
    part: 'successors',
    apply: (original, parts) => ({
      begun: (successor, message) =>
        message.type === 'Heartbeat'
          ? parts.successors.fail(successor, 'unexpected_message')
          : original.begun(successor, message),
    }),
  },
  {
    id: 'handoff/lost-supervisors-are-waited-for',
    violates: 'HOF-082',
    explain: 'A successor whose supervisor is gone before Begin waits on.',
    part: 'successors',
    apply: (original) => ({
      take: (successor, input) => {
        if (input.refused === 'io' && successor.state === 'await_begin') return
        original.take(successor, input)
      },
    }),
  },
  {
    id: 'handoff/announces-nothing',
    violates: 'HOF-083',
    explain: 'Ready says nothing of the addresses of the snapshot.',
    part: 'successors',
    apply: (original) => ({
      announce: (successor, snapshot, bind, then) =>
        original.announce(successor, { ...snapshot, listening_on: [] }, bind, then),
    }),
  },
  {
    id: 'handoff/binds-with-the-lock',
    violates: 'HOF-084',
    explain: 'A successor binds the control path as soon as it has the lock.',
    part: 'successors',
    apply: (original) => ({
      acquire: (successor) => {
        const refusal = original.acquire(successor)
        if (refusal === undefined) successor.directory.bind(0o600, () => {})
        return refusal
      },
    }),
  },
  {
    id: 'handoff/a-slow-start-is-silent',
    violates: 'HOF-120',
    explain: 'A successor that is to send heartbeats sends none.',
    part: 'successors',
    apply: (original) => ({
      beat: (successor) => original.beat(successor, false),
    }),
  },
  {
    id: 'handoff/who-cannot-say-ready-ends',
    violates: 'HOF-139',
    explain: 'A successor with the lock whose Ready cannot be written ends.',
    part: 'successors',
    apply: () => ({ goesOnUnheard: () => false }),
  },
  {
    id: 'handoff/listeners-can-be-taken-again',
    violates: 'HOF-149',
    explain: 'A listener can be taken as often as it is asked for.',
    part: 'successors',
    apply: (original) => ({
      takeListener: (successor, name) => {
        const taken = original.takeListener(successor, name)
        if (taken === true) successor.listeners.add(name)
        return taken
      },
    }),
  },
  {
    id: 'handoff/serves-without-its-listeners',
    violates: 'HOF-160',
    explain: 'A successor that did not get its listeners announces itself.',
    part: 'successors',
    apply: () => ({ complete: () => true }),
  },
]
