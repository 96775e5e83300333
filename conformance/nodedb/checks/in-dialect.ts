import type { Setting } from '../../../machines/model/model.ts'
import { speaking, spoken } from '../../../machines/nodedb/models/spoken.ts'
import type { Json } from '../../../spec/json.ts'
import { DEFAULT_DIALECT, dialectOf } from '../../../spec/nodedb/dialect.ts'
import type { Scene } from '../../kit/cases/scalable-scene.ts'
import { coveredRequirements, type Script, type ScriptStep, scriptCheck } from '../../kit/cases/script.ts'
import type { Check } from '../../kit/check.ts'
import { FrameScripts } from './frame-scripts.ts'

interface FrameCheck {
  /** Slug of the check. */
  readonly slug: string
  readonly explain: string
  readonly scripts: (frames: FrameScripts) => readonly Script[]
}

export const sameDialect = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Frames of one dialect, for implementations that speak it or can be told to. */
export function inDialect(dialect: Json, { slug, explain, scripts }: FrameCheck): Check {
  const known = dialectOf(dialect)
  if (typeof known === 'string') throw new RangeError(known)
  const all = scripts(new FrameScripts(known))
  return scriptCheck({
    id: `nodedb/${slug}`,
    kind: 'wire',
    requirements: coveredRequirements(all),
    needs: ['codec.decode'],
    explain,
    configure: (setting) => (setting.capabilities.has('dialects') ? { dialect } : {}),
    scripts: ({ capabilities, parameters }) =>
      capabilities.has('dialects') || sameDialect(parameters.dialect ?? DEFAULT_DIALECT.name, dialect) ? all : [],
  })
}

/** Frames of the dialect that an implementation speaks. */
export const framesOf = (setting: Setting): FrameScripts => new FrameScripts(spoken(setting))

interface GrowingFrameCheck extends Omit<FrameCheck, 'scripts'>, Partial<Pick<FrameCheck, 'scripts'>> {
  readonly scenes?: readonly Scene<ScriptStep>[]
  /** What the scenes show. */
  readonly covered?: readonly string[]
}

/** Frames of whatever dialect an implementation speaks. */
export function inAnyDialect({
  slug,
  explain,
  scripts = () => [],
  scenes = [],
  covered = [],
}: GrowingFrameCheck): Check {
  return scriptCheck({
    id: `nodedb/${slug}`,
    kind: 'wire',
    requirements: [...coveredRequirements(scripts(new FrameScripts(DEFAULT_DIALECT))), ...covered],
    needs: ['codec.decode'],
    explain,
    configure: speaking,
    scripts: (setting) => scripts(framesOf(setting)),
    scenes,
  })
}
