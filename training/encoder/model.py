"""MiniLM with one linear layer of outputs for each piece; written out so that the exported graph holds nothing but plain operations."""

import math

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from schema import OUTPUTS

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention, self.norm_output = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias):
        batch, length = x.shape[0], x.shape[1]

        def split(y):
            return y.reshape(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if self.training:
            seen = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        else:
            seen = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias, -1) @ value
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm_attention(x + self.dropout(self.output(seen)))
        return self.norm_output(x + self.dropout(self.narrow(F.gelu(self.widen(x)))))


class Reader(nn.Module):
    """Pieces and mask, both `[batch, length]`, to outputs `[batch, length, sum of widths]`."""

    def __init__(self, dropout=0.1):
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        # Rare words keep the meaning that the base gave them, and the step costs less.
        for part in (self.words, self.positions):
            part.weight.requires_grad = False
        self.heads = nn.Linear(WIDTH, sum(width for _, width in OUTPUTS))

    def start(self, pieces, mask, layers):
        """Hidden states after the first layers."""
        places = torch.arange(pieces.shape[1])
        x = self.dropout(self.norm(self.words(pieces) + self.positions(places) + self.kind))
        for layer in self.layers[:layers]:
            x = layer(x, self.bias(mask, x))
        return x

    def finish(self, x, mask, layers):
        """Outputs from the hidden states after the first layers."""
        for layer in self.layers[layers:]:
            x = layer(x, self.bias(mask, x))
        return self.heads(x)

    def bias(self, mask, x):
        return ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, None, :]

    def forward(self, pieces, mask):
        return self.finish(self.start(pieces, mask, 0), mask, 0)


def outputs(flat):
    """The flat outputs by name."""
    out, at = {}, 0
    for name, width in OUTPUTS:
        out[name] = flat[..., at : at + width]
        at += width
    return out


def load_base(model, path):
    """Takes the weights of a BERT of MiniLM's shape into the model."""
    state = {key.removeprefix("bert."): value.float() for key, value in load_file(path).items()}
    own = model.state_dict()
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm_output": "output.LayerNorm",
    }
    for i in range(LAYERS):
        for mine, theirs in parts.items():
            for end in ("weight", "bias"):
                names[f"layers.{i}.{mine}.{end}"] = f"encoder.layer.{i}.{theirs}.{end}"
    for mine, theirs in names.items():
        own[mine].copy_(state[theirs])
    own["kind"].copy_(state["embeddings.token_type_embeddings.weight"][0])
    model.load_state_dict(own)
