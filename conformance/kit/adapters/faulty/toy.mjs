/**
 * An adapter of a toy protocol: echo answers its parameters, count counts from 1 since the last reset, and trip answers {}.
 * A faulty adapter overrides an operation, or injects: it gets a request and the honest line, and returns what is written.
 */
export function serve({
  operations = {},
  inject = (_request, line) => line,
  ended = () => process.stdin.destroy(),
} = {}) {
  let counted = 0
  const answers = {
    hello: () => ({ ok: pics }),
    reset: () => {
      counted = 0
      return { ok: {} }
    },
    echo: (params) => ({ ok: params }),
    count: () => {
      counted += 1
      return { ok: { count: counted } }
    },
    trip: () => ({ ok: {} }),
    bye: () => ({ ok: {} }),
    ...operations,
  }
  const answer = (line) => {
    const request = JSON.parse(line)
    const operation = answers[request.op]
    const reply = operation === undefined ? { unsupported: 'not of the toy protocol' } : operation(request.params)
    const written = inject(request, `${JSON.stringify({ id: request.id, ...reply })}\n`)
    if (written.length > 0) process.stdout.write(written)
    if (request.op === 'bye') ended('bye')
  }

  let rest = ''
  process.stdin.setEncoding('utf8')
  process.stdin.on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()
    for (const line of lines) answer(line)
  })
  process.stdin.on('end', () => ended('end'))
}

export const pics = {
  implementation: 'toy',
  version: '1.0.0',
  language: 'JavaScript',
  protocol: 'toy',
  profile: 'core',
  roles: ['counter'],
  capabilities: [],
  clock: 'virtual',
  deterministic: true,
}

/** Injects at the operation trip alone, so that the smoke conversation passes. */
export const atTrip = (fault) => ({
  inject: (request, line) => (request.op === 'trip' ? fault(line, request.id) : line),
})
