import { numbered, testSystems } from '../../proof/system-contract.ts'
import { systems } from './systems.ts'

testSystems(systems, {
  properties: [...numbered('S', 17), ...numbered('L', 5)],
  smaller: { strict: { beats: 0 } },
  left: ['core-faults', 'strict-faults', 'hung-hooks', 'stopped-supervisor', 'dripping'],
  alone: false,
})
