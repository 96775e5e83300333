import { expect, test } from 'vitest'
import { falsify } from '../../proof/explorer.ts'
import type { RunStep } from '../../proof/trace.ts'
import { findings } from './findings.ts'
import { runs } from './runs.ts'
import { systems } from './systems.ts'

/** What arrives where, and what else happens. */
function told({ event, messages }: RunStep): string {
  const first = messages.find(({ to }) => to.startsWith('dispatcher of '))
  if (event !== 'a datagram arrives' || first === undefined) return event
  return `${first.text.split(' ')[0]} to ${first.to.slice('dispatcher of '.length)}`
}

test.each(findings)('$of: $name breaks $breaks by the shortest run', ({ name, of, system: id, breaks, bounds }) => {
  const system = systems.find((each) => each.id === id)
  if (system === undefined) throw new Error(`no system ${id}`)
  const { violation } = falsify(system, { breaks, explain: name, bounds: bounds as never })
  expect(violation).toMatchObject({ property: breaks, besides: [] })
  expect(violation?.trace.map(told)).toEqual(runs[`${of} ${name}`])
})
