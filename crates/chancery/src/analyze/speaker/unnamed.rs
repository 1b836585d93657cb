//! Sources that nothing names: "diplomats", "the two foreign ministries", "his office", "the newspaper".

use std::ops::Range;

use super::nouns::{entity_head, is_body, is_institution, is_press};
use super::{ISSUED_WITHIN, SPELLED_WITHIN, Speakers};
use crate::analyze::attribution::{SourceKind, source_kind};
use crate::analyze::clause::{Clauses, Tag, VerbGroup};
use crate::analyze::{EntityId, EntityKind, MentionId};
use crate::text::{Case, TokenKind};

/// Tokens before initials in brackets among which the body is named that they are of.
const BODY: usize = 7;

impl Speakers<'_> {
    /// Those whom a phrase without a name means; someone new if nobody before.
    pub(super) fn unnamed(&mut self, part: &Range<usize>, head: usize) -> Vec<EntityId> {
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
        // "the official Xinhua *news agency*" is Xinhua; "the *official* Korean Central News Agency" too.
        let outlet = |at: usize| {
            let entity = self.entities.of(self.cover(at)?)?;
            let kind = self.entities.get(entity).kind;
            matches!(kind, EntityKind::Organization | EntityKind::State).then_some((entity, kind))
        };
        let named = match noun.as_str() {
            "agency" | "newspaper" | "daily" => {
                (start..head).rev().find_map(outlet).filter(|(_, kind)| *kind == EntityKind::Organization)
            }
            "official" if head + 1 == part.end => outlet(part.end),
            _ => None,
        };
        if let Some((entity, _)) = named {
            return vec![entity];
        }
        // "Klaar will visit Baku, *his office* said": whose it is.
        if noun == "office" && head == part.start + 1 && matches!(self.lower(part.start), "his" | "her") {
            let offset = self.analysis.tokens.list[part.start].span.start;
            let sentence = self.analysis.sentences[self.analysis.sentence_of(part.start)].span;
            let end = self.analysis.mentions.partition_point(|m| m.span.start < offset);
            let here = (0..end).rev().take_while(|&m| self.analysis.mentions[m].span.start >= sentence.start);
            let persons = here.filter_map(|m| self.entities.of(m));
            let owner = persons.filter(|&e| self.entities.get(e).kind == EntityKind::Person).last();
            if let Some(owner) = owner.or_else(|| self.last.first().copied()) {
                return vec![owner];
            }
        }
        // "the two foreign ministries", "both governments": those of the states whose officials took part.
        let bodies = matches!(noun.as_str(), "ministries" | "governments" | "embassies");
        if bodies && part.clone().any(|t| matches!(self.lower(t), "two" | "both")) {
            let found = self.participants(part.start, 2);
            if found.len() > 1 {
                return found;
            }
        }
        // "the militant group": the one named last.
        let armed =
            ["militant", "islamist", "insurgent", "rebel", "armed", "extremist", "jihadist", "guerrilla"];
        if matches!(noun.as_str(), "group" | "movement" | "organization" | "organisation" | "militia")
            && self.lower(part.start) == "the"
            && head > start
            && armed.contains(&self.lower(head - 1))
            && let Some(group) = self.group_before(part.start)
        {
            return vec![group];
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
            if let Some(by) = self.issued_by(head) {
                return self.part(by, None);
            }
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
            // "the politician noted": he who spoke last.
            if kind == Some(SourceKind::Person)
                && !noun.ends_with('s')
                && let [last] = self.last[..]
                && self.entities.get(last).kind == EntityKind::Person
                && matches!(noun.as_str(), "politician" | "official" | "diplomat" | "statesman" | "lawmaker")
            {
                return vec![last];
            }
            if matches!(noun.as_str(), "embassy" | "consulate" | "mission")
                && let Some(party) = self.whose_before(&noun, part.start)
            {
                return vec![self.add(EntityKind::Organization, noun, Some(party))];
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
        if let Some(body) = self.in_brackets(&name) {
            return vec![body];
        }
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
        // "BAMAKO — … soldiers were killed, *the defence ministry* said": whose capital the report is written from.
        let written = self.analysis.datelines.first().and_then(|line| {
            let entity = line.tokens.clone().find_map(|t| self.cover(t)).and_then(|m| self.entities.of(m))?;
            let told = self.entities.get(entity);
            (told.kind == EntityKind::State).then(|| told.party.clone()).flatten()
        });
        if written.is_some() {
            return written;
        }
        let state = |m: MentionId| {
            let entity = self.entities.get(self.entities.of(m)?);
            (entity.kind == EntityKind::State).then(|| entity.party.clone()).flatten()
        };
        (0..end).rev().take(40).find_map(state)
    }

    /// Whose initials stand in brackets behind the name: "Taiwan's Ministry of Foreign Affairs (*MOFA*)".
    fn in_brackets(&self, name: &str) -> Option<EntityId> {
        let tokens = &self.analysis.tokens;
        let initials = name.len() > 2 && name.chars().all(char::is_uppercase);
        let is_name = |t: usize| tokens.list[t].span.of(self.analysis.text()) == name;
        let stands = |t: &usize| tokens.lower(*t - 1) == "(" && tokens.lower(*t + 1) == ")" && is_name(*t);
        let end = tokens.len().min(SPELLED_WITHIN);
        let at = (2..end.max(3) - 1).filter(|_| initials).find(stands)?;
        // "Chad's Ministry | of Foreign Affairs (MOFA)".
        let mut before = (at.saturating_sub(BODY)..at - 1).rev();
        let entity = before.find_map(|t| self.cover(t)).and_then(|m| self.entities.of(m))?;
        matches!(self.entities.get(entity).kind, EntityKind::State | EntityKind::Organization)
            .then_some(entity)
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
    pub(super) fn party_in(&self, part: &Range<usize>) -> Option<String> {
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

    /// Who is told behind a document to have issued it: "a statement *released on Monday by the army*".
    fn issued_by(&self, head: usize) -> Option<Range<usize>> {
        let grammar = &self.analysis.grammar;
        let issued = ["issued", "released", "signed", "written", "read", "sent", "made", "drafted"];
        if !issued.contains(&self.lower(head + 1)) {
            return None;
        }
        let by = (head + 2..(head + 6).min(self.analysis.tokens.len())).find(|&t| self.lower(t) == "by")?;
        let phrase = grammar.phrases[grammar.phrase(by + 1)?];
        (phrase.preposition == Some(by)).then_some(phrase.start..phrase.end)
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

    /// The organised group that is no state and no body of states' making, named last before token `at`.
    fn group_before(&self, at: usize) -> Option<EntityId> {
        let offset = self.analysis.tokens.list[at].span.start;
        let end = self.analysis.mentions.partition_point(|m| m.span.start < offset);
        (0..end).rev().take(60).filter_map(|m| self.entities.of(m)).find(|&e| {
            let entity = self.entities.get(e);
            entity.named
                && matches!(entity.kind, EntityKind::Organization | EntityKind::Group)
                && entity.members.is_empty()
                && entity.party.as_deref().is_some_and(|p| {
                    p.len() != 3 && !matches!(p, "UN" | "EU" | "NATO" | "G7" | "G20" | "ASEAN" | "OSCE")
                })
        })
    }

    /// The party of the body of this noun that was told of last before token `at`: "*the Singapore Embassy* in Manila …".
    fn whose_before(&self, noun: &str, at: usize) -> Option<String> {
        let grammar = &self.analysis.grammar;
        let before = (at.saturating_sub(ISSUED_WITHIN)..at).rev().filter(|&t| self.lower(t) == noun);
        before.take(4).find_map(|t| {
            let phrase = grammar.phrases[grammar.phrase(t)?];
            self.party_in(&(phrase.start..phrase.end))
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
}
