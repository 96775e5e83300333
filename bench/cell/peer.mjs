// The adapter of peer.c for machines without a C compiler.
let rest = ''
let value = -1
const pics = {
  implementation: 'cell',
  version: '1',
  language: 'JavaScript',
  protocol: 'cell',
  profile: 'cell',
  roles: ['CELL'],
  capabilities: [],
  clock: 'virtual',
  deterministic: true,
}

function answer(op, params) {
  if (op === 'put') {
    if (value >= 0) return { error: { code: 'full' } }
    value = params.value
    return { ok: {} }
  }
  if (op === 'take') {
    if (value < 0) return { error: { code: 'empty' } }
    const held = value
    value = -1
    return { ok: { value: held } }
  }
  if (op === 'reset') value = -1
  if (op === 'hello') return { ok: pics }
  return op === 'reset' || op === 'bye' ? { ok: {} } : { unsupported: 'no such operation' }
}

process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop()
  process.stdout.write(
    lines
      .map((line) => {
        const { id, op, params } = JSON.parse(line)
        return `${JSON.stringify({ id, ...answer(op, params) })}\n`
      })
      .join(''),
  )
})
process.stdin.on('end', () => process.exit(0))
