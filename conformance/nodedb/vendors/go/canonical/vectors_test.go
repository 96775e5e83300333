package canonical_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"testing"

	"nodedb/canonical"
	"nodedb/codec"
)

// vector is an entry of the vectors that the specification publishes.
type vector struct {
	Dialect json.RawMessage `json:"dialect"`
	Name    string          `json:"name"`
	Message json.RawMessage `json:"message"`
	Frame   string          `json:"frame"`
	Hex     string          `json:"hex"`
	// Consumed is there where not all of the input belongs to the frame.
	Consumed int        `json:"consumed"`
	Code     codec.Code `json:"code"`
}

// published gives the vectors of dialect P1 of one list.
func published(t *testing.T, list string) []vector {
	t.Helper()
	raw, err := os.ReadFile("../../../../../spec/nodedb/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var lists map[string]json.RawMessage
	if err := json.Unmarshal(raw, &lists); err != nil {
		t.Fatal(err)
	}
	var all, found []vector
	if err := json.Unmarshal(lists[list], &all); err != nil {
		t.Fatal(err)
	}
	for _, each := range all {
		if string(each.Dialect) == `"P1"` {
			found = append(found, each)
		}
	}
	if len(found) == 0 {
		t.Fatalf("expected vectors of dialect P1 in %s", list)
	}
	return found
}

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	raw, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	var left, right any
	if err := json.Unmarshal(a, &left); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &right); err != nil {
		t.Fatal(err)
	}
	return reflect.DeepEqual(left, right)
}

func TestGoldensAreWrittenAndReadAsTheyStand(t *testing.T) {
	for _, each := range published(t, "goldens") {
		var message codec.Message
		if err := canonical.Read(each.Message, &message); err != nil {
			t.Errorf("%s: %v", each.Name, err)
			continue
		}
		frame, err := codec.Encode(message)
		if err != nil || hex.EncodeToString(frame) != each.Frame {
			t.Errorf("%s: wrote %x, %v; expected %s", each.Name, frame, err, each.Frame)
		}
		read(t, each.Name, unhex(t, each.Frame), each.Message, len(each.Frame)/2)
	}
}

func TestUnusualFramesAreRead(t *testing.T) {
	for _, each := range published(t, "accepted") {
		size := len(each.Hex) / 2
		if each.Consumed > 0 {
			size = each.Consumed
		}
		read(t, each.Name, unhex(t, each.Hex), each.Message, size)
	}
}

func read(t *testing.T, name string, frame []byte, expected []byte, size int) {
	t.Helper()
	message, consumed, err := codec.Decode(frame)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	got, err := canonical.Write(struct {
		Message codec.Message `json:"message"`
	}{message})
	if err != nil {
		t.Fatal(err)
	}
	if wrapped := bytes.Join([][]byte{[]byte(`{"message":`), expected, []byte("}")}, nil); !sameJSON(t, got, wrapped) {
		t.Errorf("%s: read %s; expected %s", name, got, expected)
	}
	if consumed != size {
		t.Errorf("%s: consumed %d; expected %d", name, consumed, size)
	}
}

func TestRefusedFramesAreRefusedForTheirReason(t *testing.T) {
	for _, each := range published(t, "refused") {
		_, _, err := codec.Decode(unhex(t, each.Hex))
		var refusal *codec.DecodeError
		if !errors.As(err, &refusal) || refusal.Code != each.Code {
			t.Errorf("%s: %v; expected %s", each.Name, err, each.Code)
		}
	}
}
