package canonical_test

import (
	"testing"

	"nodedb/canonical"
	"nodedb/codec"
)

func TestJSONThatIsNoMessageIsRefused(t *testing.T) {
	reason := `"reason":{"kind":"CorruptedState"}`
	for name, text := range map[string]string{
		"no object":                   `[]`,
		"null":                        `null`,
		"no type":                     `{"new_token":"a"}`,
		"unknown type":                `{"type":"ArrayDelta","array":"a","op_payload":""}`,
		"absent member":               `{"type":"ResyncRequest",` + reason + `,"from_mutation_id":"0"}`,
		"one member more":             `{"type":"TokenRefresh","new_token":"a","shape_id":""}`,
		"member in another case":      `{"type":"TokenRefresh","New_Token":"a"}`,
		"null member":                 `{"type":"TokenRefresh","new_token":null}`,
		"null optional":               `{"type":"TokenRefreshAck","success":true,"error":null,"expires_in_secs":"1"}`,
		"number for a u64":            `{"type":"DeltaAck","mutation_id":1,"lsn":"0"}`,
		"-1":                          `{"type":"DeltaAck","mutation_id":"-1","lsn":"0"}`,
		"2^64":                        `{"type":"DeltaAck","mutation_id":"18446744073709551616","lsn":"0"}`,
		"1.5":                         `{"type":"DeltaAck","mutation_id":"1.5","lsn":"0"}`,
		"01":                          `{"type":"DeltaAck","mutation_id":"01","lsn":"0"}`,
		"+1":                          `{"type":"DeltaAck","mutation_id":"+1","lsn":"0"}`,
		"unknown reason":              `{"type":"ResyncRequest","reason":{"kind":"Gap"},"from_mutation_id":"0","collection":""}`,
		"member of another reason":    `{"type":"ResyncRequest","reason":{"kind":"CorruptedState","expected":"1"},"from_mutation_id":"0","collection":""}`,
		"lone high surrogate":         `{"type":"TokenRefresh","new_token":"\ud800"}`,
		"lone low surrogate":          `{"type":"TokenRefresh","new_token":"a\udc00"}`,
		"surrogates the wrong way":    `{"type":"TokenRefresh","new_token":"\udc00\ud800"}`,
		"high surrogate and a letter": `{"type":"TokenRefresh","new_token":"\ud83d\u0061"}`,
		"lone surrogate in a key":     `{"type":"VectorClockSync","clocks":{"\ud800":"1"},"sender_id":"0"}`,
		"half a byte":                 `{"type":"PresenceUpdate","channel":"c","state":"f"}`,
		"upper-case hex":              `{"type":"PresenceUpdate","channel":"c","state":"FF"}`,
		"tenant of 33 bits":           `{"type":"CollectionPurged","tenant_id":"4294967296","name":"a","purge_lsn":"0"}`,
		"tenant as a number":          `{"type":"CollectionPurged","tenant_id":1,"name":"a","purge_lsn":"0"}`,
		"-0 for an i64": `{"type":"TimeseriesPush","lite_id":"","collection":"","ts_block":"","val_block":"","series_block":"",` +
			`"sample_count":"0","min_ts":"-0","max_ts":"0","watermarks":{}}`,
	} {
		var message codec.Message
		if err := canonical.Read([]byte(text), &message); err == nil {
			t.Errorf("%s: read as %#v", name, message)
		}
	}
}

func TestEscapedTextIsReadScalarByScalar(t *testing.T) {
	for text, expected := range map[string]string{
		`"\ud83d\udca7"`: "💧", `"\\ud800"`: `\ud800`, `"a\u0000b"`: "a\x00b", `"\ufeffx"`: "\ufeffx", `"e\u0301"`: "e\u0301",
	} {
		var got string
		if err := canonical.Read([]byte(text), &got); err != nil || got != expected {
			t.Errorf("%s: %q, %v; expected %q", text, got, err, expected)
		}
	}
}

func TestCountsAreTheIntegersThatJSONKeeps(t *testing.T) {
	for text, ok := range map[string]bool{
		"0": true, "9007199254740991": true, "9007199254740992": false, "-1": false, "1.5": false, `"1"`: false, "null": false,
	} {
		var got canonical.Count
		if err := canonical.Read([]byte(text), &got); (err == nil) != ok {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
}
