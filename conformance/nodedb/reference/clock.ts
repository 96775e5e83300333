/** Virtual time of one role, in milliseconds since reset. */
export interface Clock {
  now(role: Timed): number
  set(role: Timed, now: number): void
}

export type Timed = 'receiver' | 'requester' | 'governor' | 'session'

export function createClock(): Clock {
  const times = new Map<Timed, number>()
  return {
    now: (role) => times.get(role) ?? 0,
    set: (role, now) => {
      times.set(role, now)
    },
  }
}
