// Package canonical reads and writes the canonical JSON of messages and values: 64-bit integers are decimal strings, bytes are
// lower-case hex, an absent value is an absent member, an enum is an object that names its variant. It is read fail-closed.
package canonical

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"nodedb/codec"
)

// Count is a number of JSON, 0 to 2^53-1.
type Count uint64

const maxCount = 1<<53 - 1

// Read fills in the value that `into` points to. The error says at which member what was expected; `into` is then undefined.
func Read(raw []byte, into any) error {
	return read(raw, reflect.ValueOf(into).Elem())
}

func read(raw json.RawMessage, into reflect.Value) error {
	switch into.Type() {
	case reflect.TypeFor[json.RawMessage]():
		into.SetBytes(append(json.RawMessage{}, raw...))
		return nil
	case reflect.TypeFor[codec.Bytes]():
		return readBytes(raw, into)
	case reflect.TypeFor[codec.Tenant]():
		return readDecimal(raw, into)
	case reflect.TypeFor[Count]():
		value, err := strconv.ParseUint(string(raw), 10, 53)
		if err != nil {
			return fmt.Errorf("expected an integer from 0 to %d", uint64(maxCount))
		}
		into.SetUint(value)
		return nil
	}
	switch into.Kind() {
	case reflect.Bool:
		into.SetBool(string(raw) == "true")
		return unless(string(raw) == "true" || string(raw) == "false", "a boolean")
	case reflect.Uint16, reflect.Uint32:
		value, err := strconv.ParseUint(string(raw), 10, into.Type().Bits())
		into.SetUint(value)
		return unless(err == nil, fmt.Sprintf("an unsigned integer of %d bits", into.Type().Bits()))
	case reflect.Uint64, reflect.Int64:
		return readDecimal(raw, into)
	case reflect.String:
		text, err := readText(raw)
		into.SetString(text)
		return err
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		return read(raw, into.Elem())
	case reflect.Slice:
		return readList(raw, into)
	case reflect.Map:
		return readMap(raw, into)
	case reflect.Struct:
		members, err := readMembers(raw)
		if err != nil {
			return err
		}
		return readStruct(members, into)
	case reflect.Interface:
		return readVariant(raw, into)
	}
	return fmt.Errorf("%s has no canonical JSON", into.Type())
}

func unless(ok bool, expected string) error {
	if ok {
		return nil
	}
	return fmt.Errorf("expected %s", expected)
}

// readText reads a string of Unicode scalar values. The library would put U+FFFD for a lone surrogate.
func readText(raw json.RawMessage) (string, error) {
	const expected = "a string without lone surrogates"
	var text string
	if len(raw) == 0 || raw[0] != '"' || loneSurrogate(raw) || json.Unmarshal(raw, &text) != nil {
		return "", fmt.Errorf("expected %s", expected)
	}
	return text, nil
}

// loneSurrogate looks for an escaped surrogate without its other half.
func loneSurrogate(raw []byte) bool {
	for at := 0; at+1 < len(raw); at++ {
		if raw[at] != '\\' {
			continue
		}
		at++
		switch half := escaped(raw[at-1:]); {
		case half >= 0xd800 && half < 0xdc00:
			if other := escaped(raw[at+5:]); other < 0xdc00 || other > 0xdfff {
				return true
			}
			at += 6
		case half >= 0xdc00 && half <= 0xdfff:
			return true
		}
	}
	return false
}

// escaped is the code unit of an escape such as \u00e9 at the front, or 0.
func escaped(raw []byte) uint64 {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0
	}
	unit, _ := strconv.ParseUint(string(raw[2:6]), 16, 16)
	return unit
}

func readDecimal(raw json.RawMessage, into reflect.Value) error {
	text, err := readText(raw)
	bits := into.Type().Bits()
	expected := fmt.Sprintf("a decimal string of %d bits", bits)
	if err != nil {
		return fmt.Errorf("expected %s", expected)
	}
	if into.CanInt() {
		value, err := strconv.ParseInt(text, 10, bits)
		into.SetInt(value)
		return unless(err == nil && strconv.FormatInt(value, 10) == text, expected)
	}
	value, err := strconv.ParseUint(text, 10, bits)
	into.SetUint(value)
	return unless(err == nil && strconv.FormatUint(value, 10) == text, expected)
}

func readBytes(raw json.RawMessage, into reflect.Value) error {
	text, err := readText(raw)
	if err != nil {
		return err
	}
	bytes, err := hex.DecodeString(text)
	into.SetBytes(bytes)
	return unless(err == nil && strings.ToLower(text) == text, "lower-case hex of whole bytes")
}

func readList(raw json.RawMessage, into reflect.Value) error {
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil || items == nil {
		return unless(false, "an array")
	}
	into.Set(reflect.MakeSlice(into.Type(), len(items), len(items)))
	for at, item := range items {
		if err := read(item, into.Index(at)); err != nil {
			return fmt.Errorf("/%d: %w", at, err)
		}
	}
	return nil
}

func readMembers(raw json.RawMessage) (map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil || members == nil {
		return nil, unless(false, "an object")
	}
	return members, nil
}

func readMap(raw json.RawMessage, into reflect.Value) error {
	members, err := readMembers(raw)
	if err != nil {
		return err
	}
	if loneSurrogate(raw) {
		return unless(false, "strings without lone surrogates")
	}
	into.Set(reflect.MakeMap(into.Type()))
	for name, member := range members {
		key, value := reflect.New(into.Type().Key()).Elem(), reflect.New(into.Type().Elem()).Elem()
		// A key stands in JSON as a string, like a string or a decimal value.
		quoted, err := json.Marshal(name)
		if err != nil {
			return err
		}
		if err := read(quoted, key); err != nil {
			return fmt.Errorf("/%s: %w", name, err)
		}
		if err := read(member, value); err != nil {
			return fmt.Errorf("/%s: %w", name, err)
		}
		into.SetMapIndex(key, value)
	}
	return nil
}

// readStruct takes exactly the members that the type has.
func readStruct(members map[string]json.RawMessage, into reflect.Value) error {
	taken := 0
	for at := range into.NumField() {
		field := into.Type().Field(at)
		name := nameOf(field)
		member, ok := members[name]
		if !ok {
			if codec.Optional(field) {
				continue
			}
			return fmt.Errorf("/%s: expected this member", name)
		}
		taken++
		if err := read(member, into.Field(at)); err != nil {
			return fmt.Errorf("/%s: %w", name, err)
		}
	}
	return unless(taken == len(members), fmt.Sprintf("no other members than those of %s", into.Type().Name()))
}

func readVariant(raw json.RawMessage, into reflect.Value) error {
	members, err := readMembers(raw)
	if err != nil {
		return err
	}
	tag := tagOf(into.Type())
	name, err := readText(members[tag])
	variant, ok := codec.Variant(into.Type(), name)
	if err != nil || !ok {
		return fmt.Errorf("/%s: expected the name of a variant of %s", tag, into.Type().Name())
	}
	delete(members, tag)
	value := reflect.New(variant).Elem()
	if err := readStruct(members, value); err != nil {
		return err
	}
	into.Set(value)
	return nil
}

// tagOf is the member that names the variant.
func tagOf(enum reflect.Type) string {
	if enum == reflect.TypeFor[codec.Message]() {
		return "type"
	}
	return "kind"
}

func nameOf(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}
