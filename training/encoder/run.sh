#!/bin/sh
# From data to weights. Usage: training/encoder/run.sh DATA [WORK]
set -eu
data=${1:?usage: run.sh DATA [WORK]}
work=${2:-$(mktemp -d)}
here=$(dirname "$0")
python=${PYTHON:-python3}
"$python" "$here/train.py" --data "$data" --out "$work/first" --sources muc,police --epochs 2 --rate 1.5e-4
"$python" "$here/train.py" --data "$data" --out "$work/second" --from "$work/first/weights.pt" --frozen 3 --epochs 6 --rate 1.5e-4
"$python" "$here/measure.py" --data "$data" "$work/second/weights.pt"
"$python" "$here/export.py" "$work/second/weights.pt" "$here/../../crates/encoder/data"
