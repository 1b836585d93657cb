"""Figures of a trained model on texts it was not trained on, one function a family."""

from collections import Counter
from pathlib import Path
import json
import re
import subprocess
import sys
import tempfile


from .corpora import gold, names, quotes, relations
from .decode import read_all
from .passages import cut


def f1(right: int, found: int, wanted: int) -> dict:
    p, r = right / max(1, found), right / max(1, wanted)
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(200 * p * r / max(1e-9, p + r), 1), "gold": wanted}


def read_documents(model, tokenizer, texts):
    """The readings of each document's passages, with where each passage begins."""
    pieces = [(d, a, b) for d, text in enumerate(texts) for a, b in cut(text, tokenizer)]
    found = read_all(model, [texts[d][a:b] for d, a, b in pieces], tokenizer)
    by_doc = [[] for _ in texts]
    for (d, a, _), reading in zip(pieces, found):
        by_doc[d].append((a, reading))
    return by_doc


def quotations(model, tokenizer, data: Path, fast: bool) -> dict:
    """PolNeAR's development part, scored by the evaluation's own scorer."""
    folder = data / "data/train/quotes"
    docs = quotes.lines(folder / "polnear_dev.docs.jsonl.gz")
    rows = []
    kept = docs[:2] if fast else docs
    for doc, passages in zip(kept, read_documents(model, tokenizer, [d["text"] for d in kept])):
        for start, reading in passages:
            for a in reading.attributions:
                spans = [[s + start, e + start] for s, e in a.contents]
                row = {"doc_id": doc["doc_id"], "content_start": spans[0][0], "content_end": spans[-1][1], "content_spans": spans,
                       "cue_text": doc["text"][a.cue[0] + start : a.cue[1] + start], "verbal": a.verbal, "has_source": bool(a.sources), "speaker_text": ""}  # fmt: skip
                if a.sources:
                    s, e = a.sources[0][0] + start, a.sources[-1][1] + start
                    row |= {"speaker_start": s, "speaker_end": e, "speaker_text": doc["text"][s:e]}
                rows.append(row)
    found = {}
    scorer = data / "eval/score_quotes.py"
    with tempfile.TemporaryDirectory() as folder_:
        gold_path, docs_path, out = (Path(folder_) / n for n in ("gold.jsonl", "docs.jsonl", "out.jsonl"))
        ids = {d["doc_id"] for d in kept}
        gold_path.write_text("".join(json.dumps(g) + "\n" for g in quotes.lines(folder / "polnear_dev.gold.jsonl.gz") if g["doc_id"] in ids))
        docs_path.write_text("".join(json.dumps(d) + "\n" for d in kept))
        for name, filter_, keep in (
            ("all", "all", lambda r: True),
            ("verbal", "verbal", lambda r: r["verbal"] > 0.5 and r["has_source"]),
            ("verbal, every attribution given", "verbal", lambda r: True),
        ):
            out.write_text("".join(json.dumps(r) + "\n" for r in rows if keep(r)))
            ran = subprocess.run([sys.executable, scorer, gold_path, docs_path, out, "--gold-filter", filter_, "--json"], capture_output=True, text=True, check=True)
            s = json.loads(ran.stdout)
            found[name] = {k: s[k] for k in ("n_gold", "n_sys", "exact", "overlap80", "overlap80_and_speaker", "cue_acc", "recall_by_type")}
    return found


_WORD = re.compile(r"\w+")


def _bag(text):
    return Counter(w.lower() for w in _WORD.findall(text))


def _likeness(a: Counter, b: Counter) -> float:
    shared = sum((a & b).values())
    return 2 * shared / max(1, sum(a.values()) + sum(b.values()))


def held_gold(model, tokenizer, data: Path, fast: bool) -> dict:
    """Statements, triggers, statuses and roles of the held-out gold records. A retelling of an event counts with it."""
    found = {}
    for name in gold.HELD:
        records = gold.split(data, name)[0][: 3 if fast else None]
        st, tr, typed, status, mode, roles, spoken = Counter(), Counter(), Counter(), Counter(), Counter(), Counter(), Counter()
        for record, passages in zip(records, read_documents(model, tokenizer, [r["text"] for r in records])):
            text = record["text"]
            mine = [(start, a) for start, reading in passages for a in reading.attributions if a.verbal > 0.5]
            bags = [_bag(" ".join(text[s + start : e + start] for s, e in a.contents)) for start, a in mine]
            taken: set[int] = set()
            for s in sorted(record["statements"], key=lambda s: bool(s.get("optional"))):
                want = _bag(" ".join(c["text"] for c in s["content"]))
                best = max((i for i in range(len(bags)) if i not in taken), key=lambda i: _likeness(want, bags[i]), default=None)
                hit = best is not None and _likeness(want, bags[best]) >= 0.8
                if hit:
                    taken.add(best)
                if s.get("optional"):
                    st["neutral"] += hit
                    continue
                st["gold"] += 1
                st["right"] += hit
                if hit and s.get("speaker_span"):
                    span, (start, a) = s["speaker_span"], mine[best]
                    spoken["of"] += 1
                    spoken["right"] += any(x + start < span["end"] and span["start"] < y + start for x, y in a.sources)
            st["found"] += len(mine)
            for start, reading in passages:
                piece = next((b for a, b in cut(text, tokenizer) if a == start), len(text))
                wanted, unsure = gold.triggers_of(record, start, piece)
                loose = [t.span for t in wanted if t.optional] + unsure
                strict = [t for t in wanted if not t.optional]
                hits: set[int] = set()
                for t in reading.triggers:
                    over = [i for i, w in enumerate(strict) if t.span[0] < w.span[1] and w.span[0] < t.span[1]]
                    if not over:
                        if not any(t.span[0] < y and x < t.span[1] for x, y in loose):
                            tr["found"] += 1
                            typed["found"] += 1
                        continue
                    i = next((i for i in over if strict[i].event == t.event), over[0])
                    if i in hits:
                        continue
                    hits.add(i)
                    tr["found"] += 1
                    typed["found"] += 1
                    tr["right"] += 1
                    if strict[i].event != t.event:
                        continue
                    typed["right"] += 1
                    status["of"] += 1
                    status["right"] += strict[i].status == t.status
                    mode["of"] += 1
                    mode["right"] += strict[i].mode == t.mode
                    for role in ("actor", "recipient", "place", "topic"):
                        want = set(strict[i].roles.get(role, []))
                        mine_ = {(a, b) for r, a, b in t.roles if r == role and not any(a < y and x < b for x, y in strict[i].unsure)}
                        near = sum(any(a < y and x < b for x, y in want) for a, b in mine_)
                        roles[role, "right"] += near
                        roles[role, "found"] += len(mine_)
                        roles[role, "gold"] += len(want)
                tr["gold"] += len(strict)
                typed["gold"] += len(strict)
        found[name] = {
            "statements": f1(st["right"], st["found"] - st["neutral"], st["gold"]),
            "speaker of those": round(100 * spoken["right"] / max(1, spoken["of"]), 1),
            "trigger": f1(tr["right"], tr["found"], tr["gold"]),
            "trigger and type": f1(typed["right"], typed["found"], typed["gold"]),
            "status of those": round(100 * status["right"] / max(1, status["of"]), 1),
            "mode of those": round(100 * mode["right"] / max(1, mode["of"]), 1),
            "roles of those": {r: f1(roles[r, "right"], roles[r, "found"], roles[r, "gold"]) for r in ("actor", "recipient", "place", "topic")},
        }
    return found


def mentions(model, tokenizer, data: Path, fast: bool) -> dict:
    """As `names_of`, of the encoder alone."""
    return names_of(lambda texts: [r.mentions for r in read_all(model, texts, tokenizer)], tokenizer, data, fast)


def names_of(read, tokenizer, data: Path, fast: bool) -> dict:
    """Exact spans of names on re3d's test part and GUM's, by class and together. `read` gives (start, end, class) of
    the names in each of some texts."""
    found = {}
    path = next((data / "data/train/ner/re3d/CONLL-format/data/test").glob("*.conll"))
    re3d = [names.named(w, t, "re3d", ()) for w, t in names.conll(path)]
    gum = []
    for path in sorted((data / "data/train/gum/dep").glob("GUM_*.conllu")):
        if path.stem in names.gum_split(data, "test") and path.stem.split("_")[1] in ("news", "interview", "speech"):
            text, marked, other = names.gum_document(path)
            for a, b in cut(text, tokenizer):
                inside = lambda spans: [(s[0] - a, s[1] - a, *s[2:]) for s in spans if a <= s[0] and s[1] <= b]  # noqa: E731, B023
                gum.append(names.Passage(text[a:b], "gum", mentions=inside(marked), mention_unsure=[s[:2] for s in inside(other)]))
    for name, passages in (("re3d", re3d), ("gum", gum)):
        passages = passages[: 5 if fast else None]
        counts: dict[str, Counter] = {k: Counter() for k in ("all", *names.NAMES)}
        for p, told in zip(passages, read([p.text for p in passages])):
            bare = lambda a, b: (a + (4 if p.text[a:b].lower().startswith("the ") else 0), b)  # noqa: E731, B023
            want = {(*bare(a, b), k) for a, b, k in p.mentions if k in names.NAMES}
            mine = {(*bare(a, b), k) for a, b, k in told if k in names.NAMES}
            mine = {m for m in mine if m in want or m[:2] not in p.mention_unsure}
            for k in counts:
                same = lambda s, k=k: {m for m in s if k in ("all", m[2])}  # noqa: E731
                counts[k]["right"] += len(same(want) & same(mine))
                counts[k]["found"] += len(same(mine))
                counts[k]["gold"] += len(same(want))
        found[name] = {k: f1(c["right"], c["found"], c["gold"]) for k, c in counts.items()}
    return found


def false_alarms(model, tokenizer, data: Path, fast: bool) -> dict:
    """Sentences of the coders' rounds with an event although at most a third found them relevant, and the reverse."""
    few, many = [], []
    for text, coders in relations.rounds(data).items():
        votes = [bool(c["metas"].get("1_Relevant")) for c in coders.values()]
        share = sum(votes) / len(votes)
        (few if share <= 1 / 3 else many if share >= 2 / 3 else []).append(text)
    found = {}
    for name, texts in (("at most a third", few), ("two thirds", many)):
        readings = read_all(model, texts, tokenizer)
        some = lambda r: any(t.event != "STATEMENT" and t.status in ("actual", "historical") for t in r.triggers)  # noqa: E731
        found[name] = {
            "sentences": len(texts),
            "with an actual event": round(100 * sum(map(some, readings)) / max(1, len(texts)), 1),
            "with any trigger": round(100 * sum(bool(r.triggers) for r in readings) / max(1, len(texts)), 1),
            "judged relevant": round(100 * sum(r.passage[0] > 0.5 for r in readings) / max(1, len(texts)), 1),
        }
    return found


def measure(model, tokenizer, data: Path, fast: bool, log) -> dict:
    found = {}
    for name, family in (("quotations, polnear_dev", quotations), ("gold records, held out", held_gold), ("names, test parts", mentions), ("false alarms, coder rounds", false_alarms)):
        found[name] = family(model, tokenizer, data, fast)
        log(f"{name}: {json.dumps(found[name])}")
    return found


