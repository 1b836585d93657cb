//! Agreements: the treaties, protocols, memoranda, joint statements, ceasefires and resolutions that a report names or
//! describes.
//!
//! Each is a noun phrase whose head is one of [`HEADS`], with the phrases after "of", "on" or "for" that belong to its
//! name. Its parties are those that the phrase names ("the U.S.-Japan pact", "a deal between X and Y"), else those of
//! the event that it stands in.

use super::dates::Dates;
use super::{Agreement, Event, When, terms};
use crate::Analysis;
use crate::analyze::clause::{Clauses, Phrase, Tag};
use crate::analyze::{EntityKind, MentionId, Status};
use crate::text::{Case, Span, TokenKind};

/// Nouns that head the name or description of an agreement, with its kind.
const HEADS: &[(&str, &str)] = &[
    ("treaty", "treaty"),
    ("agreement", "agreement"),
    ("accord", "agreement"),
    ("accords", "agreement"),
    ("deal", "agreement"),
    ("protocol", "protocol"),
    ("memorandum", "memorandum"),
    ("mou", "memorandum"),
    ("pact", "pact"),
    ("communique", "communique"),
    ("communiqué", "communique"),
    ("contract", "contract"),
    ("ceasefire", "ceasefire"),
    ("cease-fire", "ceasefire"),
    ("truce", "ceasefire"),
    ("armistice", "ceasefire"),
    ("resolution", "resolution"),
    ("convention", "treaty"),
    ("charter", "treaty"),
    ("declaration", "other"),
    ("statement", "joint statement"),
    ("compact", "agreement"),
    ("jcpoa", "agreement"),
    ("partnership", "other"),
    ("consensus", "other"),
];

/// Finds the agreements of a report, in order.
pub(super) fn agreements(analysis: &Analysis, dates: &Dates, events: &[Event]) -> Vec<Agreement> {
    let finder = Finder { analysis, clauses: Clauses::new(analysis), dates, events };
    let mut found: Vec<Agreement> = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let lower = analysis.tokens.lower(at);
            let Some(&(_, kind)) = HEADS.iter().find(|(h, _)| *h == lower) else { continue };
            if let Some(agreement) = finder.agreement(at, kind, index) {
                add(&mut found, agreement);
            }
        }
    }
    found
}

/// Adds an agreement, or joins it to the one that it names again.
fn add(found: &mut Vec<Agreement>, new: Agreement) {
    let same = |a: &Agreement| {
        let named = a.title.eq_ignore_ascii_case(&new.title);
        let parties = !a.parties.is_empty()
            && a.parties.iter().all(|p| new.parties.contains(p))
            && a.parties.len() == new.parties.len();
        a.kind == new.kind
            && (named && (parties || a.parties.is_empty() || new.parties.is_empty()) || parties)
    };
    match found.iter_mut().find(|a| same(a)) {
        Some(known) => {
            known.evidence.extend(new.evidence);
            if known.parties.is_empty() {
                known.parties = new.parties;
            }
            known.valid = known.valid.take().or(new.valid);
            known.date = known.date.take().or(new.date);
        }
        None => found.push(new),
    }
}

struct Finder<'a> {
    analysis: &'a Analysis<'a>,
    clauses: Clauses<'a>,
    dates: &'a Dates<'a>,
    events: &'a [Event],
}

impl Finder<'_> {
    fn lower(&self, at: usize) -> &str {
        self.analysis.tokens.lower(at)
    }

    fn capital(&self, at: usize) -> bool {
        self.analysis
            .tokens
            .list
            .get(at)
            .is_some_and(|t| t.kind == TokenKind::Word && matches!(t.case, Case::Capital | Case::Upper))
    }

    fn agreement(&self, at: usize, kind: &'static str, sentence: usize) -> Option<Agreement> {
        let grammar = self.clauses.grammar;
        let phrase = grammar.phrases[grammar.phrase(at)?];
        // The name of a body: "Collective Security Treaty Organization", "Government of National Accord".
        if grammar.cover[at].is_some_and(|m| self.is_party(m)) {
            return None;
        }
        let range = self.analysis.sentences[sentence].tokens.clone();
        let headed = at == phrase.head;
        let named = self.capital(at)
            && (at > phrase.start || matches!(self.lower(at + 1), "of" | "on" | "concerning"));
        // "ceasefire talks", "charter flights": another thing, named after it.
        if !headed && !named {
            return None;
        }
        let compound =
            (phrase.start..at).any(|i| matches!(self.lower(i), "ceasefire" | "cease-fire" | "truce"));
        let kind = if compound { "ceasefire" } else { kind };
        match kind {
            "joint statement" if !(at > range.start && matches!(self.lower(at - 1), "joint")) => return None,
            "other" if !named => return None,
            _ => {}
        }
        // "a trade deal agreement": the last head of a phrase counts.
        if (at + 1..phrase.end).any(|i| HEADS.iter().any(|(h, _)| *h == self.lower(i))) {
            return None;
        }
        let start = self.title_start(&phrase, at, named);
        let end = self.title_end(&phrase, at, named, range.end);
        let span = self.analysis.tokens.span(start, end);
        let event = self.maker(sentence, at);
        let mut parties = self.named_parties(&phrase, at, end, range.end);
        if parties.len() < 2
            && let Some(e) = event.or_else(|| self.around(sentence).filter(|_| kind == "ceasefire"))
        {
            for code in self.parties_of(e) {
                if !parties.contains(&code) && kind != "resolution" {
                    parties.push(code);
                }
            }
        }
        let bare = end - start == 1;
        if parties.is_empty() && (bare || !named) || bare && event.is_none() && parties.len() < 2 {
            return None;
        }
        let body = matches!(
            self.lower(at),
            "convention" | "charter" | "partnership" | "consensus" | "declaration" | "compact"
        );
        if parties.is_empty() && body && !matches!(self.lower(at + 1), "on" | "against") {
            return None;
        }
        let limit = range.end;
        let status = self.status(at, event, range);
        let evidence = event
            .and_then(|e| e.evidence.iter().find(|s| self.analysis.sentences[sentence].span.contains(**s)))
            .map_or(span, |trigger| trigger.cover(span));
        Some(Agreement {
            title: span.of(self.analysis.text()).to_owned(),
            kind,
            parties,
            status,
            date: event
                .filter(|e| e.status == Status::Actual)
                .and_then(|e| e.date.clone())
                .or_else(|| terms::made(self.analysis, self.dates, start..end, sentence))
                .or_else(|| self.date_of_status(start..end, sentence).filter(|_| status != "in force")),
            valid: terms::term(self.analysis, start..end, limit),
            evidence: vec![self.bounded(evidence, sentence)],
            score: if event.is_some() { 0.7 } else { 0.5 },
        })
    }

    /// The date of the act that an agreement is the object of: vetoed, suspended, agreed.
    fn date_of_status(&self, name: std::ops::Range<usize>, sentence: usize) -> Option<When> {
        let phrase = name.rev().find_map(|i| self.clauses.grammar.phrase(i))?;
        let verb = self.dates.verb_around(phrase, sentence)?;
        let head = self.analysis.tokens.list[self.clauses.grammar.verbs[verb].head].span;
        let acts = |e: &&Event| e.status == Status::Actual && e.evidence.iter().any(|s| s.contains(head));
        self.events.iter().find(acts)?.date.clone()
    }

    /// Evidence with the words that tell how long it holds, within its sentence.
    fn bounded(&self, span: Span, sentence: usize) -> Span {
        let whole = self.analysis.sentences[sentence].span;
        Span { start: span.start.max(whole.start), end: span.end.min(whole.end) }
    }

    fn is_party(&self, mention: MentionId) -> bool {
        self.analysis.entities.of(mention).is_some_and(|e| {
            let entity = self.analysis.entities.get(e);
            matches!(entity.kind, EntityKind::State | EntityKind::Organization | EntityKind::Group)
        })
    }

    /// Past determiners, possessives and the verb that a headline begins with.
    fn title_start(&self, phrase: &Phrase, at: usize, named: bool) -> usize {
        let grammar = self.clauses.grammar;
        let mut start = phrase.start;
        while start < at {
            let skip = matches!(grammar.tags[start], Tag::Determiner | Tag::Possessive | Tag::Adverb)
                || grammar.tags[start + 1] == Tag::Possessive
                || named
                    && !self.capital(start)
                    && grammar.tags[start] != Tag::Joiner
                    && grammar.tags[start] != Tag::Number;
            if !skip {
                break;
            }
            start += 1;
        }
        start
    }

    /// Where the name ends: after "of Understanding", "on Consultations"; of a description after one phrase.
    fn title_end(&self, phrase: &Phrase, at: usize, named: bool, limit: usize) -> usize {
        let grammar = self.clauses.grammar;
        let mut end = if at == phrase.head { phrase.end } else { at + 1 };
        // A number names a resolution.
        for _ in 0..4 {
            let joins = matches!(
                self.lower(end),
                "of" | "on" | "for" | "concerning" | "between" | "to" | "against" | "and" | ","
            );
            let opens = if matches!(self.lower(end + 1), "the" | "a") { end + 2 } else { end + 1 };
            let Some(next) =
                grammar.phrase(opens).map(|p| grammar.phrases[p]).filter(|_| joins && end + 1 < limit)
            else {
                break;
            };
            let continues = if named {
                self.capital(opens)
                    && (self.lower(end) != "," && self.lower(end) != "and"
                        || self.capital(next.end - 1)
                            && next.joined.is_some()
                            && grammar.cover[next.head].is_none())
                    && !(matches!(self.lower(end), "on" | "for") && self.tells_when(next.head))
            } else {
                end == phrase.end
                    && matches!(self.lower(end), "on" | "of")
                    && !self.tells_when(next.head)
                    && grammar.cover[next.head].is_none()
            };
            if !continues {
                break;
            }
            end = next.end;
        }
        end.min(limit)
    }

    fn tells_when(&self, at: usize) -> bool {
        let span = self.analysis.tokens.list[at].span;
        let from = self.analysis.times.partition_point(|t| t.span.end <= span.start);
        self.analysis.times.get(from).is_some_and(|t| t.span.overlaps(span))
    }

    /// The event of this sentence that makes the agreement: signed, reached, adopted.
    fn maker(&self, sentence: usize, at: usize) -> Option<&Event> {
        let span = self.analysis.sentences[sentence].span;
        let here = self.analysis.tokens.list[at].span;
        let makes = |e: &Event| {
            e.cameo == Some("057")
                || ["agreement", "truce", "ceasefire", "accepted", "agreed", "deal"]
                    .iter()
                    .any(|w| e.method.contains(w))
        };
        self.events
            .iter()
            .filter(|e| matches!(e.event, "SUPPORT" | "AGREE" | "CONCEDE" | "RETREAT") && makes(e))
            .find(|e| {
                e.evidence
                    .iter()
                    .any(|s| span.contains(*s) && s.start < here.end + 60 && here.start < s.end + 60)
            })
    }

    /// Another event of this sentence with at least two parties.
    fn around(&self, sentence: usize) -> Option<&Event> {
        let span = self.analysis.sentences[sentence].span;
        self.events.iter().find(|e| {
            matches!(
                e.event,
                "AGREE" | "SUPPORT" | "CONSULT" | "RETREAT" | "CONCEDE" | "ACCUSE" | "REJECT" | "SANCTION"
            ) && e.evidence.iter().any(|s| span.contains(*s))
                && self.parties_of(e).len() == 2
        })
    }

    fn parties_of(&self, event: &Event) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        for &id in event.actors.iter().chain(&event.recipients) {
            if let Some(code) = &self.analysis.entities.get(id).party
                && !codes.contains(code)
            {
                codes.push(code.clone());
            }
        }
        codes
    }

    /// Parties that the phrase itself names: "U.S.-Japan pact", "deal between X and Y", "ceasefire with Z".
    fn named_parties(&self, phrase: &Phrase, at: usize, end: usize, limit: usize) -> Vec<String> {
        let grammar = self.clauses.grammar;
        let mut codes: Vec<String> = Vec::new();
        let mut add = |token: usize| {
            let Some(mention) = grammar.cover[token] else { return };
            let Some(entity) = self.analysis.entities.of(mention) else { return };
            for member in self.analysis.entities.expanded(entity) {
                let member = self.analysis.entities.get(member);
                let takes_part = member.kind != EntityKind::Place;
                if let Some(code) = member.party.clone().filter(|_| takes_part)
                    && !codes.contains(&code)
                {
                    codes.push(code);
                }
            }
        };
        (phrase.start..at).for_each(&mut add);
        // After the name: "between", "with", "by", over a list.
        let mut i = end;
        while i < limit.min(end + 30) {
            let opens = matches!(self.lower(i), "between" | "with" | "among");
            if opens {
                let mut next = grammar.phrase(i + 1);
                let mut previous = None;
                while let Some(p) = next {
                    let member = grammar.phrases[p];
                    if previous.is_some() && member.joined != previous {
                        break;
                    }
                    (member.start..member.end).for_each(&mut add);
                    previous = Some(p);
                    next = (member.end..member.end + 3).find_map(|t| grammar.phrase(t));
                }
                break;
            }
            if !matches!(
                grammar.tags[i],
                Tag::Preposition
                    | Tag::Noun
                    | Tag::Determiner
                    | Tag::Adjective
                    | Tag::Number
                    | Tag::Participle
            ) {
                break;
            }
            i += 1;
        }
        codes
    }

    fn status(&self, at: usize, event: Option<&Event>, range: std::ops::Range<usize>) -> &'static str {
        let near = |list: &[&str]| {
            (at.saturating_sub(9).max(range.start)..(at + 10).min(range.end))
                .any(|i| list.contains(&self.lower(i)))
        };
        let planned = event
            .is_some_and(|e| matches!(e.status, Status::Planned | Status::Hypothetical | Status::Negated));
        if planned
            || near(&[
                "proposed",
                "propose",
                "proposes",
                "draft",
                "negotiating",
                "negotiate",
                "talks",
                "towards",
                "toward",
                "potential",
                "seeking",
                "proposal",
                "offer",
            ])
        {
            "proposed"
        } else if near(&[
            "ratified",
            "ratify",
            "ratifies",
            "ratification",
            "approves",
            "approved",
            "adopts",
            "adopted",
        ]) {
            "ratified"
        } else if near(&["signed", "signs", "sign", "inked", "signing"]) {
            "signed"
        } else if near(&["suspended", "suspend", "suspends", "suspending"]) {
            "suspended"
        } else if near(&[
            "withdrew",
            "withdraw",
            "withdrawal",
            "terminated",
            "quit",
            "abandoned",
            "expired",
            "withdrawing",
            "pulling",
            "pull",
        ]) {
            "terminated"
        } else if event.is_some()
            || near(&["reached", "agreed", "agree", "announced", "announce", "announces"])
        {
            "agreed"
        } else {
            "in force"
        }
    }
}
