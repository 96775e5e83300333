package codec

// Message is one message of dialect P1. The fields of a struct are the members of its body, in the order of the wire; their json
// tags are the names in the canonical JSON. A field with omitempty is optional: nil on the wire, absent in JSON.
type Message interface {
	// Type is the type byte of the frame.
	Type() byte
}

// Bytes are a byte string: bin on the wire, lower-case hex in JSON.
type Bytes []byte

// Tenant is 32 bits wide on the wire of P1, and a decimal string in JSON since later dialects have 64.
type Tenant uint32

// messages has one value of every type of dialect P1.
var messages = []Message{
	Handshake{}, HandshakeAck{},
	DeltaPush{}, DeltaAck{}, DeltaReject{}, CollectionPurged{},
	ShapeSubscribe{}, ShapeSnapshot{}, ShapeDelta{}, ShapeUnsubscribe{},
	VectorClockSync{}, TimeseriesPush{}, TimeseriesAck{},
	ResyncRequest{}, Throttle{},
	TokenRefresh{}, TokenRefreshAck{}, DefinitionSync{},
	PresenceUpdate{}, PresenceBroadcast{}, PresenceLeave{},
	PingPong{},
}

// Handshake opens a session.
type Handshake struct {
	Token         string                       `json:"jwt_token"`
	VectorClock   map[string]map[string]uint64 `json:"vector_clock"`
	Shapes        []string                     `json:"subscribed_shapes"`
	ClientVersion string                       `json:"client_version"`
	LiteID        string                       `json:"lite_id"`
	Epoch         uint64                       `json:"epoch"`
	WireVersion   uint16                       `json:"wire_version"`
}

// HandshakeAck is the outcome of a handshake.
type HandshakeAck struct {
	Success     bool              `json:"success"`
	SessionID   string            `json:"session_id"`
	ServerClock map[string]uint64 `json:"server_clock"`
	Error       *string           `json:"error,omitempty"`
	Fork        bool              `json:"fork_detected"`
	WireVersion uint16            `json:"server_wire_version"`
}

// DeltaPush is one delta of a stream.
type DeltaPush struct {
	Collection string `json:"collection"`
	DocumentID string `json:"document_id"`
	Delta      Bytes  `json:"delta"`
	PeerID     uint64 `json:"peer_id"`
	MutationID uint64 `json:"mutation_id"`
	Checksum   uint32 `json:"checksum"`
}

// DeltaAck says that one mutation is taken.
type DeltaAck struct {
	MutationID uint64 `json:"mutation_id"`
	LSN        uint64 `json:"lsn"`
}

// DeltaReject says that one mutation is refused.
type DeltaReject struct {
	MutationID   uint64 `json:"mutation_id"`
	Reason       string `json:"reason"`
	Compensation Hint   `json:"compensation,omitempty"`
}

// CollectionPurged says that a collection is gone.
type CollectionPurged struct {
	TenantID Tenant `json:"tenant_id"`
	Name     string `json:"name"`
	PurgeLSN uint64 `json:"purge_lsn"`
}

// ShapeSubscribe asks for a shape.
type ShapeSubscribe struct {
	Shape ShapeDefinition `json:"shape"`
}

// ShapeDefinition is what a client subscribes to.
type ShapeDefinition struct {
	ShapeID     string   `json:"shape_id"`
	TenantID    uint32   `json:"tenant_id"`
	Shape       Shape    `json:"shape_type"`
	Description string   `json:"description"`
	FieldFilter []string `json:"field_filter"`
}

// ShapeSnapshot is the whole content of a shape.
type ShapeSnapshot struct {
	ShapeID     string `json:"shape_id"`
	Data        Bytes  `json:"data"`
	SnapshotLSN uint64 `json:"snapshot_lsn"`
	DocCount    uint64 `json:"doc_count"`
}

// ShapeDelta is one change of a shape.
type ShapeDelta struct {
	ShapeID    string `json:"shape_id"`
	Collection string `json:"collection"`
	DocumentID string `json:"document_id"`
	Operation  string `json:"operation"`
	Delta      Bytes  `json:"delta"`
	LSN        uint64 `json:"lsn"`
}

// ShapeUnsubscribe ends a subscription.
type ShapeUnsubscribe struct {
	ShapeID string `json:"shape_id"`
}

// VectorClockSync tells the highest ids seen.
type VectorClockSync struct {
	Clocks   map[string]uint64 `json:"clocks"`
	SenderID uint64            `json:"sender_id"`
}

// TimeseriesPush is a block of samples.
type TimeseriesPush struct {
	LiteID      string            `json:"lite_id"`
	Collection  string            `json:"collection"`
	Times       Bytes             `json:"ts_block"`
	Values      Bytes             `json:"val_block"`
	Series      Bytes             `json:"series_block"`
	SampleCount uint64            `json:"sample_count"`
	MinTime     int64             `json:"min_ts"`
	MaxTime     int64             `json:"max_ts"`
	Watermarks  map[uint64]uint64 `json:"watermarks"`
}

// TimeseriesAck says how a block was taken.
type TimeseriesAck struct {
	Collection string `json:"collection"`
	Accepted   uint64 `json:"accepted"`
	Rejected   uint64 `json:"rejected"`
	LSN        uint64 `json:"lsn"`
}

// ResyncRequest says that the sender's view of a stream is damaged: go on from an id, or from 0 with everything.
type ResyncRequest struct {
	Reason         Reason `json:"reason"`
	FromMutationID uint64 `json:"from_mutation_id"`
	// Collection is the scope; empty means all.
	Collection string `json:"collection"`
}

// Throttle asks to push slower, or as before. SuggestedRate is deltas a second; 0 leaves it to the server.
type Throttle struct {
	Throttle      bool   `json:"throttle"`
	QueueDepth    uint64 `json:"queue_depth"`
	SuggestedRate uint64 `json:"suggested_rate"`
}

// TokenRefresh brings new credentials.
type TokenRefresh struct {
	NewToken string `json:"new_token"`
}

// TokenRefreshAck says whether they are good.
type TokenRefreshAck struct {
	Success   bool    `json:"success"`
	Error     *string `json:"error,omitempty"`
	ExpiresIn uint64  `json:"expires_in_secs"`
}

// DefinitionSync says that a definition changed.
type DefinitionSync struct {
	DefinitionType string `json:"definition_type"`
	Name           string `json:"name"`
	Action         string `json:"action"`
	Payload        Bytes  `json:"payload"`
}

// PresenceUpdate is the own presence in a channel.
type PresenceUpdate struct {
	Channel string `json:"channel"`
	State   Bytes  `json:"state"`
}

// PresenceBroadcast says who is in a channel.
type PresenceBroadcast struct {
	Channel string     `json:"channel"`
	Peers   []Presence `json:"peers"`
}

// Presence is one peer in a channel.
type Presence struct {
	UserID   string `json:"user_id"`
	State    Bytes  `json:"state"`
	LastSeen uint64 `json:"last_seen_ms"`
}

// PresenceLeave says that somebody left a channel.
type PresenceLeave struct {
	Channel string `json:"channel"`
	UserID  string `json:"user_id"`
}

// PingPong asks whether the peer is there, or says so.
type PingPong struct {
	TimestampMS uint64 `json:"timestamp_ms"`
	IsPong      bool   `json:"is_pong"`
}

func (Handshake) Type() byte         { return 0x01 }
func (HandshakeAck) Type() byte      { return 0x02 }
func (DeltaPush) Type() byte         { return 0x10 }
func (DeltaAck) Type() byte          { return 0x11 }
func (DeltaReject) Type() byte       { return 0x12 }
func (CollectionPurged) Type() byte  { return 0x14 }
func (ShapeSubscribe) Type() byte    { return 0x20 }
func (ShapeSnapshot) Type() byte     { return 0x21 }
func (ShapeDelta) Type() byte        { return 0x22 }
func (ShapeUnsubscribe) Type() byte  { return 0x23 }
func (VectorClockSync) Type() byte   { return 0x30 }
func (TimeseriesPush) Type() byte    { return 0x40 }
func (TimeseriesAck) Type() byte     { return 0x41 }
func (ResyncRequest) Type() byte     { return 0x50 }
func (Throttle) Type() byte          { return 0x52 }
func (TokenRefresh) Type() byte      { return 0x60 }
func (TokenRefreshAck) Type() byte   { return 0x61 }
func (DefinitionSync) Type() byte    { return 0x70 }
func (PresenceUpdate) Type() byte    { return 0x80 }
func (PresenceBroadcast) Type() byte { return 0x81 }
func (PresenceLeave) Type() byte     { return 0x82 }
func (PingPong) Type() byte          { return 0xff }
