import { expect, test } from 'vitest'
import vectors from '../../../spec/nodedb/vectors.json' with { type: 'json' }
import { checks } from '../checks.ts'
import { vectorsIn } from './vectors-in.ts'

test('every dialect that has vectors has a check of them', () => {
  const dialects = new Map(vectors.goldens.map(({ dialect }) => [JSON.stringify(dialect), dialect]))
  const ids = checks.map(({ id }) => id).filter((id) => id.startsWith('nodedb/vectors-'))
  expect(ids.sort()).toEqual([...dialects.values()].map((dialect) => vectorsIn(dialect).id).sort())
})
