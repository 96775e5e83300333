package codec

import "fmt"

// Code says why bytes are no message, or why a message has no frame.
type Code string

// Codes of decoding and of encoding. The checked header, which has two more, is not of dialect P1.
const (
	FrameTooShort    Code = "frame-too-short"
	FrameUnknownType Code = "frame-unknown-type"
	FrameTruncated   Code = "frame-truncated"
	BodyInvalid      Code = "body-invalid"
	EncodeRange      Code = "encode-range"
	EncodeTooLarge   Code = "encode-too-large"
)

// DecodeError is the refusal of bytes: at which offset of the input, and what was expected there.
type DecodeError struct {
	Code     Code
	Offset   int
	Expected string
}

func (e *DecodeError) Error() string {
	return fmt.Sprintf("%s at byte %d: expected %s", e.Code, e.Offset, e.Expected)
}

// EncodeError is the refusal of a message, and what was expected of it.
type EncodeError struct {
	Code     Code
	Expected string
}

func (e *EncodeError) Error() string {
	return fmt.Sprintf("%s: expected %s", e.Code, e.Expected)
}
