import { mutant } from '../mutant.ts'

export const controlFramesWait = mutant({
  id: 'nodedb/control-frames-wait',
  violates: 'NDB-113',
  explain: 'Frames that are no deltas wait while the peer is limited.',
  part: 'pacing',
  apply: (original) => ({
    control: (peer, control) =>
      peer.limit === undefined || control === 'PingPong' ? original.control(peer, control) : [],
  }),
})
