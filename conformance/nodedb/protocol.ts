import { join } from 'node:path'
import { governor } from '../../machines/nodedb/charts/governor.ts'
import { need } from '../../machines/nodedb/charts/need.ts'
import { receiver } from '../../machines/nodedb/charts/receiver.ts'
import { requester } from '../../machines/nodedb/charts/requester.ts'
import { sender } from '../../machines/nodedb/charts/sender.ts'
import { session } from '../../machines/nodedb/charts/session.ts'
import { systems } from '../../machines/nodedb/systems/systems.ts'
import { loadCatalogue } from '../../spec/catalogue.ts'
import { loadRegister } from '../../spec/register.ts'
import { root } from '../../spec/root.ts'
import type { Protocol } from '../kit/protocol.ts'
import { checks } from './checks.ts'
import { mutants } from './mutants.ts'
import { createReference } from './reference/reference.ts'
import { resetProbe, smoke } from './smoke.ts'
import { variants } from './variants.ts'

/** Re-sync requests and throttling between a server and its offline-capable clients. */
export const nodedb: Protocol = {
  id: 'nodedb',
  title: 'Re-sync and throttle of a delta stream',
  register: once(() => loadRegister(join(root, 'spec', 'nodedb', 'requirements.yaml'))),
  catalogue: once(() => loadCatalogue('nodedb')),
  charts: [receiver, need, sender, requester, governor, session],
  systems,
  checks,
  malformed: [],
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
