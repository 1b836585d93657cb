"""Draws pairs of releases to be coded, by shared names and days alone: nothing of Chancery is asked.

    python3 eval/draw_pairs.py DATA [--words 90] > drawn.txt

DATA holds `news/state_dept_pr.jsonl.gz` and `news/white_house_pr.jsonl.gz`. The draw has a fixed seed, leaves out the
pairs of `eval/pairs.tsv` that are of the set `titles`, and takes from each of the strata below as many as it says. What is
printed is for the coder's eyes; only the identifiers and verdicts go into `eval/pairs.tsv`.
"""

import argparse
import collections
import datetime
import gzip
import itertools
import json
import pathlib
import random
import re

OCCASION = re.compile(
    r"\b(calls?|call with|meet(s|ings?)?|met|visits?|travels?|trip|trilateral|bilateral|readout|remarks|press availability|"
    r"press conference|joint statement|dialogue|summit|ministerial|lunch|dinner|talks|spoke|statement|consultations?)\b",
    re.I,
)
TRIP = re.compile(r"\b(travels?|trip|visits?)\b", re.I)
HOME = re.compile(r"Fundraiser|Democratic|House|Senate|Gas Prices|Pride|Embassy .* Staff|Bills Signed|Executive Order")
MANY = re.compile(r"\b(trilateral|quad|g7|g20|nato|summit|ministerial|ministers|leaders|council|asean)\b", re.I)
# Capitalised words that name neither a person nor a place.
COMMON = set(
    """The A An And Of On In For With At To From By Our His Her Its This That These As We I It U S US United States
    America American Secretary State Department President Vice First Lady Minister Ministers Foreign Prime Deputy Assistant Under
    Ambassador Special Envoy Representative Senior Official Officials Spokesperson Ned Price Press Call Calls Meeting
    Meetings Readout Remarks Statement Joint Travel Visit Availability Before After Affairs National Security Advisor
    Adviser White House Administration Antony Blinken J Sherman Wendy R Biden Joe Joseph Jr Harris Kamala Sullivan Jake
    Psaki Jen Jean Pierre Karine Mr Mrs Ms Dr H E Royal Highness Majesty King Crown Prince Republic Government Day
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December General Defense Council International Global Today Following Attributable Below Director
    Counselor Chollet Derek Nuland Victoria Political Acting Conference Background Fact Sheet Summit Dialogue Congress
    Senator Chair Chairman Principal Chancellor Premier Head Office Bilateral Trilateral North South East West
    World Human Rights Climate Strategic Community Bureau Regional Multilateral Washington D C DC Room Transcript""".split()
)
# Stratum: pairs to draw of it.
STRATA = {
    "person, same days": 56,
    "person, days apart": 26,
    "person, weeks apart": 10,
    "party alone": 26,
    "trip": 26,
    "many": 22,
    "both houses": 22,
    "no occasion": 10,
    # Drawn after the others, since these gave few pairs that are not different.
    "same two": 44,
    "same traveller": 24,
}
PRINCIPAL = re.compile(r"Blinken|Sherman|Nuland|Sullivan|Harris|Biden|McKeon|Satterfield|Chollet|Thomas-Greenfield|Kerry")
SEED = 20261126
RARE = 40


def names(text):
    found = {w.replace("’s", "") for w in re.findall(r"[A-ZÀ-Ž][\w’'-]+", text)}
    return {w for w in found if w.rstrip("’s'") not in COMMON and w not in COMMON}


def stratum(x, y, common, rare):
    """The stratum of two releases that have the names `common` in their heads, if any."""
    gap = abs(x["day"] - y["day"])
    in_titles = x["in_title"] & y["in_title"]
    is_occasion = [bool(OCCASION.search(r["title"])) for r in (x, y)]
    is_trip = [bool(TRIP.search(r["title"])) for r in (x, y)]
    is_many = [bool(MANY.search(r["title"])) for r in (x, y)]
    # A name in few heads is a person's or a small state's.
    person = any(rare[n] <= RARE for n in in_titles)
    if not all(is_occasion):
        return "no occasion" if any(is_occasion) and in_titles and gap <= 2 else None
    if x["source"] != y["source"] and gap <= 2 and any(rare[n] <= RARE for n in common) and len(common) >= 2:
        return "both houses"
    if sum(is_trip) == 1 and gap <= 10:
        return "trip" if len(common) >= 2 else None
    if sum(is_many) == 1 and gap <= 2:
        return "many" if len(common) >= 3 else None
    if person and gap <= 1:
        return "person, same days"
    if person and gap >= 2:
        return "person, days apart" if gap <= 6 else "person, weeks apart"
    return "party alone" if in_titles and gap <= 2 else None


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("data", type=pathlib.Path)
    ask.add_argument("--words", type=int, default=90)
    args = ask.parse_args()
    releases = []
    for source in ("state_dept_pr", "white_house_pr"):
        with gzip.open(args.data / "news" / f"{source}.jsonl.gz", "rt") as lines:
            releases += [json.loads(line) for line in lines]
    listed = pathlib.Path(__file__).with_name("pairs.tsv").read_text().splitlines()
    tuned = {tuple(line.split("\t")[:2]) for line in listed if "\ttitles\t" in line}
    releases = [r for r in releases if r["diplomacy_hint"] and not HOME.search(r["title"])]
    releases = list({r["id"]: r for r in releases}.values())
    rare = collections.Counter()
    for r in releases:
        r["in_title"] = names(r["title"])
        r["names"] = r["in_title"] | names(r["text"][:450])
        r["day"] = datetime.date.fromisoformat(r["date"][:10]).toordinal()
        rare.update(r["names"])
    by_name = collections.defaultdict(list)
    for i, r in enumerate(releases):
        for n in r["names"]:
            if 2 <= rare[n] <= 260:
                by_name[n].append(i)
    shared = collections.defaultdict(set)
    for n, holders in sorted(by_name.items()):
        for a, b in itertools.combinations(holders, 2):
            if abs(releases[b]["day"] - releases[a]["day"]) <= 21:
                shared[a, b].add(n)
    strata = collections.defaultdict(list)
    for (a, b), common in sorted(shared.items()):
        x, y = releases[a], releases[b]
        if (x["id"], y["id"]) not in tuned and (y["id"], x["id"]) not in tuned:
            strata[stratum(x, y, common, rare)].append((a, b))
            gap = abs(x["day"] - y["day"])
            principals = set(PRINCIPAL.findall(x["title"])) & set(PRINCIPAL.findall(y["title"]))
            if not principals:
                continue
            if gap <= 1 and any(rare[n] <= RARE for n in x["in_title"] & y["in_title"]):
                strata["same two"].append((a, b))
            if gap <= 7 and sum(bool(TRIP.search(r["title"])) for r in (x, y)) == 1:
                strata["same traveller"].append((a, b))
    draw = random.Random(SEED)
    number, often, drawn = 0, collections.Counter(), set()
    for name, wanted in STRATA.items():
        pairs, late = strata[name], 2 * name.startswith("same")
        draw.shuffle(pairs)
        for a, b in pairs:
            if wanted == 0:
                break
            # No release decides much of the figure.
            if often[a] >= 2 + late or often[b] >= 2 + late or (a, b) in drawn:
                continue
            often.update((a, b))
            drawn.add((a, b))
            wanted -= 1
            number += 1
            print(f"\n## {number} [{name}] of {len(pairs)}")
            for r in sorted((releases[a], releases[b]), key=lambda r: r["day"]):
                words = r["text"].split()
                print(f"- {r['id']} {r['date'][:16]} | {r['title']}\n  {' '.join(words[: args.words])}")


if __name__ == "__main__":
    main()
