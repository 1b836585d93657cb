//! Agreements: the treaties, protocols, memoranda, joint statements, ceasefires and resolutions that a report names or
//! describes.
//!
//! Each begins as a [`Candidate`]: a [known] agreement by its name, or a noun phrase whose head is one of the [nouns],
//! with the phrases after "of", "on" or "for" that belong to its name. [`parties`] says whose it is, [`status`] where it
//! stands. What a report only calls "the agreement" is the one told of before. A release that is itself a joint
//! statement, or is about a signing, tells so in its [title].

mod about;
mod again;
mod ahead;
mod beside;
mod bound;
mod fate;
mod items;
mod known;
mod later;
mod maker;
mod name;
mod none;
mod nouns;
mod outlook;
mod parties;
mod sides;
mod status;
mod title;
mod verbs;
mod wording;

use std::collections::BTreeSet;
use std::ops::Range;

use self::about::About;
pub use self::known::Known;
use super::dates::Dates;
use super::{Agreement, Event, terms};
use crate::Analysis;
use crate::analyze::clause::{Clauses, PhraseId, Tag, VerbId};
use crate::analyze::{EntityKind, MentionId, Status};
use crate::text::{Case, Span, TokenKind};

/// First letters of words after which a ceasefire is only wished for.
const WISHES: &[&str] = &[
    "call", "demand", "push", "seek", "work", "plea", "appeal", "urg", "mediat", "press", "need", "achiev",
    "broker", "return", "promot", "insist", "sought",
];

/// The kinds of agreements.
#[cfg(test)]
const KINDS: &[&str] = &[
    "treaty",
    "agreement",
    "protocol",
    "memorandum",
    "joint statement",
    "communique",
    "contract",
    "pact",
    "ceasefire",
    "resolution",
    "other",
];

/// Words that name or describe something agreed, its kind, and why it is no agreement of the report's.
pub(crate) type Refused = (Span, &'static str, &'static str);

/// Finds the agreements of a report, in order; `refuse` is told of what is none.
pub(super) fn agreements(
    analysis: &Analysis,
    dates: &Dates,
    events: &[Event],
    refuse: &mut dyn FnMut(Refused),
) -> Vec<Agreement> {
    let finder = Finder::new(analysis, dates, events);
    let mut found: Vec<Agreement> = title::agreement(analysis, events).into_iter().collect();
    let mut titled = found.iter().any(|a| a.status == "signed");
    // The agreement of the sentence that announces a list, while the list goes on.
    let mut list: Option<usize> = None;
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let mut last: Option<(usize, usize)> = None;
        // Where one told of before was last called only "the agreement", and which it is.
        let mut named: Option<(usize, usize)> = None;
        let mut lines = finder.is_line(index);
        let items = finder.itemized(index, &found);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(old) = finder.replaced(at, &found) {
                again::add(&mut found, old, false, false);
                at += 1;
                continue;
            }
            let Some(candidate) = finder.candidate(at, index) else {
                at += 1;
                continue;
            };
            at = candidate.tokens.end.max(at + 1);
            let span = analysis.tokens.span(candidate.tokens.start, candidate.tokens.end);
            if let Some(old) = finder.predecessor(&candidate, span, &found) {
                last = Some((candidate.tokens.end, again::add(&mut found, old, false, false)));
                continue;
            }
            if let Some(described) = finder.christened(&candidate, named.or(last)) {
                again::christen(&mut found[described], &candidate, span.of(analysis.text()), span);
                continue;
            }
            if let Some(known) = finder.meant(&candidate, index, last, &found) {
                finder.retell(&mut found[known], &candidate, index, span);
                named = Some((candidate.tokens.end, known));
                continue;
            }
            if let Some(again) = finder.made_that_year(&candidate, index, &found) {
                found[again].evidence.push(span);
                last = Some((candidate.tokens.end, again));
                continue;
            }
            let (kind, end) = (candidate.kind, candidate.tokens.end);
            // "signed a peace treaty … *a cease-fire* became official": of those who make peace.
            let of_peace = |a: &&Agreement| {
                candidate.kind == "ceasefire"
                    && (a.kind == "ceasefire" || a.title.to_lowercase().contains("peace"))
            };
            let told_earlier = finder.is_told_earlier(&candidate);
            let earlier = found.last().filter(|a| told_earlier || of_peace(a)).cloned();
            let first = finder.is_first_told(&candidate);
            let line = list.filter(|_| last.is_none() && finder.is_first(&candidate, index));
            lines |= line.is_some();
            let listed = line.or(items).or_else(|| finder.listed(&candidate, last)).map(|i| &found[i]);
            match finder.agreement(candidate, index, listed, earlier.as_ref()) {
                // What the title says was signed is what the first sentences say was signed.
                Ok(agreement) if titled && index < 2 && again::is_titled(&found[0], &agreement) => {
                    found[0].evidence.extend(agreement.evidence);
                    titled = false;
                    last = Some((end, 0));
                }
                // "*An earlier truce*, agreed in May, fell apart": none of those told of.
                Ok(agreement) if told_earlier && first => {
                    found.push(agreement);
                    last = Some((end, found.len() - 1));
                }
                // Each line of a list is another.
                Ok(agreement) if line.is_some() && !again::is_told(&found, &agreement) => {
                    found.push(agreement);
                    last = Some((end, found.len() - 1));
                }
                Ok(agreement) => {
                    let older = finder.is_older(&agreement);
                    last = Some((end, again::add(&mut found, agreement, first, older)));
                }
                Err(reason) => refuse((span, kind, reason)),
            }
        }
        if finder.announces_list(index) {
            list = found.len().checked_sub(1);
        } else if !lines {
            list = None;
        }
    }
    found
}

/// Words that name or describe an agreement.
#[derive(Clone, Debug)]
struct Candidate {
    /// The head noun; of a known name its last word.
    head: usize,
    /// The words of the title.
    tokens: Range<usize>,
    kind: &'static str,
    /// Whether it is a name, not a description.
    named: bool,
    known: Option<&'static Known>,
    /// The phrase of its head.
    phrase: Option<PhraseId>,
    /// The verb in whose clause it stands.
    verb: Option<VerbId>,
}

struct Finder<'a> {
    analysis: &'a Analysis<'a>,
    clauses: Clauses<'a>,
    dates: &'a Dates<'a>,
    events: &'a [Event],
    /// Codes of the parties that the report speaks of.
    told: BTreeSet<&'a str>,
    /// The two states that the report is about; none where it is about more.
    pair: Option<[&'a str; 2]>,
    /// The one state that the report is about, whoever else is named in passing.
    one: Option<&'a str>,
}

impl<'a> Finder<'a> {
    fn new(analysis: &'a Analysis<'a>, dates: &'a Dates<'a>, events: &'a [Event]) -> Finder<'a> {
        let told = analysis.entities.list.iter().filter(|e| !e.mentions.is_empty());
        let told = told.filter_map(|e| e.party.as_deref()).collect();
        let about = About::of(analysis);
        Finder {
            analysis,
            clauses: Clauses::new(analysis),
            dates,
            events,
            told,
            pair: about.pair,
            one: about.one,
        }
    }

    fn lower(&self, at: usize) -> &str {
        self.analysis.tokens.lower(at)
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |b| self.lower(b))
    }

    fn capital(&self, at: usize) -> bool {
        self.analysis
            .tokens
            .list
            .get(at)
            .is_some_and(|t| t.kind == TokenKind::Word && matches!(t.case, Case::Capital | Case::Upper))
    }

    /// Whether a known agreement is told to be another than the old one.
    fn is_new(&self, candidate: &Candidate) -> bool {
        let start =
            candidate.phrase.map_or(candidate.tokens.start, |p| self.clauses.grammar.phrases[p].start);
        (start.min(candidate.tokens.start)..candidate.tokens.start)
            .chain(candidate.tokens.start.checked_sub(1))
            .any(|i| {
                matches!(
                    self.lower(i),
                    "new"
                        | "draft"
                        | "future"
                        | "planned"
                        | "proposed"
                        | "revitalized"
                        | "revitalised"
                        | "modernized"
                )
            })
    }

    /// Whether one of `words` stands in the phrase of a candidate before its head.
    fn within(&self, candidate: &Candidate, words: &[&str]) -> bool {
        let start =
            candidate.phrase.map_or(candidate.tokens.start, |p| self.clauses.grammar.phrases[p].start);
        (start..candidate.head).any(|i| words.contains(&self.lower(i)))
    }

    fn is_party(&self, mention: MentionId) -> bool {
        self.analysis.entities.of(mention).is_some_and(|e| {
            let entity = self.analysis.entities.get(e);
            matches!(entity.kind, EntityKind::State | EntityKind::Organization | EntityKind::Group)
        })
    }

    /// The agreement that a candidate is, or why it is none.
    /// `listed` is the one before it in a list of what was made together, `later` that before which it is told to have been made.
    fn agreement(
        &self,
        candidate: Candidate,
        sentence: usize,
        listed: Option<&Agreement>,
        later: Option<&Agreement>,
    ) -> Result<Agreement, &'static str> {
        let range = self.analysis.sentences[sentence].tokens.clone();
        let event = self.maker(sentence, &candidate);
        if let Some(reason) = self.is_none(&candidate, event, listed.is_some()) {
            return Err(reason);
        }
        if self.is_spelt_out(&candidate, range.end) {
            return Err("what it is of is named one by one after it");
        }
        let (mut parties, by_knowledge) = self.parties(&candidate, sentence, event);
        parties.retain(|code| !self.is_only_in_dateline(code));
        // No agreement of Russia is of the Soviet Union too.
        if parties.iter().any(|code| code == "RUS") {
            let now = self.of_the_day(&["SUN", "RUS"]);
            parties.retain(|code| !matches!(code.as_str(), "SUN" | "RUS") || now.contains(&code.as_str()));
        }
        let beside = listed;
        let listed = listed.filter(|l| {
            let made = l.status != "in force" && l.known.is_none() && candidate.known.is_none();
            let same = parties.len() < 2
                || parties.len() == l.parties.len() && parties.iter().all(|code| l.parties.contains(code));
            made && event.is_none() && same && candidate.kind != "resolution"
        });
        if let Some(l) = listed.filter(|l| l.parties.len() > parties.len()) {
            parties.clone_from(&l.parties);
        }
        // "the Lahore Declaration and *the memorandum*": what stands beside an older one of two is of the same two.
        if let Some(l) = beside.filter(|l| parties.is_empty() && l.parties.len() == 2) {
            parties.clone_from(&l.parties);
        }
        // "*An earlier truce*, agreed in May, never held": it was of the same.
        if let Some(l) = later.filter(|l| parties.is_empty() && !l.parties.is_empty() && l.known.is_none()) {
            parties.clone_from(&l.parties);
        }
        let title = self.analysis.tokens.span(candidate.tokens.start, candidate.tokens.end);
        let bare = !self.has_purpose(&candidate)
            && (candidate.tokens.len() == 1
                || !candidate.named && wording::tells_nothing(title.of(self.analysis.text())));
        // "All four agreed to disarm. Under *the agreement*": that which they agreed.
        let earlier = self.agreed_before(&candidate, sentence).filter(|(_, codes)| {
            event.is_none() && (parties.len() < 2 || codes.iter().all(|c| parties.contains(c)))
        });
        if let Some((_, codes)) = earlier.as_ref().filter(|(_, codes)| codes.len() > parties.len()) {
            parties.clone_from(codes);
        }
        if candidate.known.is_none() {
            // "The Cairo summit accord": its place is its name; and "the BBNJ agreement" its abbreviation.
            let abbreviated = |i: usize| {
                let token = &self.analysis.tokens.list[i];
                token.case == Case::Upper && token.span.len() > 2
            };
            let placed = candidate
                .tokens
                .clone()
                .any(|i| self.clauses.grammar.cover[i].is_some() || i < candidate.head && abbreviated(i));
            let made = candidate.kind == "ceasefire" && self.is_made(&candidate);
            // "*Leaders of 44 countries* signed an accord": it is of those, though none is named.
            let of_unnamed = event.is_some_and(|e| self.is_by_unnamed_states(e));
            let unowned = parties.is_empty() && (bare || !candidate.named && !placed) && !made && !of_unnamed;
            if unowned
                || bare
                    && event.is_none()
                    && parties.len() < 2
                    && listed.is_none()
                    && !matches!(candidate.kind, "ceasefire" | "resolution")
            {
                return Err("nothing tells whose it is");
            }
            let body = matches!(
                self.lower(candidate.head),
                "convention" | "charter" | "partnership" | "consensus" | "declaration" | "compact" | "code"
            );
            // A ministry's communiqué, a president's memorandum: of one side alone.
            let single = match candidate.kind {
                "communique" => !self.within(&candidate, &["joint", "final", "summit"]),
                "memorandum" => {
                    self.lower(candidate.head).starts_with("memo") && self.lower(candidate.head + 1) != "of"
                }
                _ => false,
            };
            let signed = candidate.verb.is_some_and(|v| {
                let word = self.lower(self.clauses.grammar.verbs[v].head);
                word == "exchanged" || verbs::status_by(word) == Some("signed")
            });
            if single
                && !signed
                && event.is_none()
                && listed.is_none()
                && self.named_parties(&candidate, sentence).len() < 2
                && !(self.lower(candidate.tokens.end + 1) == "which" && parties.len() > 1)
            {
                return Err("one side alone may issue what is called so");
            }
            if candidate.kind == "resolution"
                && candidate.named
                && parties.is_empty()
                && !title.of(self.analysis.text()).contains(|c: char| c.is_ascii_digit())
            {
                return Err("a law may be called so too, and no body is told");
            }
            let dated = title.of(self.analysis.text()).starts_with(|c: char| c.is_ascii_digit());
            let placed_declaration = candidate.phrase.is_some_and(|p| {
                let phrase = self.clauses.grammar.phrases[p];
                self.lower(candidate.head) == "declaration" && self.is_of_place(&phrase, candidate.head)
            });
            if parties.is_empty()
                && body
                && !dated
                && !placed_declaration
                && !matches!(self.lower(candidate.head + 1), "on" | "against")
                && !self.is_joined_by_name(&candidate)
            {
                return Err("a body or a programme may be called so too, and no parties are told");
            }
        }
        // The title tells all those who sign, where the text names them by their ministers over a paragraph.
        let signatories = title::signatories(self.analysis, candidate.kind);
        if candidate.known.is_none()
            && signatories.len() > parties.len().max(1)
            && parties.iter().all(|code| signatories.contains(code))
        {
            parties = signatories;
        }
        let span = self.analysis.tokens.span(candidate.tokens.start, candidate.tokens.end);
        let valid = terms::term(self.analysis, candidate.tokens.clone(), range.end);
        let since = || valid.as_ref().and_then(|(from, _)| from.clone());
        let status = match (listed, &earlier) {
            (Some(l), _) => l.status,
            (None, Some(_)) => "agreed",
            _ => self.status(&candidate, event, sentence),
        };
        let published = self.analysis.document.published_on().map(|d| d.to_string());
        let status = match (candidate.known, published) {
            // "the new International Coffee Agreement": the one that comes after that which is known.
            (Some(_), _) if status == "in force" && self.is_new(&candidate) => "proposed",
            (Some(known), Some(on)) if status == "in force" => known.stands_on(&on),
            // What is stated together enters into no force.
            _ if status == "in force"
                && (matches!(candidate.kind, "joint statement" | "communique")
                    || candidate.known.is_none() && self.lower(candidate.head) == "declaration") =>
            {
                "agreed"
            }
            _ => status,
        };
        let evidence = event
            .and_then(|e| e.evidence.iter().find(|s| self.analysis.sentences[sentence].span.contains(**s)))
            .map_or(span, |trigger| trigger.cover(span));
        // What several declare is a joint statement: "the Lima Declaration, which the two signed".
        let declared = self.lower(candidate.head) == "declaration" && candidate.known.is_none();
        let kind = match candidate.kind {
            "other" if declared && parties.len() > 1 => "joint statement",
            kind => kind,
        };
        let own_name = candidate.known.filter(|_| candidate.named);
        Ok(Agreement {
            title: match own_name {
                // "a *new* International Coffee Agreement": not the one that is in force.
                Some(k) if status == "proposed" || status == "agreed" => {
                    let new = if self.is_new(&candidate) { "new " } else { "" };
                    format!("{new}{}", k.title)
                }
                Some(k) => k.title.to_owned(),
                None => span.of(self.analysis.text()).to_owned(),
            },
            kind,
            parties,
            by_knowledge,
            status,
            date: listed
                .and_then(|l| l.date.clone())
                .or_else(|| self.date(&candidate, event, status, sentence))
                .or_else(|| {
                    let value = since().filter(|_| status == "in force")?;
                    Some(super::When { value, until: None, told: true })
                }),
            valid,
            known: candidate.known,
            evidence: vec![self.bounded(evidence, sentence)],
            score: match (candidate.known, event) {
                (Some(_), _) => 0.85,
                (None, Some(_)) => 0.75,
                (None, None) => 0.6,
            },
        })
    }

    /// The act, in one of the sentences right before, by which two or more agreed on what is only called "the agreement",
    /// and the codes of those.
    fn agreed_before(&self, candidate: &Candidate, sentence: usize) -> Option<(&Event, Vec<String>)> {
        let start = self.clauses.grammar.phrases[candidate.phrase?].start;
        let definite = matches!(self.lower(start), "the" | "this") && candidate.tokens.len() == 1;
        if !definite || !matches!(self.lower(candidate.head), "agreement" | "deal" | "accord" | "pact") {
            return None;
        }
        let first = self.analysis.sentences[sentence.saturating_sub(2)].span.start;
        let here = self.analysis.sentences[sentence].span.start;
        let agreed = |e: &&Event| {
            e.event == "AGREE"
                && e.status == Status::Actual
                && e.evidence.iter().any(|s| s.start >= first && s.end <= here)
        };
        let event = self.events.iter().rev().find(agreed)?;
        let codes = self.codes_of(event);
        // "*Zambia and its creditors* agreed to put off the debt": one of the two has no name.
        let sides = event.actors.len() + event.recipients.len();
        (codes.len() > 1 || codes.len() == 1 && sides > 1).then_some((event, codes))
    }

    fn date(
        &self,
        candidate: &Candidate,
        event: Option<&Event>,
        status: &str,
        sentence: usize,
    ) -> Option<super::When> {
        // "agreed to review *a 2006 accord*": it was not made by that.
        let year = (candidate.tokens.start..candidate.head).find(|&i| self.is_year(i)).map(|i| self.lower(i));
        // "passed resolution *1973*": the number is no year.
        let number = |when: &super::When| {
            candidate.kind == "resolution" && candidate.tokens.clone().any(|i| self.lower(i) == when.value)
        };
        let acted = || {
            let date = event.filter(|e| e.status == Status::Actual).and_then(|e| e.date.clone());
            date.filter(|d| candidate.known.is_some() || year.is_none_or(|year| d.value.starts_with(year)))
                .filter(|when| !number(when))
        };
        let made = || terms::made(self.analysis, self.dates, candidate.tokens.clone(), sentence);
        let dated = || {
            let date = self.date_of_status(candidate, sentence).filter(|_| status != "in force");
            date.filter(|when| !number(when))
        };
        if candidate.known.is_some() {
            return made().or_else(|| acted().filter(|_| status != "in force")).or_else(dated);
        }
        // "Agreed to put *an agreement of 2001* back into force": it was not made on that day.
        let older = made()
            .filter(|m| self.lower(candidate.head + 1) == "of" && acted().is_some_and(|a| a.value > m.value));
        older.or_else(acted).or_else(made).or_else(dated)
    }

    /// The date of the act that an agreement is the object of: vetoed, suspended, agreed.
    fn date_of_status(&self, candidate: &Candidate, sentence: usize) -> Option<super::When> {
        let verb = candidate.phrase.and_then(|p| self.dates.verb_around(p, sentence))?;
        let head = self.analysis.tokens.list[self.clauses.grammar.verbs[verb].head].span;
        let acts = |e: &&Event| e.status == Status::Actual && e.evidence.iter().any(|s| s.contains(head));
        self.events.iter().find(acts)?.date.clone()
    }

    /// Evidence within its sentence.
    fn bounded(&self, span: Span, sentence: usize) -> Span {
        let whole = self.analysis.sentences[sentence].span;
        Span { start: span.start.max(whole.start), end: span.end.min(whole.end) }
    }

    /// Whether an agreement is told to be one before that which is told of: "an *earlier* truce", "the *previous* accord".
    pub(super) fn is_told_earlier(&self, candidate: &Candidate) -> bool {
        candidate.known.is_none()
            && !candidate.named
            && self.within(candidate, &["earlier", "previous", "prior"])
    }

    fn is_year(&self, at: usize) -> bool {
        self.lower(at).parse::<u16>().is_ok_and(|year| (1800..2200).contains(&year))
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        self.clauses.grammar.tags.get(at).copied()
    }
}
