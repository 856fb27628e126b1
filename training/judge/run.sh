#!/bin/sh
# From texts with their key to the judge's weights. Usage: training/judge/run.sh DATA [WORK]
set -eu
data=${1:?usage: run.sh DATA [WORK]}
work=${2:-$(mktemp -d)}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
mkdir -p "$work/texts/muc"
cp "$data/muc/train.jsonl" "$work/texts/muc/test.jsonl"
cargo run --quiet --release --package xtask -- quality --data "$work/texts" --split test --only muc --out "$work/seen" >/dev/null
"$python" "$here/fit.py" --data "$data" --seen "$work/seen/muc-considered.jsonl" --out "$here/../../crates/coder/data"
