import { type Times, timesOf } from '../../../machines/handoff/models/declared.ts'
import { childPid } from '../../../machines/handoff/models/renaming.ts'
import { frames, idOf, type Said } from '../../../machines/handoff/models/wire.ts'
import type { Setting } from '../../../machines/model/model.ts'
import { anything, type OneOf, optional, type Pattern } from '../../../machines/model/pattern.ts'
import type { Call } from '../../../spec/adapter.ts'
import type { Script as ChildScript, Hooks } from '../../../spec/handoff/adapter.types.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { type ScriptStep, step } from '../../kit/cases/script.ts'
import { advance, control, incumbent, messages, process, result, stream, successor, supervisor } from '../calls.ts'

/** The data directory of written cases. */
export const dir = 'data'
/** What the kit announces as process id of an incumbent that it plays. */
export const incumbentPid = 4321

/** By what two events are apart in virtual time, in milliseconds. */
const margin = 50
/** The share of a limit behind which it is certainly not over in real time, whatever else the machine does. */
const early = 0.7
/** The share of a slack in which something arrives within it in real time. */
const soon = 0.2
/** The longest that one call waits, in milliseconds. */
const longestCall = 5_000

/** How far a handoff of a supervisor between two played peers is taken. */
export const stations = ['connected', 'greeted', 'spawned', 'prepared', 'sealing', 'begun', 'committed'] as const
export type Station = (typeof stations)[number]

/** Steps of written cases, in virtual time or in real time as the implementation has it. */
export class Stage {
  readonly times: Times
  readonly virtual: boolean

  constructor(readonly setting: Setting) {
    this.times = timesOf(setting)
    this.virtual = setting.capabilities.has('clock')
  }

  /** How long to wait for what is due, in real milliseconds. */
  get patience(): number {
    return this.virtual ? 0 : 8_000
  }

  /** Time, in milliseconds, until so shortly before a limit that it is not over. */
  before(limit: number): number {
    return this.virtual ? limit - margin : Math.floor(limit * early)
  }

  /** Time until a budget is over and the slack on top of it is not. */
  within(budget: number, slack: number): number {
    return this.virtual ? budget + slack - margin : Math.floor(budget + slack * soon)
  }

  /** A limit is over that was not when `before` was; in real time the next call waits for what follows. */
  over(limit: number, sleeper: string): ScriptStep[] {
    return this.virtual ? [this.passes(limit - this.before(limit) + margin, sleeper)] : []
  }

  /** A long time passes. */
  lasts(ms: number, sleeper: string): ScriptStep[] {
    if (this.virtual || ms <= longestCall) return [this.passes(ms, sleeper)]
    return [this.passes(longestCall, sleeper), ...this.lasts(ms - longestCall, sleeper)]
  }

  /** Nothing but heartbeats has come, and the stream is open. */
  isQuiet(name: string, ...requirements: string[]): ScriptStep {
    return step(stream.receive(name), { hex: frames([], 'free') }, ...requirements)
  }

  done(call: Call, ...requirements: string[]): ScriptStep {
    return step(call, {}, ...requirements)
  }

  refuses(call: Call, code: string | OneOf, ...requirements: string[]): ScriptStep {
    return { ...call, expect: { error: { code } }, requirements }
  }

  /** These frames have come; heartbeats may stand between them, and the stream may have ended behind them. */
  hears(name: string, said: readonly Said[], ...requirements: string[]): ScriptStep {
    return step(stream.receive(name, this.patience), { hex: frames(said, 'free'), closed: optional }, ...requirements)
  }

  /** These frames have come, and nothing else. */
  hearsOnly(name: string, said: readonly Said[], ...requirements: string[]): ScriptStep {
    const wait = said.length === 0 && !this.virtual ? 300 : this.patience
    return step(stream.receive(name, wait), { hex: frames(said) }, ...requirements)
  }

  /** The peer has closed its end behind these frames. */
  hearsEnd(name: string, said: readonly Said[], ...requirements: string[]): ScriptStep {
    return step(stream.receive(name, this.patience), { hex: frames(said, 'free'), closed: true }, ...requirements)
  }

  /** Time passes; `sleeper` is a process that lives through it. */
  passes(ms: number, sleeper: string): ScriptStep {
    return this.virtual ? step(advance(ms), {}) : step(process.exit(sleeper, ms), anything)
  }

  ends(call: string, how: Pattern, ...requirements: string[]): ScriptStep {
    return step(result(call, this.patience), how, ...requirements)
  }

  fails(call: string, error: string, ...requirements: string[]): ScriptStep {
    return this.ends(call, { state: 'failed', error, message: optional }, ...requirements)
  }

  /** Not committed, for a reason. */
  aborts(call: string, reason: Pattern, ...requirements: string[]): ScriptStep {
    const outcome = { committed: false, handoff_id: anything, reason }
    return this.ends(call, { state: 'done', outcome }, ...requirements)
  }

  commits(call: string, ...requirements: string[]): ScriptStep {
    const outcome = { committed: true, handoff_id: anything, child_pid: anything, reason: optional }
    return this.ends(call, { state: 'done', outcome }, ...requirements)
  }

  /** An incumbent is started. */
  starts(name: string, hooks: Hooks = {}): ScriptStep {
    return step(incumbent.start(name, dir, hooks), { pid: anything })
  }

  connects(name: string, ...requirements: string[]): ScriptStep {
    return step(control.connect(dir, name), { connected: true }, ...requirements)
  }

  /** A session with an incumbent, as far as HelloAck. */
  session(name = 's', id = 1): ScriptStep[] {
    return [
      this.connects(name),
      this.hears(name, [{ type: 'Hello', members: { role: 'Incumbent' } }]),
      this.done(stream.send(name, messages.helloAck(idOf(id)))),
    ]
  }

  drained(name = 's', id = 1): ScriptStep[] {
    return [
      ...this.session(name, id),
      this.done(stream.send(name, messages.prepare(idOf(id)))),
      this.hears(name, [{ type: 'Drained', members: {} }]),
    ]
  }

  sealed(name = 's', id = 1): ScriptStep[] {
    return [
      ...this.drained(name, id),
      this.done(stream.send(name, messages.sealRequest(idOf(id)))),
      this.hears(name, [{ type: 'SealComplete', members: {} }]),
    ]
  }

  /** A successor that has shaken hands; its stream is called `s`. */
  greeted(name = 'n', more: Parameters<typeof successor.start>[3] = {}): ScriptStep[] {
    return [
      step(successor.start(name, dir, 's', more), { pid: anything }),
      this.done(successor.handshake(name, 'h')),
      this.hears('s', [{ type: 'Hello', members: { role: 'Successor' } }]),
      this.done(stream.send('s', messages.helloAck(idOf(1)))),
      this.ends('h', { state: 'done', handoff_id: idOf(1) }),
    ]
  }

  /** The same, told to begin. */
  begun(name = 'n', more: Parameters<typeof successor.start>[3] = {}): ScriptStep[] {
    return [
      ...this.greeted(name, more),
      this.done(successor.waitForBegin(name, 'w')),
      this.done(stream.send('s', messages.begin(idOf(1)))),
      this.ends('w', { state: 'done', handoff_id: idOf(1) }),
    ]
  }

  /** A supervisor is started and takes the played incumbent for its own. */
  supervises(name = 'v', more: Parameters<typeof supervisor.start>[2] = { journal: true }): ScriptStep[] {
    return [step(supervisor.start(name, dir, more), { pid: anything }), this.done(control.listen(dir))]
  }

  /** Handoff number `id` of a supervisor, up to a station: streams `o<id>` and `n<id>`, child `k<id>`, call `p<id>`. */
  handoff(station: Station, id = 1, request: Parameters<typeof supervisor.perform>[2] = {}, name = 'v'): ScriptStep[] {
    const [o, n] = [`o${id}`, `n${id}`]
    const handoff_id = idOf(id)
    const parts: readonly (readonly ScriptStep[])[] = [
      [
        this.done(supervisor.perform(name, `p${id}`, request)),
        step(control.accept(dir, o, this.patience), { accepted: true }),
      ],
      [
        this.done(stream.send(o, messages.hello('Incumbent', incumbentPid))),
        this.hears(o, [{ type: 'HelloAck', members: { handoff_id, proto_version_chosen: 1 } }]),
      ],
      [
        step(supervisor.child(name, n, `k${id}`, this.patience), {
          spawned: true,
          pid: anything,
          environment: anything,
          descriptors: anything,
        }),
      ],
      [
        this.done(stream.send(n, messages.hello('Successor', childPid))),
        this.hears(n, [{ type: 'HelloAck', members: { handoff_id, proto_version_chosen: 1 } }]),
        this.hears(o, [{ type: 'PrepareHandoff', members: { handoff_id } }]),
      ],
      [this.done(stream.send(o, messages.drained)), this.hears(o, [{ type: 'SealRequest', members: { handoff_id } }])],
      [
        this.done(stream.send(o, messages.sealComplete(handoff_id))),
        this.hears(n, [{ type: 'Begin', members: { handoff_id } }]),
      ],
      [
        this.done(stream.send(n, messages.ready(handoff_id))),
        this.hears(o, [{ type: 'Commit', members: { handoff_id } }]),
        this.commits(`p${id}`),
      ],
    ]
    return parts.slice(0, stations.indexOf(station) + 1).flat()
  }

  /** Incumbent `o`, and a supervisor `v` that hands over to a successor `n` of the implementation. */
  system(script: ChildScript = {}, request: JsonObject = {}): ScriptStep[] {
    return [this.starts('o'), ...this.handsOver('v', 'p', 'n', script, request)]
  }

  /** A new supervisor hands over to a successor of the implementation. */
  handsOver(name: string, of: string, child: string, script: ChildScript = {}, request: JsonObject = {}): ScriptStep[] {
    return [
      step(supervisor.start(name, dir, { journal: true }), { pid: anything }),
      this.done(supervisor.perform(name, of, { child: 'successor', process: child, script, ...request })),
    ]
  }
}
