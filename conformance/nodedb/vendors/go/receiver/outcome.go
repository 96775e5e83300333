package receiver

import "nodedb/codec"

// Refusal says why an input had no effect: one of these, or a code of the codec.
type Refusal string

// Refusals of a receiver's own.
const (
	IDZero        Refusal = "id-zero"
	StaleSnapshot Refusal = "stale-snapshot"
	Exhausted     Refusal = "exhausted"
	BadEvent      Refusal = "bad-event"
)

// Key names a stream: the deltas of one peer for one collection.
type Key struct {
	Peer       uint64
	Collection string
}

// Delta is one change of a document as it arrives.
type Delta struct {
	DocumentID string
	ID         uint64
	Payload    codec.Bytes
	// Checksum is 0 where the sender computed none.
	Checksum uint32
}

// good says whether a delta arrived as it was sent, as far as it can be told (NDB-046, NDB-047).
func (d Delta) good() bool {
	return d.Checksum == 0 || d.Checksum == codec.Checksum(d.Payload)
}

// Frame is a frame to be sent, and to whom.
type Frame struct {
	Peer  uint64
	Bytes codec.Bytes
}

// Applied is a delta that took effect.
type Applied struct {
	Key
	ID uint64
}

// Installed is a snapshot that took effect.
type Installed struct {
	Key
	Watermark uint64
}

// Outcome is what one input made a receiver do, each list in order.
type Outcome struct {
	Frames    []Frame
	Applied   []Applied
	Installed []Installed
	// Refused is empty where the input was taken.
	Refused Refusal
}
