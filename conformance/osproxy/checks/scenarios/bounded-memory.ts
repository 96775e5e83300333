import { boundedMemoryCheck } from '../../../kit/cases/bounded-memory.ts'
import {
  a,
  abort,
  admit,
  advance,
  b,
  barrier,
  begin,
  call,
  complete,
  ctl,
  enter,
  look,
  read,
  reset,
  resolve,
  set,
  toCutover,
  write,
} from '../../calls.ts'

const nobody = 'nobody'

export const boundedMemory = boundedMemoryCheck({
  id: 'osproxy/bounded-memory',
  requirement: 'OSP-120',
  conversations: [
    {
      name: 'refusals',
      needs: ['store'],
      inputs: () => [begin(nobody, b), enter(nobody), complete(nobody), abort(nobody), admit(nobody, '1')],
    },
    { name: 'malformed', needs: ['store'], inputs: () => [call('store.set'), call('store.state', { partition: 1 })] },
    { name: 'queries', needs: ['store'], inputs: () => [set('p', a), look('p'), resolve('p'), admit('p', '0')] },
    { name: 'resets', needs: ['store'], inputs: () => [reset(), set('p', a), begin('p', b), enter('p'), abort('p')] },
    {
      name: 'migrations',
      needs: ['control'],
      inputs: () => [reset(), ...toCutover('p'), ctl.complete('p'), advance(barrier), ctl.complete('p')],
    },
    {
      name: 'requests',
      needs: ['fleet'],
      inputs: () => [reset(), set('p', a), read('p'), read('p', 1), write('w1', 'p')],
    },
  ],
})
