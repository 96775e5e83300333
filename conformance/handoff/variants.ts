import type { Variant } from '../kit/mutation/mutant.ts'
import type { Parts } from './reference/parts.ts'

/** Implementations with one unusual legal choice each. */
export const variants: readonly Variant<Parts>[] = [
  {
    id: 'handoff/refuses-a-repeated-prepare',
    explain: 'A repeated PrepareHandoff ends the session, as declared.',
    part: 'choices',
    apply: () => ({ repeatedPrepare: () => 'refuse' as const }),
  },
  {
    id: 'handoff/tries-a-failed-resume-again',
    explain: 'A resume that fails is tried until it succeeds, as declared.',
    part: 'choices',
    apply: () => ({ failedResume: () => 'retry' as const }),
  },
  {
    id: 'handoff/times-of-the-document',
    explain: 'Heartbeats come each second, and five seconds of silence are death, as declared.',
    part: 'settings',
    apply: () => ({ heartbeat: () => 1_000, liveness: () => 5_000 }),
  },
  {
    id: 'handoff/takes-the-lock-back-slowly',
    explain: 'The lock is tried each 100 ms for four seconds, as declared.',
    part: 'settings',
    apply: () => ({ reacquire: () => 4_000, reacquireStep: () => 100 }),
  },
  {
    id: 'handoff/codec-alone',
    explain: 'Only frames are written and read.',
    part: 'statement',
    apply: (original) => ({ pics: () => ({ ...original.pics(), capabilities: ['codec'] }) }),
  },
  {
    id: 'handoff/aborts-with-other-words',
    explain: 'Reasons of an abort that are not fixed are other ones.',
    part: 'ends',
    apply: (original) => ({ abort: (handoff) => original.abort(handoff, 'no') }),
  },
  {
    id: 'handoff/kills-without-a-word',
    explain: 'A successor is killed without an Abort.',
    part: 'ends',
    apply: (_original, parts) => ({ dismiss: (handoff, _reason, then) => parts.ends.kill(handoff, then) }),
  },
  {
    id: 'handoff/tells-how-far-the-seal-is',
    explain: 'A SealProgress is sent when the seal begins.',
    part: 'hooks',
    apply: (original, parts) => ({
      seal: (session, id) => {
        parts.channels.send(session.channel, {
          type: 'SealProgress',
          shards_sealed: 0,
          shards_total: 1,
          last_revision: '0',
        })
        original.seal(session, id)
      },
    }),
  },
  {
    id: 'handoff/limits-are-passed-by-a-read',
    explain: 'A limit is looked at before each read, which takes up to the least time that is waited.',
    part: 'waits',
    apply: (original, parts) => ({
      start: (handoff, wait) => original.start(handoff, { ...wait, until: wait.until + parts.settings.minRead() - 1 }),
    }),
  },
]
