import type { Message } from '../../../spec/handoff/messages.types.ts'
import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Channel, Input } from '../reference/channels.ts'
import type { Parts } from '../reference/parts.ts'

const other = '99112233-4455-4677-8899-aabbccddeeff'

/** Sends a message that has no place there. */
const say = (parts: Parts, channel: Channel | undefined, message: Message): void => {
  if (channel !== undefined) parts.channels.send(channel, message)
}
/** The input as if its message carried this id. */
const under = (input: Input, handoff_id: string): Input =>
  input.message !== undefined && 'handoff_id' in input.message
    ? ({ message: { ...input.message, handoff_id } } as Input)
    : input

/** Steps of a handoff out of their order, or without what they follow from. */
export const handoffsMutants: readonly Mutant<Parts, 'handoffs'>[] = [
  {
    id: 'handoff/one-id-for-all-handoffs',
    violates: 'HOF-036',
    explain: 'Every handoff has the same id.',
    part: 'handoffs',
    apply: (original) => ({
      create: (supervisor, request, tell) => ({ ...original.create(supervisor, request, tell), id: other }),
    }),
  },
  {
    id: 'handoff/acknowledges-another-version',
    violates: 'HOF-040',
    explain: 'HelloAck carries the highest version of the peer.',
    part: 'handoffs',
    apply: () => ({ chosen: (hello) => (hello.type === 'Hello' ? Math.max(2, hello.proto_max) : 1) }),
  },
  {
    id: 'handoff/the-successor-gets-an-id-of-its-own',
    violates: 'HOF-041',
    explain: 'HelloAck to the successor carries another id than that to the incumbent.',
    part: 'handoffs',
    apply: (original, parts) => ({
      acknowledge: (handoff, channel, version) => {
        if (channel !== handoff.successor) return original.acknowledge(handoff, channel, version)
        say(parts, channel, { type: 'HelloAck', proto_version_chosen: version, handoff_id: other })
      },
    }),
  },
  {
    id: 'handoff/spawns-before-the-incumbent-is-known',
    violates: 'HOF-042',
    explain: 'The successor is spawned though the Hello of the incumbent was refused.',
    part: 'handoffs',
    apply: (original, parts) => ({
      incumbentHello: (handoff, input) => {
        const refused = parts.handoffs.helloRefusal(handoff, 'Incumbent', input) !== undefined
        if (refused) parts.handoffs.spawn(handoff)
        else original.incumbentHello(handoff, input)
      },
    }),
  },
  {
    id: 'handoff/any-role-will-do',
    violates: 'HOF-043',
    explain: 'The role in a Hello is not looked at.',
    part: 'handoffs',
    apply: (original) => ({
      helloRefusal: (handoff, role, input) =>
        original.helloRefusal(
          handoff,
          role,
          input.message?.type === 'Hello' ? { message: { ...input.message, role } } : input,
        ),
    }),
  },
  {
    id: 'handoff/anybody-may-be-the-child',
    violates: 'HOF-044',
    explain: 'The process id in the Hello of a successor is not looked at.',
    part: 'handoffs',
    apply: (original) => ({
      helloRefusal: (handoff, role, input) => {
        const refusal = original.helloRefusal(handoff, role, input)
        return refusal === 'pid_mismatch' ? undefined : refusal
      },
    }),
  },
  {
    id: 'handoff/heartbeats-come-before-hello',
    violates: 'HOF-045',
    explain: 'A Heartbeat in place of a Hello is told as a wrong version.',
    part: 'handoffs',
    apply: (original) => ({
      helloRefusal: (handoff, role, input) => {
        const refusal = original.helloRefusal(handoff, role, input)
        return refusal === 'unexpected_message' ? 'version_mismatch' : refusal
      },
    }),
  },
  {
    id: 'handoff/versions-need-not-meet',
    violates: 'HOF-047',
    explain: 'A peer without a version in common is taken.',
    part: 'handoffs',
    apply: (original) => ({
      helloRefusal: (handoff, role, input) => {
        const refusal = original.helloRefusal(handoff, role, input)
        return refusal === 'version_mismatch' ? undefined : refusal
      },
    }),
  },
  {
    id: 'handoff/prepares-before-the-successor-is-known',
    violates: 'HOF-052',
    explain: 'PrepareHandoff is sent when the successor was spawned.',
    part: 'handoffs',
    apply: (original, parts) => ({
      spawn: (handoff) => {
        original.spawn(handoff)
        say(parts, handoff.incumbent, {
          type: 'PrepareHandoff',
          handoff_id: handoff.id,
          successor_pid: handoff.child?.pid ?? 0,
          deadline_ms: '1000',
          drain_grace_ms: '1000',
        })
      },
    }),
  },
  {
    id: 'handoff/the-deadline-does-not-run',
    violates: 'HOF-054',
    explain: 'PrepareHandoff carries the configured deadline, not what is left of it.',
    part: 'handoffs',
    apply: () => ({ remaining: ({ request }) => request.deadline }),
  },
  {
    id: 'handoff/seal-complete-is-a-drained-too',
    violates: 'HOF-064',
    explain: 'A SealComplete ends the wait for Drained.',
    part: 'handoffs',
    apply: (original) => ({
      drained: (handoff, input) =>
        original.drained(
          handoff,
          input.message?.type === 'SealComplete'
            ? { message: { type: 'Drained', open_conns_remaining: 0, accept_closed: true } }
            : input,
        ),
    }),
  },
  {
    id: 'handoff/asks-for-the-seal-at-once',
    violates: 'HOF-066',
    explain: 'SealRequest is sent behind PrepareHandoff.',
    part: 'handoffs',
    apply: (original, parts) => ({
      prepare: (handoff) => {
        original.prepare(handoff)
        say(parts, handoff.incumbent, { type: 'SealRequest', handoff_id: handoff.id })
      },
    }),
  },
  {
    id: 'handoff/any-seal-will-do',
    violates: 'HOF-073',
    explain: 'The SealComplete of another handoff is taken.',
    part: 'handoffs',
    apply: (original) => ({
      sealEnd: (handoff, input) => original.sealEnd(handoff, under(input, handoff.id)),
    }),
  },
  {
    id: 'handoff/begins-before-the-seal',
    violates: 'HOF-075',
    explain: 'Begin is sent when the incumbent is drained.',
    part: 'handoffs',
    apply: (original, parts) => ({
      requestSeal: (handoff) => {
        say(parts, handoff.successor, { type: 'Begin', handoff_id: handoff.id })
        original.requestSeal(handoff)
      },
    }),
  },
  {
    id: 'handoff/any-ready-will-do',
    violates: 'HOF-085',
    explain: 'The Ready of another handoff is taken.',
    part: 'handoffs',
    apply: (original) => ({
      ready: (handoff, input) => original.ready(handoff, under(input, handoff.id)),
    }),
  },
  {
    id: 'handoff/unhealthy-successors-are-refused',
    violates: 'HOF-089',
    profile: 'crate',
    explain: 'A Ready that says it is not healthy aborts the handoff.',
    part: 'handoffs',
    apply: (original, parts) => ({
      ready: (handoff, input) =>
        input.message?.type === 'Ready' && !input.message.healthz_ok
          ? parts.ends.abort(handoff, 'not healthy')
          : original.ready(handoff, input),
    }),
  },
  {
    id: 'handoff/a-journal-that-fails-undoes-ready',
    violates: 'HOF-090',
    explain: 'The successor is killed where the journal cannot name Committed.',
    part: 'handoffs',
    apply: (original, parts) => ({
      note: (handoff, phase) => {
        const noted = original.note(handoff, phase)
        if (!noted && phase === 'Committed') parts.ends.fail(handoff, 'io')
        return noted
      },
    }),
  },
  {
    id: 'handoff/commits-twice',
    violates: 'HOF-091',
    explain: 'Commit is sent two times.',
    part: 'handoffs',
    apply: (original, parts) => ({
      commit: (handoff) => {
        say(parts, handoff.incumbent, { type: 'Commit', handoff_id: handoff.id })
        original.commit(handoff)
      },
    }),
  },
  {
    id: 'handoff/tells-both-verdicts',
    violates: 'HOF-092',
    explain: 'ResumeAfterAbort is sent before Commit.',
    part: 'handoffs',
    apply: (original, parts) => ({
      commit: (handoff) => {
        say(parts, handoff.incumbent, { type: 'ResumeAfterAbort', handoff_id: handoff.id })
        original.commit(handoff)
      },
    }),
  },
  {
    id: 'handoff/drained-is-as-good-as-ready',
    violates: 'HOF-096',
    explain: 'A handoff is committed where the successor says something else than Ready.',
    part: 'handoffs',
    apply: (original, parts) => ({
      ready: (handoff, input) =>
        input.message?.type === 'Drained' ? parts.handoffs.commit(handoff) : original.ready(handoff, input),
    }),
  },
  {
    id: 'handoff/a-dead-successor-is-waited-for',
    violates: 'HOF-113',
    explain: 'Where Begin cannot be written, Ready is waited for.',
    part: 'handoffs',
    apply: (original, parts) => ({
      begin: (handoff) => {
        const { successor } = handoff
        if (successor?.stream.read() !== 'end') return original.begin(handoff)
        parts.handoffs.note(handoff, 'AwaitingReady')
      },
    }),
  },
  {
    id: 'handoff/phases-are-named-too-early',
    violates: 'HOF-126',
    explain: 'The journal names Draining where it is to name Negotiating.',
    part: 'handoffs',
    apply: (original) => ({
      note: (handoff, phase) => original.note(handoff, phase === 'Negotiating' ? 'Draining' : phase),
    }),
  },
  {
    id: 'handoff/the-journal-names-the-supervisor',
    violates: 'HOF-133',
    explain: 'incumbent_pid in the journal is that of the supervisor.',
    part: 'handoffs',
    apply: (original) => ({
      note: (handoff, phase) => original.note({ ...handoff, incumbentPid: handoff.supervisor.host.pid }, phase),
    }),
  },
  {
    id: 'handoff/goes-on-without-a-journal',
    violates: 'HOF-134',
    explain: 'A journal that cannot be written changes nothing.',
    part: 'handoffs',
    apply: (original) => ({
      note: (handoff, phase) => {
        original.note(handoff, phase)
        return true
      },
    }),
  },
  {
    id: 'handoff/a-dead-incumbent-costs-the-successor',
    violates: 'HOF-136',
    explain: 'The successor is killed where Commit cannot be written.',
    part: 'handoffs',
    apply: (original, parts) => ({
      commit: (handoff) => {
        const { incumbent } = handoff
        if (incumbent?.stream.read() === 'end') return parts.ends.fail(handoff, 'io')
        original.commit(handoff)
      },
    }),
  },
]
