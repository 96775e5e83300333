import type { Setting } from '../../../machines/model/model.ts'
import { decodeFrame, encodeFrame } from '../../../spec/handoff/codec.ts'
import type { Rules } from '../../../spec/handoff/rules.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { type ExpectedCoding, GoldenFrames } from '../../kit/cases/golden-frames.ts'
import { type Script, type ScriptCheck, scriptCheck } from '../../kit/cases/script.ts'
import type { Check } from '../../kit/check.ts'
import { bytesOf, hexOf } from './hex.ts'
import { inProfile, spokenRules } from './spoken-rules.ts'

/** What the operations of a codec answer by the rules of one implementation. */
export const expectedCoding = (rules: Rules): ExpectedCoding => ({
  encode: (message) => {
    const { frame, error } = encodeFrame(message)
    if (frame !== undefined) return { ok: { frame: hexOf(frame) } }
    return { error: { code: error.code, ...declaredIn(error) } }
  },
  decode: (hex) => {
    const { message, version, consumed, error } = { ...none, ...decodeFrame(bytesOf(hex), rules) }
    if (error !== undefined) return { error: { code: error.code, ...declaredIn(error) } }
    return { ok: { version, consumed, message: message as unknown as JsonObject } }
  },
})

/** Frames by the rules of one implementation. */
export class FrameScripts extends GoldenFrames {
  constructor(rules: Rules) {
    super(expectedCoding(rules))
  }

  /** A message written, and read if it has a frame. */
  both(name: string, message: JsonObject, requirements: readonly string[]): Script[] {
    const { frame } = encodeFrame(message)
    return [
      this.encoding(name, message, requirements),
      ...(frame === undefined ? [] : [this.decoding(name, hexOf(frame), requirements)]),
    ]
  }
}

const none = { message: undefined, version: 0, consumed: 0, error: undefined }

function declaredIn(error: object): { readonly declared?: number } {
  return 'declared' in error && typeof error.declared === 'number' ? { declared: error.declared } : {}
}

interface FrameCheck extends Pick<ScriptCheck, 'explain' | 'requirements'> {
  readonly slug: string
  /** Beyond the codec. */
  readonly needs?: readonly string[]
  readonly scripts: (frames: FrameScripts, setting: Setting) => readonly Script[]
}

/** Frames written and read, each alone. */
export function frameCheck({ slug, needs = [], scripts, ...rest }: FrameCheck): Check {
  return scriptCheck({
    ...rest,
    id: `handoff/${slug}`,
    kind: 'wire',
    needs: ['codec', ...needs],
    configure: inProfile,
    scripts: (setting) => scripts(new FrameScripts(spokenRules(setting)), setting),
  })
}

/** What the frame of a message shows, by what stands in it. */
export function requirementsOf(message: JsonObject): string[] {
  const values = Object.values(message)
  const holds = (test: (value: Json | undefined) => boolean): boolean => values.some(test)
  return [
    ...['HOF-001', 'HOF-002', 'HOF-003', 'HOF-004', 'HOF-005', 'HOF-014'],
    ...(message.handoff_id === undefined ? [] : ['HOF-006']),
    ...(message.data_dir_fingerprint === undefined ? [] : ['HOF-007']),
    ...(holds((value) => typeof value === 'boolean') ? ['HOF-008'] : []),
    ...(['reason', 'error', 'listening_on'].some((name) => name in message) ? ['HOF-009'] : []),
    ...(holds(Array.isArray) ? ['HOF-010'] : []),
    ...(message.type === 'Hello' ? ['HOF-011', 'HOF-012', 'HOF-013'] : []),
  ]
}
