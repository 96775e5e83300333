package adapter

import "nodedb/receiver"

type helloParams struct {
	Protocol        string `json:"protocol"`
	Kit             string `json:"kit"`
	AdapterProtocol uint32 `json:"adapter_protocol"`
}

type pics struct {
	Implementation string     `json:"implementation"`
	Version        string     `json:"version"`
	Language       string     `json:"language"`
	Protocol       string     `json:"protocol"`
	Profile        string     `json:"profile"`
	Roles          []string   `json:"roles"`
	Capabilities   []string   `json:"capabilities"`
	Clock          string     `json:"clock"`
	Deterministic  bool       `json:"deterministic"`
	Parameters     parameters `json:"parameters"`
}

type parameters struct {
	Dialect          string `json:"dialect"`
	HoldMax          uint32 `json:"hold_max"`
	Baseline         string `json:"baseline"`
	BackoffFirst     uint32 `json:"backoff_first_ms"`
	BackoffMost      uint32 `json:"backoff_most_ms"`
	EscalateAfter    uint32 `json:"escalate_after"`
	AsksAfterRestart bool   `json:"asks_after_restart"`
	StreamScope      string `json:"stream_scope"`
}

// hello states what this implementation is and has, and what it chose where the specification leaves a choice.
func hello(_ *session, asked helloParams) (any, error) {
	if asked.Protocol != "nodedb" || asked.AdapterProtocol != 1 {
		return nil, invalid("expected protocol nodedb and adapter protocol 1")
	}
	usual := receiver.Defaults()
	return pics{
		Implementation: "nodedb receiver in Go",
		Version:        "1.0.0",
		Language:       "Go",
		Protocol:       "nodedb",
		Profile:        "receiver",
		Roles:          []string{"CODEC", "RX"},
		Capabilities: []string{
			"constants", "holding", "in_order", "frames", "peers", "clock", "cold_start", "divergence", "documents", "restart", "rx_state",
		},
		Clock:         "virtual",
		Deterministic: true,
		Parameters: parameters{
			Dialect:          "P1",
			HoldMax:          uint32(usual.HoldMax),
			Baseline:         "strict",
			BackoffFirst:     uint32(usual.BackoffFirst),
			BackoffMost:      uint32(usual.BackoffMost),
			EscalateAfter:    uint32(usual.EscalateAfter),
			AsksAfterRestart: true,
			StreamScope:      "collection",
		},
	}, nil
}
