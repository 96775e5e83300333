import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { SenderScript } from '../sender-script.ts'

export const senderNames = scriptCheck({
  id: 'nodedb/sender-names',
  kind: 'scenario',
  requirements: ['NDB-080', 'NDB-081'],
  needs: ['tx.frame'],
  explain:
    'A request for one of two collections whose names are easily taken for one another brings that one, with its documents by their names, to the peer that asked, whatever its number.',
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
      name: 'documents',
      dimension: 'name',
      inputs: ([one, other], setting) =>
        new SenderScript(setting)
          .attach('1')
          .append('a', 1, one)
          .append('a', 2, other)
          .append('a', 3, one)
          .drained('1', { a: 3 })
          .request('1', 'a')
          .drained('1', { a: 3 }, 'NDB-080').steps,
    },
    {
      name: 'peers',
      dimension: 'number',
      inputs: (number, setting) => {
        const [one, other] = [`${number}`, `${number ^ (1n << 32n)}`]
        return new SenderScript(setting)
          .append('a')
          .append('b')
          .append('b', 2)
          .attach(one)
          .attach(other)
          .request(other, 'b')
          .drained(other, { b: 2 }, 'NDB-081')
          .reconnect(one)
          .request(one, 'a')
          .drained(one, { a: 1 }, 'NDB-081').steps
      },
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
