package codec

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"slices"
	"unicode/utf8"

	"github.com/tinylib/msgp/msgp"
)

// appendValue writes a value whose Go type says how it stands in a body, everything in its shortest form.
func appendValue(to []byte, value reflect.Value) ([]byte, error) {
	switch value.Kind() {
	case reflect.Bool:
		return msgp.AppendBool(to, value.Bool()), nil
	case reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return msgp.AppendUint64(to, value.Uint()), nil
	case reflect.Int64:
		return msgp.AppendInt64(to, value.Int()), nil
	case reflect.String:
		if !utf8.ValidString(value.String()) {
			return nil, &EncodeError{EncodeRange, "strings of valid UTF-8"}
		}
		if uint64(value.Len()) > math.MaxUint32 {
			return nil, tooLarge
		}
		return msgp.AppendString(to, value.String()), nil
	case reflect.Pointer:
		return appendValue(to, value.Elem())
	case reflect.Slice:
		if uint64(value.Len()) > math.MaxUint32 {
			return nil, tooLarge
		}
		if value.Type() == reflect.TypeFor[Bytes]() {
			return msgp.AppendBytes(to, value.Bytes()), nil
		}
		return appendList(to, value)
	case reflect.Map:
		return appendMap(to, value)
	case reflect.Struct:
		return appendStruct(to, value)
	case reflect.Interface:
		return appendVariant(to, value)
	}
	return nil, fmt.Errorf("codec: %s has no form on the wire", value.Type())
}

func appendList(to []byte, value reflect.Value) ([]byte, error) {
	to = msgp.AppendArrayHeader(to, uint32(value.Len()))
	for at := range value.Len() {
		var err error
		if to, err = appendValue(to, value.Index(at)); err != nil {
			return nil, err
		}
	}
	return to, nil
}

// appendMap writes pairs by ascending key as it is on the wire: their order is free, and the same map gives the same bytes.
func appendMap(to []byte, value reflect.Value) ([]byte, error) {
	var pairs [][]byte
	for _, key := range value.MapKeys() {
		pair, err := appendValue(nil, key)
		if err != nil {
			return nil, err
		}
		if pair, err = appendValue(pair, value.MapIndex(key)); err != nil {
			return nil, err
		}
		pairs = append(pairs, pair)
	}
	slices.SortFunc(pairs, bytes.Compare)
	return append(msgp.AppendMapHeader(to, uint32(len(pairs))), bytes.Join(pairs, nil)...), nil
}

func appendStruct(to []byte, value reflect.Value) ([]byte, error) {
	to = msgp.AppendArrayHeader(to, uint32(value.NumField()))
	for at := range value.NumField() {
		if Optional(value.Type().Field(at)) && value.Field(at).IsNil() {
			to = msgp.AppendNil(to)
			continue
		}
		var err error
		if to, err = appendValue(to, value.Field(at)); err != nil {
			return nil, err
		}
	}
	return to, nil
}

func appendVariant(to []byte, value reflect.Value) ([]byte, error) {
	variant := value.Elem()
	if !variant.IsValid() {
		return nil, &EncodeError{EncodeRange, "a variant of " + value.Type().Name()}
	}
	if _, ok := Variant(value.Type(), variant.Type().Name()); !ok {
		return nil, &EncodeError{EncodeRange, "a variant of " + value.Type().Name()}
	}
	to = msgp.AppendString(msgp.AppendArrayHeader(to, 2), variant.Type().Name())
	if variant.NumField() == 0 {
		return msgp.AppendNil(to), nil
	}
	return appendStruct(to, variant)
}
