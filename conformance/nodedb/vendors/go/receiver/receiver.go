// Package receiver consumes the delta streams of a nodedb peer, finds what is missing or damaged, and asks for it until it has it.
package receiver

import (
	"errors"
	"maps"
	"slices"

	"nodedb/codec"
)

// Settings are the constants of a receiver. Times are milliseconds.
type Settings struct {
	// HoldMax is how many deltas are kept ahead of a gap, for each stream.
	HoldMax int
	// Adopt takes a first delta above id 1 as the beginning of its stream (NDB-074).
	Adopt bool
	// BackoffFirst is the wait before the first repetition of a request, and BackoffMost the longest one (NDB-057).
	BackoffFirst, BackoffMost uint64
	// EscalateAfter is the number of damaged copies of one id after which everything is asked for (NDB-070).
	EscalateAfter int
}

// Defaults are the constants of the specification.
func Defaults() Settings {
	return Settings{BackoffFirst: 5_000, BackoffMost: 60_000, EscalateAfter: 3}
}

// Receiver is a receiver of any number of streams. It does no I/O, reads no clock and is not for several goroutines at once:
// its owner hands in what arrives and how time passes, and sends the frames of the outcome.
type Receiver struct {
	settings Settings
	store    *Store
	streams  map[Key]*stream
	// down has the peers without a link.
	down map[uint64]bool
	// all has the needs for everything of a peer.
	all map[uint64]*need
	now uint64
	// started says that something happened since the start, so that a cold start can no longer be reported.
	started bool
}

// New gives a receiver on a store, with all links up, at time 0.
func New(settings Settings, store *Store) *Receiver {
	return &Receiver{
		settings: settings,
		store:    store,
		streams:  map[Key]*stream{},
		down:     map[uint64]bool{},
		all:      map[uint64]*need{},
	}
}

// Restart is a crash and a new start on the same store, at the same time, over the same links. What is still missing, or not to
// be trusted, is asked for at once (NDB-060).
func (r *Receiver) Restart() Outcome {
	var out Outcome
	after := New(r.settings, r.store)
	after.now, after.down = r.now, r.down
	*r = *after
	for _, peer := range r.peers() {
		if r.store.damaged[peer] && r.untold(peer) {
			r.askAll(peer, &out)
		}
	}
	for _, key := range r.store.order {
		if s := r.stream(key); r.all[key.Peer] == nil && (s.Corrupt || s.gapped()) {
			r.ask(s, &out)
		}
	}
	return out
}

// untold says whether no snapshot came of a peer of which everything was corrupt.
func (r *Receiver) untold(peer uint64) bool {
	for key, record := range r.store.records {
		if key.Peer == peer && !record.Corrupt {
			return false
		}
	}
	return true
}

// peers are those that are known to be damaged as a whole, ascending.
func (r *Receiver) peers() []uint64 {
	return slices.Sorted(maps.Keys(r.store.damaged))
}

// stream gives a stream; it begins when it is first heard of.
func (r *Receiver) stream(key Key) *stream {
	if known, ok := r.streams[key]; ok {
		return known
	}
	_, heard := r.store.records[key]
	made := &stream{key: key, Record: r.store.record(key), held: map[uint64]Delta{}}
	if !heard && made.Corrupt && r.all[key.Peer] == nil {
		// It was asked for together with all the others, and no snapshot of it came in an interval.
		made.need = r.begin()
	}
	r.streams[key] = made
	return made
}

// Frame takes bytes from a peer. What is no delta changes nothing (NDB-072).
func (r *Receiver) Frame(peer uint64, bytes []byte) Outcome {
	message, _, err := codec.Decode(bytes)
	if push, ok := message.(codec.DeltaPush); ok {
		return r.Delta(
			Key{peer, push.Collection},
			Delta{push.DocumentID, push.MutationID, push.Delta, push.Checksum},
		)
	}
	r.started = true
	var refusal *codec.DecodeError
	if errors.As(err, &refusal) {
		return Outcome{Refused: Refusal(refusal.Code)}
	}
	return Outcome{Refused: BadEvent}
}

// Delta takes one delta of a stream.
func (r *Receiver) Delta(key Key, delta Delta) (out Outcome) {
	r.started = true
	if delta.ID == 0 {
		return Outcome{Refused: IDZero}
	}
	s := r.stream(key)
	switch {
	case s.Corrupt:
		s.Seen = max(s.Seen, delta.ID)
		s.keep(delta, r.settings.HoldMax)
	case s.exhausted():
		return Outcome{Refused: Exhausted}
	case delta.ID <= s.Applied:
		s.duplicates++
	case delta.ID == s.Applied+1 || r.adopts(s, delta):
		r.expected(s, delta, &out)
	default:
		r.ahead(s, delta, &out)
	}
	return out
}

func (r *Receiver) adopts(s *stream, delta Delta) bool {
	return r.settings.Adopt && s.phase() == Fresh && delta.good()
}

// expected takes the delta that follows what is applied (NDB-045, NDB-046, NDB-070).
func (r *Receiver) expected(s *stream, delta Delta, out *Outcome) {
	if delta.good() {
		s.apply(delta, out)
		r.settle(s, out)
		return
	}
	s.bad++
	s.Seen = max(s.Seen, delta.ID)
	if s.bad < r.settings.EscalateAfter {
		r.settle(s, out)
		return
	}
	s.distrust()
	r.ask(s, out)
}

// ahead takes a delta beyond the expected one; the gap is asked for once (NDB-041, NDB-056, NDB-071).
func (r *Receiver) ahead(s *stream, delta Delta, out *Outcome) {
	s.Seen = max(s.Seen, delta.ID)
	s.keep(delta, r.settings.HoldMax)
	r.settle(s, out)
}

// Snapshot takes the documents of a collection with the effects of exactly the ids up to the watermark.
func (r *Receiver) Snapshot(key Key, watermark uint64, documents map[string][]byte) (out Outcome) {
	r.started = true
	s := r.stream(key)
	if !s.Corrupt && watermark < s.Applied {
		return Outcome{Refused: StaleSnapshot}
	}
	s.install(watermark, documents, &out)
	r.answered(key.Peer)
	r.settle(s, &out)
	return out
}

// answered ends the need for everything of a peer with its first snapshot: from now on each collection is waited for by itself.
func (r *Receiver) answered(peer uint64) {
	if r.all[peer] == nil {
		return
	}
	delete(r.all, peer)
	for _, key := range r.store.order {
		if s := r.stream(key); key.Peer == peer && s.Corrupt && s.need == nil {
			s.need = r.begin()
		}
	}
}

// Diverge tells that the documents of a collection do not fit the deltas received (NDB-049).
func (r *Receiver) Diverge(key Key) (out Outcome) {
	r.started = true
	if s := r.stream(key); !s.Corrupt {
		s.distrust()
		r.ask(s, &out)
	}
	return out
}
