import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { SenderScript } from '../sender-script.ts'

export const senderNames = scriptCheck({
  id: 'nodedb/sender-names',
  kind: 'scenario',
  requirements: ['NDB-081'],
  needs: ['tx.frame'],
  explain: 'A request for one of two collections whose names are easily taken for one another brings that one.',
  configure: speaking,
  scenes: [
    {
      name: 'names',
      dimension: 'name',
      // The empty name asks for all.
      range: { minimum: 1 },
      inputs: ([one, other], setting) =>
        new SenderScript(setting)
          .append(one)
          .append(other)
          .append(other, 2)
          .attach('1')
          .request('1', one)
          .drained('1', { [one]: 1 }, 'NDB-081')
          .request('1', other)
          .drained('1', { [other]: 2 }, 'NDB-081').steps,
    },
    {
      name: 'absent names',
      dimension: 'name',
      range: { minimum: 1 },
      inputs: ([one, other], setting) =>
        new SenderScript(setting).append(other).attach('1').request('1', one).drainedOrNothing('1', one, 'NDB-081')
          .steps,
    },
  ],
})
