// Package adapter connects the codec and the receiver to the conformance kit: one JSON object a line in, one out.
package adapter

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"nodedb/canonical"
)

// maxLine is the longest line of the envelope, in bytes.
const maxLine = 16 << 20

type request struct {
	ID     canonical.Count `json:"id"`
	Op     string          `json:"op"`
	Params json.RawMessage `json:"params,omitempty"`
}

// reply has exactly one of OK, Error and Unsupported.
type reply struct {
	ID          canonical.Count `json:"id"`
	OK          json.RawMessage `json:"ok,omitempty"`
	Error       *failure        `json:"error,omitempty"`
	Unsupported *string         `json:"unsupported,omitempty"`
}

// failure is a typed refusal. Offset is the byte at which input was refused.
type failure struct {
	Code    string           `json:"code"`
	Message string           `json:"message"`
	Offset  *canonical.Count `json:"offset,omitempty"`
}

func (f *failure) Error() string { return f.Code + ": " + f.Message }

// errUnsupported is the answer to an operation of a role that is not played.
type errUnsupported string

func (e errUnsupported) Error() string { return string(e) }

var errRequest = errors.New("expected a request: one JSON object with id, op and params, in UTF-8")

// Serve answers requests, each once and in order, until bye or the end of the input. A line that is no request ends it with an
// error, since there is no id to answer to.
func Serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 1<<16)
	replies := bufio.NewWriterSize(out, 1<<16)
	session := newSession()
	for {
		line, err := readLine(lines)
		if err == io.EOF {
			return replies.Flush()
		}
		if err != nil {
			return errors.Join(err, replies.Flush())
		}
		var asked request
		if !utf8.Valid(line) || canonical.Read(line, &asked) != nil {
			return errors.Join(errRequest, replies.Flush())
		}
		answer, err := canonical.Write(session.answer(asked))
		if err != nil {
			return errors.Join(err, replies.Flush())
		}
		if _, err := replies.Write(append(answer, '\n')); err != nil {
			return err
		}
		if asked.Op == "bye" {
			return replies.Flush()
		}
		if lines.Buffered() > 0 {
			continue
		}
		if err := replies.Flush(); err != nil {
			return err
		}
	}
}

// readLine gives a line without its end. A part of a line at the end of the input is none.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, errors.New("expected lines of at most 16 MiB")
		}
		if err == nil {
			return line[:len(line)-1], nil
		}
		if err != bufio.ErrBufferFull {
			return nil, err
		}
	}
}
