import { numbered, testSystems } from '../../proof/system-contract.ts'
import { systems } from './systems.ts'

testSystems(systems, {
  properties: [...numbered('S', 17), ...numbered('L', 5)],
  smaller: {
    strict: { beats: 0 },
    'core-faults': { faults: 1 },
    'strict-faults': { faults: 1 },
  },
  alone: false,
})
