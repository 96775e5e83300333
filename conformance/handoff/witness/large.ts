import type { Witnesses } from '../../kit/mutation/witness.ts'
import { advance, codec, control, frameOf, incumbent, messages, stream } from '../calls.ts'

const id = '00112233-4455-4677-8899-aabbccddeeff'
const thousand = frameOf(messages.heartbeat).repeat(1_000)

/** Conversations of many bytes. */
export const largeWitnesses: Witnesses = {
  'the-largest-frame-is-refused': [codec.decode(`00001000${'01000d'.padEnd(2 ** 21, '0')}`)],
  'what-is-too-large-is-no-message': [codec.encode({ type: 'Abort', handoff_id: id, reason: 'a'.repeat(1_048_554) })],
  'writes-without-end': [
    incumbent.start('o', 'data'),
    control.connect('data', 's'),
    stream.send('s', messages.helloAck(id)),
    control.connect('data', 't'),
    ...Array.from({ length: 40 }, () => stream.bytes('s', thousand)),
    advance(10_100),
    stream.receive('t'),
  ],
}
