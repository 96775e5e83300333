// Package codec writes and reads the frames of the nodedb sync protocol in dialect P1, that of nodedb-types 0.0.5 and 0.0.6.
package codec

import (
	"encoding/binary"
	"fmt"
	"reflect"
)

const (
	headerLength = 5
	// maxBody is the longest body that is written, in bytes (NDB-010).
	maxBody = 16 << 20
)

var tooLarge = &EncodeError{EncodeTooLarge, fmt.Sprintf("a body of at most %d bytes", maxBody)}

// Encode writes a message as one frame. It refuses, with an *EncodeError and no bytes, what is no message of the dialect.
func Encode(message Message) ([]byte, error) {
	value := reflect.ValueOf(message)
	if value.Kind() != reflect.Struct || byType[message.Type()] != value.Type() {
		return nil, &EncodeError{EncodeRange, "a message of dialect P1"}
	}
	frame, err := appendStruct(make([]byte, headerLength, 64), value)
	if err != nil {
		return nil, err
	}
	length := len(frame) - headerLength
	if length > maxBody {
		return nil, tooLarge
	}
	frame[0] = message.Type()
	binary.LittleEndian.PutUint32(frame[1:], uint32(length))
	return frame, nil
}

// Decode reads the frame at the front of the input, and says how many bytes belong to it. Whatever follows is not looked at. It
// refuses with a *DecodeError. Time and memory are bounded by the input.
func Decode(input []byte) (message Message, consumed int, err error) {
	if len(input) < headerLength {
		return nil, 0, &DecodeError{FrameTooShort, len(input), fmt.Sprintf("a header of %d bytes", headerLength)}
	}
	layout, ok := byType[input[0]]
	if !ok {
		return nil, 0, &DecodeError{FrameUnknownType, 0, "a message type of dialect P1"}
	}
	length := uint64(binary.LittleEndian.Uint32(input[1:]))
	if length > uint64(len(input)-headerLength) {
		return nil, 0, &DecodeError{FrameTruncated, len(input), fmt.Sprintf("a body of %d bytes", length)}
	}
	end := headerLength + int(length)
	body := reader{input[headerLength:end], end}
	value := reflect.New(layout).Elem()
	if err := body.readStruct(value); err != nil {
		return nil, 0, err
	}
	return value.Interface().(Message), end, nil
}
