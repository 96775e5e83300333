#!/usr/bin/env bash
# Builds the adapter from the locked crates and prints the path of its binary.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! command -v cargo >/dev/null; then
  echo 'osproxy-shim: cargo is missing; install Rust 1.94 or newer (https://rustup.rs)' >&2
  exit 3
fi
cargo build --release --locked >&2
target=$(cargo metadata --format-version 1 --no-deps --locked --offline | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
echo "$target/release/osproxy-shim"
