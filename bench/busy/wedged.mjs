import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Serves the reference implementation of a protocol and, from call `calls` on, hangs (`sleep`) or never stops computing (`loop`). */
const [, , cutover, protocol, calls, how] = process.argv
const child = spawn(process.execPath, [cutover, 'serve', protocol], { stdio: ['pipe', 'pipe', 'inherit'] })
child.stdout.pipe(process.stdout)
let seen = 0
createInterface({ input: process.stdin })
  .on('line', (line) => {
    seen++
    while (how === 'loop' && seen >= Number(calls));
    if (seen < Number(calls)) child.stdin.write(`${line}\n`)
  })
  .on('close', () => child.stdin.end())
child.on('close', () => process.exit(0))
