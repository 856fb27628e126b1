"""The labels that the encoder learns, in the order of its outputs. `crates/encoder` reads the same lists from `labels.json`."""

# Roles of the MUC-4 templates: each is tagged apart, since one phrase may fill two.
FILLERS = ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]
# Incident types of MUC-4.
INCIDENTS = ["attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage"]
# Acts that a trigger may name: those of `data/triggers.toml`, and what the corpus marks beside them.
ACTS = (
    "attack shooting stabbing killing death injury bombing suicide_bombing shelling air_strike grenade chemical clash capture "
    "transfer abduction sexual arrest protest riot dispersal mob destruction robbery plot agreement threat other"
).split()
STATUSES = ["occurred", "foiled", "planned", "threatened", "denied", "general"]
KINDS = "org person people place facility weapon vehicle time count".split()
ROLES = "perp victim target side place time weapon claim".split()
# What a sentence says of the police (India Police Events), and whether it tells of political violence at all.
SENTENCES = ["ANY_ACTION", "ARREST", "FAIL", "FORCE", "KILL", "VIOLENCE"]

ARGUMENT_WIDTH = 32
LINK_WIDTH = 64

# Per token: name and width of each output, concatenated in this order.
OUTPUTS = [
    ("filler", 3 * len(FILLERS)),  # outside, begin, inside for each role
    ("incident", len(INCIDENTS)),  # of a filler's first piece, independent
    ("document", len(INCIDENTS) + 1),  # largest over a window: incident types told, and any at all
    ("act", 1 + len(ACTS)),  # none first
    ("status", len(STATUSES)),
    ("kind", 1 + 2 * len(KINDS)),  # outside; begin and inside of each kind
    ("sentence", len(SENTENCES)),  # largest over a sentence, independent
    ("argument_of", ARGUMENT_WIDTH * len(ROLES)),  # of a trigger's first piece
    ("argument_is", ARGUMENT_WIDTH * len(ROLES)),  # of a mention's first piece
    ("same_act", ARGUMENT_WIDTH),  # of a trigger's first piece
    ("same_incident", LINK_WIDTH),  # of a filler's first piece
]
