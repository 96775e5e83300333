import type { AnyChart } from '../../../machines/chart/chart.ts'
import { need } from '../../../machines/nodedb/charts/need.ts'
import { receiver } from '../../../machines/nodedb/charts/receiver.ts'
import { requester } from '../../../machines/nodedb/charts/requester.ts'
import { sender } from '../../../machines/nodedb/charts/sender.ts'
import { session } from '../../../machines/nodedb/charts/session.ts'
import { governorSource } from '../../../machines/nodedb/models/governor-model.ts'
import { receiverSource } from '../../../machines/nodedb/models/receiver-model.ts'
import { requesterSource } from '../../../machines/nodedb/models/requester-model.ts'
import { senderSource } from '../../../machines/nodedb/models/sender-model.ts'
import { sessionSource } from '../../../machines/nodedb/models/session-model.ts'
import { type Claim, check } from '../../kit/check.ts'
import { pace } from './monitors/pace.ts'

/** Situations that an implementation reaches with a capability, or in both roles. */
const situations: Readonly<Record<string, readonly string[]>> = {
  'NDB-048': ['cold_start'],
  'NDB-049': ['divergence'],
  // Without looking at the documents nobody sees a state replaced.
  'NDB-063': ['documents'],
  'NDB-064': ['documents'],
  'NDB-065': ['divergence'],
  'NDB-072': ['frames'],
  'NDB-073': ['documents'],
  'NDB-083': ['compaction'],
  'NDB-090': ['faults'],
  'NDB-093': ['rx.delta', 'tx.frame'],
}

/** Requirements that the transitions of charts name, without those whose situation a palette does not reach; `capabilities` are there. */
export function named(
  charts: readonly AnyChart[],
  unreached: readonly string[] = [],
  capabilities: readonly string[] = [],
): Claim[] {
  const found = charts.flatMap((chart) => JSON.stringify(chart.config).match(/NDB-[0-9]{3}/g) ?? [])
  return [...new Set(found)]
    .filter((id) => !unreached.includes(id))
    .sort()
    .map((id) => {
      const needs = situations[id]?.filter((need) => !capabilities.includes(need)) ?? []
      return needs.length === 0 ? id : { id, needs }
    })
}

export const receiverWalk = check({
  id: 'nodedb/receiver-walk',
  kind: 'model',
  // Ids end only where the streams begin near the end.
  requirements: [...named([receiver, need], ['NDB-069']), 'NDB-047'],
  needs: ['rx.delta'],
  explain:
    'Random runs of two streams: gaps, damage, duplicates, snapshots, lost links, crashes and time, each answer compared with the chart.',
  model: receiverSource('receiver'),
})

export const holdingWalk = check({
  ...receiverWalk,
  id: 'nodedb/receiver-walk-holding',
  needs: ['rx.delta', 'constants'],
  explain: 'Random runs of two streams whose receiver holds two deltas back ahead of a gap.',
  model: receiverSource('receiver-holding', { holdMax: 2 }),
  weight: 0.5,
})

export const peersWalk = check({
  ...receiverWalk,
  id: 'nodedb/receiver-walk-peers',
  needs: ['rx.delta', 'peers'],
  explain: 'Random runs of one collection of two peers, whose streams have nothing to do with each other.',
  model: receiverSource('receiver-peers', { peers: ['1', '2'], collections: ['a'] }),
  weight: 0.5,
})

/** Where doubles lose integers, where signed numbers end, and where ids end. */
export const boundaryWalks = [2n ** 32n - 3n, 2n ** 53n - 3n, 2n ** 63n - 3n, 2n ** 64n - 6n].map((base) =>
  check({
    ...receiverWalk,
    id: `nodedb/receiver-walk-from-${base}`,
    // A stream that starts as its store says has no first delta.
    requirements: [...named([receiver, need], ['NDB-074']), 'NDB-047'],
    needs: ['rx.delta', 'cold_start'],
    explain: `Random runs of streams whose next id is ${base + 1n}.`,
    model: receiverSource(`receiver-from-${base}`, { base, far: [] }),
    weight: 0.25,
  }),
)

export const senderWalk = check({
  id: 'nodedb/sender-walk',
  kind: 'model',
  requirements: [...named([sender]), 'NDB-094', 'NDB-095'],
  needs: ['tx.frame'],
  explain:
    'Random runs of two collections and two peers: appends, compaction, requests of every kind, rights, sessions; each drain compared with the chart.',
  model: senderSource,
})

export const requesterWalk = check({
  id: 'nodedb/requester-walk',
  kind: 'model',
  requirements: named([requester]),
  needs: ['tq.depth'],
  explain: 'Random depths, reconnects and times; each announcement compared with the chart.',
  model: requesterSource('requester'),
  weight: 0.3,
})

export const narrowRequesterWalk = check({
  ...requesterWalk,
  id: 'nodedb/requester-walk-narrow',
  needs: ['tq.depth', 'constants'],
  explain: 'Random depths, reconnects and times with marks 1 and 0, and a rate to suggest.',
  model: requesterSource('requester-narrow', { high: 1, low: 0, rate: '18446744073709551615' }),
  weight: 0.2,
})

export const sessionWalk = check({
  id: 'nodedb/session-walk',
  kind: 'model',
  requirements: named([session]),
  needs: ['ses.frame'],
  explain:
    'Random connections of one client: handshakes of every kind, deltas intact, damaged, repeated and late, and other frames.',
  model: sessionSource,
  weight: 0.5,
})

export const governorWalk = check({
  id: 'nodedb/governor-walk',
  kind: 'model',
  requirements: [
    'NDB-102',
    'NDB-103',
    'NDB-104',
    'NDB-105',
    'NDB-106',
    'NDB-107',
    'NDB-108',
    'NDB-109',
    'NDB-110',
    'NDB-111',
    'NDB-112',
    'NDB-113',
    'NDB-114',
  ],
  needs: ['tg.enqueue', 'tg.advance'],
  explain:
    'Random deltas, throttles, releases and times for two peers; each push judged by window, order and deadline.',
  model: governorSource('governor'),
  monitors: [pace],
  weight: 0.5,
})

export const slowGovernorWalk = check({
  ...governorWalk,
  id: 'nodedb/governor-walk-slow',
  needs: ['tg.enqueue', 'tg.advance', 'constants'],
  explain:
    'Random deltas, throttles and times at a server that pushes 20 deltas a second to anybody, 3 by default to a throttled peer.',
  model: governorSource('governor-slow', { unthrottled_rate: 20, default_rate: 3 }),
  weight: 0.3,
})

export const fullGovernorWalk = check({
  ...governorWalk,
  id: 'nodedb/governor-walk-full',
  needs: ['tg.enqueue', 'tg.advance', 'constants'],
  explain: 'Random deltas, throttles and times at a server whose queue of 30 deltas overflows.',
  model: governorSource('governor-full', { unthrottled_rate: 20, default_rate: 3, queue_max: 30 }),
  weight: 0.2,
})
