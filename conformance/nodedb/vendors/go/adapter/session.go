package adapter

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"nodedb/canonical"
	"nodedb/codec"
	"nodedb/receiver"
)

// session is what lives from one reset to the next.
type session struct {
	store    *receiver.Store
	receiver *receiver.Receiver
}

func newSession() *session {
	s := &session{}
	s.begin(receiver.Defaults())
	return s
}

func (s *session) begin(settings receiver.Settings) {
	s.store = receiver.NewStore()
	s.receiver = receiver.New(settings, s.store)
}

// operation answers one request; params are those of the catalogue or it gives errParams.
type operation func(s *session, params []byte) (any, error)

// taking reads the parameters of an operation strictly.
func taking[P any](act func(*session, P) (any, error)) operation {
	return func(s *session, raw []byte) (any, error) {
		var params P
		if err := canonical.Read(raw, &params); err != nil {
			return nil, invalid(err.Error())
		}
		return act(s, params)
	}
}

func invalid(expected string) error {
	return &failure{Code: "invalid_params", Message: expected}
}

type none struct{}

var operations = map[string]operation{
	"hello": taking(hello),
	"reset": taking(reset),
	"bye":   taking(func(*session, none) (any, error) { return none{}, nil }),

	"codec.encode": taking(encode),
	"codec.decode": taking(decode),
	"codec.crc32c": taking(crc32c),

	"rx.delta":      taking(rxDelta),
	"rx.frame":      taking(rxFrame),
	"rx.snapshot":   taking(rxSnapshot),
	"rx.cold_start": taking(rxColdStart),
	"rx.diverge":    taking(rxDiverge),
	"rx.link":       taking(rxLink),
	"rx.advance":    taking(rxAdvance),
	"rx.restart":    taking(rxRestart),
	"rx.documents":  taking(rxDocuments),
	"rx.state":      taking(rxState),
}

// others begin the operations of roles that this implementation does not play.
var others = []string{"tx", "tq", "tg", "ses"}

func (s *session) answer(asked request) reply {
	if asked.Params == nil {
		asked.Params = json.RawMessage("{}")
	}
	result, err := s.perform(asked)
	var failed *failure
	var unsupported errUnsupported
	switch {
	case errors.As(err, &failed):
		return reply{ID: asked.ID, Error: failed}
	case errors.As(err, &unsupported):
		reason := unsupported.Error()
		return reply{ID: asked.ID, Unsupported: &reason}
	case err != nil:
		return reply{ID: asked.ID, Error: &failure{Code: "internal", Message: err.Error()}}
	}
	ok, err := canonical.Write(result)
	if err != nil {
		return reply{ID: asked.ID, Error: &failure{Code: "internal", Message: err.Error()}}
	}
	return reply{ID: asked.ID, OK: ok}
}

func (s *session) perform(asked request) (any, error) {
	act, ok := operations[asked.Op]
	if ok {
		return act(s, asked.Params)
	}
	if role, _, _ := strings.Cut(asked.Op, "."); slices.Contains(others, role) {
		return nil, errUnsupported("the role of " + role + " is not played")
	}
	return nil, &failure{Code: "unsupported_op", Message: "expected an operation of the catalogue"}
}

type configuration struct {
	Dialect         *string          `json:"dialect,omitempty"`
	HoldMax         *canonical.Count `json:"hold_max,omitempty"`
	Baseline        *string          `json:"baseline,omitempty"`
	BackoffFirst    *canonical.Count `json:"backoff_first_ms,omitempty"`
	BackoffMost     *canonical.Count `json:"backoff_most_ms,omitempty"`
	EscalateAfter   *canonical.Count `json:"escalate_after,omitempty"`
	High            *canonical.Count `json:"high,omitempty"`
	Low             *canonical.Count `json:"low,omitempty"`
	Rate            *uint64          `json:"rate,omitempty"`
	Update          *canonical.Count `json:"update_ms,omitempty"`
	UnthrottledRate *canonical.Count `json:"unthrottled_rate,omitempty"`
	DefaultRate     *canonical.Count `json:"default_rate,omitempty"`
	QueueMax        *canonical.Count `json:"queue_max,omitempty"`
	PushRate        *canonical.Count `json:"push_rate,omitempty"`
	PushBurst       *canonical.Count `json:"push_burst,omitempty"`
}

// reset takes the constants. Those of other roles are judged and have no effect here.
func reset(s *session, given configuration) (any, error) {
	limits := []struct {
		value     *canonical.Count
		min, most canonical.Count
	}{
		{given.HoldMax, 0, 1024},
		{given.BackoffFirst, 1, 1<<53 - 1},
		{given.BackoffMost, 1, 1<<53 - 1},
		{given.EscalateAfter, 1, 1000},
		{given.High, 1, 1<<53 - 1},
		{given.UnthrottledRate, 2, 1<<53 - 1},
		{given.DefaultRate, 1, 1<<53 - 1},
		{given.QueueMax, 1, 1<<53 - 1},
		{given.PushRate, 1, 1<<53 - 1},
		{given.PushBurst, 1, 1<<53 - 1},
	}
	for _, limit := range limits {
		if limit.value != nil && (*limit.value < limit.min || *limit.value > limit.most) {
			return nil, invalid("expected constants within their ranges")
		}
	}
	if given.Dialect != nil && *given.Dialect != "P1" {
		return nil, invalid("expected dialect P1: capability dialects is not stated")
	}
	if given.Baseline != nil && *given.Baseline != "strict" && *given.Baseline != "adopt" {
		return nil, invalid("expected baseline strict or adopt")
	}
	settings := receiver.Defaults()
	settings.Adopt = given.Baseline != nil && *given.Baseline == "adopt"
	set(&settings.HoldMax, given.HoldMax)
	set(&settings.EscalateAfter, given.EscalateAfter)
	set(&settings.BackoffFirst, given.BackoffFirst)
	set(&settings.BackoffMost, given.BackoffMost)
	s.begin(settings)
	return none{}, nil
}

func set[T int | uint64](constant *T, given *canonical.Count) {
	if given != nil {
		*constant = T(*given)
	}
}

type hexParams struct {
	Hex codec.Bytes `json:"hex"`
}
