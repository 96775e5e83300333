package codec

import "reflect"

// Reason is why a re-sync is asked for: SequenceGap, ChecksumMismatch or CorruptedState.
type Reason interface{ reason() }

// SequenceGap says that ids are missing.
type SequenceGap struct {
	Expected uint64 `json:"expected"`
	Received uint64 `json:"received"`
}

// ChecksumMismatch says that a payload does not have its checksum.
type ChecksumMismatch struct {
	MutationID uint64 `json:"mutation_id"`
}

// CorruptedState says that the local state cannot be trusted.
type CorruptedState struct{}

func (SequenceGap) reason()      {}
func (ChecksumMismatch) reason() {}
func (CorruptedState) reason()   {}

// Hint is what the author of a refused mutation may do.
type Hint interface{ hint() }

// UniqueViolation names the value that is taken already.
type UniqueViolation struct {
	Field            string `json:"field"`
	ConflictingValue string `json:"conflicting_value"`
}

// ForeignKeyMissing names what is referred to and not there.
type ForeignKeyMissing struct {
	ReferencedID string `json:"referenced_id"`
}

// PermissionDenied says that the author may not do this.
type PermissionDenied struct{}

// RateLimited says when to try again.
type RateLimited struct {
	RetryAfterMS uint64 `json:"retry_after_ms"`
}

// SchemaViolation names the field that does not fit.
type SchemaViolation struct {
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

// Custom names a constraint of the application.
type Custom struct {
	Constraint string `json:"constraint"`
	Detail     string `json:"detail"`
}

// IntegrityViolation says that the payload does not have its checksum.
type IntegrityViolation struct{}

func (UniqueViolation) hint()    {}
func (ForeignKeyMissing) hint()  {}
func (PermissionDenied) hint()   {}
func (RateLimited) hint()        {}
func (SchemaViolation) hint()    {}
func (Custom) hint()             {}
func (IntegrityViolation) hint() {}

// Shape is what a shape selects: Document, Graph or Vector.
type Shape interface{ shape() }

// Document selects documents of a collection.
type Document struct {
	Collection string `json:"collection"`
	Predicate  Bytes  `json:"predicate"`
}

// Graph selects what is reached from some nodes.
type Graph struct {
	RootNodes []string `json:"root_nodes"`
	MaxDepth  uint64   `json:"max_depth"`
	EdgeLabel *string  `json:"edge_label,omitempty"`
}

// Vector selects the vectors of a collection.
type Vector struct {
	Collection string  `json:"collection"`
	FieldName  *string `json:"field_name,omitempty"`
}

func (Document) shape() {}
func (Graph) shape()    {}
func (Vector) shape()   {}

// variants are the values of each enum. The name of a variant on the wire and in JSON is that of its type.
var variants = map[reflect.Type][]reflect.Type{
	reflect.TypeFor[Reason](): {
		reflect.TypeFor[SequenceGap](), reflect.TypeFor[ChecksumMismatch](), reflect.TypeFor[CorruptedState](),
	},
	reflect.TypeFor[Hint](): {
		reflect.TypeFor[UniqueViolation](), reflect.TypeFor[ForeignKeyMissing](), reflect.TypeFor[PermissionDenied](),
		reflect.TypeFor[RateLimited](), reflect.TypeFor[SchemaViolation](), reflect.TypeFor[Custom](),
		reflect.TypeFor[IntegrityViolation](),
	},
	reflect.TypeFor[Shape](): {
		reflect.TypeFor[Document](), reflect.TypeFor[Graph](), reflect.TypeFor[Vector](),
	},
}

// Variant finds the variant of an enum, Message among them, by its name, compared byte for byte.
func Variant(enum reflect.Type, name string) (reflect.Type, bool) {
	for _, variant := range variants[enum] {
		if variant.Name() == name {
			return variant, true
		}
	}
	return nil, false
}

var byType = map[byte]reflect.Type{}

func init() {
	enum := reflect.TypeFor[Message]()
	for _, message := range messages {
		byType[message.Type()] = reflect.TypeOf(message)
		variants[enum] = append(variants[enum], reflect.TypeOf(message))
	}
}
