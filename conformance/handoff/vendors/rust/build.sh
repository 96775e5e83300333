#!/bin/sh
# Builds the adapters of the published handoff crate, one for each release. Prints their paths. Exit 3 when there is no cargo.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if ! command -v cargo >/dev/null 2>&1; then
  echo "cargo not found: install a Rust toolchain (1.92 or later) to build conformance/handoff/vendors/rust" >&2
  exit 3
fi
: "${CARGO_BUILD_JOBS:=1}"
export CARGO_BUILD_JOBS CARGO_TARGET_DIR="$here/target"
for release in 0.1.0 0.1.1 0.1.2 0.1.4; do
  nice -n 10 cargo build --locked --quiet --manifest-path "$here/$release/Cargo.toml"
  echo "$CARGO_TARGET_DIR/debug/handoff-shim-$(echo "$release" | tr . -)"
done
