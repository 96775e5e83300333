import { spawn } from 'node:child_process'
import { serve } from './toy.mjs'

const idle = ['-e', 'setInterval(() => undefined, 1000)']
const grandchild = spawn(process.execPath, idle, { stdio: 'inherit' })
process.on('SIGTERM', () => undefined)
serve({ operations: { grandchild: () => ({ ok: { pid: grandchild.pid } }) }, ended: () => undefined })
