package adapter

import (
	"maps"
	"slices"

	"nodedb/canonical"
	"nodedb/codec"
	"nodedb/receiver"
)

// peerOr1 is the peer that a call names; 1 where it names none.
func peerOr1(peer *uint64) uint64 {
	if peer == nil {
		return 1
	}
	return *peer
}

type frameOut struct {
	Peer  uint64      `json:"peer"`
	Frame codec.Bytes `json:"frame"`
}

type appliedOut struct {
	Peer       uint64 `json:"peer"`
	Collection string `json:"collection"`
	MutationID uint64 `json:"mutation_id"`
}

type installedOut struct {
	Peer       uint64 `json:"peer"`
	Collection string `json:"collection"`
	Watermark  uint64 `json:"watermark"`
}

type received struct {
	Frames    []frameOut     `json:"frames"`
	Applied   []appliedOut   `json:"applied"`
	Installed []installedOut `json:"installed"`
	Refused   *string        `json:"refused,omitempty"`
}

func shown(outcome receiver.Outcome) received {
	var result received
	for _, each := range outcome.Frames {
		result.Frames = append(result.Frames, frameOut{each.Peer, each.Bytes})
	}
	for _, each := range outcome.Applied {
		result.Applied = append(result.Applied, appliedOut{each.Peer, each.Collection, each.ID})
	}
	for _, each := range outcome.Installed {
		result.Installed = append(result.Installed, installedOut{each.Peer, each.Collection, each.Watermark})
	}
	if refused := string(outcome.Refused); refused != "" {
		result.Refused = &refused
	}
	return result
}

type deltaParams struct {
	Peer       *uint64     `json:"peer,omitempty"`
	Collection string      `json:"collection"`
	DocumentID string      `json:"document_id"`
	MutationID uint64      `json:"mutation_id"`
	Payload    codec.Bytes `json:"payload"`
	Checksum   uint32      `json:"checksum"`
}

func rxDelta(s *session, p deltaParams) (any, error) {
	key := receiver.Key{Peer: peerOr1(p.Peer), Collection: p.Collection}
	delta := receiver.Delta{DocumentID: p.DocumentID, ID: p.MutationID, Payload: p.Payload, Checksum: p.Checksum}
	return shown(s.receiver.Delta(key, delta)), nil
}

type frameParams struct {
	Peer *uint64     `json:"peer,omitempty"`
	Hex  codec.Bytes `json:"hex"`
}

func rxFrame(s *session, p frameParams) (any, error) {
	return shown(s.receiver.Frame(peerOr1(p.Peer), p.Hex)), nil
}

type item struct {
	DocumentID string      `json:"document_id"`
	Payload    codec.Bytes `json:"payload"`
}

type snapshotParams struct {
	Peer       *uint64 `json:"peer,omitempty"`
	Collection string  `json:"collection"`
	Watermark  uint64  `json:"watermark"`
	Items      []item  `json:"items"`
}

func rxSnapshot(s *session, p snapshotParams) (any, error) {
	documents := make(map[string][]byte, len(p.Items))
	for _, each := range p.Items {
		documents[each.DocumentID] = each.Payload
	}
	key := receiver.Key{Peer: peerOr1(p.Peer), Collection: p.Collection}
	return shown(s.receiver.Snapshot(key, p.Watermark, documents)), nil
}

type coldStartParams struct {
	Peer       *uint64 `json:"peer,omitempty"`
	Collection *string `json:"collection,omitempty"`
	Verdict    string  `json:"verdict"`
	Next       *uint64 `json:"next,omitempty"`
}

func rxColdStart(s *session, p coldStartParams) (any, error) {
	peer := peerOr1(p.Peer)
	switch {
	case p.Verdict != "clean" && p.Verdict != "corrupt":
		return nil, invalid("/verdict: expected clean or corrupt")
	case p.Verdict == "corrupt" && p.Collection == nil:
		return shown(s.receiver.CorruptAll(peer)), nil
	case p.Verdict == "corrupt":
		return shown(s.receiver.Corrupt(receiver.Key{Peer: peer, Collection: *p.Collection})), nil
	case p.Collection == nil:
		return nil, invalid("/collection: expected the collection that is clean")
	case p.Next == nil:
		return shown(s.receiver.Clean(receiver.Key{Peer: peer, Collection: *p.Collection}, 0)), nil
	case *p.Next == 0:
		return nil, invalid("/next: expected the id of a delta, which 0 never is")
	}
	return shown(s.receiver.Clean(receiver.Key{Peer: peer, Collection: *p.Collection}, *p.Next)), nil
}

type collectionParams struct {
	Peer       *uint64 `json:"peer,omitempty"`
	Collection string  `json:"collection"`
}

func (p collectionParams) key() receiver.Key {
	return receiver.Key{Peer: peerOr1(p.Peer), Collection: p.Collection}
}

func rxDiverge(s *session, p collectionParams) (any, error) {
	return shown(s.receiver.Diverge(p.key())), nil
}

type linkParams struct {
	Peer *uint64 `json:"peer,omitempty"`
	Up   bool    `json:"up"`
}

func rxLink(s *session, p linkParams) (any, error) {
	return shown(s.receiver.Link(peerOr1(p.Peer), p.Up)), nil
}

type advanceParams struct {
	MS canonical.Count `json:"ms"`
}

func rxAdvance(s *session, p advanceParams) (any, error) {
	return shown(s.receiver.Advance(uint64(p.MS))), nil
}

func rxRestart(s *session, _ none) (any, error) {
	return shown(s.receiver.Restart()), nil
}

type documents struct {
	// Documents is absent while they are not served.
	Documents []item `json:"documents,omitempty"`
}

func rxDocuments(s *session, p collectionParams) (any, error) {
	found, ok := s.store.Documents(p.key())
	if !ok {
		return documents{}, nil
	}
	served := make([]item, 0, len(found))
	for _, id := range slices.Sorted(maps.Keys(found)) {
		served = append(served, item{id, found[id]})
	}
	return documents{served}, nil
}

type outstanding struct {
	Reason   codec.Reason    `json:"reason"`
	From     uint64          `json:"from"`
	Attempts canonical.Count `json:"attempts"`
}

type streamState struct {
	Peer        uint64          `json:"peer"`
	Collection  string          `json:"collection"`
	Phase       string          `json:"phase"`
	Next        *uint64         `json:"next,omitempty"`
	Until       *uint64         `json:"until,omitempty"`
	Outstanding *outstanding    `json:"outstanding,omitempty"`
	Duplicates  canonical.Count `json:"duplicates"`
	Bad         canonical.Count `json:"bad"`
}

type state struct {
	Streams []streamState `json:"streams"`
}

func rxState(s *session, _ none) (any, error) {
	var result state
	for _, each := range s.receiver.Observe() {
		stream := streamState{
			Peer: each.Peer, Collection: each.Collection, Phase: string(each.Phase),
			Next: unlessZero(each.Next), Until: unlessZero(each.Seen),
			Duplicates: canonical.Count(each.Duplicates), Bad: canonical.Count(each.Bad),
		}
		if request := each.Request; request != nil {
			stream.Outstanding = &outstanding{request.Reason, request.FromMutationID, canonical.Count(each.Attempts)}
		}
		result.Streams = append(result.Streams, stream)
	}
	return result, nil
}

func unlessZero(value uint64) *uint64 {
	if value == 0 {
		return nil
	}
	return &value
}
