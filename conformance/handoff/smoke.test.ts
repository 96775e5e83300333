import { expect, it } from 'vitest'
import { built } from '../../test-build.ts'
import { openChecked, probeReset, runSmoke } from '../kit/adapters/conversation.ts'
import { inProcessSource } from '../kit/adapters/in-process.ts'
import { stdioSource } from '../kit/adapters/stdio.ts'
import { handoff } from './protocol.ts'

const hello = { protocol: 'handoff', kit: '1.0.0', adapter_protocol: 1 } as const

const runtimes = [
  ['in virtual time', inProcessSource('reference', handoff.reference, { wire: true }), 'virtual'],
  [
    'in real processes',
    stdioSource([process.execPath, built('handoff-adapter')], { timeout_ms: 60_000, startTimeout_ms: 60_000 }),
    'real',
  ],
] as const

it.each(runtimes)(
  'the reference masters the smoke conversation, twice, and forgets all at reset, %s',
  async (_, source, clock) => {
    const { adapter, pics } = await openChecked(source, hello, handoff.smoke)
    try {
      expect(pics).toMatchObject({ clock, roles: ['CODEC', 'O', 'N', 'S', 'LOCK', 'JOURNAL'] })
      await runSmoke(adapter, handoff.smoke)
    } finally {
      await adapter.close()
    }
    await probeReset(source, hello, {}, handoff.resetProbe)
  },
)

it('a reset that forgets nothing is told', async () => {
  const forgetful = inProcessSource('forgetful', () => {
    const reference = handoff.reference()
    let opened = false
    return {
      request: (op, params) => {
        if (op !== 'reset' || !opened) {
          opened ||= op === 'reset'
          return reference.request(op, params)
        }
        return { ok: {} }
      },
    }
  })
  await expect(probeReset(forgetful, hello, {}, handoff.resetProbe)).rejects.toMatchObject({
    code: 'CUT-ADAPTER-RESET',
  })
})
