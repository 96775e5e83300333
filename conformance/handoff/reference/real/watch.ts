import { connect } from 'node:net'

/** Connections to a path, one behind the other, until it is ended. */
export interface Watch {
  readonly end: () => Promise<{ readonly attempts: number; readonly absent: number; readonly unanswered: number }>
}

/** Connects to a path again and again. */
export function watched(path: string): Watch {
  const counts = { attempts: 0, absent: 0, unanswered: 0 }
  let over = false
  const attempt = (): Promise<void> =>
    new Promise((done) => {
      const socket = connect(path, () => socket.destroy())
      socket.once('error', ({ code }: NodeJS.ErrnoException) => {
        if (code === 'ENOENT') counts.absent += 1
        else counts.unanswered += 1
      })
      socket.once('close', () => done())
      counts.attempts += 1
    })
  const running = (async () => {
    while (!over) await attempt()
  })()
  return {
    end: async () => {
      over = true
      await running
      return counts
    },
  }
}
