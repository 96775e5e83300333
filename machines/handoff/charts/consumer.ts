import { chart } from '../../chart/chart.ts'
import { blame, everywhere } from './frames.ts'

/** What a daemon's own program knows of the data: each process has one. */
export interface ConsumerContext {
  /** 1 while it has acknowledged writes that the data directory does not hold yet. */
  readonly unflushed: number
  /** 1 while another process has acknowledged writes that it does not see. */
  readonly stale: number
  /** Whether it reads the data directory again before it resumes (HOF-112). */
  readonly rereads: number
}

export interface ConsumerPayload {
  /** 1 if the data directory holds every acknowledged write. */
  readonly whole: number
}

const refused = { actions: ['refused'], ...blame('HOF-056', 'HOF-071', 'HOF-077') }
const outdated = { actions: ['outdate'] }
const crash = { target: 'absent', actions: ['forget'] }

/** Whether a process accepts connections and acknowledges writes. This is what the whole protocol is about. */
export const consumer = chart<ConsumerContext, ConsumerPayload>({
  id: 'handoff.consumer',
  explain: 'A daemon acknowledges writes only while it serves, and serves with all that was ever acknowledged.',
  context: { unflushed: { min: 0, max: 1 }, stale: { min: 0, max: 1 }, rereads: { min: 0, max: 1, initial: 1 } },
  payload: { whole: { min: 0, max: 1 } },
  events: {
    open: ['whole'],
    drain: [],
    drained: [],
    seal: [],
    sealed: [],
    resume: ['whole'],
    write: [],
    outdated: [],
    crash: [],
  },
  guards: { rereads: (c) => c.rereads === 1 },
  updates: {
    accept: { unflushed: () => 1 },
    flush: { unflushed: () => 0 },
    outdate: { stale: () => 1 },
    load: { stale: (_, e) => 1 - e.whole },
    forget: { unflushed: () => 0, stale: () => 0 },
  },
  outputs: { acknowledged: () => ({}), refused: () => ({}) },
  config: {
    initial: 'absent',
    on: { open: {}, drain: {}, drained: {}, seal: {}, sealed: {}, resume: {}, write: refused, outdated },
    states: everywhere(
      { crash },
      {
        absent: {
          description: 'It has not opened its data.',
          on: { open: { target: 'serving', actions: ['load'] }, outdated: {} },
        },
        serving: {
          description: 'Accepts connections and acknowledges writes.',
          on: {
            write: { actions: ['accept', 'acknowledged'], ...blame('HOF-097', 'HOF-107', 'HOF-151') },
            drain: { target: 'stopped', ...blame('HOF-055', 'HOF-056') },
          },
        },
        stopped: {
          description: 'From the start of the drain hook on: no connection is accepted and no write.',
          on: {
            drained: { actions: ['flush'], ...blame('HOF-057') },
            seal: { target: 'sealing', ...blame('HOF-067') },
            resume: [
              { guard: 'rereads', target: 'serving', actions: ['load'], ...blame('HOF-107', 'HOF-112') },
              { target: 'serving', ...blame('HOF-107') },
            ],
          },
        },
        sealing: {
          description: 'Only the seal hook writes.',
          on: { sealed: { target: 'stopped', ...blame('HOF-069', 'HOF-070') } },
        },
      },
    ),
  },
})
