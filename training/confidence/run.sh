#!/bin/sh
# run.sh DIR PYTHON: writes the signs, fits the weights, puts them where the coder reads them.
set -e
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
cargo run --release -p xtask -- confidence --data "$1" --out "$out"
"${2:-python3}" "$(dirname "$0")/fit.py" "$out/signs.jsonl" "$(dirname "$0")/../../crates/coder/data/confidence.toml"
