#!/bin/sh
# Builds the adapter of the published client nodedb-lite. Prints its path. Exit 3 when there is no cargo.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if ! command -v cargo >/dev/null 2>&1; then
  echo "cargo not found: install a Rust toolchain (1.95 or later) to build conformance/nodedb/vendors/rust-lite" >&2
  exit 3
fi
: "${CARGO_BUILD_JOBS:=1}"
export CARGO_BUILD_JOBS CARGO_TARGET_DIR="$here/target"
# Its dependencies of release 0.6.2 ask for Rust 1.96 and build with 1.95.
nice -n 10 cargo build --release --locked --quiet --ignore-rust-version --manifest-path "$here/Cargo.toml"
echo "$CARGO_TARGET_DIR/release/nodedb-lite-shim"
