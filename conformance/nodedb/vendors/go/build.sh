#!/bin/sh
# Builds the adapter of the receiver in Go. Prints its path. Exit 3 when there is no go.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if ! command -v go >/dev/null 2>&1; then
  echo "go not found: install Go 1.24 or later to build conformance/nodedb/vendors/go" >&2
  exit 3
fi
cd "$here"
nice -n 10 go build -p 1 -trimpath -buildvcs=false -o bin/nodedb-receiver .
echo "$here/bin/nodedb-receiver"
