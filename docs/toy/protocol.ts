import { defineProtocol } from '../../conformance/kit/define-protocol.ts'
import type { Protocol } from '../../conformance/kit/protocol.ts'
import { checks } from './checks.ts'
import { mutants, variants } from './mutants.ts'
import { createParts, createReference } from './reference.ts'
import { charts } from './relay.ts'
import { relay } from './system.ts'

const call = (op: string, params = {}) => ({ op, params })

/** A baton handed from a giver to a taker over a channel that loses, doubles and reorders. */
export const toy: Protocol = defineProtocol({
  id: 'toy',
  folder: 'docs/toy',
  charts: [charts.taker, charts.giver],
  systems: [relay],
  checks,
  malformed: [],
  reference: { createParts, createReference },
  mutants,
  variants,
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
})
