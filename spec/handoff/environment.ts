import type { DescriptorKind } from './adapter.types.ts'

/** Variables of a process. */
export type Environment = Readonly<Record<string, string>>

/** The first descriptor that a successor inherits beside standard input, output and error. */
export const FIRST_DESCRIPTOR = 3

/** More descriptors than a process has open; a larger count is one by mistake, and costs nothing. */
const MOST_DESCRIPTORS = 1 << 20

/** The variables that a supervisor sets for a successor with these listeners, over all others (HOF-146). */
export function contractOf(listeners: readonly string[]): Environment {
  return {
    HANDOFF_ROLE: 'successor',
    HANDOFF_SOCK_FD: String(FIRST_DESCRIPTOR + listeners.length),
    LISTEN_FDS: String(listeners.length),
    LISTEN_FDNAMES: listeners.join(':'),
  }
}

/** What a process is told by its environment (HOF-148). */
export type Detected =
  | {
      readonly role: 'cold_start' | 'successor'
      /** Descriptor of each listener by its name. */
      readonly listeners: ReadonlyMap<string, number>
      /** Of a successor: the descriptor of its control stream. */
      readonly control?: number
      /** The environment without what was used. */
      readonly left: Environment
      readonly error?: never
    }
  | { readonly error: 'missing_env' | 'bad_env'; readonly role?: never }

/** What a process that looks at its descriptors knows about itself (HOF-150); in `core` it looks at none. */
export interface Hardened {
  readonly pid: number
  /** Descriptors from 3 on. One that is not listed is closed. */
  readonly descriptors: readonly DescriptorKind[]
}

const SOCKETS: readonly DescriptorKind[] = ['tcp_listener', 'unix_listener', 'unix_stream', 'tcp_stream', 'datagram']

/** The role and the listeners of a process with this environment; with `hardened`, as that profile asks. */
export function detectRole(environment: Environment, hardened?: Hardened): Detected {
  const { LISTEN_FDS, LISTEN_FDNAMES, LISTEN_PID, ...others } = environment
  const rest = hardened === undefined && LISTEN_PID !== undefined ? { ...others, LISTEN_PID } : others
  const mine = hardened === undefined || LISTEN_PID === undefined || decimal(LISTEN_PID) === hardened.pid
  const listeners = mine ? listenersOf(decimal(LISTEN_FDS) ?? 0, LISTEN_FDNAMES, hardened) : new Map<string, number>()
  const { HANDOFF_ROLE, HANDOFF_SOCK_FD, ...left } = rest
  if (HANDOFF_ROLE !== 'successor') return { role: 'cold_start', listeners, left: rest }
  if (HANDOFF_SOCK_FD === undefined) return { error: 'missing_env' }
  const control = decimal(HANDOFF_SOCK_FD)
  if (control === undefined || !isSocket(control, hardened)) return { error: 'bad_env' }
  return { role: 'successor', listeners, control, left }
}

/** The names in the order of their descriptors; a missing one is its index, and of equal ones the last counts. */
function listenersOf(count: number, names: string | undefined, hardened: Hardened | undefined): Map<string, number> {
  const given = names?.split(':') ?? []
  const open = Math.min(count, hardened?.descriptors.length ?? MOST_DESCRIPTORS)
  const numbers = Array.from({ length: open }, (_, index) => FIRST_DESCRIPTOR + index)
  return new Map(
    numbers.flatMap((number, index) => (isSocket(number, hardened) ? [[given[index] ?? String(index), number]] : [])),
  )
}

function isSocket(number: number, hardened: Hardened | undefined): boolean {
  if (hardened === undefined) return true
  return SOCKETS.includes(hardened.descriptors[number - FIRST_DESCRIPTOR] ?? 'closed')
}

/** A number without a sign; undefined for anything else. */
function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : undefined
}
