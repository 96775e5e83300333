import { connect } from 'node:net'

/** Says one line and hears one; `refused` or `cut` where it hears none. */
export function say(port: number, line: string): Promise<string> {
  return new Promise((tell) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\n`))
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      heard += text
      if (heard.endsWith('\n')) socket.end()
    })
    socket.on('error', ({ code }: NodeJS.ErrnoException) => tell(code === 'ECONNREFUSED' ? 'refused' : 'cut'))
    socket.on('close', () => tell(heard.endsWith('\n') ? heard.trimEnd() : 'cut'))
  })
}
