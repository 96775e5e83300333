export type Side = 'taker' | 'giver'

export const other = { taker: 'giver', giver: 'taker' } as const
/** The kind of frame that a side is sent. */
export const receives = { taker: 'offer', giver: 'accept' } as const

/** Payload of the charts' events: the number of a frame. */
export interface Numbered {
  readonly seq: number
}
/** Only their order counts, so the explorer renumbers them and no search needs a bound on offers. */
export const numbers = { min: 0, max: 65535, symbol: true } as const

/** Which requirements fail if the answer differs, in whatever part. */
export const blame = (...ids: string[]) => ({ requirements: { reply: ids, value: ids, effects: ids, state: ids } })

/** A query shows what the change before it did, which is to blame; only where there was none, these are. */
export const shows = (...ids: string[]) => ({ meta: { requirements: { reply: ids } } })
