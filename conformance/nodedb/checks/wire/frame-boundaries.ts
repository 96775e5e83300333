import {
  boundaryFrames,
  boundaryMessages,
  longMessages,
  typeFrame,
  unwritableMessages,
  wholeFrames,
} from '../../../../spec/nodedb/boundary-frames.ts'
import { bytesOf, hexOf } from '../hex.ts'
import { inAnyDialect } from '../in-dialect.ts'
import { widened } from '../widened.ts'

export const frameBoundaries = inAnyDialect({
  slug: 'frame-boundaries',
  explain:
    'Integers, strings, lengths and type bytes at their ends; frames cut at every byte; frames of other dialects.',
  scripts: (frames) => [
    ...[...boundaryMessages, ...longMessages].flatMap(({ name, message, requirements }) =>
      frames.both(name, message, requirements),
    ),
    ...unwritableMessages.map(({ name, message, requirements }) => frames.encoding(name, message, requirements)),
    ...[
      ...Array.from({ length: 256 }, (_, code) => typeFrame(code, frames.dialect)),
      ...boundaryFrames(frames.dialect),
    ].map(({ name, hex, requirements }) => frames.decoding(name, hex, requirements)),
    ...wholeFrames(frames.dialect).map(([name, hex]) =>
      frames.decoding(`${name} in wider headers`, hexOf(widened(bytesOf(hex), frames.dialect)), ['NDB-023']),
    ),
  ],
})
