import type { Message } from '../../../../spec/handoff/messages.types.ts'
import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import { scriptCheck, step } from '../../../kit/cases/script.ts'
import { codec } from '../../calls.ts'

export const shortNames = scriptCheck({
  id: 'handoff/short-names',
  kind: 'wire',
  requirements: ['HOF-032'],
  needs: ['codec'],
  explain: 'What each message is called.',
  scripts: () =>
    vectors.goldens.map(({ name, message }) => ({
      name,
      steps: [step(codec.shortName(message as Message), { name: message.type }, 'HOF-032')],
    })),
})
