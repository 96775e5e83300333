import { numbered, testSystems } from '../../proof/system-contract.ts'
import { systems } from './systems.ts'

testSystems(systems, {
  properties: [...numbered('I', 14), ...numbered('L', 3)],
  smaller: {
    resync: { breaks: 0, crashes: 0, doubles: 0, frames: 1 },
    'resync-holding': { damages: 0 },
    'resync-requests': { breaks: 0, doubles: 0, damages: 0 },
    'resync-pair': { damages: 0 },
    throttle: { deltas: 5 },
  },
  less: { throttle: { deltas: 5 } },
  alone: false,
})
