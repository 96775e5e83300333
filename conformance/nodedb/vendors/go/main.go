// Command nodedb-receiver answers the conformance kit on standard input and output.
package main

import (
	"fmt"
	"os"

	"nodedb/adapter"
)

func main() {
	if err := adapter.Serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "nodedb-receiver:", err)
		os.Exit(1)
	}
}
