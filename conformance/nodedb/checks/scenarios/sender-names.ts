import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { alikeNames } from '../alike-names.ts'
import { SenderScript } from '../sender-script.ts'

export const senderNames = scriptCheck({
  id: 'nodedb/sender-names',
  kind: 'scenario',
  requirements: ['NDB-081', 'NDB-075'],
  needs: ['tx.frame'],
  explain:
    'A request for one of several collections with names that look alike brings that one; a replay of 300 deltas brings all of them; a third peer is served like the first.',
  configure: speaking,
  scripts: (setting) => {
    const begun = (): SenderScript => {
      const sent = new SenderScript(setting)
      for (const collection of alikeNames) sent.append(collection)
      return sent.attach('1')
    }
    const replay = new SenderScript(setting)
    for (let id = 1; id <= 300; id++) replay.append('a', id)
    const peers = new SenderScript(setting).append('a').append('a', 2)
    for (const peer of ['1', '2', '3', '11']) peers.attach(peer)
    for (const peer of ['3', '1', '11', '2']) peers.request(peer, 'a').drained(peer, { a: 2 }, 'NDB-075')
    return [
      ...alikeNames.map((collection) => ({
        name: JSON.stringify(collection),
        steps: begun()
          .request('1', collection)
          .drained('1', { [collection]: 1 }, 'NDB-081').steps,
      })),
      { name: '300 deltas', steps: replay.attach('1').request('1', 'a').drained('1', { a: 300 }, 'NDB-075').steps },
      { name: 'four peers', steps: peers.steps },
    ]
  },
})
