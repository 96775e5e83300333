import { modelSource } from '../../../../machines/osproxy/models/model.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, admit, b, begin, complete, enter, index, look, resolve, set } from '../../calls.ts'

/** Names at the limit: bytes count, not characters. Each with a neighbour that differs at its very end. */
const names: readonly (readonly [name: string, text: string])[] = [
  ['one-byte', 'x'],
  ['longest', 'x'.repeat(4096)],
  ['longest-other-end', `${'x'.repeat(4095)}y`],
  ['three-byte-characters', `${'\u20ac'.repeat(1365)}x`],
  ['four-byte-characters', '\u{1f980}'.repeat(1024)],
  ['two-byte-characters', '\u00e9'.repeat(2048)],
  ['controls', '\u0000\t\n\u007f'],
  ['quotes', '"\\/\u2028'],
  ['looks-like-a-reference', '#/$defs/Id'],
  ['looks-like-a-path', '../../etc'],
  ['looks-like-a-member', '__proto__'],
  ['zero-width', 'p\u200b'],
  ['direction', 'p\u202eq'],
]
const texts = names.map(([, text]) => text)

/** Names that are only unusual: each one is a partition of its own, and cluster and index come back as given. */
export const longNames = check({
  id: 'osproxy/long-names',
  kind: 'scenario',
  requirements: ['OSP-013', 'OSP-004'],
  needs: ['store.set', 'store.state'],
  explain: 'Every name of 1 to 4096 bytes is accepted and kept byte for byte, whatever is in it.',
  model: modelSource('osproxy/long-names', 'store', { partitions: [...texts, 'p'] }),
  cases: ({ capabilities }) => [
    ...names.map(([name, text]) =>
      scene(name, [
        set('p', a),
        set(text, index(text, text)),
        look('p'),
        look(text),
        begin(text, b),
        enter(text),
        resolve(text),
        complete(text),
        admit(text, '$e8'),
      ]),
    ),
    scene('all-at-once', [...texts.map((text) => set(text, a)), ...texts.map((text) => look(text))]),
    ...(capabilities.has('empty_ids')
      ? [scene('empty', [set('', a), set('p', b), look(''), begin('', b), look('p')])]
      : []),
  ],
})
