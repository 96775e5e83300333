import { describe, expect, test } from 'vitest'
import { seeded } from '../../../machines/model/random.ts'
import { ModelSimulator, walk } from '../../../machines/model/walk.ts'
import type { Pics } from '../../../spec/adapter.ts'
import { protocols } from '../cli/protocols.ts'
import { settingOf } from '../judging/setting.ts'

describe.each(protocols)('models of $id', ({ load }) => {
  test('keep every variable outside a chart in its declared domain', async () => {
    const { checks, reference } = await load()
    const { ok } = await reference().request('hello', {})
    const setting = settingOf(ok as unknown as Pics)
    const strays = new Set<string>()
    let walked = 0
    for (const { id, kind, model: source } of checks) {
      if (kind !== 'model' || source === undefined) continue
      const model = source.build(setting)
      const simulator = new ModelSimulator(model)
      const roles = model.world.roles().map(({ name }) => `${name}.`)
      const ghosts = model.world.variables.flatMap((variable, at) =>
        roles.some((role) => variable.name.startsWith(role) && !variable.name.includes('.memory.'))
          ? []
          : [{ ...variable, at }],
      )
      for (let seed = 1; seed <= 3; seed++) {
        walk(simulator, 20, seeded(seed))
        const values = model.world.save()
        for (const { name, domain, at } of ghosts) {
          const value = values[at] as number
          // A symbol's number says when it was minted: a proof numbers symbols anew, a walk does not.
          const most = domain.symbol === true ? Number.MAX_SAFE_INTEGER : domain.max
          if (!Number.isSafeInteger(value) || value < domain.min || value > most)
            strays.add(`${id}: ${name} leaves its domain`)
        }
        walked++
      }
    }
    const walks = checks.filter(({ kind, model }) => kind === 'model' && model !== undefined).length
    expect(walks).toBeGreaterThan(0)
    expect(walked).toBe(3 * walks)
    expect([...strays]).toEqual([])
  })
})
