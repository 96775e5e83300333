import type { JsonObject } from '../../../../spec/json.ts'
import type { Ledger } from '../../../../spec/net/messages.types.ts'
import vectors from '../../../../spec/net/vectors.json' with { type: 'json' }
import { type Script, type ScriptStep, scriptCheck, step } from '../../../kit/cases/script.ts'
import { codec } from '../../calls.ts'
import { notRead } from '../message-scripts.ts'

const script = (name: string, ...steps: ScriptStep[]): Script => ({ name, steps })

export const goldenContainers = scriptCheck({
  id: 'net/golden-containers',
  kind: 'wire',
  requirements: ['NET-034', 'NET-035', 'NET-036'],
  needs: ['codec', 'containers'],
  explain: 'Snapshots and ledgers of the specification, written and read, and bytes that are neither.',
  scripts: () => [
    ...vectors.snapshots.map(({ name, snapshot, bytes }) =>
      script(
        `snapshot: ${name}`,
        step(codec.encodeSnapshot(snapshot as JsonObject), { hex: bytes }, 'NET-034'),
        step(codec.decodeSnapshot(bytes), { snapshot: snapshot as JsonObject }, 'NET-034'),
      ),
    ),
    ...vectors.refused_snapshots.map(({ name, hex }) =>
      script(`no snapshot: ${name}`, { ...codec.decodeSnapshot(hex), expect: notRead, requirements: ['NET-034'] }),
    ),
    ...vectors.ledgers.map(({ name, ledger, bytes }) =>
      script(
        `ledger: ${name}`,
        step(codec.encodeLedger(ledger as Ledger), { hex: bytes }, ledger.length === 0 ? 'NET-036' : 'NET-035'),
        step(codec.decodeLedger(bytes), { ledger: ledger as unknown as JsonObject[] }, 'NET-035'),
      ),
    ),
    ...vectors.accepted_ledgers.map(({ name, hex, ledger }) =>
      script(`ledger: ${name}`, step(codec.decodeLedger(hex), { ledger: ledger as JsonObject[] }, 'NET-035')),
    ),
    ...vectors.refused_ledgers.map(({ name, hex }) =>
      script(`no ledger: ${name}`, { ...codec.decodeLedger(hex), expect: notRead, requirements: ['NET-035'] }),
    ),
  ],
})
