import { expect, test } from 'vitest'
import { Bound } from './bound.ts'
import { InOrder } from './in-order.ts'
import { sideBySide } from './side-by-side.ts'

/** A promise that the test settles. */
function gate(): { readonly promise: Promise<void>; readonly open: () => void; readonly fail: (error: Error) => void } {
  let open = (): void => undefined
  let fail = (_: Error): void => undefined
  const promise = new Promise<void>((resolve, reject) => {
    open = resolve
    fail = reject
  })
  return { promise, open, fail }
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

test('so many items are worked on at once as there are lanes, in the order of the items', async () => {
  const gates = [gate(), gate(), gate(), gate()]
  const begun: string[] = []
  const whole = sideBySide(gates, 2, async ({ promise }, place, lane) => {
    begun.push(`${place} in ${lane}`)
    await promise
  })
  expect(begun).toEqual(['0 in 0', '1 in 1'])
  gates[1]?.open()
  await settled()
  expect(begun).toEqual(['0 in 0', '1 in 1', '2 in 1'])
  for (const { open } of gates) open()
  await whole
  expect(begun).toHaveLength(4)
})

test('the first rejection in the order of the items is the result: earlier items go on, later ones are abandoned', async () => {
  const gates = [gate(), gate(), gate(), gate()]
  const ended: string[] = []
  const whole = sideBySide(gates, 3, async ({ promise }, place, _, abandoned) => {
    await promise
    ended.push(`${place}${abandoned() ? ' abandoned' : ''}`)
  })
  gates[1]?.fail(new Error('of the second'))
  await settled()
  gates[2]?.open()
  await settled()
  gates[0]?.fail(new Error('of the first'))
  await expect(whole).rejects.toThrow('of the first')
  expect(ended).toEqual(['2 abandoned'])
})

test('what is said side by side is heard one place after the other', () => {
  const heard: string[] = []
  const order = new InOrder()
  const say = (place: number, text: string): void => order.at(place, () => heard.push(text))
  say(1, 'b')
  say(0, 'a')
  expect(heard).toEqual(['a'])
  order.close(1)
  say(2, 'c')
  expect(heard).toEqual(['a'])
  order.close(0)
  expect(heard).toEqual(['a', 'b', 'c'])
  say(2, 'd')
  expect(heard).toEqual(['a', 'b', 'c', 'd'])
})

test('what comes after a place that is never closed is never heard', () => {
  const heard: string[] = []
  const order = new InOrder()
  order.at(1, () => heard.push('b'))
  order.close(1)
  order.at(0, () => heard.push('a'))
  expect(heard).toEqual(['a'])
})

test('a bound lets work in as room comes free, also after a rejection', async () => {
  const gates = [gate(), gate(), gate()]
  const bound = new Bound(2)
  let begun = 0
  const works = gates.map(({ promise }) =>
    bound.run(async () => {
      begun++
      await promise
    }),
  )
  expect(begun).toBe(2)
  gates[0]?.fail(new Error('no'))
  await expect(works[0]).rejects.toThrow('no')
  await settled()
  expect(begun).toBe(3)
  for (const { open } of gates) open()
  await Promise.all(works.slice(1))
  await bound.run(async () => undefined)
})
