#!/bin/sh
# From news of shootings with its key to the chooser's weights. Usage: training/chooser/run.sh DATA [WORK]
set -eu
# Threads that wait for each other on a busy machine cost more than they save.
export OMP_NUM_THREADS=1
data=${1:?usage: run.sh DATA [WORK]}
work=${2:-$(mktemp -d)}
here=$(cd "$(dirname "$0")" && pwd)
cargo run --quiet --release --package xtask -- tolls --data "$data" --out "$work"
"${PYTHON:-python3}" "$here/fit.py" --tolls "$work/tolls.jsonl" --out "$here/../../crates/coder/data"
