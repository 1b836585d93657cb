//! Who speaks: the persons and parties that the source of each [`Attribution`] names.
//!
//! The attributions are gone through in order. A source that is a mention is whom the mention refers to; a pronoun is
//! first of all who spoke before; "the newspaper" and "the officials" are those told of by the same noun before.
//! Sources that nothing names ("diplomats", "a company executive") become entities of their own here.

mod nouns;

use std::ops::Range;

use self::nouns::{entity_head, is_body, is_institution, is_press};
use super::attribution::{SourceKind, source_kind};
use super::clause::{Clauses, Tag, VerbGroup};
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
    let mut speakers =
        Speakers { analysis, entities, spoken: Vec::new(), last: Vec::new(), last_end: 0, cues: Vec::new() };
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
        }
        found.push(who);
    }
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
        let mut who: Vec<EntityId> = Vec::new();
        for part in self.parts(tokens) {
            for entity in self.part(part, outer.as_ref()) {
                if !who.contains(&entity) {
                    who.push(entity);
                }
            }
        }
        who
    }

    /// The phrases that "and" and commas join in a source.
    fn parts(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = tokens.start;
        let mut at = tokens.start;
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
        if parts.len() == 2 && self.lower(parts[1].start - 1) == "," {
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
                !articles.contains(&self.lower(p.start)) && (office || unnamed && singular && head.is_some())
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

    /// Those whom a phrase without a name means; someone new if nobody before.
    fn unnamed(&mut self, part: &Range<usize>, head: usize) -> Vec<EntityId> {
        let text = self.analysis.text();
        let mut start = part.start;
        let articles = ["the", "a", "an", "these", "those", "both", "all", "dozen"];
        while start < head
            && (self.analysis.grammar.tags[start] == Tag::Determiner || articles.contains(&self.lower(start)))
        {
            start += 1;
        }
        let determiner = (start > part.start).then(|| self.lower(part.start));
        let definite = matches!(determiner, Some("the" | "this" | "that" | "these" | "those" | "both"));
        let noun = self.lower(head).to_owned();
        // "the Governments of Japan and India": the states.
        if matches!(noun.as_str(), "government" | "governments")
            && self.lower(head + 1) == "of"
            && let Some(state) =
                (head + 2..part.end).find_map(|t| self.cover(t)).and_then(|m| self.entities.of(m))
            && self.speaks(state)
        {
            return self.entities.expanded(state);
        }
        let kind = source_kind(&noun);
        let short = head < start + 2;
        if short
            && (definite || start == head)
            && matches!(
                noun.as_str(),
                "leaders"
                    | "sides"
                    | "parties"
                    | "participants"
                    | "two"
                    | "both"
                    | "ministers"
                    | "principals"
                    | "presidents"
                    | "pair"
            )
        {
            let found = self.participants(
                part.start,
                if matches!(noun.as_str(), "participants" | "leaders" | "principals") { 12 } else { 2 },
            );
            let leaders = matches!(noun.as_str(), "leaders" | "principals" | "participants");
            if found.len() > 1 || leaders && !found.is_empty() {
                return found;
            }
        }
        // "the White House statement", "a statement" that the Taliban releases: whose it is speaks.
        if kind == Some(SourceKind::Document) && !is_press(&noun) {
            let issuer = part.clone().filter_map(|at| self.cover(at)).find_map(|m| self.entities.of(m));
            if let Some(issuer) = issuer.or_else(|| self.issuer(part.start)).filter(|&e| self.speaks(e)) {
                return self.entities.expanded(issuer);
            }
            if let Some((phrase, issuer)) = self.unnamed_issuer(part.start) {
                return self.unnamed(&phrase, issuer);
            }
        }
        if definite && short {
            // "the statement said": who issued it.
            if kind == Some(SourceKind::Document)
                && let Some(issuers) = self.issued_before(&noun, part.start)
            {
                return issuers;
            }
            if let Some(known) = self.told_before(&noun) {
                return vec![known];
            }
            if kind == Some(SourceKind::Document) && !self.last.is_empty() {
                return self.last.clone();
            }
        }
        let capital = self.analysis.tokens.list[head].case != Case::Lower;
        let span = self.analysis.tokens.span(start, part.end.min(start + 9));
        let name = span.of(text).to_owned();
        if name.is_empty() {
            return Vec::new();
        }
        let wanted = match kind {
            Some(SourceKind::Person) if noun.ends_with('s') || noun == "people" || noun == "men" => {
                EntityKind::Group
            }
            Some(SourceKind::Person) if self.party_in(part).is_some() => EntityKind::Person,
            _ if is_body(&noun) || is_institution(&noun) || is_press(&noun) => EntityKind::Organization,
            _ if capital && start < head + 1 && !matches!(noun.as_str(), "another" | "others" | "one") => {
                EntityKind::Organization
            }
            _ => EntityKind::Group,
        };
        let name = self.spelled_out(&name).unwrap_or(name);
        let same = self.entities.list.iter().position(|e| e.name.eq_ignore_ascii_case(&name));
        if let Some(same) = same {
            return vec![EntityId(same as u32)];
        }
        let party = self.party_in(part);
        // "the army said": that of the state told of before; "the administration" is that of the United States.
        let party = party.or_else(|| match noun.as_str() {
            "administration" if definite && short => Some("USA".to_owned()),
            noun if is_body(noun) && short => self.state_before(head),
            _ => None,
        });
        vec![self.add(wanted, name, party)]
    }

    /// The state named last before token `at`; else the one whose government publishes the report or is named first.
    fn state_before(&self, at: usize) -> Option<String> {
        let offset = self.analysis.tokens.list[at].span.start;
        let end = self.analysis.mentions.partition_point(|m| m.span.start < offset);
        let state = |m: MentionId| {
            let entity = self.entities.get(self.entities.of(m)?);
            (entity.kind == EntityKind::State).then(|| entity.party.clone()).flatten()
        };
        (0..end).rev().take(40).find_map(state)
    }

    /// What a name of initials stands for, where the text spells it out: "DNC", "Democratic National Committee".
    fn spelled_out(&self, name: &str) -> Option<String> {
        let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        if !(3..=7).contains(&letters.len())
            || !letters.iter().all(|c| c.is_uppercase())
            || name.contains(' ')
        {
            return None;
        }
        let tokens = &self.analysis.tokens;
        let text = self.analysis.text();
        let initial = |t: usize| tokens.list[t].span.of(text).chars().next();
        let capital =
            |t: usize| tokens.list[t].case == Case::Capital && tokens.list[t].kind == TokenKind::Word;
        let spells = |from: usize| {
            let mut at = from;
            for (i, letter) in letters.iter().enumerate() {
                if i > 0 && at < tokens.len() && matches!(tokens.lower(at), "of" | "and" | "for" | "the") {
                    at += 1;
                }
                if at >= tokens.len() || !capital(at) || initial(at) != Some(*letter) {
                    return None;
                }
                at += 1;
            }
            Some(tokens.span(from, at).of(text).to_owned())
        };
        (0..tokens.len().min(SPELLED_WITHIN)).find_map(spells)
    }

    /// The party that a source's words name.
    fn party_in(&self, part: &Range<usize>) -> Option<String> {
        part.clone()
            .filter_map(|at| self.cover(at))
            .find_map(|m| self.entities.of(m).and_then(|e| self.entities.get(e).party.clone()))
    }

    fn add(&mut self, kind: EntityKind, name: String, party: Option<String>) -> EntityId {
        self.entities.add(kind, name, party, false)
    }

    /// Whether an entity can speak.
    fn speaks(&self, id: EntityId) -> bool {
        let entity = self.entities.get(id);
        entity.kind != EntityKind::Place && entity.party.is_some()
    }

    /// The verb before token `at` by which a document that is its object is issued: "*releases* a statement".
    fn issuing(&self, at: usize) -> Option<VerbGroup> {
        let grammar = &self.analysis.grammar;
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(at)];
        let from = sentence.tokens.start.max(at.saturating_sub(12));
        let verb = (from..at).rev().find_map(|t| grammar.verb(t))?;
        let group = grammar.verbs[verb];
        let issues = ["releas", "issu", "publish", "pass", "adopt", "fil", "sen", "wr", "deliver", "submit"];
        issues.iter().any(|s| self.lower(group.head).starts_with(s)).then_some(group)
    }

    /// Who issues the document that is the object of a verb before token `at`: "*The Taliban* releases a statement".
    fn issuer(&self, at: usize) -> Option<EntityId> {
        let clauses = Clauses::new(self.analysis);
        clauses.subjects(&self.issuing(at)?).into_iter().find_map(|m| self.entities.of(m))
    }

    /// The same where it is someone without a name, with its noun: "*The emergency summit* in Riyadh releases a statement".
    fn unnamed_issuer(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let phrase = self.analysis.grammar.phrases[self.issuing(at)?.subject?];
        let speaks = source_kind(self.lower(phrase.head)).is_some_and(|k| k != SourceKind::Document);
        speaks.then_some((phrase.start..phrase.head + 1, phrase.head))
    }

    /// Who issued the document of this noun that was told of last before token `at`, or said something in it: "EC ministers
    /// *issued a statement* …", "the ministry *said in a statement*".
    fn issued_before(&self, noun: &str, at: usize) -> Option<Vec<EntityId>> {
        let before = (at.saturating_sub(ISSUED_WITHIN)..at).rev().filter(|&t| self.lower(t) == noun);
        before.take(3).find_map(|t| {
            if let Some(issuer) = self.issuer(t).filter(|&e| self.speaks(e)) {
                return Some(self.entities.expanded(issuer));
            }
            let offset = self.analysis.tokens.list[t].span.start;
            let in_it = matches!(self.lower(t.saturating_sub(2)), "in")
                || matches!(self.lower(t.saturating_sub(3)), "in");
            let (cue, who) = self.cues.iter().rev().find(|(cue, _)| cue.start <= offset)?;
            let sentence = |token: usize| self.analysis.sentence_of(token);
            let near = sentence(self.analysis.tokens.at_or_after(cue.start)) == sentence(t);
            (in_it && near && !who.is_empty()).then(|| who.clone())
        })
    }

    /// Who was told of by the same noun before: among those who spoke, then among all.
    fn told_before(&self, noun: &str) -> Option<EntityId> {
        let singular = |w: &str| w.strip_suffix('s').unwrap_or(w).to_lowercase();
        let wanted = singular(noun);
        let paper = is_press(noun);
        let fits = |e: &EntityId| {
            // "the government" is not "government officials": the noun is the head of what was told of.
            let words = entity_head(&self.entities.get(*e).name);
            words.is_some_and(|head| singular(head.trim_matches(|c: char| !c.is_alphanumeric())) == wanted)
        };
        // "the newspaper" is the last that spoke, under its name or not.
        let press = |e: &EntityId| {
            let entity = self.entities.get(*e);
            paper && entity.kind == EntityKind::Organization && entity.party.is_none()
        };
        self.spoken.iter().rev().find(|e| fits(e) || press(e)).copied()
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
