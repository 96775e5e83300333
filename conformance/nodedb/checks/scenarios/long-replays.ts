import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { scriptCheck } from '../../../kit/cases/script.ts'
import { SenderScript } from '../sender-script.ts'

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `c${at}`)

/** Replays of any length, of any number of collections, to any number of peers. */
export const longReplays = scriptCheck({
  id: 'nodedb/long-replays',
  kind: 'scenario',
  requirements: ['NDB-075', 'NDB-078', 'NDB-079', 'NDB-080', 'NDB-082', 'NDB-092'],
  needs: ['tx.frame', 'tx.drain'],
  explain:
    'A replay has every delta, however many there are and however large; an empty scope has every collection, and every peer is served.',
  configure: speaking,
  scenes: [
    {
      name: 'deltas',
      dimension: 'count',
      range: { minimum: 1, maximum: 65_535 },
      inputs: (count, setting) => {
        const sent = new SenderScript(setting)
        for (let id = 1; id <= count; id++) sent.append('a', id)
        sent.attach('1').request('1', 'a').drained('1', { a: count }, 'NDB-075', 'NDB-079')
        return sent.append('a', count + 1).drainedFrom('1', 'a', count + 1, 1, 'NDB-078').steps
      },
    },
    {
      name: 'pushed',
      dimension: 'count',
      range: { minimum: 1, maximum: 65_535 },
      inputs: (count, setting) => {
        const sent = new SenderScript(setting).attach('1')
        for (let id = 1; id <= count; id++) sent.append('a', id)
        return sent.drained('1', { a: count }, 'NDB-078').request('1', 'a').drained('1', { a: count }, 'NDB-080').steps
      },
    },
    {
      name: 'collections',
      dimension: 'count',
      range: { minimum: 1, maximum: 65_535 },
      inputs: (count, setting) => {
        const sent = new SenderScript(setting)
        for (const name of names(count)) sent.append(name)
        const all = Object.fromEntries(names(count).map((name) => [name, 1]))
        return sent.attach('1').request('1', '').drained('1', all, 'NDB-082').steps
      },
    },
    {
      name: 'peers',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count, setting) => {
        const sent = new SenderScript(setting).append('a')
        const peers = Array.from({ length: count }, (_, at) => `${at + 1}`)
        for (const peer of peers) sent.attach(peer)
        for (const peer of peers) sent.request(peer, 'a')
        for (const peer of peers) sent.drained(peer, { a: 1 }, 'NDB-075')
        return sent.steps
      },
    },
    {
      name: 'peer',
      dimension: 'number',
      inputs: (number, setting) =>
        new SenderScript(setting)
          .append('a')
          .attach(`${number}`)
          .request(`${number}`, 'a')
          .drained(`${number}`, { a: 1 }, 'NDB-080').steps,
    },
    {
      name: 'payload of bytes',
      dimension: 'size',
      inputs: (size, setting) =>
        new SenderScript(setting, () => 'a5'.repeat(size))
          .append('a')
          .attach('1')
          .request('1', 'a')
          .drained('1', { a: 1 }, 'NDB-080').steps,
    },
    {
      name: 'sessions',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count, setting) => {
        const sent = new SenderScript(setting).append('a').attach('1')
        for (let nth = 0; nth < count; nth++) sent.reconnect('1')
        return sent.request('1', 'a').drained('1', { a: 1 }, 'NDB-075').steps
      },
    },
    {
      name: 'requests',
      dimension: 'count',
      range: { minimum: 1 },
      inputs: (count, setting) => {
        const sent = new SenderScript(setting).append('a').append('a', 2).attach('1')
        for (let nth = 0; nth < count; nth++) sent.request('1', 'a').drained('1', { a: 2 }, 'NDB-092')
        return sent.append('a', 3).drainedFrom('1', 'a', 3, 1, 'NDB-078').steps
      },
    },
  ],
})
