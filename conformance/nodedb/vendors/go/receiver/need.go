package receiver

import "nodedb/codec"

// need is a request that is not met. It is sent when it arises, again at doubling intervals, and when the link comes back.
type need struct {
	// since is the time of the last request, and wait the present interval, in milliseconds.
	since, wait uint64
	attempts    uint64
}

// ask opens or replaces the need of a stream, and sends its request if there is a link.
func (r *Receiver) ask(s *stream, out *Outcome) {
	s.need = r.begin()
	r.send(s.key.Peer, s.request(), out)
}

// askAll does the same for everything of a peer.
func (r *Receiver) askAll(peer uint64, out *Outcome) {
	r.all[peer] = r.begin()
	r.send(peer, everything(""), out)
}

func (r *Receiver) begin() *need {
	return &need{since: r.now, wait: r.settings.BackoffFirst}
}

func (r *Receiver) repeated(n *need) *need {
	return &need{since: r.now, wait: min(2*n.wait, r.settings.BackoffMost), attempts: n.attempts + 1}
}

// request says what a stream needs now (NDB-041 to NDB-045, NDB-048, NDB-049).
func (s *stream) request() codec.ResyncRequest {
	if s.Corrupt {
		return everything(s.key.Collection)
	}
	next := s.Applied + 1
	var reason codec.Reason = codec.SequenceGap{Expected: next, Received: s.Seen}
	if s.bad > 0 {
		reason = codec.ChecksumMismatch{MutationID: next}
	}
	return codec.ResyncRequest{Reason: reason, FromMutationID: next, Collection: s.key.Collection}
}

func everything(collection string) codec.ResyncRequest {
	return codec.ResyncRequest{Reason: codec.CorruptedState{}, Collection: collection}
}

func (r *Receiver) send(peer uint64, request codec.ResyncRequest, out *Outcome) {
	if r.down[peer] {
		return
	}
	frame, err := codec.Encode(request)
	if err != nil {
		// Only a name without UTF-8, or of almost 16 MiB, has no frame. No delta brings one, and nobody could be asked for it.
		return
	}
	out.Frames = append(out.Frames, Frame{peer, frame})
}

// settle ends the need of a stream that misses nothing, and sees to it that one which does has a need.
func (r *Receiver) settle(s *stream, out *Outcome) {
	switch {
	case s.Corrupt:
	case !s.gapped():
		s.Seen = 0
		s.need = nil
	case s.need == nil:
		r.ask(s, out)
	}
}

// Advance lets milliseconds pass; every deadline on the way is acted on, in order (NDB-057).
func (r *Receiver) Advance(ms uint64) Outcome {
	var out Outcome
	r.started = true
	end := r.now + ms
	for {
		due, act := r.earliest(&out)
		if act == nil || due > end {
			break
		}
		r.now = due
		act()
	}
	r.now = end
	return out
}

// earliest finds the next deadline, and what is to be done then. Needs whose link is down have none.
func (r *Receiver) earliest(out *Outcome) (due uint64, act func()) {
	consider := func(peer uint64, n *need, then func()) {
		if n == nil || r.down[peer] || act != nil && due <= n.since+n.wait {
			return
		}
		due, act = n.since+n.wait, then
	}
	for _, peer := range r.peers() {
		consider(peer, r.all[peer], func() {
			r.all[peer] = r.repeated(r.all[peer])
			r.send(peer, everything(""), out)
		})
	}
	for _, key := range r.store.order {
		s := r.stream(key)
		consider(key.Peer, s.need, func() {
			s.need = r.repeated(s.need)
			r.send(key.Peer, s.request(), out)
		})
	}
	return due, act
}

// Link tells that the link to a peer is up or down. When it comes back, each need is told once (NDB-059).
func (r *Receiver) Link(peer uint64, up bool) Outcome {
	var out Outcome
	r.started = true
	back := up && r.down[peer]
	r.down[peer] = !up
	if !back {
		return out
	}
	if r.all[peer] != nil {
		r.askAll(peer, &out)
	}
	for _, key := range r.store.order {
		if s := r.stream(key); key.Peer == peer && s.need != nil {
			r.ask(s, &out)
		}
	}
	return out
}
