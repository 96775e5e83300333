package receiver

import "maps"

// Store is what survives a crash of the receiver: per stream the documents, and how far they go. This one is memory; a store on
// a disk would write a record whenever it changes, documents and Applied together.
type Store struct {
	records map[Key]*Record
	// order has the keys as they were first heard of.
	order []Key
	// damaged are peers of which everything was found corrupt at a start.
	damaged map[uint64]bool
}

// NewStore gives an empty store.
func NewStore() *Store {
	return &Store{records: map[Key]*Record{}, damaged: map[uint64]bool{}}
}

// Record is the durable part of one stream.
type Record struct {
	// Applied is the id up to which everything is applied or covered by a snapshot; 0 at first. The expected id is the next one.
	Applied uint64
	// Seen is the highest id that arrived beyond Applied; not above it when nothing is known to be missing.
	Seen uint64
	// Begun says that something was applied or installed.
	Begun bool
	// Corrupt says that the documents cannot be trusted: they are not served until a snapshot replaces them.
	Corrupt   bool
	Documents map[string][]byte
}

// gapped says whether ids are known to be missing or damaged.
func (r *Record) gapped() bool { return r.Seen > r.Applied }

// record gives the record of a stream, a new one if it was never heard of.
func (s *Store) record(key Key) *Record {
	if known, ok := s.records[key]; ok {
		return known
	}
	made := &Record{Corrupt: s.damaged[key.Peer], Documents: map[string][]byte{}}
	s.records[key] = made
	s.order = append(s.order, key)
	return made
}

// Documents gives a copy of the documents of a collection; ok is false while its state is not served (NDB-048, NDB-064).
func (s *Store) Documents(key Key) (documents map[string][]byte, ok bool) {
	record, known := s.records[key]
	if !known {
		return nil, !s.damaged[key.Peer]
	}
	return maps.Clone(record.Documents), !record.Corrupt
}
