/** What the way between a controller and the store does to one request: the explorer and the walks know no other. */
export interface Mishap {
  /** The fault's mode, as an adapter is told it. */
  readonly id: 'before_apply' | 'after_apply' | 'duplicate' | 'delay'
  readonly text: string
  /** Whether the request reaches the store while its caller waits. */
  readonly now: boolean
  /** Whether the request, or a copy of it, reaches the store later. */
  readonly later: boolean
  /** Whether the caller hears the answer. */
  readonly heard: boolean
}

export const mishaps: readonly Mishap[] = [
  { id: 'before_apply', text: 'lost before the store', now: false, later: false, heard: false },
  { id: 'after_apply', text: 'answer lost', now: true, later: false, heard: false },
  { id: 'duplicate', text: 'sent twice', now: true, later: true, heard: true },
  { id: 'delay', text: 'late', now: false, later: true, heard: false },
]
