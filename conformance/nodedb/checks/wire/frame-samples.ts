import type { JsonObject } from '../../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../../spec/nodedb/codec.ts'
import { requirementsOfMessage } from '../../../../spec/nodedb/vector-requirements.ts'
import { hexOf } from '../hex.ts'
import { inAnyDialect } from '../in-dialect.ts'
import { damaged, sampled, widened } from '../mutated-frames.ts'

export const frameSamples = inAnyDialect({
  slug: 'frame-samples',
  explain:
    'Messages of every type with boundary values, written and read; the same damaged in one place, read or refused; the same in wider headers.',
  scripts: (frames) => {
    const { dialect } = frames
    const messages = sampled(dialect, 200)
    return messages.flatMap((message, at) => {
      const { frame } = encodeFrame(message, dialect)
      if (frame === undefined) return []
      return [
        ...frames.both(`sample ${at}`, message, requirementsOfMessage(message)),
        ...damaged(frame, at, dialect).map((bytes, nth) => {
          // Damage may leave a frame that is some other message, which must then be read as that.
          const { message: other } = decodeFrame(bytes, dialect)
          const requirements =
            other === undefined ? ['NDB-033'] : ['NDB-034', ...requirementsOfMessage(other as unknown as JsonObject)]
          return frames.decoding(`sample ${at}, damage ${nth}`, hexOf(bytes), requirements)
        }),
        ...(message.type === 'Throttle'
          ? [frames.decoding(`sample ${at} in wider headers`, hexOf(widened(frame, dialect)), ['NDB-023'])]
          : []),
      ]
    })
  },
})
