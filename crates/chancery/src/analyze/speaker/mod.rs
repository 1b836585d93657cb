//! Who speaks: the persons and parties that the source of each [`Attribution`] names.
//!
//! The attributions are gone through in order. A source that is a mention is whom the mention refers to; a pronoun is
//! first of all who spoke before; "the newspaper" and "the officials" are those told of by the same noun before.
//! Sources that nothing names ("diplomats", "a company executive") become entities of their own here.

mod lead;
mod nouns;
mod unnamed;

use std::ops::Range;

use self::nouns::entity_head;
use super::attribution::{SourceKind, source_kind};
use super::clause::Tag;
use super::mention::{Pronoun, Reading};
use super::{Analysis, Attribution, Entities, EntityId, EntityKind, MentionForm, MentionId};
use crate::text::{Case, Span, TokenKind};

/// Bytes between a saying and a pronoun for who said it.
const REACH: u32 = 700;

/// Tokens at the beginning of a text among which initials are looked for spelled out.
const SPELLED_WITHIN: usize = 5000;

/// Tokens before a document that is told of again among which it is issued.
const ISSUED_WITHIN: usize = 400;

/// Contents before a saying among which the one that it stands in is looked for.
const NESTED_WITHIN: usize = 6;

/// Those who say each attribution of `analysis`, the first named first; and `entities` with those who only speak.
pub(super) fn resolve(analysis: &Analysis, entities: Entities) -> (Entities, Vec<Vec<EntityId>>) {
    let mut speakers = Speakers {
        analysis,
        entities,
        spoken: Vec::new(),
        last: Vec::new(),
        last_end: 0,
        document: false,
        cues: Vec::new(),
    };
    let mut found: Vec<Vec<EntityId>> = Vec::with_capacity(analysis.attributions.len());
    let mut told: Vec<Span> = Vec::new();
    for attribution in &analysis.attributions {
        let outer = attribution.within.and_then(|w| found.get(w)).cloned();
        let who = speakers.of(attribution, outer);
        for &entity in &who {
            speakers.spoken.retain(|&e| e != entity);
            speakers.spoken.push(entity);
        }
        speakers.cues.extend(attribution.cue.map(|cue| (cue, who.clone())));
        // "Britain called for a debate, diplomats said": the diplomats spoke last.
        let inside = attribution.within.is_some()
            || attribution.cue.is_some_and(|cue| told.iter().any(|words| words.contains(cue)));
        told.extend(&attribution.content);
        let beyond = told.len().saturating_sub(NESTED_WITHIN);
        told.drain(..beyond);
        if !inside {
            if !who.is_empty() {
                speakers.last.clone_from(&who);
            }
            let end = attribution.content.iter().chain(&attribution.cue).map(|s| s.end).max().unwrap_or(0);
            speakers.last_end = speakers.last_end.max(end);
            speakers.document = speakers.is_document(attribution);
        }
        found.push(who);
    }
    lead::name(analysis, &speakers.entities, &mut found);
    (speakers.entities, found)
}

struct Speakers<'a> {
    analysis: &'a Analysis<'a>,
    entities: Entities,
    /// All who have spoken, the last to speak last.
    spoken: Vec<EntityId>,
    /// Who said what was said last, and where that ended.
    last: Vec<EntityId>,
    last_end: u32,
    /// Whether a document is the source of that: "said a statement".
    document: bool,
    /// The cues so far, with whose they are.
    cues: Vec<(Span, Vec<EntityId>)>,
}

impl Speakers<'_> {
    fn lower(&self, at: usize) -> &str {
        self.analysis.tokens.lower(at)
    }

    fn cover(&self, at: usize) -> Option<MentionId> {
        self.analysis.grammar.cover.get(at).copied().flatten()
    }

    /// The speakers of one attribution; `outer` are those of the one that it stands inside.
    fn of(&mut self, attribution: &Attribution, outer: Option<Vec<EntityId>>) -> Vec<EntityId> {
        let start = attribution.content[0].start;
        let voice = self.entities.voice_at(start);
        let Some(source) = attribution.source else {
            return voice.map_or_else(|| self.last.clone(), |v| vec![v]);
        };
        let tokens = self.analysis.tokens.within(source);
        // The label of a turn is whom the reading of voices took it for.
        if attribution.cue.is_none() && voice.is_some() && attribution.content[0].start >= source.end {
            return voice.into_iter().collect();
        }
        if let Some(named) = self.apposed(source, attribution.cue) {
            return vec![named];
        }
        let mut who: Vec<EntityId> = Vec::new();
        for part in self.parts(tokens) {
            for entity in self.part(part, outer.as_ref()) {
                if !who.contains(&entity) {
                    who.push(entity);
                }
            }
        }
        self.who_tells(attribution, source).map_or(who, |subject| self.entities.expanded(subject))
    }

    /// The person whose name stands between commas behind a source that only describes: "the Hamas spokesman in Beirut,
    /// *X*, said".
    fn apposed(&self, source: Span, cue: Option<Span>) -> Option<EntityId> {
        let tokens = &self.analysis.tokens;
        let within = tokens.within(source);
        let person = |m: MentionId| matches!(self.analysis.mentions[m].reading, Reading::Person { .. });
        if within.clone().filter_map(|t| self.cover(t)).any(person) {
            return None;
        }
        let calls = |t: usize| {
            source_kind(self.lower(t)) == Some(SourceKind::Person) && !self.lower(t).ends_with('s')
        };
        // Of "the Hamas spokesman in *Beirut*, X" only the place may be taken for the source.
        let lead = within
            .start
            .checked_sub(2)
            .filter(|&t| matches!(self.lower(t + 1), "in" | "at" | "to") && calls(t));
        let describes = lead.is_some() || within.clone().any(calls);
        let comma = within.end;
        let mention = self.cover(comma + 1).filter(|&m| self.lower(comma) == "," && person(m))?;
        let end = tokens.within(self.analysis.mentions[mention].span).end;
        let cue = cue?;
        let closed = match self.lower(end) {
            "," => {
                tokens.at_or_after(cue.start) <= end + 2 && cue.start > source.end || cue.end <= source.start
            }
            "." => cue.end <= source.start,
            _ => false,
        };
        self.entities.of(mention).filter(|_| describes && closed)
    }

    /// Whether the source of an attribution is a document, or "it" that goes on as one.
    fn is_document(&self, attribution: &Attribution) -> bool {
        let Some(source) = attribution.source else { return self.document };
        let words = source.of(&self.analysis.tokens.lower);
        if words == "it" {
            return self.document;
        }
        let mut tokens = self.analysis.tokens.within(source);
        let noun = tokens.find(|&t| self.analysis.grammar.tags[t] == Tag::Noun && self.cover(t).is_none());
        noun.is_some_and(|t| {
            source_kind(self.lower(t)) == Some(SourceKind::Document) && !nouns::is_press(self.lower(t))
        })
    }

    /// Those of whom is told what "they" or a statement that nobody is told to issue say: "*The ministers* decided on it, a
    /// statement said", "*The rulers* told police to act, they said".
    fn who_tells(&self, attribution: &Attribution, source: Span) -> Option<EntityId> {
        let words = source.of(&self.analysis.tokens.lower);
        // Those who spoke before go on.
        let group = |&e: &EntityId| self.entities.get(e).kind == EntityKind::Group;
        let they = words == "they" && self.last.len() < 2 && !self.last.iter().any(group);
        let document = words.starts_with("a statement") || words == "the statement";
        let content = attribution.content.first()?;
        if !they && !document || content.end > source.start {
            return None;
        }
        let at = self.analysis.tokens.at_or_after(content.start);
        let sentence = self.analysis.sentence_of(self.analysis.tokens.at_or_after(source.start));
        let same = self.analysis.sentence_of(at) == sentence;
        let entity = (at..at + 3).find_map(|t| self.cover(t)).and_then(|m| self.entities.of(m))?;
        let told = self.entities.get(entity);
        let several = told.kind == EntityKind::Group && told.named;
        // Who is told to issue the statement is known already.
        let issued = document && words.split(' ').any(|w| matches!(w, "by" | "from" | "of"));
        (same && several && !issued).then_some(entity)
    }

    /// The phrases that "and" and commas join in a source.
    fn parts(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = tokens.start;
        let mut at = tokens.start;
        if let Some(body) = self.one_body(&tokens) {
            return vec![body];
        }
        while at < tokens.end {
            if let Some(mention) = self.cover(at) {
                let phrase = self.analysis.tokens.within(self.analysis.mentions[mention].phrase);
                at = phrase.end.max(at + 1);
                continue;
            }
            if matches!(self.lower(at), "and" | "," | "or") {
                if start < at {
                    parts.push(start..at);
                }
                start = at + 1;
            }
            at += 1;
        }
        if start < tokens.end {
            parts.push(start..tokens.end);
        }
        // "…, and the Secretary": the clause before ends with the comma; two who speak together have none.
        if let [first, second] = parts.as_slice()
            && self.lower(second.start - 1) == "and"
            && first.end + 2 == second.start
            && self.lower(first.end) == ","
        {
            parts.remove(0);
        }
        // "writer and ally X", "former governor and ambassador X": who is named has the other calling too.
        if let [.., last] = parts.as_slice()
            && parts.len() > 1
            && self.lower(last.start - 1) == "and"
            && self.is_called(&parts[..parts.len() - 1], last)
        {
            parts = vec![last.clone()];
        }
        // Behind a comma without "and" stands what only describes: "Geng Shuang, a spokesman".
        // But two states are two, as headlines tell them: "*Chad, Niger* vow to talk".
        let state = |p: &Range<usize>| {
            let mention = p.clone().find_map(|t| self.cover(t)).map(|m| &self.analysis.mentions[m]);
            mention.is_some_and(|m| matches!(m.reading, Reading::Party { .. }) && m.form == MentionForm::Name)
        };
        let states = parts.len() == 2 && parts.iter().all(state);
        if parts.len() == 2 && self.lower(parts[1].start - 1) == "," && !states {
            // … unless only the second is a name or title: "After the meeting, the minister".
            let named = |p: &Range<usize>| p.clone().any(|t| self.cover(t).is_some());
            let second = !named(&parts[0]) && named(&parts[1]);
            if second {
                parts.remove(0);
            }
            parts.truncate(1);
        }
        parts
    }

    /// The one body in whose name commas and "and" stand, where a source ends it: "the Ministry of Water, *Irrigation and
    /// Energy*".
    fn one_body(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let capital = |t: usize| self.analysis.tokens.list[t].case != Case::Lower;
        let of_name = |t: usize| {
            let other = self.cover(t).is_some_and(|m| {
                matches!(self.analysis.mentions[m].reading, Reading::Person { .. } | Reading::Party { .. })
            });
            !other && (capital(t) || matches!(self.lower(t), "of" | "for" | "on" | "and" | "the" | ","))
        };
        if !tokens.clone().all(of_name) {
            return None;
        }
        let body = |t: usize| {
            capital(t)
                && matches!(self.lower(t + 1), "of" | "for" | "on")
                && matches!(
                    self.lower(t),
                    "ministry" | "department" | "office" | "bureau" | "committee" | "commission"
                )
        };
        let floor = tokens.start.saturating_sub(12);
        let first =
            (floor..tokens.end.min(tokens.start + 2)).rev().take_while(|&t| of_name(t)).find(|&t| body(t))?;
        Some(first..tokens.end)
    }

    /// Whether the phrases before the last one of a source only say what else the one named in the last is.
    fn is_called(&self, before: &[Range<usize>], last: &Range<usize>) -> bool {
        let articles = ["the", "a", "an"];
        let Some(named) = (last.start..last.end).rev().find_map(|t| self.cover(t)) else { return false };
        let calling = !articles.contains(&self.lower(last.start)) && {
            let mention = &self.analysis.mentions[named];
            let start = self.analysis.tokens.at_or_after(mention.span.start);
            start > last.start
                && !matches!(self.lower(start - 1), "of" | "for" | "in" | "from" | "to")
                && self.analysis.grammar.tags[start - 1] != Tag::Possessive
        };
        calling
            && before.iter().all(|p| {
                let singular = !self.lower(p.end - 1).ends_with('s');
                let head =
                    (p.start..p.end).rev().find(|&t| source_kind(self.lower(t)) == Some(SourceKind::Person));
                let office = p.clone().find_map(|t| self.cover(t)).is_some_and(|m| {
                    matches!(
                        self.analysis.mentions[m].reading,
                        Reading::Office { .. } | Reading::Unnamed { .. }
                    )
                });
                let unnamed = p.clone().all(|t| self.cover(t).is_none());
                // "the chancellor X and visiting president Y" are two.
                let person = p
                    .clone()
                    .filter_map(|t| self.cover(t))
                    .any(|m| matches!(self.analysis.mentions[m].reading, Reading::Person { .. }));
                !person
                    && !articles.contains(&self.lower(p.start))
                    && (office || unnamed && singular && head.is_some())
            })
    }

    fn part(&mut self, part: Range<usize>, outer: Option<&Vec<EntityId>>) -> Vec<EntityId> {
        let Some((head, mention)) = self.head(&part) else { return Vec::new() };
        if let Some(mention) = mention {
            if let Reading::Pronoun(pronoun) = self.analysis.mentions[mention].reading {
                return self.pronoun(mention, pronoun, outer);
            }
            if let Some(entity) = self.entities.of(mention) {
                let members = self.entities.expanded(entity);
                // In a release "the leaders" are those whom it is about, and not those named last.
                if let Reading::Collective { persons: true, .. } = self.analysis.mentions[mention].reading
                    && self.analysis.document.government().is_some()
                    && members.len() <= 2
                {
                    let principals = self.participants(head, 2);
                    if principals.len() > 1 {
                        return principals;
                    }
                }
                return members;
            }
        }
        if self.lower(head) == "it" {
            return self.last.clone();
        }
        // "As I’ve said before", in someone's own voice.
        if self.lower(head).starts_with("i’") || self.lower(head).starts_with("i'") {
            let offset = self.analysis.tokens.list[head].span.start;
            return self.entities.voice_at(offset).map_or_else(|| self.last.clone(), |voice| vec![voice]);
        }
        self.unnamed(&part, head)
    }

    /// The head of a phrase: its last noun before a preposition, with the mention that holds it.
    fn head(&self, part: &Range<usize>) -> Option<(usize, Option<MentionId>)> {
        let mut head = None;
        let mut at = part.start;
        while at < part.end {
            if let Some(mention) = self.cover(at) {
                let phrase = self.analysis.tokens.within(self.analysis.mentions[mention].phrase);
                at = phrase.end.clamp(at + 1, part.end);
                let adjective = self.analysis.mentions[mention].form == MentionForm::Demonym;
                if !adjective || head.is_none() {
                    head = Some((at - 1, Some(mention)));
                }
                continue;
            }
            let token = self.analysis.tokens.list[at];
            match self.analysis.grammar.tags[at] {
                Tag::Preposition if head.is_some() => {
                    // "director of corporate strategy *Jonathan Solomon*": the name closes the phrase.
                    let named = (at + 2..part.end).rev().take(4).find_map(|t| self.cover(t)).filter(|&m| {
                        let mention = &self.analysis.mentions[m];
                        let span = self.analysis.tokens.within(mention.span);
                        matches!(mention.reading, Reading::Person { .. })
                            && span.end == part.end
                            && span.start > at + 1
                            // "advisers to Mr. Obama" are not he.
                            && self.analysis.tokens.list[span.start - 1].case == Case::Lower
                            && !matches!(
                                self.analysis.grammar.tags[span.start - 1],
                                Tag::Preposition
                                    | Tag::Determiner
                                    | Tag::Possessive
                                    | Tag::Conjunction
                                    | Tag::Comma
                            )
                    });
                    return named.map_or(head, |m| Some((part.end - 1, Some(m))));
                }
                Tag::Relative | Tag::Open | Tag::Comma if head.is_some() => break,
                Tag::Determiner | Tag::Possessive | Tag::Adverb | Tag::Conjunction | Tag::Preposition => {
                    let lone = part.len() == 1;
                    if lone {
                        head = Some((at, None));
                    }
                }
                _ if token.kind == TokenKind::Word => head = Some((at, None)),
                _ => {}
            }
            at += 1;
        }
        head
    }

    /// Whom a pronoun means as a source: who spoke before, if that fits; else whom it refers to as a mention.
    fn pronoun(
        &mut self,
        mention: MentionId,
        pronoun: Pronoun,
        outer: Option<&Vec<EntityId>>,
    ) -> Vec<EntityId> {
        let span = self.analysis.mentions[mention].span;
        let referred = self.entities.of(mention);
        let near = span.start.saturating_sub(self.last_end) <= REACH && !self.last.is_empty();
        let kind = |e: EntityId| self.entities.get(e).kind;
        match pronoun {
            Pronoun::He | Pronoun::She => {
                let male = pronoun == Pronoun::He;
                let fits = |e: EntityId| {
                    let entity = self.entities.get(e);
                    entity.kind == EntityKind::Person && entity.male.is_none_or(|m| m == male)
                };
                // "… X said. *Y* praised Z. 'All day,' *he* said": whom a sentence since then is about.
                if let Some(leader) = referred.filter(|&e| self.leads_since(e, span.start)) {
                    return vec![leader];
                }
                if near && self.last.len() == 1 && (fits(self.last[0]) || self.is_someone(self.last[0])) {
                    return self.last.clone();
                }
                // Someone who spoke before under a name that nothing told as a person's: the pronoun does.
                if near && let [last] = self.last[..] {
                    let entity = self.entities.get(last);
                    let bare =
                        entity.kind == EntityKind::Organization && !entity.named && entity.party.is_none();
                    if bare && !entity.name.contains(' ') && !entity.name.chars().all(char::is_uppercase) {
                        self.entities.list[last.0 as usize].kind = EntityKind::Person;
                        return vec![last];
                    }
                }
                if let Some(entity) = referred {
                    return vec![entity];
                }
                self.spoken.iter().rev().copied().find(|&e| fits(e)).into_iter().collect()
            }
            Pronoun::They => {
                let several =
                    self.last.len() > 1 || self.last.len() == 1 && kind(self.last[0]) == EntityKind::Group;
                if near && several {
                    return self.last.clone();
                }
                // In a release "they" are those who met rather than a group, or others, that were only spoken of.
                if self.analysis.document.government().is_some()
                    && let Some(group) = referred.filter(|&e| kind(e) == EntityKind::Group)
                {
                    let principals = self.participants(self.analysis.tokens.at_or_after(span.start), 2);
                    let meets =
                        principals.first().is_some_and(|p| self.entities.get(group).members.contains(p));
                    if principals.len() > 1 && !meets {
                        return principals;
                    }
                }
                referred.map(|e| self.entities.expanded(e)).unwrap_or_else(|| self.last.clone())
            }
            Pronoun::It => {
                let body = |e: EntityId| {
                    matches!(kind(e), EntityKind::State | EntityKind::Organization | EntityKind::Group)
                };
                if near && self.document {
                    return self.last.clone();
                }
                if near && self.last.len() == 1 && body(self.last[0]) {
                    return self.last.clone();
                }
                referred.into_iter().collect()
            }
            Pronoun::I | Pronoun::We => match (outer, referred) {
                (Some(outer), _) if !outer.is_empty() => outer.clone(),
                (_, Some(entity)) => vec![entity],
                _ => Vec::new(),
            },
        }
    }

    /// Whether a sentence between what was said last and byte `until` begins with the name or title of a person.
    fn leads_since(&self, person: EntityId, until: u32) -> bool {
        let analysis = self.analysis;
        let mentions = &self.entities.get(person).mentions;
        mentions.iter().rev().map(|&m| &analysis.mentions[m]).skip_while(|m| m.span.start >= until).any(|m| {
            let at = analysis.tokens.at_or_after(m.phrase.start);
            let opens = analysis.sentences[analysis.sentence_of(at)].tokens.start == at;
            m.phrase.start >= self.last_end
                && opens
                && matches!(m.form, MentionForm::Name | MentionForm::Title)
                && analysis.quotation_at(m.span.start).is_none()
        })
    }

    /// Whether an entity is one person of whom no name is told: "a senior banker", "the spokesman for the bank".
    fn is_someone(&self, id: EntityId) -> bool {
        let entity = self.entities.get(id);
        let noun = entity_head(&entity.name).unwrap_or_default().to_lowercase();
        entity.kind == EntityKind::Group
            && !entity.named
            && entity.members.is_empty()
            && source_kind(&noun) == Some(SourceKind::Person)
            && !noun.ends_with('s')
            && !matches!(noun.as_str(), "people" | "men" | "women" | "police" | "public")
    }

    /// The persons of different parties whom the report names before token `at`, or where it names too few, after it, in
    /// the order of their first mention.
    fn participants(&self, at: usize, most: usize) -> Vec<EntityId> {
        let offset = self.analysis.tokens.list[at].span.start;
        let mut found: Vec<EntityId> = Vec::new();
        for (id, mention) in self.analysis.mentions.iter().enumerate() {
            if found.len() >= most || found.len() > 1 && mention.span.start >= offset {
                break;
            }
            let Some(entity) = self.entities.of(id) else { continue };
            let person = self.entities.get(entity);
            let other = person.party.is_some()
                && found.iter().all(|&f| f != entity && self.entities.get(f).party != person.party);
            if person.kind == EntityKind::Person && other && !self.analysis.is_credited(id) {
                found.push(entity);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
