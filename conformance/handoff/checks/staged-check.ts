import type { Setting } from '../../../machines/model/model.ts'
import type { Dimension } from '../../../spec/catalogue.ts'
import type { Range, Values } from '../../kit/cases/horizons.ts'
import type { Scene } from '../../kit/cases/scalable-scene.ts'
import { type Script, type ScriptCheck, type ScriptStep, scriptCheck } from '../../kit/cases/script.ts'
import type { Check } from '../../kit/check.ts'
import { inProfile } from './spoken-rules.ts'
import { Stage } from './stage.ts'

interface SceneOf<D extends Dimension> {
  readonly name: string
  readonly dimension: D
  readonly range?: Range | ((setting: Setting) => Range)
  readonly needs?: readonly string[]
  readonly steps: (value: Values[D], stage: Stage) => readonly ScriptStep[]
}

/** A scene of steps on a stage. */
export type StagedScene = { readonly [D in Dimension]: SceneOf<D> }[Dimension]

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
    scenes: scenes.map((scene) => onStage(scene)),
  })
}

function onStage({ steps, ...scene }: StagedScene): Scene<ScriptStep> {
  const played = steps as (value: unknown, stage: Stage) => readonly ScriptStep[]
  return { ...scene, inputs: (value: unknown, setting: Setting) => played(value, new Stage(setting)) }
}
