import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AnyStateMachine, createActor } from 'xstate'
import { drawing } from '../../../machines/chart/drawing.ts'
import { root } from '../../../spec/root.ts'
import type { Protocol } from '../protocol.ts'
import { chartCommand } from './chart-command.ts'
import { chartModule } from './chart-modules.ts'
import { protocols } from './protocols.ts'

/** Inside the repository, so that the module finds XState. */
const folder = mkdtempSync(join(root, 'node_modules', '.chart-modules-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function printed(id: string, options: Parameters<typeof chartCommand>[1]): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    expect(await chartCommand(id, options)).toBe(0)
    return write.mock.calls.map(([text]) => String(text)).join('')
  } finally {
    write.mockRestore()
  }
}

describe.each(protocols)('charts of $id', ({ load }) => {
  let charts: Protocol['charts']
  beforeAll(async () => {
    charts = (await load()).charts
  })

  test('are printed as drawings and as data', async () => {
    for (const chart of charts) {
      expect(await printed(chart.id, {})).toBe(drawing(chart))
      const { id, explain, context, payload, events, config } = chart
      expect(JSON.parse(await printed(chart.id, { json: true }))).toEqual({
        id,
        explain,
        context,
        payload,
        events,
        config,
      })
    }
  })

  test('are modules that run under createActor with nothing but XState', async () => {
    for (const chart of charts) {
      const path = join(folder, `${chart.id}.mjs`)
      writeFileSync(path, await chartModule(chart))
      const { machine } = (await import(pathToFileURL(path).href)) as { machine: AnyStateMachine }
      const actor = createActor(machine).start()
      const seen = new Set([JSON.stringify(actor.getSnapshot())])
      const payload = Object.fromEntries(
        Object.entries(chart.payload).map(([name, { max }]) => [name, Math.min(max, 1)]),
      )
      for (const type of [...Object.keys(chart.events), ...Object.keys(chart.events)]) {
        actor.send({ ...payload, type })
        seen.add(JSON.stringify(actor.getSnapshot()))
      }
      expect(seen.size).toBeGreaterThan(1)
    }
  })
})

test('a chart that is not there is refused with the nearest name', async () => {
  const [first] = protocols
  const [chart] = (await (first as (typeof protocols)[number]).load()).charts
  await expect(chartCommand(`${chart?.id}s`, {})).rejects.toMatchObject({
    code: 'CUT-CHART-ID',
    message: expect.stringContaining(`did you mean "${chart?.id}"?`),
  })
})
