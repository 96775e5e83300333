import { join } from 'node:path'
import { controller } from '../../machines/osproxy/charts/controller.ts'
import { lookup } from '../../machines/osproxy/charts/lookup.ts'
import { partition } from '../../machines/osproxy/charts/partition.ts'
import { write } from '../../machines/osproxy/charts/write.ts'
import { systems } from '../../machines/osproxy/systems/systems.ts'
import { loadCatalogue } from '../../spec/catalogue.ts'
import { loadRegister } from '../../spec/register.ts'
import { root } from '../../spec/root.ts'
import type { Protocol } from '../kit/protocol.ts'
import { checks } from './checks.ts'
import { mutants } from './mutants.ts'
import { createReference } from './reference/reference.ts'
import { resetProbe, smoke } from './smoke.ts'
import { variants } from './variants.ts'

/** Partition migration: states, epochs, write gate, drain barrier and proxies. */
export const osproxy: Protocol = {
  id: 'osproxy',
  title: 'Partition migration of a multi-tenant write proxy',
  register: once(() => loadRegister(join(root, 'spec', 'osproxy', 'requirements.yaml'))),
  catalogue: once(() => loadCatalogue('osproxy')),
  charts: [partition, controller, write, lookup],
  systems,
  checks,
  malformed: ['OSP-010', 'OSP-003'],
  reference: () => createReference(),
  mutants: mutants.map((mutant) => ({
    id: mutant.id,
    explain: mutant.explain,
    violates: mutant.violates,
    create: () => createReference([mutant]),
  })),
  variants: variants.map((variant) => ({
    id: variant.id,
    explain: variant.explain,
    create: () => createReference([variant]),
  })),
  smoke,
  resetProbe,
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
