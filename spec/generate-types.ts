import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'
import { typesOf } from './schema-types.ts'
import { loadSchema } from './schemas.ts'

/** Writes `messages.types.ts` and `adapter.types.ts` beside the schemas of every protocol; with `--check` it only compares. */
const check = process.argv.includes('--check')
let stale = 0
for (const entry of readdirSync(join(root, 'spec'), { withFileTypes: true })) {
  const folder = join(root, 'spec', entry.name)
  if (!entry.isDirectory() || !existsSync(join(folder, 'adapter.schema.json'))) continue
  const messages = loadSchema(join(folder, 'messages.schema.json'))
  const modules = { [messages.$id]: './messages.types.ts' }
  for (const [schema, name] of [
    [messages, 'messages.types.ts'],
    [loadSchema(join(folder, 'adapter.schema.json')), 'adapter.types.ts'],
  ] as const) {
    const path = join(folder, name)
    const text = typesOf(schema, modules)
    if (!check) writeFileSync(path, text)
    else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
      stale++
      process.stdout.write(`spec/${entry.name}/${name} is not what its schema gives: npm run types\n`)
    }
  }
}
process.exitCode = stale === 0 ? 0 : 1
