#!/usr/bin/env bash
# Writes the skeleton of an adapter in every language, sees that it speaks and is wrong, completes it by its patch to a placement store,
# and runs the kit on that. Arguments: languages; all of them without any. Needs their toolchains and a built kit.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cutover() { node "$root/dist/cutover.js" "$@"; }

declare -A command=(
  [python]="python3 adapter.py" [typescript]="$root/node_modules/.bin/tsx adapter.mts" [go]="./adapter"
  [rust]="./target/release/adapter" [java]="java -cp build Adapter"
)
declare -A build=(
  [python]=true [typescript]=true [go]="go build -o adapter ." [rust]="cargo build --release --quiet" [java]="javac -d build Adapter.java"
)

for language in "${@:-python typescript go rust java}"; do
  for each in $language; do
    folder="$work/$each"
    cutover init --lang "$each" --protocol osproxy --output "$folder" >"$work/said"
    cd "$folder"
    ${build[$each]}
    # It speaks, and the operation to write next is named.
    if cutover adapter check osproxy --adapter "${command[$each]}" >"$work/said"; then cat "$work/said"; exit 1; fi
    grep -q '^✗ CUT-ADAPTER-SMOKE' "$work/said" && grep -q '^next to write: store\.' "$work/said" || { cat "$work/said"; exit 1; }
    git apply "$here/$each.patch"
    ${build[$each]}
    cutover adapter check osproxy --adapter "${command[$each]}"
    cutover run osproxy --budget quick --adapter "${command[$each]}" --output "$work/report"
    cd "$root"
  done
done
