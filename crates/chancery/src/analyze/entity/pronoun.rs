//! Pronouns: he and she, they, it, and I and we in someone's own voice or inside quotation marks.

use super::{EntityId, EntityKind, Resolver};
use crate::analyze::MentionId;
use crate::analyze::clause::{Clauses, Relation, Tag};
use crate::analyze::mention::lexicon::is_speech;
use crate::analyze::mention::{Pronoun, Reading};
use crate::text::Sentence;

impl Resolver<'_> {
    pub(super) fn pronoun(&mut self, id: MentionId, pronoun: Pronoun) -> Option<EntityId> {
        let span = self.analysis.mentions[id].span;
        let quoted = self.analysis.quotation_at(span.start).is_some();
        match pronoun {
            Pronoun::We if !quoted => self.entities.voice_at(span.start).or_else(|| self.issuers()),
            Pronoun::I if !quoted => self.entities.voice_at(span.start),
            _ if quoted => None,
            Pronoun::He | Pronoun::She => {
                let (male, but) =
                    (pronoun == Pronoun::He, self.subject_over(id).or_else(|| self.met_in_opening(id)));
                self.met_before(id, male, self.subject_over(id)).or_else(|| self.one(male, but))
            }
            Pronoun::They => {
                if let Some(speaker) = self.they_who_say(id) {
                    return Some(speaker);
                }
                let listed = self.list_before(id);
                let last = |e: EntityId| self.entities.get(e).mentions.last().copied();
                let told =
                    self.last_plural.filter(|&p| !self.entities.get(p).members.is_empty()).and_then(last);
                // "A of X and B of Y will meet. *The two ministers* spoke of it. *They* agreed": those told of last.
                let listed = listed.filter(|&list| {
                    let named = self.entities.get(list).members.iter().filter_map(|&m| last(m)).max();
                    told.is_none() || told < named
                });
                let allied = || self.with_allies_before(id);
                let goes_on = || self.group_that_goes_on(id);
                listed
                    .or_else(allied)
                    .or_else(goes_on)
                    .or(self.last_plural)
                    .or_else(|| self.collective(id, true, Some(2)))
            }
            // "Praised the agreement … the minister *welcomed it*": a thing.
            Pronoun::It if self.is_thing(id) => None,
            Pronoun::It => self.subject_before(id).or_else(|| self.subject_of_before(id)).or(self.last_party),
            Pronoun::I | Pronoun::We => None,
        }
    }

    /// Those who issue a joint statement, with whom its first sentence begins: "*The ministers of Chad, Niger and Mali*
    /// condemn the raid. We call on"; of a statement by a government's ministry, its state.
    fn issuers(&mut self) -> Option<EntityId> {
        let analysis = self.analysis;
        let title = analysis.document.title.as_deref().unwrap_or_default().to_lowercase();
        let joint = ["joint", "communiqu", "declaration", "statement"].iter().any(|w| title.contains(w));
        if joint {
            let body = |s: &&Sentence| s.tokens.clone().any(|i| analysis.grammar.verb(i).is_some());
            let first = analysis.sentences.iter().find(body)?.tokens.clone();
            let verb = first.clone().find(|&i| {
                analysis.grammar.tags[i] == Tag::Finite || analysis.grammar.tags[i] == Tag::Auxiliary
            })?;
            let until = analysis.tokens.list[verb].span.start;
            let from = analysis.tokens.list[first.start].span.start;
            let here = (0..analysis.mentions.len())
                .skip_while(|&m| analysis.mentions[m].span.start < from)
                .take_while(|&m| analysis.mentions[m].span.end <= until);
            let mut members: Vec<EntityId> = Vec::new();
            let written = |m: MentionId| {
                let at = analysis.tokens.at_or_after(analysis.mentions[m].span.start);
                analysis.datelines.iter().any(|line| line.tokens.contains(&at))
            };
            for entity in here.filter(|&m| !written(m)).filter_map(|m| self.entities.of(m)) {
                for member in self.entities.expanded(entity) {
                    if self.entities.takes_part(member)
                        && self.entities.get(member).party.is_some()
                        && !members.contains(&member)
                    {
                        members.push(member);
                    }
                }
            }
            members.sort_unstable();
            let mut parties: Vec<&str> = members.iter().map(|&m| self.entities.party_key(m)).collect();
            parties.sort_unstable();
            parties.dedup();
            if parties.len() > 1 {
                let same = |e: &super::Entity| e.kind == EntityKind::Group && e.members == members;
                if let Some(i) = self.entities.list.iter().position(same) {
                    return Some(EntityId(i as u32));
                }
                let entity = self.add(EntityKind::Group, "We".to_owned(), None);
                self.entities.list[entity.0 as usize].members = members;
                return Some(entity);
            }
            // "We, the ministers of ASEAN".
            let union = |&&m: &&EntityId| {
                let code = self.entities.get(m).party.as_deref().and_then(|code| self.know.party(code));
                code.is_some_and(|p| p.kind() == chancery_know::PartyKind::Organization)
            };
            if let Some(&only) = members.iter().find(union) {
                return Some(only);
            }
        }
        let abroad = self.home.clone().filter(|home| home != "USA")?;
        Some(self.state(&abroad))
    }

    /// Whether an "it" is what is welcomed or refused after a sentence that tells of a plan or the like.
    fn is_thing(&self, id: MentionId) -> bool {
        let tokens = &self.analysis.tokens;
        let at = tokens.at_or_after(self.analysis.mentions[id].span.start);
        let taken = matches!(
            at.checked_sub(1).map_or("", |b| tokens.lower(b)),
            "welcomed"
                | "welcomes"
                | "praised"
                | "endorsed"
                | "rejected"
                | "rejects"
                | "approved"
                | "accepted"
                | "opposed"
        );
        let thing = |i: usize| {
            matches!(
                tokens.lower(i),
                "agreement"
                    | "accord"
                    | "deal"
                    | "plan"
                    | "proposal"
                    | "offer"
                    | "pact"
                    | "resolution"
                    | "draft"
                    | "decision"
                    | "treaty"
                    | "truce"
                    | "ceasefire"
                    | "move"
                    | "step"
            )
        };
        let sentence = self.analysis.sentence_of(at);
        let from = self.analysis.sentences[sentence.saturating_sub(1)].tokens.start;
        taken && (from..at).any(thing)
    }

    /// Whom someone met or spoke of right before what is then done to "him" or "her": "Blinken met *Qin* and invited *him*".
    fn met_before(&self, id: MentionId, male: bool, but: Option<EntityId>) -> Option<EntityId> {
        let subject = but?;
        let analysis = self.analysis;
        let sentence =
            |m: MentionId| analysis.sentence_of(analysis.tokens.at_or_after(analysis.mentions[m].span.start));
        let here = (0..id).rev().take_while(|&m| sentence(m) == sentence(id));
        here.filter_map(|m| self.entities.of(m)).find(|&e| {
            let entity = self.entities.get(e);
            entity.kind == EntityKind::Person && e != subject && entity.male.is_none_or(|m| m == male)
        })
    }

    /// Whom the one met who acts after an opening that tells of it: "After a meeting with *Macron*, he said".
    fn met_in_opening(&self, id: MentionId) -> Option<EntityId> {
        let (analysis, grammar) = (self.analysis, &self.analysis.grammar);
        let at = analysis.tokens.at_or_after(analysis.mentions[id].span.start);
        let start = analysis.sentences[analysis.sentence_of(at)].tokens.start;
        let acts = (start..at).any(|i| grammar.verb(i).is_some_and(|v| !grammar.verbs[v].gerund));
        if acts || at == start || analysis.tokens.lower(at - 1) != "," {
            return None;
        }
        let met = |&m: &MentionId| {
            let first = analysis.tokens.at_or_after(analysis.mentions[m].phrase.start);
            first > start && matches!(analysis.tokens.lower(first - 1), "with" | "meeting")
        };
        let here = (0..id)
            .rev()
            .take_while(|&m| analysis.tokens.at_or_after(analysis.mentions[m].phrase.start) >= start);
        let met = here.filter(met).find_map(|m| self.entities.of(m))?;
        (self.entities.get(met).kind == EntityKind::Person).then_some(met)
    }

    /// The man or woman spoken of: who leads the present sentence, or one of the three before, or was named last.
    fn one(&self, male: bool, but: Option<EntityId>) -> Option<EntityId> {
        let fits = |id: &EntityId| Some(*id) != but && self.entities.get(*id).male.is_none_or(|m| m == male);
        let leaders = self.first_of_sentence.iter().rev().take(4).filter_map(|p| *p);
        leaders.chain(self.recent.iter().rev().copied()).find(fits)
    }

    /// The state or organisation that the sentence of an "it" is about, where that "it" is a subject too: "*Norway*
    /// condemned Chad's act and said that *it* would leave".
    fn subject_before(&self, id: MentionId) -> Option<EntityId> {
        let (analysis, grammar) = (self.analysis, &self.analysis.grammar);
        let at = analysis.tokens.at_or_after(analysis.mentions[id].span.start);
        let start = analysis.sentences[analysis.sentence_of(at)].tokens.start;
        let clauses = Clauses::new(analysis);
        let own = (at + 1..at + 6).find_map(|i| grammar.verb(i)).map(|v| grammar.verbs[v])?;
        let leads = own.start == at + 1;
        // "Recalled its envoy to Chad and said *it* is closing the border": who says so is the one that acts.
        let says = own.governor.filter(|_| leads && own.relation == Relation::Complement);
        let about = |verb: usize| {
            let subject = clauses.subject_of(&grammar.verbs[verb])?;
            // "*The group* said *it* would go": the one for which that stands.
            let named = grammar.cover[grammar.phrases[subject].head].or_else(|| {
                let stands = clauses.subjects(&grammar.verbs[verb]);
                (stands.len() == 1).then(|| stands[0])
            });
            let entity = self.entities.of(named?)?;
            let known = self.entities.get(entity);
            let party = matches!(known.kind, EntityKind::State | EntityKind::Organization)
                || known.kind == EntityKind::Group && known.party.is_some() && known.members.is_empty();
            party.then_some(entity)
        };
        says.and_then(about).or_else(|| {
            grammar.verb(at + 1)?;
            about((start..at).find_map(|i| grammar.verb(i))?)
        })
    }

    /// Those who say what a "they" is the subject of, where they are several of one party: "*Chadian authorities* announced
    /// that *they* had captured a rebel".
    fn they_who_say(&self, id: MentionId) -> Option<EntityId> {
        let (analysis, grammar) = (self.analysis, &self.analysis.grammar);
        let at = analysis.tokens.at_or_after(analysis.mentions[id].span.start);
        let own = grammar.verbs[(at + 1..at + 6).find_map(|i| grammar.verb(i))?];
        let is_subject = own.subject.is_some_and(|p| grammar.phrases[p].head == at);
        let says = own.governor.filter(|_| is_subject && own.relation == Relation::Complement)?;
        let subject = Clauses::new(analysis).subject_of(&grammar.verbs[says])?;
        let phrase = grammar.phrases[subject];
        let several = matches!(analysis.tokens.lower(phrase.head), "police" | "military")
            || analysis.tokens.lower(phrase.head).ends_with('s');
        let alone = phrase.joined.is_none() && !phrase.apposed;
        let entity = self.entities.of(grammar.cover[phrase.head].filter(|_| several && alone)?)?;
        let known = self.entities.get(entity);
        let many = matches!(known.kind, EntityKind::State | EntityKind::Organization | EntityKind::Group);
        (many && known.party.is_some()).then_some(entity)
    }

    /// The party that leads the sentence of a "they" together with those of its side: "*Chad* and its allies listed people
    /// whom they accuse".
    fn with_allies_before(&self, id: MentionId) -> Option<EntityId> {
        let (analysis, grammar) = (self.analysis, &self.analysis.grammar);
        let at = analysis.tokens.at_or_after(analysis.mentions[id].span.start);
        let start = analysis.sentences[analysis.sentence_of(at)].tokens.start;
        let word = |i: usize| analysis.tokens.lower(i);
        let allies = (start..at).find(|&i| {
            matches!(word(i), "allies" | "partners" | "neighbours" | "neighbors" | "supporters")
                && i >= start + 3
                && matches!(word(i - 1), "its" | "his" | "her" | "their")
                && word(i - 2) == "and"
        })?;
        grammar.verb(allies + 1)?;
        let entity = self.entities.of(grammar.cover[allies - 3]?)?;
        self.entities.get(entity).party.as_ref().map(|_| entity)
    }

    /// The sentence before the one that what begins at byte `start` opens.
    pub(super) fn sentence_before(&self, start: u32) -> Option<&Sentence> {
        let at = self.analysis.tokens.at_or_after(start);
        let sentence = self.analysis.sentence_of(at);
        let opens = self.analysis.sentences[sentence].tokens.start == at;
        self.analysis.sentences.get(sentence.checked_sub(1)?).filter(|_| opens)
    }

    /// The state or organisation that the sentence before is about, of an "it" that begins the next as its subject: "*Qatar*
    /// condemns the attack in Peshawar. *It* offered condolences".
    fn subject_of_before(&self, id: MentionId) -> Option<EntityId> {
        let (analysis, grammar) = (self.analysis, &self.analysis.grammar);
        let before = self.sentence_before(analysis.mentions[id].span.start)?.tokens.clone();
        // "Pakistan, furious over a move to *strip* the state of it, *expelled* the envoy": the verb of the whole.
        let mut verbs = before.clone().filter_map(|i| grammar.verb(i));
        let whole = |v: &usize| {
            let group = &grammar.verbs[*v];
            group.relation == Relation::Main && !group.infinitive && !group.gerund && !group.reduced
        };
        let first = verbs.clone().find(whole).or_else(|| verbs.next())?;
        let subject = Clauses::new(analysis).subject_of(&grammar.verbs[first])?;
        // Only of whom the sentence begins with: what follows "after" or "as" is beside the point.
        let opens = grammar.phrases[subject].start <= before.start + 1;
        let entity = self.entities.of(grammar.cover[grammar.phrases[subject].head]?)?;
        let party = matches!(self.entities.get(entity).kind, EntityKind::State | EntityKind::Organization);
        (opens && party).then_some(entity)
    }

    /// The subject of the verb whose object a "him" or "her" is, which is someone else: "Macron met Sánchez and
    /// congratulated *him*".
    fn subject_over(&self, id: MentionId) -> Option<EntityId> {
        let analysis = self.analysis;
        let at = analysis.tokens.at_or_after(analysis.mentions[id].span.start);
        if !matches!(analysis.tokens.lower(at), "him" | "her") {
            return None;
        }
        let clauses = Clauses::new(analysis);
        let verb = analysis.grammar.verb(at.checked_sub(1)?)?;
        let subject = clauses.subject_of(&analysis.grammar.verbs[verb])?;
        let mention = analysis.grammar.cover[analysis.grammar.phrases[subject].head]?;
        *self.entities.of_mention.get(mention)?
    }

    /// I and we inside quotation marks are who speaks: the one named nearest to a verb of speech in the sentences that
    /// hold the quotation or stand beside it.
    pub(super) fn resolve_quoted(&mut self) {
        let analysis = self.analysis;
        let mut speaker_of: Vec<Option<Option<EntityId>>> = vec![None; analysis.quotations.len()];
        for id in 0..analysis.mentions.len() {
            let mention = &analysis.mentions[id];
            if !matches!(mention.reading, Reading::Pronoun(Pronoun::I | Pronoun::We))
                || self.entities.of_mention[id].is_some()
            {
                continue;
            }
            let Some(quotation) = analysis.quotation_at(mention.span.start) else { continue };
            let speaker = *speaker_of[quotation].get_or_insert_with(|| self.speaker_of(quotation));
            if let Some(speaker) = speaker {
                self.entities.of_mention[id] = Some(speaker);
                let mentions = &mut self.get_mut(speaker).mentions;
                let at = mentions.partition_point(|&m| m < id);
                mentions.insert(at, id);
            }
        }
    }

    /// Who is told beside a quotation as its speaker.
    fn speaker_of(&self, quotation: usize) -> Option<EntityId> {
        let analysis = self.analysis;
        let outer = analysis.quotations[quotation].outer;
        let tokens = &analysis.tokens;
        let (first, last) = (tokens.at_or_after(outer.start), tokens.at_or_after(outer.end));
        let from = analysis.sentences[analysis.sentence_of(first)].tokens.start;
        let to = analysis.sentences[analysis.sentence_of(last.saturating_sub(1))].tokens.end.max(last);
        // "…," he said; X said: "…".
        let after = (last..to.min(last + 8)).find(|&t| is_speech(tokens.lower(t)));
        let before = || (from..first).rev().take(12).find(|&t| is_speech(tokens.lower(t)));
        let verb = after.or_else(before).or_else(|| {
            let next = analysis.sentences.get(analysis.sentence_of(last.saturating_sub(1)) + 1)?;
            next.tokens.clone().take(6).find(|&t| is_speech(tokens.lower(t)))
        })?;
        let at = tokens.list[verb].span;
        let near = analysis.mentions.partition_point(|m| m.span.end <= at.start);
        let candidates =
            [near.checked_sub(1), Some(near)].into_iter().flatten().filter(|&m| m < analysis.mentions.len());
        candidates
            .filter(|&m| analysis.quotation_at(analysis.mentions[m].span.start).is_none())
            .filter_map(|m| Some((m, self.entities.of_mention[m]?)))
            .filter(|&(_, e)| self.entities.get(e).kind != EntityKind::Place)
            .min_by_key(|&(m, _)| {
                let span = analysis.mentions[m].phrase;
                if span.end <= at.start { at.start - span.end } else { span.start.saturating_sub(at.end) }
            })
            .map(|(_, e)| e)
    }
}
