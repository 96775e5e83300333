package receiver

import "nodedb/codec"

// Observation is what a receiver keeps of a stream, for people who look for a fault.
type Observation struct {
	Key
	Phase Phase
	// Next is the lowest id that is not applied, 0 once the last one is. Seen is 0 where nothing is missing.
	Next, Seen uint64
	// Request is what would be sent now, nil without a need.
	Request    *codec.ResyncRequest
	Attempts   uint64
	Duplicates uint64
	Bad        int
}

// Observe gives what is kept of each stream, in the order in which they were first heard of.
func (r *Receiver) Observe() []Observation {
	seen := make([]Observation, 0, len(r.store.order))
	for _, key := range r.store.order {
		s := r.stream(key)
		each := Observation{
			Key: key, Phase: s.phase(), Next: s.Applied + 1, Seen: s.Seen, Duplicates: s.duplicates, Bad: s.bad,
		}
		if s.need != nil {
			request := s.request()
			each.Request, each.Attempts = &request, s.need.attempts
		}
		seen = append(seen, each)
	}
	return seen
}
