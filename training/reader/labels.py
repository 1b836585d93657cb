"""The labels of every head, in the order of the model's outputs. The model file carries these lists."""

MENTIONS = ["person", "organization", "state", "demonym", "place", "office", "descriptor", "agreement", "time"]
EVENTS = [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT",
]  # fmt: skip
STATUSES = ["actual", "planned", "hypothetical", "negated", "historical"]
MODES = [
    "", "visit", "third-party", "multilateral", "phone", "restrict", "arrest", "relations", "expel", "territory",
    "violence", "assist", "change", "yield", "meet", "disapprove", "investigate", "allege", "convict", "withdraw",
    "discontinue", "release", "return", "disarm", "ceasefire", "access", "resign", "troops", "weapons", "police",
    "militia", "seize", "ban", "censor", "curfew", "martial-law", "deport", "withhold", "misinformation", "cyber",
    "demo", "riot", "strike", "hunger", "boycott", "obstruct", "beat", "torture", "execute", "sexual", "targeted",
    "abduct", "destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone",
    "heavy-weapons", "crowd-control", "unconventional",
]  # fmt: skip
ROLES = ["actor", "recipient", "place", "time", "topic", "agreement"]
PARTS = ["source", "content"]
SIDES = ["source", "target", "both"]


def bio(labels):
    """The tags of `labels`: outside first, then begin and inside of each."""
    return ["O"] + [f"{mark}-{label}" for label in labels for mark in "BI"]


MENTION_TAGS = bio(MENTIONS)
CUE_TAGS = bio(["cue"])
TRIGGER_TAGS = ["O"] + [f"B-{event}" for event in EVENTS] + ["I"]
ROLE_TAGS = bio(ROLES)
PART_TAGS = bio(PARTS)
SIDE_TAGS = bio(SIDES)

#: Every head's outputs, by the head's name.
HEADS = {
    "mention": MENTION_TAGS,
    "cue": CUE_TAGS,
    "trigger": TRIGGER_TAGS,
    "side": SIDE_TAGS,
    "part": PART_TAGS,
    "role": ROLE_TAGS,
    "speech": ["other", "verbal"],
    "status": STATUSES,
    "mode": MODES,
    "relation": EVENTS,
    "passage": ["event", "speech"] + EVENTS,
}

#: PLOVER types by CAMEO root: the 20 roots of CAMEO onto the types used here.
OF_CAMEO_ROOT = {
    1: "STATEMENT", 2: "STATEMENT", 3: "AGREE", 4: "CONSULT", 5: "SUPPORT", 6: "COOPERATE", 7: "AID",
    8: "CONCEDE", 9: "ACCUSE", 10: "REQUEST", 11: "ACCUSE", 12: "REJECT", 13: "THREATEN", 14: "PROTEST",
    15: "MOBILIZE", 16: "SANCTION", 17: "COERCE", 18: "ASSAULT", 19: "ASSAULT", 20: "ASSAULT",
}  # fmt: skip
