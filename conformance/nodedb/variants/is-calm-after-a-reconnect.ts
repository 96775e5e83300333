import { variant } from '../mutant.ts'

export const isCalmAfterAReconnect = variant({
  id: 'nodedb/is-calm-after-a-reconnect',
  explain: 'On a new connection a drained queue is announced, whatever was announced before.',
  part: 'marks',
  apply: (original, parts) => {
    let up = true
    let depth = 0
    return {
      depth: (now) => {
        depth = now
        return original.depth(now)
      },
      link: (comes) => {
        const came = comes && !up
        up = comes
        const said = original.link(comes)
        return came && said.length === 0 && parts.marks.drained(depth) ? parts.marks.announce(false) : said
      },
    }
  },
})
