/** Waits for `event`, but for `bound_ms` milliseconds at most. Says whether it came; rejects as `event` does. */
export async function within(event: Promise<unknown>, bound_ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const bound = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), bound_ms)
  })
  try {
    return await Promise.race([event.then(() => true), bound])
  } finally {
    clearTimeout(timer)
  }
}
