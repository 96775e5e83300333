import type { Setting } from '../../../machines/model/model.ts'
import type { Range } from '../../kit/cases/horizons.ts'
import type { Scene } from '../../kit/cases/scalable-scene.ts'
import { type Script, type ScriptCheck, type ScriptStep, scriptCheck } from '../../kit/cases/script.ts'
import type { Check } from '../../kit/check.ts'
import { inProfile } from './spoken-rules.ts'
import { Stage } from './stage.ts'

/** A scene over sizes, counts or times of steps on a stage. */
export interface StagedScene {
  readonly name: string
  readonly dimension: 'size' | 'count' | 'time'
  readonly range?: Range
  readonly needs?: readonly string[]
  readonly steps: (value: number, stage: Stage) => readonly ScriptStep[]
}

interface StagedCheck extends Pick<ScriptCheck, 'explain' | 'requirements' | 'needs' | 'waits'> {
  readonly slug: string
  readonly scripts?: (stage: Stage) => readonly Script[]
  readonly scenes?: readonly StagedScene[]
}

/** Written cases with processes, sockets and time. */
export function stagedCheck({ slug, scripts = () => [], scenes = [], ...rest }: StagedCheck): Check {
  return scriptCheck({
    ...rest,
    id: `handoff/${slug}`,
    kind: 'scenario',
    configure: inProfile,
    scripts: (setting) => scripts(new Stage(setting)),
    scenes: scenes.map(
      ({ steps, ...scene }): Scene<ScriptStep> => ({
        ...scene,
        inputs: (value: number, setting: Setting) => steps(value, new Stage(setting)),
      }),
    ),
  })
}
