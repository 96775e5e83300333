package adapter

import (
	"encoding/json"
	"errors"

	"nodedb/canonical"
	"nodedb/codec"
)

type encodeParams struct {
	Message json.RawMessage `json:"message"`
}

type encoded struct {
	Frame codec.Bytes `json:"frame"`
}

func encode(_ *session, params encodeParams) (any, error) {
	if params.Message[0] != '{' {
		return nil, invalid("/message: expected an object")
	}
	var message codec.Message
	if err := canonical.Read(params.Message, &message); err != nil {
		return nil, &failure{Code: string(codec.EncodeRange), Message: err.Error()}
	}
	frame, err := codec.Encode(message)
	var refusal *codec.EncodeError
	if errors.As(err, &refusal) {
		return nil, &failure{Code: string(refusal.Code), Message: "expected " + refusal.Expected}
	}
	return encoded{frame}, err
}

type decoded struct {
	Type     canonical.Count `json:"type"`
	Consumed canonical.Count `json:"consumed"`
	Message  codec.Message   `json:"message"`
}

func decode(_ *session, params hexParams) (any, error) {
	message, consumed, err := codec.Decode(params.Hex)
	var refusal *codec.DecodeError
	if errors.As(err, &refusal) {
		offset := canonical.Count(refusal.Offset)
		return nil, &failure{Code: string(refusal.Code), Message: "expected " + refusal.Expected, Offset: &offset}
	}
	if err != nil {
		return nil, err
	}
	return decoded{canonical.Count(message.Type()), canonical.Count(consumed), message}, nil
}

type checksum struct {
	CRC32C uint32 `json:"crc32c"`
}

func crc32c(_ *session, params hexParams) (any, error) {
	return checksum{codec.Checksum(params.Hex)}, nil
}
