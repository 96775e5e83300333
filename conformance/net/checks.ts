import type { Check } from '../kit/check.ts'
import { largeReassemblies } from './checks/scenarios/large-reassemblies.ts'
import { manyOrigins } from './checks/scenarios/many-origins.ts'
import { orchestratorWalk } from './checks/walks/orchestrator-walk.ts'
import { ownSourceWalk } from './checks/walks/own-source-walk.ts'
import { ownTargetWalk } from './checks/walks/own-target-walk.ts'
import { reassemblyWalk } from './checks/walks/reassembly-walk.ts'
import { sourceWalk } from './checks/walks/source-walk.ts'
import { targetWalk } from './checks/walks/target-walk.ts'
import { chunkSizes } from './checks/wire/chunk-sizes.ts'
import { goldenContainers } from './checks/wire/golden-containers.ts'
import { goldenMessages } from './checks/wire/golden-messages.ts'
import { parentHashes } from './checks/wire/parent-hashes.ts'
import { reasonsByCode } from './checks/wire/reasons-by-code.ts'
import { unusualMessages } from './checks/wire/unusual-messages.ts'

/** Every check of the protocol in the order in which they run: fixed messages and cases first, then walks. */
export const checks: readonly Check[] = [
  // wire
  chunkSizes,
  goldenContainers,
  goldenMessages,
  parentHashes,
  reasonsByCode,
  unusualMessages,
  // scenarios
  largeReassemblies,
  manyOrigins,
  // walks
  orchestratorWalk,
  ownSourceWalk,
  ownTargetWalk,
  reassemblyWalk,
  sourceWalk,
  targetWalk,
]
