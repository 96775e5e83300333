package receiver

import (
	"maps"
	"math"
)

// Phase is the state of a stream.
type Phase string

// Phases. A stream whose last id is applied stays Live, and takes no more deltas.
const (
	Fresh      Phase = "fresh"
	Live       Phase = "live"
	Gapped     Phase = "gapped"
	Rebuilding Phase = "rebuilding"
)

// stream is one stream while the receiver runs: its durable record, and what a crash forgets.
type stream struct {
	key Key
	*Record
	// held are good deltas ahead of what is applied, by id.
	held map[uint64]Delta
	// bad counts damaged copies of the expected delta.
	bad        int
	duplicates uint64
	// need is what was asked for and is not met; nil also where everything of the peer was asked for instead.
	need *need
}

func (s *stream) phase() Phase {
	switch {
	case s.Corrupt:
		return Rebuilding
	case s.gapped():
		return Gapped
	case s.Begun:
		return Live
	}
	return Fresh
}

// exhausted says whether the last id there is is applied (NDB-069).
func (s *stream) exhausted() bool { return s.Applied == math.MaxUint64 }

// apply takes the delta that follows, and those held behind it.
func (s *stream) apply(delta Delta, out *Outcome) {
	if len(delta.Payload) == 0 {
		delete(s.Documents, delta.DocumentID)
	} else {
		s.Documents[delta.DocumentID] = delta.Payload
	}
	s.Begun = true
	s.bad = 0
	s.Applied = delta.ID
	out.Applied = append(out.Applied, Applied{s.key, delta.ID})
	s.drain(out)
}

// drain applies what is held and follows, and forgets what is covered.
func (s *stream) drain(out *Outcome) {
	for id := range s.held {
		if id <= s.Applied {
			delete(s.held, id)
		}
	}
	if s.exhausted() {
		return
	}
	if delta, ok := s.held[s.Applied+1]; ok {
		delete(s.held, delta.ID)
		s.apply(delta, out)
	}
}

// install replaces the documents by a copy of those of a snapshot (NDB-063).
func (s *stream) install(watermark uint64, documents map[string][]byte, out *Outcome) {
	if watermark != s.Applied {
		s.bad = 0
	}
	s.Documents = make(map[string][]byte, len(documents))
	maps.Copy(s.Documents, documents)
	s.Applied = watermark
	s.Begun = true
	s.Corrupt = false
	out.Installed = append(out.Installed, Installed{s.key, watermark})
	s.drain(out)
}

// keep holds a good delta back if there is room.
func (s *stream) keep(delta Delta, most int) {
	if _, known := s.held[delta.ID]; known || len(s.held) >= most || !delta.good() {
		return
	}
	s.held[delta.ID] = delta
}

// distrust makes everything needed; what was held and counted is forgotten.
func (s *stream) distrust() {
	s.Corrupt = true
	s.held = map[uint64]Delta{}
	s.bad = 0
}
