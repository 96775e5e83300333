import type { FailureReason } from '../../../../spec/net/messages.types.ts'
import { REASONS } from '../../../../spec/net/reason.ts'
import { scriptCheck, step } from '../../../kit/cases/script.ts'
import { codec } from '../../calls.ts'

const reasons = Object.entries(REASONS).map(([kind, { code, payload, retriable }]) => {
  const more = payload === 'text' ? { text: '' } : payload === 'attempts' ? { attempts: 3 } : {}
  return { kind, code, retriable, reason: { kind, ...more } as FailureReason }
})

export const reasonsByCode = scriptCheck({
  id: 'net/reasons-by-code',
  kind: 'wire',
  requirements: ['NET-008', 'NET-086'],
  needs: ['codec'],
  explain: 'The code of every reason, and whether it is worth another attempt.',
  scripts: () =>
    reasons.map(({ kind, code, retriable, reason }) => ({
      name: kind,
      steps: [
        {
          ...step(codec.classify(reason), { code, retriable }, 'NET-008', 'NET-086'),
          attribution: { reply: ['NET-008', 'NET-086'], value: ['NET-008'], effects: ['NET-086'] },
        },
      ],
    })),
})
