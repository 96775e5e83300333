import type { JsonObject } from '../../../spec/json.ts'
import type { Input, KnownSymbol, Move } from '../../model/model.ts'
import { format } from '../../model/symbol.ts'
import type { OsproxyModel } from './model.ts'

/** What may be asked of the store. */
export function storeMoves(model: OsproxyModel): Move[] {
  const names = model.palette.partitions
  const each = (make: (partition: string) => Input[]) => (): Input[] => names.flatMap(make)
  const sets = each((name) =>
    model.palette.placements
      .slice(0, 3)
      .map((placement) => ({ op: 'store.set', params: { partition: name, placement } })),
  )
  const begins = each((to) =>
    model.palette.placements.map((placement) => ({
      op: 'store.begin_migration',
      params: { partition: to, to: placement },
    })),
  )
  const simple = (op: string) => each((name) => [{ op, params: { partition: name } }])
  const unplaced = (): boolean => model.partitions.every((role) => role.state === 'unknown')
  const share = model.setting.profile === 'store' ? 1 : 0.25
  const moves: Move[] = [
    { name: 'set', weight: () => (unplaced() ? 12 : 1.5), variants: sets },
    { name: 'begin', weight: () => share * 4, variants: begins },
    { name: 'enter', weight: () => share * 4, variants: simple('store.enter_cutover') },
    { name: 'complete', weight: () => share * 3, variants: simple('store.complete_migration') },
    { name: 'abort', weight: () => share * 2, variants: simple('store.abort_migration') },
    {
      name: 'look',
      weight: () => share,
      variants: (known) => [...simple('store.state')(), ...simple('store.resolve')(), ...gateQueries(model, known)],
    },
  ]
  if (model.has('expect_epoch')) {
    const changes = ['store.enter_cutover', 'store.complete_migration', 'store.abort_migration']
    moves.push({
      name: 'expecting',
      weight: () => share,
      variants: (known) =>
        names.flatMap((name, at) =>
          (model.partitions[at]?.state === 'unknown'
            ? known
            : known.filter((symbol) => symbol.family === model.family(at))
          )
            .slice(-3)
            .flatMap((symbol) => [
              ...changes.map((op) => ({ op, params: { partition: name, expect_epoch: format(symbol.symbol) } })),
              {
                op: 'store.begin_migration',
                params: {
                  partition: name,
                  to: model.palette.placements[0] as JsonObject,
                  expect_epoch: format(symbol.symbol),
                },
              },
            ]),
        ),
    })
  }
  return moves
}

function gateQueries({ palette }: OsproxyModel, known: readonly KnownSymbol[]): Input[] {
  return palette.partitions.flatMap((name) =>
    known
      .slice(-4)
      .map((symbol) => ({ op: 'store.admit_write', params: { partition: name, epoch: format(symbol.symbol) } })),
  )
}
