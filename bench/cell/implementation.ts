import type { Implementation } from '../../spec/adapter.ts'

const pics = {
  implementation: 'cell',
  version: '1',
  language: 'TypeScript',
  protocol: 'cell',
  profile: 'cell',
  roles: ['CELL'],
  capabilities: [],
  clock: 'virtual',
  deterministic: true,
}

/** The cell in process. */
export function createCell(): Implementation {
  let held: number | undefined
  return {
    request(op, params) {
      switch (op) {
        case 'put':
          if (held !== undefined) return { error: { code: 'full' } }
          held = params.value as number
          return { ok: {} }
        case 'take': {
          if (held === undefined) return { error: { code: 'empty' } }
          const value = held
          held = undefined
          return { ok: { value } }
        }
        case 'reset':
          held = undefined
          return { ok: {} }
        case 'hello':
          return { ok: pics }
        default:
          return op === 'bye' ? { ok: {} } : { unsupported: 'no such operation' }
      }
    },
  }
}
