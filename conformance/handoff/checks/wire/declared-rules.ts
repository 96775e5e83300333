import type { Rules } from '../../../../spec/handoff/rules.ts'
import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import type { Combination } from '../../../kit/cases/covering-array.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { FrameScripts } from '../frame-scripts.ts'

const rules = (row: Combination): Rules => row as unknown as Rules

export const declaredRules = scriptCheck({
  id: 'handoff/declared-rules',
  kind: 'wire',
  requirements: ['HOF-022', 'HOF-023'],
  needs: ['codec', 'rules', 'profiles'],
  explain: 'What lenient and strict decoders treat differently, by every pair of declared rules.',
  scenes: [
    {
      name: 'rules',
      axes: () => ({
        overlong_varints: ['accept', 'refuse'],
        trailing_bytes: ['ignore', 'refuse'],
        header_version: ['ignore', 'check'],
      }),
      configuration: (row: Combination) => ({ profile: 'core', ...rules(row) }),
      inputs: (row: Combination) =>
        vectors.unusual
          .filter(({ requirements }) => requirements.some((id) => ['HOF-022', 'HOF-023'].includes(id)))
          .flatMap(({ name, hex, requirements }) =>
            new FrameScripts(rules(row))
              .decoding(
                name,
                hex,
                requirements.filter((id) => ['HOF-022', 'HOF-023'].includes(id)),
              )
              .steps.slice(),
          ),
    },
  ],
})
