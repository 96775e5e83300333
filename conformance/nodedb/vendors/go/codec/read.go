package codec

import (
	"fmt"
	"reflect"
	"strings"
)

// Optional says whether a field may be nil on the wire and absent in JSON.
func Optional(field reflect.StructField) bool {
	return strings.HasSuffix(field.Tag.Get("json"), ",omitempty")
}

// read fills in a value whose Go type says how it stands in a body.
func (r *reader) read(into reflect.Value) error {
	switch into.Kind() {
	case reflect.Bool:
		value, err := r.boolean()
		into.SetBool(value)
		return err
	case reflect.Uint16, reflect.Uint32, reflect.Uint64:
		value, err := r.unsigned(into.Type().Bits())
		into.SetUint(value)
		return err
	case reflect.Int64:
		value, err := r.signed()
		into.SetInt(value)
		return err
	case reflect.String:
		value, err := r.text()
		into.SetString(value)
		return err
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		return r.read(into.Elem())
	case reflect.Slice:
		if into.Type() == reflect.TypeFor[Bytes]() {
			value, err := r.bin()
			into.SetBytes(value)
			return err
		}
		return r.readList(into)
	case reflect.Map:
		return r.readMap(into)
	case reflect.Struct:
		return r.readStruct(into)
	case reflect.Interface:
		return r.readVariant(into)
	}
	return fmt.Errorf("codec: %s has no form on the wire", into.Type())
}

func (r *reader) readList(into reflect.Value) error {
	count, err := r.array()
	if err != nil {
		return err
	}
	into.Set(reflect.MakeSlice(into.Type(), 0, 0))
	for range count {
		item := reflect.New(into.Type().Elem()).Elem()
		if err := r.read(item); err != nil {
			return err
		}
		into.Set(reflect.Append(into, item))
	}
	return nil
}

// readMap takes the last value of a key that comes twice.
func (r *reader) readMap(into reflect.Value) error {
	count, err := r.dictionary()
	if err != nil {
		return err
	}
	into.Set(reflect.MakeMap(into.Type()))
	for range count {
		key, value := reflect.New(into.Type().Key()).Elem(), reflect.New(into.Type().Elem()).Elem()
		if err := r.read(key); err != nil {
			return err
		}
		if err := r.read(value); err != nil {
			return err
		}
		into.SetMapIndex(key, value)
	}
	return nil
}

// readStruct reads an array of exactly the fields (NDB-013).
func (r *reader) readStruct(into reflect.Value) error {
	if err := r.exactly(into.NumField()); err != nil {
		return err
	}
	for at := range into.NumField() {
		if Optional(into.Type().Field(at)) && r.isNil() {
			continue
		}
		if err := r.read(into.Field(at)); err != nil {
			return err
		}
	}
	return nil
}

// readVariant reads the name of a variant and its payload: its fields, or nil if it has none (NDB-017, NDB-020).
func (r *reader) readVariant(into reflect.Value) error {
	if err := r.exactly(2); err != nil {
		return err
	}
	before := *r
	name, err := r.text()
	if err != nil {
		return err
	}
	variant, ok := Variant(into.Type(), name)
	if !ok {
		return before.refuse("the name of a variant of " + into.Type().Name())
	}
	value := reflect.New(variant).Elem()
	if variant.NumField() > 0 {
		err = r.readStruct(value)
	} else if !r.isNil() {
		err = r.refuse("nil after " + name)
	}
	into.Set(value)
	return err
}

func (r *reader) exactly(count int) error {
	before := *r
	found, err := r.array()
	if err == nil && found != count {
		return before.refuse(fmt.Sprintf("an array of %d", count))
	}
	return err
}
