import type { Input, Move } from '../../model/model.ts'
import type { OsproxyModel } from './model.ts'

/** What may be asked of the controllers, and what may befall them. */
export function controlMoves(model: OsproxyModel): Move[] {
  const names = model.palette.partitions
  const each = (make: (partition: string, by: number) => Input[]) => (): Input[] =>
    names.flatMap((name) => model.controllers.records.flatMap((_, by) => make(name, by)))
  const simple = (op: string) =>
    each((name, by) => [{ op, params: by === 0 ? { partition: name } : { partition: name, controller: by } }])
  const inCutover = (): boolean => model.partitions.some((role) => role.state === 'cutover')
  const { barrier } = model
  const advances = [1, barrier - 1, barrier, barrier + 1, Math.ceil(barrier / 3)].filter((ns) => ns > 0)
  const moves: Move[] = [
    {
      name: 'ctl.begin',
      weight: () => 4,
      variants: each((name, by) =>
        model.palette.placements.map((to) => ({
          op: 'ctl.begin_migration',
          params: by === 0 ? { partition: name, to } : { partition: name, to, controller: by },
        })),
      ),
    },
    { name: 'ctl.enter', weight: () => 4, variants: simple('ctl.enter_cutover') },
    { name: 'ctl.complete', weight: () => (inCutover() ? 7 : 1), variants: simple('ctl.complete_migration') },
    { name: 'ctl.abort', weight: () => 1.5, variants: simple('ctl.abort_migration') },
    { name: 'ctl.state', weight: () => 0.5, variants: simple('ctl.state') },
    {
      name: 'advance',
      weight: () => (inCutover() ? 7 : 1),
      variants: () => advances.map((ns) => ({ op: 'clock.advance', params: { ns: `${ns}` } })),
    },
    {
      name: 'ctl.restart',
      weight: () => 0.7,
      variants: () =>
        model.controllers.records.map((_, by) => ({ op: 'ctl.restart', params: by === 0 ? {} : { controller: by } })),
    },
  ]
  if (model.has('faults'))
    moves.push(...model.faults.moves(model.setting.profile === 'fleet', !model.setting.shimDefined.has('OSP-085')))
  return moves
}
