import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{spec,machines,conformance,fixtures,reports,docs,bench}/**/*.test.ts'],
    // Campaigns of a protocol that is not in the table yet are a command of their own: npm run test:nodedb.
    exclude:
      process.env.CUTOVER_LONG === undefined
        ? ['{conformance,machines}/nodedb/**', 'node_modules/**']
        : ['node_modules/**'],
    testTimeout: 240_000,
  },
})
