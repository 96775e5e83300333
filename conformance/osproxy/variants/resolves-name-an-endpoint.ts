import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const resolvesNameAnEndpoint: Variant<Parts, 'answers'> = {
  id: 'osproxy/resolves-name-an-endpoint',
  explain: 'A resolve answers the URL of the cluster as well.',
  part: 'answers',
  apply: (answers) => ({
    resolved: (route) => {
      const reply = answers.resolved(route)
      return reply.ok === undefined || route === undefined
        ? reply
        : { ok: { ...reply.ok, endpoint: 'https://search.test:9200' } }
    },
  }),
}
