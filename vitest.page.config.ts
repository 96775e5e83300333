import { defineConfig } from 'vitest/config'

/** The report page in a real browser: a step of its own, since it needs one installed. */
export default defineConfig({
  test: { include: ['reports/html/*.browser-test.ts'], testTimeout: 120_000 },
})
