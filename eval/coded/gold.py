#!/usr/bin/env python3
"""Complete records of 448 reports and items, coded for this project by careful reading, as gold records of format 1.

    python3 eval/coded/gold.py --data DIR               prints the gold records, one a line
    python3 eval/coded/gold.py --data DIR --blind       prints those whose errors nobody has read
    python3 eval/coded/gold.py --data DIR --accords     prints those of which only the agreements are coded (or --blind)
    python3 eval/coded/gold.py --data DIR --agreement   prints how far two coders agree

`first.jsonl` and `third.jsonl` have a record for each text, `second.jsonl` those of a second coder who read 56 of the
first without seeing them; rules are read against these, and the reader is trained on `first` and `third`. `blind.jsonl`
is kept for measuring alone, and nothing is trained on it. Of the first paragraphs of 230 more texts that name agreements
`accords.jsonl` (147, read) and `accords_blind.jsonl` (83) have every agreement and nothing else, coded by one reader. Spans are offsets; the texts stay in the data folder (`from` and `id` say where, `digest` that it is
the same), but for the items of `written.jsonl`, which were written for this project from memory: they are there to be
read, and what they tell was not checked. Of a text that two have coded, what only one of them has, or calls optional,
is optional; and a named person whom only one lists, and who takes part in nothing that both have, is left out. Pairs
are found as the scorer finds them (`DIR/eval/score_records.py`).
"""
import argparse, copy, gzip, hashlib, importlib.util, json, sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = (("events", ("event", "statement_event")), ("statements", ("statement",)), ("agreements", ("agreement",)))


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def reports(data, source):
    """The reports of a source by id, as a sender would give them."""
    day = lambda value: (value or "")[:10] or None
    news, train = data / "data/news", data / "data/train"
    if source == "written":
        return {r["id"]: r for r in rows(HERE / "written.jsonl")}
    if source == "plv":
        return {r["id"]: {"text": r["text"]} for r in rows(train / "events/plv_train.jsonl")}
    if source == "rams":
        lines = (r for part in ("dev", "test") for r in rows(train / f"events/rams/{part}.jsonlines"))
        return {r["doc_key"]: {"text": " ".join(" ".join(s) for s in r["sentences"])} for r in lines}
    if source in ("timebank", "aquaint"):
        told = lambda dct: dct if isinstance(dct, str) else (dct or {}).get("value", "")
        return {r["doc_id"]: {"text": r["text"], "published": day(told(r["dct"]))} for r in rows(train / f"time/{source}.jsonl.gz")}
    if source == "polnear":
        return {r["doc_id"]: {"text": r["text"], "title": r["title"], "published": day(r["date"])} for r in rows(train / "quotes/polnear_train.docs.jsonl.gz")}
    if source == "news-fair":
        found = {}
        for r in rows(train / "linking/news-fair-v2.benchmark.jsonl"):
            date, _, title = r["title"].partition(" - ")
            found[str(r["id"])] = {"text": r["text"], "title": title, "published": f"{date[:4]}-{date[4:6]}-{date[6:]}"}
        return found
    keys = ("title", "url", "source", "text")
    return {str(r["id"]): {k: r.get(k) for k in keys} | {"published": day(r.get("published") or r.get("date"))} for r in rows(news / f"{source}.jsonl.gz")}


def spelled(value, text):
    """A coded value with the words of its spans: `[start, end]` becomes a span of format 1."""
    if isinstance(value, dict):
        return {k: spelled(v, text) for k, v in value.items()}
    if isinstance(value, list):
        if len(value) == 2 and all(type(v) is int for v in value):
            return {"start": value[0], "end": value[1], "text": text[value[0]:value[1]]}
        return [spelled(v, text) for v in value]
    return value


def records(data, name):
    """The records of a file by where their texts are found, with the texts."""
    coded, texts, found = list(rows(HERE / name)), {}, {}
    for record in coded:
        source, id = record["from"], record["id"]
        texts.setdefault(source, None)
        if texts[source] is None:
            texts[source] = reports(data, source)
        report = texts[source][id]
        text = report["text"][: record.get("read")]
        if hashlib.sha256(text.encode()).hexdigest()[:8] != record["digest"]:
            sys.exit(f"error: {source} {id} is not the text that was coded\nhint: take the data folder that the project was built with")
        parts = {k: spelled(record.get(k, []), text) for k in ("entities", "events", "statements", "agreements")}
        doc = {"id": f"{source}:{id}"} | {k: report.get(k) for k in ("url", "title", "published", "source")}
        found[source, id] = {"doc": doc, "text": text} | parts
    return found


def scorer(data):
    spec = importlib.util.spec_from_file_location("score_records", data / "eval/score_records.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(S, one, other):
    """Which items of two records the scorer takes for the same, by kind."""
    found = {}

    class Pairing(S.Score):
        def pair(self, name, G, O, quality, show, doc=""):
            weights = [[0 if (q := quality(g, o)) <= 0 else 100 + q for o in O] for g in G]
            found.setdefault(name, []).extend((G[i], O[j]) for i, j in S.assign(weights))
            return super().pair(name, G, O, quality, show, doc)

    Pairing().doc(one, other)
    return found


def joined(S, first, second):
    """One record of two codings of a text."""
    record = copy.deepcopy(first)
    same = pairs(S, record, second)
    known = {}

    def entity(id):
        """The entity of the record that the second coder's `id` is, added where it has none."""
        if id not in known:
            told = next((e for e in second["entities"] if e["id"] == id), None)
            if told is None:
                return id
            is_it = lambda e: e["kind"] == told["kind"] and (e["name"] == told["name"] or e["kind"] == "state" and e.get("party") == told.get("party"))
            found = next((e["id"] for e in record["entities"] if is_it(e)), None)
            if found is None:
                found = "second-" + id
                record["entities"].append(told | {"id": found})
            known[id] = found
        return known[id]

    for field, names in KINDS:
        matched = [pair for name in names for pair in same.get(name, [])]
        by_first, seconds = {id(a): b for a, b in matched}, {id(b) for _, b in matched}
        for item in record[field]:
            other = by_first.get(id(item))
            if other is None or other.get("optional"):
                item["optional"] = True
        for item in second[field]:
            if id(item) in seconds:
                continue
            more = copy.deepcopy(item) | {"optional": True, "id": f"second-{item.get('id')}"}
            more.pop("agreement", None)
            for key in ("actors", "recipients", "optional_parties", "speakers"):
                if key in more:
                    more[key] = [entity(i) for i in more[key]]
            for key in ("speaker", "addressee"):
                if more.get(key):
                    more[key] = entity(more[key])
            record[field].append(more)
    people = [e for e in second["entities"] if e["kind"] == "person"]
    firm = lambda field: [item for item in record[field] if not item.get("optional")]
    needed = {i for v in firm("events") for i in v.get("actors", []) + v.get("recipients", [])}
    needed |= {i for s in firm("statements") for i in [s.get("speaker")] + s.get("speakers", [])}
    record["entities"] = [
        e for e in record["entities"]
        if e["kind"] != "person" or e["id"] in needed or not e["id"].startswith("second-") and any(S.same_name(e, p) for p in people)
    ]
    return record


def agreement(S, first, second):
    """Prints the figures of each coding against the other. What one calls optional and the other lacks counts for neither."""

    class Lenient(S.Score):
        def pair(self, name, G, O, quality, show, doc=""):
            weights = [[0 if (q := quality(g, o)) <= 0 else (0.01 * q if S.opt(g) else 100 + q) for o in O] for g in G]
            met = {j for _, j in S.assign(weights)}
            return super().pair(name, G, [o for j, o in enumerate(O) if j in met or not S.opt(o)], quality, show, doc)

    def figures(one, other):
        score = Lenient()
        for key in second:
            score.doc(one[key], other[key])
        return score.result()

    one, other = figures(first, second), figures(second, first)
    print(f"{len(second)} texts, coded twice; mean of each against the other")
    for name, figure in one.items():
        key = next((k for k in ("f1", "acc") if isinstance(figure, dict) and k in figure), None)
        if key and figure[key] is not None and other[name][key] is not None:
            cases = figure["of"] if key == "acc" else figure["tp"] + figure["fn"]
            print(f"{name:22}{(figure[key] + other[name][key]) / 2:6.3f}{cases:6}")


def read(data):
    """The records whose errors may be read, those of two coders joined."""
    first, second = records(data, "first.jsonl"), records(data, "second.jsonl")
    S = scorer(data)
    yield from (joined(S, record, second[key]) if key in second else record for key, record in first.items())
    yield from records(data, "third.jsonl").values()


def main():
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("--data", type=Path, required=True, help="the folder that holds eval/ and data/")
    ask.add_argument("--blind", action="store_true", help="the records that are kept for measuring alone")
    ask.add_argument("--accords", action="store_true", help="the records of which only the agreements are coded")
    ask.add_argument("--agreement", action="store_true", help="how far two coders agree")
    args = ask.parse_args()
    if args.agreement:
        return agreement(scorer(args.data), records(args.data, "first.jsonl"), records(args.data, "second.jsonl"))
    if args.accords:
        found = records(args.data, "accords_blind.jsonl" if args.blind else "accords.jsonl").values()
    else:
        found = records(args.data, "blind.jsonl").values() if args.blind else read(args.data)
    for record in found:
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
