import { describe, expect, test } from 'vitest'
import { toy } from '../../../docs/toy/protocol.ts'
import { protocols } from '../cli/protocols.ts'

describe.each([...protocols, { id: 'toy', load: async () => toy }])('the operands of $id', ({ load }) => {
  test('have a dimension each, or a reason why they have none, and no reason is left over', async () => {
    const { operands, dimensionless } = (await load()).catalogue()
    const reasons = (op: string, path: string): string[] =>
      [path, `${op} ${path}`].filter((key) => key in dimensionless)
    const bare = operands.filter(({ dimension }) => dimension === undefined)
    expect(
      bare.filter(({ op, path }) => reasons(op, path).length === 0).map(({ op, path }) => `${op} ${path}`),
    ).toEqual([])
    const needed = new Set(bare.flatMap(({ op, path }) => reasons(op, path)))
    expect(Object.keys(dimensionless).filter((key) => !needed.has(key))).toEqual([])
    expect(operands.filter(({ dimension }) => dimension !== undefined).length).toBeGreaterThan(0)
  })

  test('have a dimension that fits their type', async () => {
    const fitting = {
      string: ['size', 'time', 'number', 'name', 'text'],
      integer: ['count', 'time', 'number'],
      array: ['count'],
      step: ['count'],
      open: [],
    } as const satisfies Record<string, readonly string[]>
    const { operands } = (await load()).catalogue()
    for (const { op, path, type, dimension } of operands)
      if (dimension !== undefined) expect(fitting[type] as readonly string[], `${op} ${path}`).toContain(dimension)
  })
})
