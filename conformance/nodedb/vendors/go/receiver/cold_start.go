package receiver

// Corrupt reports, directly after a start, that the stored state of a collection is damaged (NDB-048).
func (r *Receiver) Corrupt(key Key) (out Outcome) {
	if r.started {
		return Outcome{Refused: BadEvent}
	}
	if s := r.stream(key); !s.Corrupt {
		s.distrust()
		r.ask(s, &out)
	}
	return out
}

// CorruptAll reports, directly after a start, that everything stored of a peer is damaged. One request asks for all of it; no
// collection is served before its snapshot.
func (r *Receiver) CorruptAll(peer uint64) (out Outcome) {
	if r.started {
		return Outcome{Refused: BadEvent}
	}
	if r.all[peer] != nil {
		return out
	}
	r.store.damaged[peer] = true
	for _, key := range r.store.order {
		if key.Peer == peer {
			s := r.stream(key)
			s.distrust()
			s.need = nil
		}
	}
	r.askAll(peer, &out)
	return out
}

// Clean reports, directly after a start, that the stored state of a collection is whole, and the lowest id that is not applied;
// 0 stands for what the record says.
func (r *Receiver) Clean(key Key, next uint64) (out Outcome) {
	if r.started {
		return Outcome{Refused: BadEvent}
	}
	s := r.stream(key)
	if next > 0 {
		s.Applied = next - 1
	}
	s.Seen = 0
	s.Begun = true
	s.Corrupt = false
	s.held = map[uint64]Delta{}
	s.bad = 0
	s.need = nil
	return out
}
