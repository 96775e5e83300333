/**
 * Works through `items` in their order in `lanes` lanes at once. If work rejects, what was begun before that item is finished,
 * what was begun after it is `abandoned` and nothing more is begun; then the first rejection in the order of the items is the
 * result, as if there had been one lane.
 */
export async function sideBySide<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, place: number, lane: number, abandoned: () => boolean) => Promise<void>,
): Promise<void> {
  let next = 0
  let faultAt = items.length
  let fault: unknown
  const begin = async (lane: number): Promise<void> => {
    while (next < faultAt) {
      const place = next++
      try {
        await work(items[place] as Item, place, lane, () => place > faultAt)
      } catch (error) {
        if (place < faultAt) {
          faultAt = place
          fault = error
        }
        return
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, (_, lane) => begin(lane)))
  if (faultAt < items.length) throw fault
}
