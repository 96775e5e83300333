import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Where distributions put it; `CHROMIUM` names another one. */
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Starts the browser of this machine. Throws where there is none, with how to get one. */
export function openBrowser(): Promise<Browser> {
  const found = [process.env.CHROMIUM, ...usual].find((path) => path !== undefined && existsSync(path))
  if (found === undefined)
    throw new Error('no browser: expected Chromium, as `apt-get install chromium` brings it, or its path in CHROMIUM')
  return chromium.launch({ executablePath: found, args: ['--no-sandbox'] })
}
