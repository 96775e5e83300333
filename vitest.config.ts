import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{spec,machines,conformance,fixtures,reports,docs,bench,lint}/**/*.test.ts'],
    testTimeout: 120_000,
  },
})
