package codec

import (
	"unicode/utf8"

	"github.com/tinylib/msgp/msgp"
)

// reader reads the values of one body. The library reads more than the specification allows, signed integers where unsigned
// ones are due for example, so that each value is let through by its marker first.
type reader struct {
	rest []byte
	// end is the offset of the first byte behind the body.
	end int
}

func (r *reader) offset() int { return r.end - len(r.rest) }

func (r *reader) refuse(expected string) error {
	return &DecodeError{BodyInvalid, r.offset(), expected}
}

// take moves behind a value that the library has read, or refuses what it refused.
func (r *reader) take(rest []byte, err error, expected string) error {
	if err != nil {
		return r.refuse(expected)
	}
	r.rest = rest
	return nil
}

func (r *reader) marker() (byte, bool) {
	if len(r.rest) == 0 {
		return 0, false
	}
	return r.rest[0], true
}

// isNil takes a nil if one is there.
func (r *reader) isNil() bool {
	marker, ok := r.marker()
	if !ok || marker != 0xc0 {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

func (r *reader) boolean() (bool, error) {
	value, rest, err := msgp.ReadBoolBytes(r.rest)
	return value, r.take(rest, err, "a boolean")
}

// unsigned reads an integer that is written at most `bits` wide (NDB-023, NDB-024).
func (r *reader) unsigned(bits int) (uint64, error) {
	const expected = "an unsigned integer of the width of the member"
	marker, ok := r.marker()
	fixed := marker <= 0x7f
	wide := marker >= 0xcc && marker <= 0xcf && 8<<(marker-0xcc) <= bits
	if !ok || !fixed && !wide {
		return 0, r.refuse(expected)
	}
	value, rest, err := msgp.ReadUint64Bytes(r.rest)
	return value, r.take(rest, err, expected)
}

func (r *reader) signed() (int64, error) {
	const expected = "a signed integer"
	marker, ok := r.marker()
	fixed := marker <= 0x7f || marker >= 0xe0
	wide := marker >= 0xd0 && marker <= 0xd3
	if !ok || !fixed && !wide {
		return 0, r.refuse(expected)
	}
	value, rest, err := msgp.ReadInt64Bytes(r.rest)
	return value, r.take(rest, err, expected)
}

func (r *reader) text() (string, error) {
	const expected = "a string of valid UTF-8"
	marker, ok := r.marker()
	fixed := marker >= 0xa0 && marker <= 0xbf
	if !ok || !fixed && (marker < 0xd9 || marker > 0xdb) {
		return "", r.refuse(expected)
	}
	value, rest, err := msgp.ReadStringZC(r.rest)
	if err == nil && !utf8.Valid(value) {
		return "", r.refuse(expected)
	}
	return string(value), r.take(rest, err, expected)
}

func (r *reader) bin() (Bytes, error) {
	const expected = "bytes as bin"
	if marker, ok := r.marker(); !ok || marker < 0xc4 || marker > 0xc6 {
		return nil, r.refuse(expected)
	}
	value, rest, err := msgp.ReadBytesZC(r.rest)
	if err != nil {
		return nil, r.refuse(expected)
	}
	return append(Bytes{}, value...), r.take(rest, err, expected)
}

// array reads a count of elements; each of them has at least one byte (NDB-030).
func (r *reader) array() (int, error) {
	const expected = "an array that the remaining bytes can hold"
	marker, ok := r.marker()
	fixed := marker >= 0x90 && marker <= 0x9f
	if !ok || !fixed && marker != 0xdc && marker != 0xdd {
		return 0, r.refuse(expected)
	}
	count, rest, err := msgp.ReadArrayHeaderBytes(r.rest)
	if err == nil && uint64(count) > uint64(len(rest)) {
		return 0, r.refuse(expected)
	}
	return int(count), r.take(rest, err, expected)
}

// dictionary reads a count of pairs; each of them has at least two bytes.
func (r *reader) dictionary() (int, error) {
	const expected = "a map that the remaining bytes can hold"
	marker, ok := r.marker()
	fixed := marker >= 0x80 && marker <= 0x8f
	if !ok || !fixed && marker != 0xde && marker != 0xdf {
		return 0, r.refuse(expected)
	}
	count, rest, err := msgp.ReadMapHeaderBytes(r.rest)
	if err == nil && 2*uint64(count) > uint64(len(rest)) {
		return 0, r.refuse(expected)
	}
	return int(count), r.take(rest, err, expected)
}
