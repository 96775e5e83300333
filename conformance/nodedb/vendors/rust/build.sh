#!/bin/sh
# Builds the adapters of the published NodeDB crates. Prints their paths. Exit 3 when there is no cargo.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if ! command -v cargo >/dev/null 2>&1; then
  echo "cargo not found: install a Rust toolchain (1.95 or later) to build conformance/nodedb/vendors/rust" >&2
  exit 3
fi
: "${CARGO_BUILD_JOBS:=1}"
export CARGO_BUILD_JOBS CARGO_TARGET_DIR="$here/target"
for package in shim zerompk-0.6.0; do
  # Release 0.6.2 asks for Rust 1.96 and builds with 1.95.
  nice -n 10 cargo build --release --locked --quiet --ignore-rust-version --manifest-path "$here/$package/Cargo.toml"
done
echo "$CARGO_TARGET_DIR/release/nodedb-shim"
echo "$CARGO_TARGET_DIR/release/nodedb-shim-zerompk-0-6-0"
