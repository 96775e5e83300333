import type { Input, Move } from '../../model/model.ts'
import type { FleetModel } from './fleet-model.ts'
import type { OsproxyModel } from './model.ts'

/** What may be asked of the proxies and their upstreams. */
export function fleetMoves(model: OsproxyModel, fleet: FleetModel): Move[] {
  const { palette } = model
  const writes = (stop?: string) => (): Input[] =>
    palette.partitions.flatMap((partition) =>
      Array.from({ length: palette.instances }, (_, instance) => ({
        op: 'proxy.write',
        params: {
          instance,
          write_id: `w${fleet.uses.nextId + 1}`,
          partition,
          doc_id: 'd',
          action: 'index',
          ...(stop === undefined ? {} : { stop_at: stop }),
        },
      })),
    )
  const others = (): Input[] => {
    const base = { instance: 0, write_id: `w${fleet.uses.nextId + 1}`, doc_id: 'd' }
    return [
      { op: 'proxy.write', params: { ...base, action: 'index' } },
      ...palette.partitions.flatMap((partition) =>
        ['create', 'delete'].map((action) => ({ op: 'proxy.write', params: { ...base, partition, action } })),
      ),
    ]
  }
  const room = (): boolean => fleet.free() !== undefined
  const moves: Move[] = [
    { name: 'write', weight: () => (room() ? 4 : 0), variants: writes() },
    { name: 'write otherwise', weight: () => (room() ? 1 : 0), variants: others },
    {
      name: 'read',
      weight: () => 2,
      variants: () =>
        palette.partitions.flatMap((partition) =>
          Array.from({ length: palette.instances }, (_, instance) => ({
            op: 'proxy.read',
            params: { instance, partition },
          })),
        ),
    },
  ]
  if (!model.has('pause_points')) return moves
  const idsWhere = (states: readonly string[], held: number): string[] =>
    fleet.slots
      .filter(({ role, memory }) => states.includes(role.state) && memory.held === held)
      .map(({ memory }) => `w${memory.id}`)
  return [
    ...moves,
    { name: 'write to resolved', weight: () => (room() ? 3 : 0), variants: writes('resolved') },
    { name: 'write to gated', weight: () => (room() ? 2 : 0), variants: writes('gated') },
    {
      name: 'hold',
      weight: () => (room() && fleet.uses.pendingHold <= fleet.uses.nextId ? 2 : 0),
      variants: () => [{ op: 'upstream.hold', params: { write_id: `w${fleet.uses.nextId + 1}` } }],
    },
    {
      name: 'resume',
      weight: () => (fleet.slots.some(({ role }) => role.state === 'resolved' || role.state === 'gated') ? 5 : 0),
      variants: () => {
        const waiting = fleet.slots.filter(({ role }) => role.state === 'resolved' || role.state === 'gated')
        return waiting.flatMap(({ role, memory }) => [
          { op: 'proxy.resume', params: { write_id: `w${memory.id}` } },
          ...(role.state === 'resolved'
            ? [{ op: 'proxy.resume', params: { write_id: `w${memory.id}`, stop_at: 'gated' } }]
            : []),
        ])
      },
    },
    {
      name: 'settle',
      weight: () => (idsWhere(['inflight'], 1).length > 0 ? 3 : 0),
      variants: () =>
        idsWhere(['inflight'], 1).flatMap((id) =>
          ['commit', 'timeout', 'timeout_applied', 'reset_applied', 'reset_not_applied'].map((outcome) => ({
            op: 'upstream.settle',
            params: { write_id: id, outcome },
          })),
        ),
    },
    {
      name: 'result',
      weight: () => (idsWhere(['inflight', 'done'], 1).length > 0 ? 2 : 0),
      variants: () => idsWhere(['inflight', 'done'], 1).map((id) => ({ op: 'proxy.result', params: { write_id: id } })),
    },
  ]
}
