import { join } from 'node:path'
import type { Protocol } from '../../conformance/kit/protocol.ts'
import { loadCatalogue } from '../../spec/catalogue.ts'
import { loadRegister } from '../../spec/register.ts'
import { root } from '../../spec/root.ts'
import { checks } from './checks.ts'
import { mutants, variants } from './mutants.ts'
import { createReference } from './reference.ts'
import { charts } from './relay.ts'
import { relay } from './system.ts'

const folder = 'docs/toy'
const call = (op: string, params = {}) => ({ op, params })

/** A baton handed from a giver to a taker over a channel that loses, doubles and reorders. */
export const toy: Protocol = {
  id: 'toy',
  folder,
  title: 'A baton handed from a giver to a taker',
  register: () => loadRegister(join(root, folder, 'requirements.yaml')),
  catalogue: () => loadCatalogue('toy', folder),
  charts: [charts.taker, charts.giver],
  systems: [relay],
  checks,
  malformed: [],
  reference: () => createReference(),
  mutants: mutants.map((mutant) => ({ ...mutant, create: () => createReference(mutant) })),
  variants: variants.map((variant) => ({ ...variant, create: () => createReference(variant) })),
  smoke: [
    { call: call('reset'), expect: ({ ok }) => (ok === undefined ? 'ok' : undefined) },
    { call: call('state'), expect: ({ ok }) => (ok?.state === 'idle' ? undefined : '{"state":"idle"}') },
    {
      call: call('deliver', { frame: '00' }),
      expect: ({ error }) => (error?.code === 'bad_frame' ? undefined : 'error bad_frame'),
    },
  ],
  resetProbe: {
    dirty: [call('deliver', { frame: '01000102' }), call('pick_up')],
    probe: [call('state'), call('deliver', { frame: '01000102' })],
  },
}
