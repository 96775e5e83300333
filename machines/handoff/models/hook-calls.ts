import { natural } from '../../chart/chart.ts'
import { Fitting, type Pattern } from '../../model/pattern.ts'
import type { World } from '../../model/world.ts'
import { type Hook, hooks } from './hook-scripts.ts'

/** Calls of hooks that a case may have: a test model offers no more. */
const room = 24
const results = ['running', 'ok', 'failed'] as const

/** The calls of one process's hooks so far, in order. */
export class HookCalls {
  readonly #codes: { [slot: string]: number }
  readonly #deadlines: { [slot: string]: number }

  constructor(
    world: World,
    /** Whether times are exact. */
    readonly timed: boolean,
  ) {
    const slots = (max: number) =>
      Object.fromEntries(Array.from({ length: room }, (_, at) => [`${at}`, { min: 0, max }]))
    this.#codes = world.ghosts('hook call', slots(hooks.length * 2 * results.length))
    this.#deadlines = world.ghosts('hook deadline', slots(natural.max))
  }

  get length(): number {
    let length = 0
    while (length < room && this.#codes[length] !== 0) length++
    return length
  }

  /** Whether a whole handoff and its undoing still fit. */
  get hasRoom(): boolean {
    return this.length < room - 6
  }

  /** How often a hook was called. */
  count(hook: Hook): number {
    let found = 0
    for (let at = 0; at < this.length; at++) if (this.#at(at).hook === hook) found++
    return found
  }

  begin(hook: Hook, locked: boolean, deadline_ms: number): void {
    const { length } = this
    this.#codes[length] = 1 + hooks.indexOf(hook) * 6 + (locked ? 3 : 0)
    this.#deadlines[length] = deadline_ms
  }

  /** The call that runs ends. */
  end(well: boolean): void {
    const last = this.length - 1
    this.#codes[last] = (this.#codes[last] as number) + (well ? 1 : 2)
  }

  forget(): void {
    for (let at = 0; at < room; at++) this.#codes[at] = this.#deadlines[at] = 0
  }

  /** What `incumbent.hooks` may answer. */
  pattern(): Pattern {
    return Array.from({ length: this.length }, (_, at) => {
      const { hook, lock_held, result } = this.#at(at)
      return {
        hook,
        lock_held,
        ...(hook === 'drain' ? { deadline_in_ms: this.#deadline(this.#deadlines[at] as number) } : {}),
        ...(result === 'running' ? {} : { result }),
      }
    })
  }

  #at(slot: number): { readonly hook: Hook; readonly lock_held: boolean; readonly result: string } {
    const code = (this.#codes[slot] as number) - 1
    return {
      hook: hooks[Math.floor(code / 6)] as Hook,
      lock_held: code % 6 >= 3,
      result: results[code % 3] as string,
    }
  }

  #deadline(most: number): Pattern {
    if (this.timed) return most
    return new Fitting(`at most ${most}`, (got) => typeof got === 'number' && got <= most)
  }
}
