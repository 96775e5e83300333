import { modelSource } from '../../machines/osproxy/models/model.ts'
import { blameContract } from '../kit/mutation/blame-contract.ts'
import { osproxy } from './protocol.ts'
import { witnesses } from './witnesses.ts'

blameContract(osproxy, witnesses, (calls) => {
  // The model knows the usual configuration only.
  if (calls[0]?.op === 'reset') return undefined
  const named = calls.flatMap(({ params }) => (typeof params.partition === 'string' ? [params.partition] : []))
  const partitions = [...new Set(named)]
  return partitions.length === 0 ? undefined : modelSource('osproxy/witness', 'control', { partitions })
})
