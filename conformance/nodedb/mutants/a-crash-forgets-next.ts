import { mutant } from '../mutant.ts'

export const aCrashForgetsNext = mutant({
  id: 'nodedb/a-crash-forgets-next',
  violates: 'NDB-060',
  explain: 'After a crash the receiver expects the first id.',
  part: 'durable',
  apply: (original) => ({
    recover: (stream, outcome) => {
      original.recover(stream, outcome)
      stream.next = 1n
    },
  }),
})
