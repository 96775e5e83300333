import { scene } from '../../../../conformance/kit/cases/scene.ts'
import { check } from '../../../../conformance/kit/check.ts'
import { modelOf } from '../../model.ts'
import { receives } from '../../side.ts'
import { vectors } from '../../vectors.ts'

/** Bytes written by hand; after refused ones comes a frame that differs in one thing, and is understood. */
export const wire = check({
  id: 'toy/wire',
  kind: 'wire',
  requirements: ['TOY-001', 'TOY-002', 'TOY-005'],
  needs: ['taker'],
  explain: 'A taker understands every frame and refuses everything else.',
  model: modelOf('taker'),
  cases: () =>
    vectors
      .filter(({ kind }) => kind === receives.taker)
      .map(({ name, hex, twin }) => {
        const frames = [hex, ...(twin === undefined ? [] : [twin])]
        const inputs = frames.map((frame) => ({ op: 'deliver', params: { frame } }))
        return scene(name, inputs, { role: 'taker' })
      }),
})
