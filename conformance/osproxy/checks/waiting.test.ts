import { expect, test } from 'vitest'
import { flipped, type Look } from './waiting.ts'

const barrier = 30_000_000_000n

/** The requirements that a flip breaks. */
function broken(look: Partial<Look>): string[] {
  const found: string[] = []
  const usual: Look = {
    cutover: { epoch: '3', at: 0n, earlier: 0, by: 0 },
    controller: 0,
    barrier,
    configured: false,
    now: barrier,
    rewound: false,
    wait: { epoch: '3', since: [0n], open: false },
    failedEntry: false,
    another: () => false,
    before: undefined,
  }
  flipped({ ...usual, ...look }, 'a flip', {
    exercised: () => undefined,
    violated: (requirement) => found.push(requirement),
  })
  return found
}

test('a flip at the barrier breaks nothing, one a nanosecond before it the exact comparison too', () => {
  expect(broken({})).toEqual([])
  expect(broken({ now: barrier - 1n })).toContain('OSP-066')
})

test('a flip by the wait of an earlier cutover is no matter of the comparison, whatever time it is', () => {
  const cutover = { epoch: '6', at: 0n, earlier: 1, by: 'driver' } as const
  expect(broken({ cutover, wait: undefined })).toEqual(['OSP-070'])
})
