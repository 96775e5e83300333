/** What a walk draws from. */
export interface ReceiverPalette {
  readonly peers: readonly string[]
  readonly collections: readonly string[]
  /** What lies before the first id of every stream; above 0, streams start as the durable store says. */
  readonly base: bigint
  /** Ids far ahead, ascending, beyond `base` + 2^20. */
  readonly far: readonly bigint[]
  /** Deltas held back; what the implementation declares unless given. */
  readonly holdMax?: number
}

export const receiverPalette: ReceiverPalette = {
  peers: ['1'],
  collections: ['a', 'b'],
  base: 0n,
  far: [2n ** 32n, 2n ** 53n - 1n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 2n, 2n ** 64n - 1n],
}
