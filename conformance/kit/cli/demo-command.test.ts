import { expect, it } from 'vitest'
import { demoCommand } from './demo-command.ts'

it('tells which demos there are', async () => {
  const unknown = demoCommand('handover', { handoffs: 1, clients: 1 })
  await expect(unknown).rejects.toMatchObject({ code: 'CUT-PROTOCOL', message: expect.stringContaining('"handoff"') })
})
