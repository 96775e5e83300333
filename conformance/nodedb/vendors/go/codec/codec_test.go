package codec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

func TestIntegersAreWrittenInTheirShortestForm(t *testing.T) {
	sizes := map[uint64]int{
		0: 1, 127: 1, 128: 2, 255: 2, 256: 3, 65535: 3, 65536: 5, math.MaxUint32: 5, math.MaxUint32 + 1: 9, 1<<53 + 1: 9,
		1 << 63: 9, math.MaxUint64: 9,
	}
	for value, size := range sizes {
		frame, err := Encode(DeltaAck{MutationID: value})
		if err != nil || len(frame) != headerLength+1+size+1 {
			t.Errorf("%d: %x, %v; expected %d bytes for it", value, frame, err, size)
		}
		message, _, err := Decode(frame)
		if err != nil || message.(DeltaAck).MutationID != value {
			t.Errorf("%d: read %v, %v", value, message, err)
		}
	}
}

func TestSignedIntegersKeepTheirSign(t *testing.T) {
	markers := map[int64]byte{
		0: 0x00, 127: 0x7f, 128: 0xd1, -1: 0xff, -32: 0xe0, -33: 0xd0, -128: 0xd0, -129: 0xd1, math.MaxInt16: 0xd1,
		math.MaxInt16 + 1: 0xd2, math.MinInt32: 0xd2, math.MaxInt64: 0xd3, math.MinInt64: 0xd3,
	}
	for value, marker := range markers {
		frame, err := Encode(TimeseriesPush{MinTime: value})
		// Five empty strings and byte strings and the sample count stand before it: 2 + 3*2 + 1 bytes behind the array header.
		if err != nil || frame[headerLength+1+9] != marker {
			t.Errorf("%d: %x, %v; expected marker %x", value, frame, err, marker)
			continue
		}
		message, _, err := Decode(frame)
		if err != nil || message.(TimeseriesPush).MinTime != value {
			t.Errorf("%d: read %v, %v", value, message, err)
		}
	}
}

func TestStringsCountBytesInTheShortestHeader(t *testing.T) {
	for length, header := range map[int]int{0: 1, 31: 1, 32: 2, 255: 2, 256: 3, 65535: 3, 65536: 5} {
		frame, err := Encode(TokenRefresh{strings.Repeat("a", length)})
		if err != nil || len(frame) != headerLength+1+header+length {
			t.Errorf("%d bytes: %d bytes written, %v", length, len(frame), err)
		}
	}
}

func TestWhatIsNoMessageHasNoFrame(t *testing.T) {
	for name, message := range map[string]Message{
		"nothing":         nil,
		"a pointer":       &Throttle{},
		"a nil pointer":   (*Throttle)(nil),
		"no reason":       ResyncRequest{},
		"no UTF-8":        TokenRefresh{"\xff"},
		"surrogate UTF-8": ResyncRequest{Reason: CorruptedState{}, Collection: "\xed\xa0\x80"},
		"key of no UTF-8": VectorClockSync{Clocks: map[string]uint64{"\xff": 1}},
		"pointer variant": ResyncRequest{Reason: &SequenceGap{}},
	} {
		frame, err := Encode(message)
		var refusal *EncodeError
		if frame != nil || !errors.As(err, &refusal) || refusal.Code != EncodeRange {
			t.Errorf("%s: %x, %v; expected %s", name, frame, err, EncodeRange)
		}
	}
}

func TestBodiesEndAt16MiB(t *testing.T) {
	// The headers of the array and of the string take 6 bytes.
	const most = maxBody - 6
	frame, err := Encode(TokenRefresh{strings.Repeat("a", most)})
	if err != nil || binary.LittleEndian.Uint32(frame[1:]) != maxBody {
		t.Fatalf("expected a body of %d bytes: %v", maxBody, err)
	}
	frame, err = Encode(TokenRefresh{strings.Repeat("a", most+1)})
	var refusal *EncodeError
	if frame != nil || !errors.As(err, &refusal) || refusal.Code != EncodeTooLarge {
		t.Fatalf("expected %s: %v", EncodeTooLarge, err)
	}
}

func TestMapsAreWrittenTheSameEachTime(t *testing.T) {
	message := VectorClockSync{Clocks: map[string]uint64{"b": 1, "a": 2, "c": 3, "aa": 4}}
	first, err := Encode(message)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if again, _ := Encode(message); !bytes.Equal(again, first) {
			t.Fatalf("%x, then %x", first, again)
		}
	}
}

func TestDeclaredSizesTakeNoMemory(t *testing.T) {
	for name, body := range map[string][]byte{
		"str32":   {0x91, 0xdb, 0xff, 0xff, 0xff, 0xff},
		"array32": {0xdd, 0xff, 0xff, 0xff, 0xff},
	} {
		frame := append([]byte{0x60, byte(len(body)), 0, 0, 0}, body...)
		used := testing.AllocsPerRun(10, func() {
			if _, _, err := Decode(frame); err == nil {
				t.Errorf("%s was read", name)
			}
		})
		if used > 20 {
			t.Errorf("%s: %f allocations", name, used)
		}
	}
	lists := append([]byte{0x01, 13, 0, 0, 0}, 0x97, 0xa0, 0x80, 0xdd, 0x00, 0xff, 0xff, 0xff, 0xa0, 0xa0, 0xa0, 0xa0, 0xa0)
	if _, _, err := Decode(lists); err == nil {
		t.Error("a list of 2^24 strings in 5 bytes was read")
	}
}

func TestChecksumsAreCRC32C(t *testing.T) {
	for payload, expected := range map[string]uint32{
		"": 0, "123456789": 0xe3069283, "a": 0xc1d04330, "\xab\x9b\xe0\x9b": 0, strings.Repeat("\x00", 32): 0x8a9136aa,
	} {
		if got := Checksum([]byte(payload)); got != expected {
			t.Errorf("%x: %08x; expected %08x", payload, got, expected)
		}
	}
}

// FuzzDecode: any bytes give a message or a refusal, and what was read is written and read again as the same message.
func FuzzDecode(f *testing.F) {
	hint := Hint(Custom{Constraint: "a", Detail: "b"})
	text := "text"
	for _, message := range []Message{
		Handshake{VectorClock: map[string]map[string]uint64{"a": {"1": 2}}, Shapes: []string{"s"}},
		DeltaPush{Collection: "orders", DocumentID: "o1", Delta: Bytes("123456789"), MutationID: 42, Checksum: 0xe3069283},
		DeltaReject{MutationID: 7, Reason: "no", Compensation: hint},
		ShapeSubscribe{ShapeDefinition{Shape: Graph{RootNodes: []string{"n"}, EdgeLabel: &text}}},
		TimeseriesPush{MinTime: -5, Watermarks: map[uint64]uint64{1: 2}},
		ResyncRequest{Reason: SequenceGap{2, 5}, FromMutationID: 2},
		PresenceBroadcast{Channel: "c", Peers: []Presence{{UserID: "u"}}},
		Throttle{true, 5000, 100},
	} {
		frame, err := Encode(message)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(frame)
		for at := range frame {
			damaged := bytes.Clone(frame)
			damaged[at] ^= 0x55
			f.Add(damaged)
			f.Add(frame[:at])
		}
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		message, consumed, err := Decode(input)
		if err != nil {
			var refusal *DecodeError
			if !errors.As(err, &refusal) || refusal.Offset < 0 || refusal.Offset > len(input) {
				t.Fatalf("%x: %v", input, err)
			}
			return
		}
		if consumed < headerLength || consumed > len(input) {
			t.Fatalf("%x: consumed %d", input, consumed)
		}
		frame, err := Encode(message)
		if err != nil {
			t.Fatalf("%x: read %#v and did not write it: %v", input, message, err)
		}
		again, _, err := Decode(frame)
		if err != nil || !reflect.DeepEqual(again, message) {
			t.Fatalf("%x: read %#v, then %#v, %v", input, message, again, err)
		}
	})
}
