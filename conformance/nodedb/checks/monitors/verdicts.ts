import { decodeFrame } from '../../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../../spec/nodedb/dialect.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { dialectOfCase } from '../dialect-of-case.ts'

interface Memory {
  readonly dialect: Dialect
  /** Mutations applied, by peer, collection and id. */
  readonly applied: Set<string>
  readonly authenticated: Set<number>
}

/** What a session says of a delta, against what it did. */
export const verdicts = check({
  id: 'nodedb/verdicts',
  kind: 'monitor',
  requirements: ['NDB-117', 'NDB-119'],
  needs: ['ses.frame'],
  explain: 'What a session acknowledges it has applied, once, and nothing before the handshake.',
  monitors: [
    monitor<Memory>({
      id: 'nodedb/verdicts',
      start: (configuration, setting) => ({
        dialect: dialectOfCase(configuration, setting),
        applied: new Set(),
        authenticated: new Set(),
      }),
      judge: ({ dialect, applied, authenticated }, { op, params, reply }, report) => {
        if (op !== 'ses.frame' || reply.ok === undefined) return
        const read = (hex: string) => decodeFrame(Buffer.from(hex, 'hex'), dialect).message
        const session = params.session as number
        const asked = read(params.hex as string)
        const answers = (reply.ok.frames as string[]).map(read)
        for (const answer of answers) if (answer?.type === 'HandshakeAck' && answer.success) authenticated.add(session)
        const effects = reply.ok.applied as { peer: string; collection: string; mutation_id: string }[]
        if (!authenticated.has(session)) {
          report.exercised('NDB-117', 'partly')
          if (effects.length > 0)
            report.violated('NDB-117', 'effects', 'nothing applied before the handshake', JSON.stringify(effects))
        }
        for (const { peer, collection, mutation_id } of effects) {
          const name = JSON.stringify([peer, collection, mutation_id])
          if (applied.has(name)) report.violated('NDB-119', 'effects', 'one effect of a mutation', name)
          applied.add(name)
        }
        if (asked?.type !== 'DeltaPush') return
        const { peer_id, collection, mutation_id } = asked
        for (const answer of answers) {
          if (answer?.type !== 'DeltaAck') continue
          report.exercised('NDB-119')
          if (answer.mutation_id !== mutation_id || !applied.has(JSON.stringify([peer_id, collection, mutation_id])))
            report.violated(
              'NDB-119',
              'frames',
              `an acknowledgement of ${mutation_id}, if it was applied`,
              answer.mutation_id,
            )
        }
      },
    }),
  ],
})
