import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { SenderScript } from '../sender-script.ts'

export const senderRights = scriptCheck({
  id: 'nodedb/sender-rights',
  kind: 'scenario',
  requirements: ['NDB-116'],
  needs: ['tx.frame', 'rights'],
  explain:
    'A peer gets the collections that it may read: none, another one, one of many, or one whose name is easily taken for it.',
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
          .attach('1', [one])
          .request('1', other)
          .drained('1', {}, 'NDB-116')
          .request('1', one)
          .drained('1', { [one]: 1 }, 'NDB-116').steps,
    },
    {
      name: 'rights',
      dimension: 'count',
      inputs: (count, setting) => {
        const names = Array.from({ length: count }, (_, at) => `c${at}`)
        return new SenderScript(setting)
          .append('a')
          .attach('1', names)
          .request('1', 'a')
          .request('1', '')
          .drained('1', {}, 'NDB-116').steps
      },
    },
  ],
  scripts: (setting) => {
    const begun = (...rights: string[]): SenderScript =>
      new SenderScript(setting).append('a').append('ab').append('A').attach('1', rights)
    return [
      { name: 'none', steps: begun().request('1', '').request('1', 'a').drained('1', {}, 'NDB-116').steps },
      {
        name: 'another one',
        steps: begun('ab').request('1', 'a').request('1', 'A').drained('1', {}, 'NDB-116').steps,
      },
      { name: 'all that it may', steps: begun('ab').request('1', '').drained('1', { ab: 1 }, 'NDB-116').steps },
      {
        name: 'none any more',
        steps: begun('a', 'ab').rights('1', []).request('1', '').request('1', 'a').drained('1', {}, 'NDB-116').steps,
      },
    ]
  },
})
