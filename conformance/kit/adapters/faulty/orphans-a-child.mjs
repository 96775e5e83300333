import { spawn } from 'node:child_process'
import { serve } from './toy.mjs'

const idle = ['-e', 'setInterval(() => undefined, 1000)']
const grandchild = spawn(process.execPath, idle, { stdio: 'inherit' })
serve({ operations: { grandchild: () => ({ ok: { pid: grandchild.pid } }), trip: () => process.exit(7) } })
