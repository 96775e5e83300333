package canonical

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"

	"nodedb/codec"
)

// Write gives the canonical JSON of a value, on one line.
func Write(value any) ([]byte, error) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(tree(reflect.ValueOf(value))); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(line.Bytes(), []byte("\n")), nil
}

// tree is the value as the library writes it.
func tree(value reflect.Value) any {
	switch value.Type() {
	case reflect.TypeFor[json.RawMessage]():
		return value.Interface()
	case reflect.TypeFor[codec.Bytes]():
		return hex.EncodeToString(value.Bytes())
	case reflect.TypeFor[Count]():
		return value.Uint()
	case reflect.TypeFor[codec.Tenant]():
		return fmt.Sprint(value.Uint())
	}
	switch value.Kind() {
	case reflect.Uint64, reflect.Int64:
		return fmt.Sprint(value.Interface())
	case reflect.Pointer:
		return tree(value.Elem())
	case reflect.Slice:
		items := make([]any, value.Len())
		for at := range items {
			items[at] = tree(value.Index(at))
		}
		return items
	case reflect.Map:
		members := make(map[string]any, value.Len())
		for _, key := range value.MapKeys() {
			members[fmt.Sprint(key.Interface())] = tree(value.MapIndex(key))
		}
		return members
	case reflect.Struct:
		return members(value)
	case reflect.Interface:
		variant := members(value.Elem())
		variant[tagOf(value.Type())] = value.Elem().Type().Name()
		return variant
	}
	return value.Interface()
}

func members(value reflect.Value) map[string]any {
	found := make(map[string]any, value.NumField())
	for at := range value.NumField() {
		field := value.Type().Field(at)
		if codec.Optional(field) && value.Field(at).IsZero() {
			continue
		}
		found[nameOf(field)] = tree(value.Field(at))
	}
	return found
}
