//! Whether words tell of an agreement that the report has told of before: by the same name, by another, or only as "the
//! agreement"; and what they add to it.

use super::verbs::presupposes;
use super::{Candidate, Finder, nouns, wording};
use crate::analyze::Status;
use crate::analyze::clause::Tag;
use crate::extract::{Agreement, terms};
use crate::text::{Span, TokenKind};

/// Kinds of which one is called by the name of another.
pub(super) fn is_family(kind: &str) -> bool {
    matches!(kind, "agreement" | "treaty" | "pact" | "protocol" | "memorandum")
}

/// Adjectives that say in which field an agreement is made, or that it is another.
const FIELDS: &[&str] = &[
    "nuclear",
    "military",
    "economic",
    "commercial",
    "financial",
    "cultural",
    "scientific",
    "technical",
    "naval",
    "agricultural",
    "maritime",
    "political",
    "judicial",
    "legal",
    "monetary",
    "fiscal",
    "environmental",
    "civil",
    "industrial",
    "educational",
    "medical",
    "diplomatic",
    "humanitarian",
    "strategic",
    "regional",
    "international",
    "multilateral",
    "trilateral",
    "free-trade",
    "new",
    "separate",
    "other",
    "similar",
    "global",
];

/// How many bytes may stand between the description of a known agreement and its name.
const NEAR: u32 = 400;

fn within(a: &[String], b: &[String]) -> bool {
    a.iter().all(|code| b.contains(code))
}

/// Adds an agreement, or joins it to the one that it names again; returns which it is. One that is told of for the
/// `first` time, by "a", is none of several told before, nor what was voted down: "*resolutions* … failed to adopt *a resolution*".
pub(super) fn add(found: &mut Vec<Agreement>, new: Agreement, first: bool, older: bool) -> usize {
    let other = |a: &Agreement| {
        let open = |s: &str| s == "proposed";
        let of_many = nouns::is_several(&a.title) && !nouns::is_several(&new.title);
        // "*talks on a longer truce*" while one holds.
        let further = new.kind == "ceasefire"
            && new.status == "proposed"
            && a.status == "in force"
            && new.title.contains(' ');
        let made = |s: &str| matches!(s, "agreed" | "signed" | "ratified" | "terminated");
        let of_then = older
            && (a.status == "proposed" && made(new.status)
                || a.date.as_ref().is_some_and(|d| {
                    d.told && new.date.as_ref().is_some_and(|n| n.value.get(..7) < d.value.get(..7))
                }));
        wording::is_earlier(&new.title) && !wording::is_earlier(&a.title)
            || first
                && (of_many
                    || further
                    || of_then
                    || made_earlier(a, &new)
                    || new.kind == "resolution" && open(a.status) != open(new.status))
    };
    let Some(index) = found.iter().position(|a| is_same(a, &new) && !other(a)) else {
        found.push(new);
        return found.len() - 1;
    };
    let known = &mut found[index];
    known.evidence.extend(new.evidence);
    // A known accord tells all who made it: "*six states* signed a ceasefire … the Lusaka accord".
    let truce = known.kind == "ceasefire" && known.known.is_none();
    let all = truce && new.known.is_some() && within(&known.parties, &new.parties);
    if known.parties.is_empty() || all {
        known.parties = new.parties;
    }
    known.valid = known.valid.take().or(new.valid);
    known.date = known.date.take().or(new.date);
    if known.status == "in force" || known.status == "agreed" && matches!(new.status, "signed" | "ratified") {
        known.status = new.status;
    }
    // Its name tells more than what it was described by: "a defence pact … the Reciprocal Access Agreement".
    if known.known.is_none() && wording::is_proper(&new.title) && !wording::is_proper(&known.title) {
        known.title = new.title;
        known.kind = new.kind;
        known.known = new.known;
    }
    index
}

/// Whether an agreement of the same title has been told of.
pub(super) fn is_told(found: &[Agreement], new: &Agreement) -> bool {
    found.iter().any(|a| a.title.eq_ignore_ascii_case(&new.title))
}

/// Whether a report tells in other words of what its title says was signed.
pub(super) fn is_titled(titled: &Agreement, new: &Agreement) -> bool {
    let same = titled.parties.len() == new.parties.len() && within(&titled.parties, &new.parties);
    new.status == "signed" && new.kind == titled.kind && same && !new.parties.is_empty()
}

/// Whether two are one agreement.
fn is_same(a: &Agreement, new: &Agreement) -> bool {
    if a.known.is_some() && new.known.is_some() {
        return a.known == new.known && !wording::are_apart(a, new);
    }
    let same_parties =
        !a.parties.is_empty() && a.parties.len() == new.parties.len() && within(&a.parties, &new.parties);
    let compatible = within(&a.parties, &new.parties) || within(&new.parties, &a.parties);
    if new.known.is_some() {
        // "suspended a nuclear arms treaty … the INF Treaty": the old one that was described right before.
        let near = a.evidence.last().zip(new.evidence.first()).is_some_and(|(a, n)| n.start < a.end + NEAR);
        let described = new.known.is_some_and(|k| {
            !a.parties.is_empty()
                && a.parties.iter().all(|p| k.parties.contains(&p.as_str()))
                && wording::is_within(&a.title, k)
        });
        let plain = a.known.is_none() && !wording::is_proper(&a.title) && is_family(a.kind);
        // "signed a ceasefire … *The Lusaka accord*": what was just made, by its name.
        let truce = a.kind == "ceasefire" && new.kind == "ceasefire" && a.known.is_none();
        let made = |s: &str| matches!(s, "signed" | "agreed");
        let recent = new.known.is_some_and(|k| {
            a.parties.iter().all(|p| k.parties.contains(&p.as_str())) && !a.parties.is_empty()
        });
        // "six states signed a ceasefire accord … *The Lusaka agreement* calls for": that which is known to be of that month.
        let month = |day: &str| day.get(..7).map(str::to_owned);
        let of_month = a
            .date
            .as_ref()
            .zip(new.known.and_then(|k| k.signed))
            .is_some_and(|(d, signed)| month(&d.value).is_some() && month(&d.value) == month(signed));
        let made_now = of_month && a.known.is_none() && !wording::is_proper(&a.title);
        if near
            && recent
            && made(a.status)
            && (truce && new.status == a.status || made_now && (is_family(a.kind) || a.kind == "ceasefire"))
        {
            return true;
        }
        if described && plain && wording::same_years(&a.title, &new.title) {
            return true;
        }
        // "NATO suspended a key security treaty … *the Treaty on Conventional Armed Forces*".
        let ended = matches!(a.status, "suspended" | "terminated") && a.kind == new.kind;
        return near
            && plain
            && same_parties
            && (a.parties.len() == 2 || ended)
            && matches!(a.status, "in force" | "suspended" | "terminated")
            && wording::same_years(&a.title, &new.title);
    }
    if a.known.is_some() {
        return false;
    }
    let named = a.title.eq_ignore_ascii_case(&new.title) || wording::is_same(a, new);
    let one_name = wording::is_proper(&new.title) && a.title.eq_ignore_ascii_case(&new.title);
    // "a deal for a truce … to see if *a deal* was possible".
    let only_deal = a.kind == "ceasefire" && is_family(new.kind) && wording::tells_nothing(&new.title);
    one_name
        || named && compatible
        || (a.kind == new.kind || only_deal)
            && (same_parties || compatible && !new.parties.is_empty() && wording::is_dated_again(a, new))
            && !wording::are_apart(a, new)
            && !wording::are_two(a, new)
            && !(made_apart(a, new) && !(a.status == "terminated" && wording::is_dated_again(a, new)))
            && !(a.kind == "ceasefire" && a.status == "proposed" && new.status == "in force")
}

/// Whether one told of for the first time is told to be of an earlier year than what is agreed now: "The deal … *an
/// agreement signed in 2001*".
fn made_earlier(a: &Agreement, new: &Agreement) -> bool {
    let told = new.date.as_ref().filter(|d| d.told && d.value.len() == 4);
    told.is_some_and(|d| a.date.as_ref().is_none_or(|made| !made.value.starts_with(&d.value)))
}

/// Whether the report tells two years in which they were made: "the agreement of 1985", "the deal signed in 1987".
fn made_apart(a: &Agreement, b: &Agreement) -> bool {
    let year = |a: &Agreement| {
        let told = a.date.as_ref().filter(|d| d.told)?;
        told.value.get(..4).map(str::to_owned)
    };
    year(a).zip(year(b)).is_some_and(|(a, b)| a != b)
}

/// Gives an agreement that was only described the name by which it is called right after.
pub(super) fn christen(described: &mut Agreement, name: &Candidate, title: &str, span: Span) {
    described.evidence.push(span);
    // "dubbed *the contracts of the century*" is no name.
    if name.named || name.known.is_some() {
        described.title = name.known.filter(|_| name.named).map_or(title, |k| k.title).to_owned();
        described.kind = name.kind;
        described.known = name.known;
    }
}

impl Finder<'_> {
    /// The agreement that was described right before and is now called by its name: "a regional trade pact, *known as the
    /// X Agreement*".
    pub(super) fn christened(&self, name: &Candidate, last: Option<(usize, usize)>) -> Option<usize> {
        const CALLED: &[&str] = &["known", "called", "named", "dubbed", "titled", "entitled", "namely"];
        let (end, index) = last?;
        let between = end..name.tokens.start;
        let called = between.clone().any(|i| CALLED.contains(&self.lower(i)));
        ((name.named || name.known.is_some() || nouns::is_several(self.lower(name.head)))
            && called
            && between.len() < 7)
            .then_some(index)
    }

    /// The one that a new agreement is to replace, which is only called so: "a new coffee pact to replace *the current
    /// one's* … *the current pact*".
    pub(super) fn predecessor(
        &self,
        candidate: &Candidate,
        span: Span,
        found: &[Agreement],
    ) -> Option<Agreement> {
        let title = span.of(self.analysis.text());
        let old = matches!(self.lower(candidate.tokens.start), "current" | "present" | "existing");
        if candidate.known.is_some() || !old || !is_family(candidate.kind) || !wording::tells_nothing(title) {
            return None;
        }
        let new = found.iter().rev().find(|a| is_family(a.kind) && wording::is_later(&a.title))?;
        let title = wording::without_later(&new.title)?;
        Some(Agreement {
            title: format!("current {title}"),
            status: "in force",
            date: None,
            valid: None,
            known: None,
            evidence: vec![span],
            ..new.clone()
        })
    }

    /// The one at token `at` that a new agreement is to replace: "a new textile pact, to replace *the present one*".
    pub(super) fn replaced(&self, at: usize, found: &[Agreement]) -> Option<Agreement> {
        let old = matches!(self.before(at), "current" | "present" | "existing");
        let replaces =
            |i: usize| ["replac", "succeed", "supersed"].iter().any(|s| self.lower(i).starts_with(s));
        if self.lower(at) != "one" || !old || !(at.saturating_sub(6)..at).any(replaces) {
            return None;
        }
        let new = found.iter().rev().find(|a| is_family(a.kind) && !wording::tells_nothing(&a.title))?;
        let title = match wording::is_later(&new.title) {
            true => wording::without_later(&new.title)?,
            false => new.title.clone(),
        };
        Some(Agreement {
            title: format!("{} {title}", self.before(at)),
            status: "in force",
            date: None,
            valid: None,
            known: None,
            evidence: vec![self.analysis.tokens.list[at - 1].span.cover(self.analysis.tokens.list[at].span)],
            ..new.clone()
        })
    }

    /// The agreement that an earlier one of this report is told to be once more: what only describes the one right
    /// before it ("the X Treaty, *a defence pact*"), what is only called "the agreement", and what is called "the cotton
    /// agreement" after it has been called so.
    pub(super) fn meant(
        &self,
        new: &Candidate,
        sentence: usize,
        last: Option<(usize, usize)>,
        found: &[Agreement],
    ) -> Option<usize> {
        if new.known.is_some() {
            // "the February 22 Paris Accord … *the Paris Accord*": the one that the report has told of before.
            let title = self.analysis.tokens.span(new.tokens.start, new.tokens.end);
            let title = title.of(&self.analysis.tokens.lower);
            let again = |a: &Agreement| a.known.is_none() && a.title.to_lowercase().ends_with(title);
            return found.iter().rposition(again).filter(|_| new.named && new.tokens.len() == 2);
        }
        let start = new.phrase.map_or(new.tokens.start, |p| self.clauses.grammar.phrases[p].start);
        if let Some((end, index)) = last
            && matches!(self.lower(end), "," | "–" | "—")
            && start <= end + 1
            && !new.named
            && !self.goes_on(new.tokens.end)
            && (found[index].kind == new.kind || is_family(found[index].kind) && is_family(new.kind))
        {
            return Some(index);
        }
        if let Some(index) = self.described_past_place(new, start, last, found) {
            return Some(index);
        }
        // "*a new pact* before the current one expires": the new one that has been named.
        let title = self.analysis.tokens.span(new.tokens.start, new.tokens.end).of(self.analysis.text());
        if is_family(new.kind)
            && self.lower(new.tokens.start) == "new"
            && wording::tells_nothing(title)
            && let Some(named) = found.iter().rposition(|a| a.known.is_some() && wording::is_later(&a.title))
        {
            return Some(named);
        }
        // "signed a treaty in Oslo, *the first such pact*": the one told of right before.
        let ordinal = matches!(self.before(start), "first" | "only" | "second" | "third" | "last");
        let such =
            (start..new.head).any(|i| self.lower(i) == "such") && (self.lower(start) != "such" || ordinal);
        if such
            && let Some((_, index)) = last
            && is_family(found[index].kind)
            && is_family(new.kind)
        {
            return Some(index);
        }
        // "*today's* agreement"; and "*That* agreement, reached last year, …".
        let dated = self.tells_when(start) && self.tag(start + 1) == Some(Tag::Possessive);
        let pointed = start == new.head && matches!(self.before(start), "that" | "this");
        let definite =
            matches!(self.lower(start), "the" | "this" | "that" | "these" | "those" | "both") || pointed;
        if !definite && !dated {
            return None;
        }
        // "the statement", "the declaration" are as often other things.
        if !is_family(new.kind) && !matches!(new.kind, "ceasefire" | "resolution" | "contract") {
            return None;
        }
        // "*the previous agreement*" is not the one that is told of.
        if wording::is_earlier(title) {
            return None;
        }
        let short = new.tokens.len() == 1 && new.head <= start + 1
            || wording::tells_nothing(title)
            || self.only_judged(new) && found.iter().filter(|a| is_family(a.kind)).count() == 1;
        if short {
            // "talks on a broader truce go on while the other side *violates* the truce": what is broken is there.
            let broken =
                new.verb.is_some_and(|v| presupposes(self.lower(self.clauses.grammar.verbs[v].head)));
            let unmade = |a: &Agreement| {
                broken && new.kind == "ceasefire" && a.kind == "ceasefire" && a.status == "proposed"
            };
            let fits = |a: &Agreement| {
                if unmade(a) {
                    return false;
                }
                let contract = |kind: &str| matches!(kind, "agreement" | "contract");
                a.kind == new.kind
                    || contract(a.kind) && contract(new.kind)
                    || is_family(new.kind) && is_family(a.kind)
                    || new.kind == "agreement" && matches!(a.kind, "ceasefire" | "other")
            };
            // "the Accords": rather what is called so than the treaty told of last.
            let head = self.lower(new.head);
            let called = |a: &Agreement| {
                fits(a) && a.title.rsplit(' ').next().is_some_and(|w| w.eq_ignore_ascii_case(head))
            };
            let namesake = found.iter().rposition(called).filter(|_| self.capital(new.head));
            return namesake.or_else(|| found.iter().rposition(fits));
        }
        if new.named {
            // "signed a defence pact … *The Reciprocal Access Agreement*": what has just been made, described and named.
            let (parties, _) = self.parties(new, sentence, self.maker(sentence, new));
            let christened = |a: &Agreement| {
                is_family(a.kind)
                    && is_family(new.kind)
                    && matches!(a.status, "signed" | "agreed" | "ratified")
                    && a.parties.len() > 1
                    && a.parties.len() == parties.len()
                    && within(&a.parties, &parties)
                    && a.known.is_none()
                    && !wording::is_proper(&a.title)
                    && !a.title.ends_with('s')
                    && wording::same_years(&a.title, title)
            };
            let mut fitting = (0..found.len()).filter(|&i| christened(&found[i]));
            return fitting.next().filter(|_| fitting.next().is_none());
        }
        let named = self.named_parties(new, sentence);
        // "the *2015* deal": the one that is known to have been made in that year.
        let of_year = |a: &Agreement| {
            let year = a.known.and_then(|k| k.signed).and_then(|day| day.get(..4));
            is_family(new.kind) && year.is_some_and(|year| wording::is_only_year(title, year))
        };
        if let Some(index) = found.iter().rposition(of_year) {
            return Some(index);
        }
        // "an agreement between Chad and the Paris Club … *the Paris Club agreement*": it is called by one of its parties.
        let called = |a: &Agreement| {
            is_family(new.kind)
                && is_family(a.kind)
                && a.known.is_none()
                && !named.is_empty()
                && named.len() < a.parties.len()
                && within(&named, &a.parties)
        };
        if self.is_called_by_party(new)
            && let Some(index) = found.iter().rposition(called)
        {
            return Some(index);
        }
        let again = |a: &Agreement| {
            let known = || a.known.is_some_and(|k| is_family(new.kind) && wording::is_within(title, k));
            within(&named, &a.parties) && (wording::repeats(&a.title, a.kind, title, new.kind) || known())
        };
        found.iter().rposition(again).or_else(|| {
            // "the arms control pact": the one treaty of two sides that has been told of by its name.
            let mut proper = (0..found.len()).filter(|&i| {
                let a = &found[i];
                is_family(a.kind)
                    && is_family(new.kind)
                    && (a.known.is_some() || wording::is_proper(&a.title))
            });
            let one = proper.next().filter(|_| proper.next().is_none())?;
            let a = &found[one];
            (a.parties.len() == 2 && within(&named, &a.parties) && wording::same_years(&a.title, title))
                .then_some(one)
        })
    }

    /// Whether only names of parties stand before the noun: "the Paris Club agreement".
    fn is_called_by_party(&self, new: &Candidate) -> bool {
        let mut before = new.tokens.start..new.head;
        new.tokens.end == new.head + 1
            && !before.is_empty()
            && before.all(|i| {
                self.clauses.grammar.cover[i].is_some()
                    || matches!(self.tag(i), Some(Tag::Demonym | Tag::Joiner))
            })
    }

    /// Whether only adjectives that say nothing of its field stand before the noun: "the nonbinding pact", but not "the
    /// nuclear accord".
    fn only_judged(&self, new: &Candidate) -> bool {
        !new.named
            && new.tokens.end == new.head + 1
            && is_family(new.kind)
            && (new.tokens.start..new.head)
                .all(|i| self.tag(i) == Some(Tag::Adjective) && !FIELDS.contains(&self.lower(i)))
    }

    /// Adds to an agreement what is told where it is named again.
    pub(super) fn retell(&self, known: &mut Agreement, again: &Candidate, sentence: usize, span: Span) {
        known.evidence.push(span);
        let event = self.maker(sentence, again);
        if known.known.is_none() && known.parties.len() < 2 {
            for code in self.named_parties(again, sentence) {
                if !known.parties.contains(&code) && code != "UN" {
                    known.parties.push(code);
                }
            }
        }
        let under = self.bound_under(again, sentence);
        if known.known.is_none() && under.len() > known.parties.len() {
            known.parties = under;
        }
        // Its name tells more than what it was described by.
        let title = self.analysis.tokens.span(again.tokens.start, again.tokens.end).of(self.analysis.text());
        if again.named && known.known.is_none() && !wording::is_proper(&known.title) {
            title.clone_into(&mut known.title);
            known.kind = again.kind;
        }
        // "The fisheries deal … *the deal expired* on 14 July": what has become of it.
        if matches!(known.status, "in force" | "agreed" | "signed" | "ratified")
            && let Some(status @ ("terminated" | "suspended")) = self.ended_again(known, again, sentence)
        {
            known.status = status;
        }
        let limit = self.analysis.sentences[sentence].tokens.end;
        known.valid = known.valid.take().or_else(|| terms::term(self.analysis, again.tokens.clone(), limit));
        let told = event.is_some()
            || again.verb.map(|v| &self.clauses.grammar.verbs[v]).is_some_and(|g| {
                self.lower(g.head).starts_with("sign") && self.clauses.status(g, false) == Status::Actual
            });
        if told && matches!(known.status, "in force" | "agreed" | "proposed") {
            // "sealed ten agreements … the ministers *signed* the agreements on Wednesday".
            let status = self.status(again, event, sentence);
            if known.status == "in force" || matches!(status, "signed" | "ratified") {
                known.status = status;
                known.date = known.date.take().or_else(|| self.date(again, event, status, sentence));
            }
        }
    }

    /// The agreement in a list before this one that was made by the same verb: "signed a memorandum on trade *and an
    /// agreement on fisheries*".
    pub(super) fn listed(&self, new: &Candidate, last: Option<(usize, usize)>) -> Option<usize> {
        let (end, index) = last?;
        let start = new.phrase.map_or(new.tokens.start, |p| self.clauses.grammar.phrases[p].start);
        let joined = start.checked_sub(1).filter(|&b| b >= end).is_some_and(|b| {
            matches!(self.lower(b), "and" | "," | ";" | ":")
                || self.lower(b) == "as" && self.lower(b - 1) == "well"
        });
        let parted = |i: usize| {
            matches!(
                self.tag(i),
                Some(
                    Tag::Finite | Tag::Auxiliary | Tag::That | Tag::Relative | Tag::Subordinator | Tag::Break
                )
            )
        };
        // "by the end of the year, *a joint statement said*": it tells of the others and was not made with them.
        let says = matches!(new.kind, "joint statement" | "communique")
            && new
                .verb
                .map(|v| &self.clauses.grammar.verbs[v])
                .is_some_and(|g| g.subject == new.phrase && ["said", "says"].contains(&self.lower(g.head)));
        (joined && !says && !(end..start).any(parted)).then_some(index)
    }

    /// Whether one is told of for the first time: "*a* resolution".
    pub(super) fn is_first_told(&self, new: &Candidate) -> bool {
        let start = new.phrase.map_or(new.tokens.start, |p| self.clauses.grammar.phrases[p].start);
        matches!(self.lower(start), "a" | "an") && new.known.is_none()
    }

    /// Whether a list goes on at token `at`: ", and", "and a", ", as well as".
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let next = if self.lower(at) == "," { at + 1 } else { at };
        match self.lower(next) {
            "and" => next > at || matches!(self.lower(next + 1), "a" | "an" | "the"),
            "as" => self.lower(next + 1) == "well",
            _ => false,
        }
    }

    /// Whether a sentence announces a list of what was agreed: "The agreements signed in Moscow are:".
    pub(super) fn announces_list(&self, sentence: usize) -> bool {
        let tokens = self.analysis.sentences[sentence].tokens.clone();
        let ends = tokens.end.checked_sub(1).is_some_and(|last| self.lower(last) == ":");
        ends && (self.itemizes(sentence) || tokens.clone().any(|i| nouns::is_several(self.lower(i))))
    }

    /// Whether a sentence is a line of a list: it begins with a dash, a bullet or a number.
    pub(super) fn is_line(&self, sentence: usize) -> bool {
        let start = self.analysis.sentences[sentence].tokens.start;
        self.analysis.tokens.list.get(start).is_some_and(|t| t.kind != TokenKind::Word)
    }

    /// Whether a sentence begins with what `new` names.
    pub(super) fn is_first(&self, new: &Candidate, sentence: usize) -> bool {
        new.tokens.start <= self.analysis.sentences[sentence].tokens.start + 3
    }
}
