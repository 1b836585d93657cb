//! Whose someone is by the company in which the name stands: the sender of "*its* ambassador X", the group that "*including*
//! X" is one of, the others of a list of names.

use super::{EntityKind, Resolver};
use crate::analyze::clause::Clauses;
use crate::analyze::mention::Reading;
use crate::analyze::{Mention, MentionForm, MentionId};

/// What joins the names of a list.
const JOINS: &[&str] =
    &["and", ",", ", and", "&", "as well as", ", as well as", "along with", ", along with", "together with"];

/// What opens a list of those who are of a group just told, wherever in the sentence it is told, and right behind it.
const OF_THEM: &[&str] = &[
    "including",
    ", including",
    "among them",
    ", among them",
    ", among whom are",
    ", namely",
    "such as",
    ", such as",
    "– including",
    "— including",
];
const BEHIND: &[&str] = &["(", ":", "–", "—", "-", ","];

impl Resolver<'_> {
    /// The party whose envoy someone is told to be by "its" alone: the subject of the verb before, "*Norway* recalls its
    /// ambassador to Chad"; or whom "its" is joined to, "talks with *the bloc* and its envoy".
    pub(super) fn party_of_sender(&self, id: MentionId, office: &str) -> Option<String> {
        let (analysis, tokens, grammar) = (self.analysis, &self.analysis.tokens, &self.analysis.grammar);
        if !is_envoy(office) {
            return None;
        }
        let own = tokens.at_or_after(analysis.mentions[id].phrase.start);
        let its = |&t: &usize| matches!(tokens.lower(t), "its" | "their");
        let at = [Some(own), own.checked_sub(1)].into_iter().flatten().find(its)?;
        let party = |m: MentionId| {
            let entity = self.entities.get(self.entities.of(m)?);
            entity.party.clone().filter(|_| entity.members.is_empty() && entity.kind != EntityKind::Place)
        };
        let sentence = analysis.sentence_of(at);
        let start = analysis.sentences[sentence].tokens.start;
        if at > start && tokens.lower(at - 1) == "and" {
            let end = tokens.list.get(at.checked_sub(2)?)?.span.end;
            let joined =
                analysis.mentions[..id].iter().rposition(|m| m.phrase.end == end || m.span.end == end);
            if let Some(party) = joined.and_then(party) {
                return Some(party);
            }
        }
        // Nobody sends an envoy to himself: "Taiwan, whose ships the Philippines had shot at, recalled its envoy *in Manila*".
        let phrase = analysis.mentions[id].phrase;
        let post = |code: &String| {
            let first = analysis.mentions.partition_point(|m| m.span.start < phrase.start);
            let named = analysis.mentions[first..].iter();
            named.take_while(|m| m.span.start < phrase.end).any(|m| match &m.reading {
                Reading::Party { code: told, .. } => told == code,
                Reading::Place { place, .. } => {
                    super::known::place(self.know, *place).1.is_some_and(|told| told == *code)
                }
                _ => false,
            })
        };
        let clauses = Clauses::new(analysis);
        let verbs = (start..at).rev().filter_map(|t| grammar.verb(t));
        let subjects = verbs.flat_map(|v| clauses.subjects(&grammar.verbs[v]));
        subjects.filter(|&m| m < id).filter_map(party).find(|code| !post(code))
    }

    /// The party of the group that someone is named as one of: "six *Kenyan officials*, including X and Y", "Canadian
    /// citizens (X and Y)".
    pub(super) fn party_of_group(&self, id: MentionId) -> Option<String> {
        let analysis = self.analysis;
        let sentence = |m: &Mention| analysis.sentence_of(analysis.tokens.at_or_after(m.span.start));
        let here = sentence(&analysis.mentions[id]);
        let mut start = analysis.mentions[id].phrase.start;
        for (m, before) in analysis.mentions[..id].iter().enumerate().rev() {
            let end = before.phrase.end.max(before.span.end);
            if sentence(before) != here {
                return None;
            }
            if end > start {
                continue;
            }
            let between = self.between(end, start)?;
            let named = matches!(before.reading, Reading::Person { .. });
            if named && JOINS.contains(&between) {
                start = before.phrase.start;
                continue;
            }
            let opens = OF_THEM.iter().any(|o| between.ends_with(o));
            // "…, among *them* X".
            let among = matches!(before.reading, Reading::Pronoun(_))
                && between.is_empty()
                && analysis.text()[..before.span.start as usize].trim_end().ends_with("among");
            if !opens && !among && !BEHIND.contains(&between) {
                return None;
            }
            let from = analysis.sentences[here].span.start;
            let group = (0..=m).rev().take_while(|&m| analysis.mentions[m].span.start >= from);
            let mut found = group.take(if opens || among { 6 } else { 1 }).filter_map(|m| self.many_of(m));
            return found.next().filter(|first| found.all(|other| other == *first));
        }
        None
    }

    /// The party that a mention tells several unnamed persons to be of: "Kenyan officials", "Americans".
    fn many_of(&self, id: MentionId) -> Option<String> {
        let mention = &self.analysis.mentions[id];
        match &mention.reading {
            Reading::Group { party } => party.clone(),
            Reading::Party { code, .. } if mention.form == MentionForm::Demonym => {
                let noun = mention.span.of(&self.analysis.tokens.lower);
                noun.ends_with("ns").then(|| code.clone())
            }
            _ => None,
        }
    }

    /// The party of the foreign official whom someone is named next to: "met with Israeli National Security Advisor X and
    /// *Senior Foreign Policy Advisor* Y", in a release of another government.
    pub(super) fn party_of_companion(&self, id: MentionId) -> Option<String> {
        let mentions = &self.analysis.mentions;
        let home = self.home.as_ref()?;
        let end = |m: &Mention| m.phrase.end.max(m.span.end);
        let mut start = mentions[id].phrase.start;
        for before in mentions[..id].iter().rev().filter(|m| matches!(m.reading, Reading::Person { .. })) {
            let between = self.between(end(before), start)?;
            if !JOINS.contains(&between.strip_suffix("incoming").unwrap_or(between).trim_end()) {
                return None;
            }
            if let Reading::Person { party: Some(party), .. } = &before.reading {
                return Some(party.clone()).filter(|p| p != home);
            }
            start = before.phrase.start;
        }
        None
    }

    /// The party of whoever is told to be accompanied by those among whom mention `id` is: "The president *was accompanied by*
    /// the minister of justice, A, and the minister of trade, *B*".
    pub(super) fn party_of_accompanied(&self, id: MentionId) -> Option<String> {
        let (analysis, tokens) = (self.analysis, &self.analysis.tokens);
        let own = tokens.at_or_after(analysis.mentions[id].phrase.start);
        let sentence = analysis.sentence_of(own);
        let start = analysis.sentences[sentence].tokens.start;
        // "The Chadian delegation was *headed by* the minister A, the Kenyan *one by* the minister B".
        let side = |i: usize| matches!(tokens.lower(i), "delegation" | "side" | "team" | "one");
        if own > start + 1 && tokens.lower(own - 1) == "by" && side(own - 2) {
            let led = (0..id).rev().find(|&m| {
                let end = tokens.at_or_after(analysis.mentions[m].phrase.end);
                end == own - 2 || end == own - 1
            });
            return self.entities.get(self.entities.of(led?)?).party.clone();
        }
        let leads = |i: usize| {
            matches!(tokens.lower(i), "headed" | "led" | "chaired")
                && (i.saturating_sub(3).max(start)..i).any(|d| side(d) && tokens.lower(d) != "one")
        };
        let with =
            (start..own).rev().find(|&i| matches!(tokens.lower(i), "accompanied" | "flanked") || leads(i))?;
        (with + 1..own.min(with + 7)).find(|&i| tokens.lower(i) == "by")?;
        let other =
            |i: usize| matches!(tokens.lower(i), "met" | "meeting" | "talks" | "and" | "called" | "received");
        // What follows another verb is of others: "accompanied by A, *met* the minister B".
        let verb = (with + 1..own).any(|i| {
            analysis.grammar.tags[i] == crate::analyze::clause::Tag::Finite
                || other(i) && analysis.grammar.verb(i).is_some()
        });
        if verb {
            return None;
        }
        let party = |m: MentionId| self.entities.get(self.entities.of(m)?).party.clone();
        let before = (0..id).rev().filter(|&m| {
            let at = tokens.at_or_after(analysis.mentions[m].phrase.start);
            at < with && at >= start
        });
        let told = before.into_iter().find_map(party);
        told.or_else(|| {
            self.first_of_sentence
                .iter()
                .rev()
                .skip(1)
                .find_map(|p| *p)
                .and_then(|e| (with == start).then(|| self.entities.get(e).party.clone()).flatten())
        })
    }

    /// Whether mention `to` is told in the sentence of `who` as where he goes: "X *arrived in Chad*", "X paid a *visit to* it".
    pub(super) fn is_gone_to(&self, who: MentionId, to: MentionId) -> bool {
        let (tokens, mentions) = (&self.analysis.tokens, &self.analysis.mentions);
        let from = tokens.at_or_after(mentions[who].phrase.end.max(mentions[who].span.end));
        let mut at = tokens.at_or_after(mentions[to].phrase.start);
        if self.analysis.sentence_of(from.saturating_sub(1)) != self.analysis.sentence_of(at) || at <= from {
            return false;
        }
        if matches!(tokens.lower(at), "the") {
            at += 1;
        }
        let near = from..at.min(from + 12);
        let goes = |i: usize| {
            matches!(
                tokens.lower(i),
                "visit"
                    | "visited"
                    | "visits"
                    | "visiting"
                    | "arrived"
                    | "arrives"
                    | "travelled"
                    | "traveled"
                    | "travels"
                    | "flew"
                    | "trip"
                    | "tour"
                    | "toured"
                    | "departed"
                    | "left"
            )
        };
        near.clone().any(goes) && near.len() < 12
    }

    /// The party of all others in a list of names of which two at least are known: "A, B and *X*".
    pub(super) fn party_of_peers(&self, id: MentionId) -> Option<String> {
        let mentions = &self.analysis.mentions;
        let end = |m: MentionId| mentions[m].phrase.end.max(mentions[m].span.end);
        let joined = |a: MentionId, b: MentionId| {
            self.between(end(a), mentions[b].phrase.start).is_some_and(|between| JOINS.contains(&between))
        };
        let named = |m: &MentionId| matches!(mentions[*m].reading, Reading::Person { .. });
        let mut peers: Vec<MentionId> = Vec::new();
        let mut last = id;
        for m in (0..id).rev().take(12).filter(named) {
            if !joined(m, last) {
                break;
            }
            peers.push(m);
            last = m;
        }
        last = id;
        for m in (id + 1..mentions.len()).take(12).filter(named) {
            if !joined(last, m) {
                break;
            }
            peers.push(m);
            last = m;
        }
        let mut known = peers.iter().filter_map(|&m| self.persons[self.person_of[m]?].party_known());
        let first = known.next()?;
        let others: Vec<&str> = known.collect();
        (!others.is_empty() && others.iter().all(|other| *other == first)).then(|| first.to_owned())
    }

    /// The state of which the sentence before tells, where a title opens the next: "*The Gambia* says it will leave.
    /// Information Minister X accused the court".
    pub(super) fn state_told_of(&self, id: MentionId) -> Option<String> {
        let (analysis, grammar) = (self.analysis, &self.analysis.grammar);
        let start = analysis.mentions[id].phrase.start;
        let before = self.sentence_before(start)?;
        // A new paragraph is of the report's own.
        if analysis.text().get(before.span.end as usize..start as usize)?.contains('\n') {
            return None;
        }
        let before = before.tokens.clone();
        let lower = |t: usize| analysis.tokens.lower(t);
        // "Days after Chad did so, *Niger* left": not of the clause in front.
        let fronted = (before.start..before.start + 3).any(|t| {
            matches!(lower(t), "after" | "as" | "when" | "while" | "since" | "before" | "despite" | "amid")
        });
        let comma = before.clone().find(|&t| lower(t) == ",").filter(|_| fronted);
        let from = comma.unwrap_or(before.start);
        let clauses = Clauses::new(analysis);
        let verb = (from..before.end).find_map(|t| grammar.verb(t))?;
        let subject = clauses.subjects(&grammar.verbs[verb]).into_iter().next()?;
        let entity = self.entities.get(self.entities.of(subject)?);
        entity.party.clone().filter(|_| entity.kind == EntityKind::State)
    }

    /// Whether a name only says whose the government behind it is, which is meant and not he: "sanctions on *President X*'s
    /// government".
    pub(super) fn owns_government(&self, id: MentionId) -> bool {
        let mentions = &self.analysis.mentions;
        mentions.get(id + 1).is_some_and(|next| {
            let end = mentions[id].span.end;
            matches!(next.reading, Reading::Administration { .. })
                && next.span.start >= end
                && self
                    .between(end, next.span.start)
                    .is_some_and(|between| matches!(between, "'s" | "’s" | "'" | "’"))
        })
    }

    /// The words from `from` to `to`.
    fn between(&self, from: u32, to: u32) -> Option<&str> {
        self.analysis.text().get(from as usize..to as usize).map(str::trim)
    }
}

/// Whether whoever bears an office is sent by a party to others.
fn is_envoy(office: &str) -> bool {
    ["ambassador", "envoy", "representative", "consul", "chargé", "charge", "diplomat", "emissary", "attaché"]
        .iter()
        .any(|of| office.contains(of))
}
