//! Whom a phrase stands for: its head, those whose head acts for them, what was named before; and what a mention only
//! owns.

use super::own::is_theirs;
use super::{Clauses, Phrase, PhraseId, Tag};
use crate::analyze::mention::{Pronoun, Reading};
use crate::analyze::word::{kind, mark};
use crate::analyze::{EntityId, EntityKind, MentionId};

/// Acts and states of affairs, which say and demand nothing by themselves: "Russia's *disregard* for the law demands".
const ACTS: &[&str] = &[
    "disregard",
    "violation",
    "violations",
    "aggression",
    "invasion",
    "war",
    "attack",
    "attacks",
    "action",
    "actions",
    "behavior",
    "behaviour",
    "conduct",
    "escalation",
    "occupation",
    "failure",
    "coup",
    "crackdown",
    "test",
    "tests",
    "launch",
    "launches",
    "program",
    "programme",
    "provocation",
    "provocations",
    "coercion",
    "threat",
    "threats",
    "crisis",
];

/// What is done to those whom "of", "on" or "in" names.
const VIOLENCE: &[&str] = &[
    "bombing",
    "bombings",
    "attack",
    "attacks",
    "killing",
    "killings",
    "murder",
    "assassination",
    "shooting",
    "shelling",
    "abduction",
    "kidnapping",
    "massacre",
    "strikes",
    "airstrike",
    "airstrikes",
    "explosion",
    "explosions",
    "blast",
    "blasts",
    "shootings",
    "murders",
    "ambush",
];

/// What violence does to whom it hits, in a clause that tells more of it.
const STRIKES: &[&str] = &[
    "targeted",
    "targeting",
    "hit",
    "hitting",
    "struck",
    "striking",
    "killed",
    "killing",
    "rocked",
    "claimed",
    "occurred",
    "happened",
    "injured",
    "wounded",
    "perpetrated",
    "carried",
];

/// Whether a noun is of violence, or of what is mostly meant by it.
pub(super) fn is_violence(noun: &str) -> bool {
    VIOLENCE.contains(&noun) || noun == "incident"
}

/// How many tokens before whom it hits violence may be named.
const REACH_OF_VIOLENCE: usize = 24;

/// Heads of phrases that stand for the state named before.
const BODIES: &[&str] = &[
    "country",
    "nation",
    "government",
    "authorities",
    "regime",
    "administration",
    "parliament",
    "military",
    "army",
    "leaders",
    "officials",
    "junta",
    "kingdom",
    "republic",
    "ministry",
    "cabinet",
    "troops",
    "forces",
    "soldiers",
];

/// States that are called a kingdom.
const KINGDOMS: &[&str] = &[
    "SAU", "JOR", "MAR", "BHR", "GBR", "NLD", "BEL", "ESP", "DNK", "NOR", "SWE", "THA", "KHM", "BTN", "TON",
    "LSO", "SWZ",
];

/// Heads of phrases that stand for the organisation or group named before.
const BLOCS: &[&str] =
    &["bloc", "alliance", "organization", "organisation", "group", "union", "movement", "coalition", "body"];

/// Heads of phrases that stand for the armed group named before.
const REBELS: &[&str] = &["rebels", "insurgents", "guerrillas", "militants", "jihadists", "militia"];

/// What belongs to a body or a state and stands for no act of it.
const MATTERS: &[&str] = &[
    "resolution",
    "resolutions",
    "charter",
    "summit",
    "meeting",
    "conference",
    "convention",
    "treaty",
    "membership",
    "accession",
    "court",
    "law",
    "rules",
    "standards",
    "visit",
    "trip",
];

/// Heads of phrases that tell how many of those after "of" there are.
const MANY: &[&str] = &[
    "hundreds",
    "thousands",
    "tens",
    "dozens",
    "scores",
    "millions",
    "number",
    "group",
    "majority",
    "members",
    "dozen",
    "hundred",
    "thousand",
];

/// Whether a word is a number: "*nine* of the 27 countries".
pub(crate) fn is_count(word: &str) -> bool {
    const TENS: &[&str] =
        &["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const ONES: &[&str] =
        &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve"];
    let first = word.split('-').next().unwrap_or(word);
    first.bytes().all(|b| b.is_ascii_digit()) && !first.is_empty()
        || TENS.contains(&first)
        || ONES.contains(&first)
        || matches!(first, "several" | "most" | "some" | "all" | "half" | "both")
}

/// Heads of phrases that stand for the state in which they are.
const PEOPLE_THERE: &[&str] =
    &["parties", "sides", "factions", "authorities", "protesters", "protestors", "demonstrators"];

/// How many attributions back one that goes on is looked for.
const ATTRIBUTIONS_BACK: usize = 8;

impl<'a> Clauses<'a> {
    /// The mentions that a phrase and those joined to it stand for, in order.
    pub(crate) fn mentions_of(&self, phrase: PhraseId) -> Vec<MentionId> {
        let mut chain = vec![phrase];
        while let Some(before) = self.grammar.phrases[chain[chain.len() - 1]].joined {
            if chain.len() > 40 {
                break;
            }
            chain.push(before);
        }
        let mut list = Vec::new();
        for &id in chain.iter().rev() {
            for m in self.mentions_of_one(id) {
                if !list.contains(&m) {
                    list.push(m);
                }
            }
        }
        list
    }

    /// The mentions that one phrase stands for: its head; else those that its head acts for.
    pub(super) fn mentions_of_one(&self, id: PhraseId) -> Vec<MentionId> {
        let phrase = self.grammar.phrases[id];
        if let Some(party) = self.party_described(&phrase) {
            return vec![party];
        }
        if let Some(m) = self.cover[phrase.head] {
            return vec![m];
        }
        let modifiers = self.modifiers(&phrase);
        if !modifiers.is_empty() {
            return modifiers;
        }
        let complements = self.complements(id);
        if !complements.is_empty() {
            return complements;
        }
        let named = self.named_after(&phrase);
        if named.is_some() { named } else { self.stands_for(&phrase) }.into_iter().collect()
    }

    /// The person whom a phrase describes that stands before the name: "*his daughter*, Minister A, denounced it".
    fn named_after(&self, phrase: &Phrase) -> Option<MentionId> {
        let next = self.grammar.phrases[self.grammar.phrase(phrase.end + 1)?];
        let mention = self.cover[next.head]?;
        let person = matches!(self.analysis.mentions[mention].reading, Reading::Person { .. });
        let described = self.lower(phrase.end) == "," && next.start == phrase.end + 1 && next.apposed;
        (person && described).then_some(mention)
    }

    /// The party that a phrase describes by whose neighbour, ally or ruler it is: "Mali's ally, *Chad*, condemned it".
    fn party_described(&self, phrase: &Phrase) -> Option<MentionId> {
        const BESIDE: &[&str] = &[
            "neighbor",
            "neighbour",
            "ally",
            "backer",
            "patron",
            "partner",
            "rival",
            "foe",
            "enemy",
            "ruler",
            "power",
            "supplier",
            "creditor",
            "donor",
            "sponsor",
            "protector",
            "guarantor",
            "lender",
            "buyer",
            "customer",
            "friend",
        ];
        if self.lower(phrase.end) != "," || !BESIDE.contains(&self.lower(phrase.head)) {
            return None;
        }
        let next = self.grammar.phrases[self.grammar.phrase(phrase.end + 1)?];
        let mention = self.cover[next.head]?;
        let party = matches!(self.analysis.mentions[mention].reading, Reading::Party { .. });
        // "Chad's ally, *Kenya*, said"; not "said Chad's ally, Kenya and Mali".
        let closed = matches!(self.lower(next.end), "," | "." | ";" | ")") || self.lower(next.end).is_empty();
        (party && next.apposed && next.start == phrase.end + 1 && closed).then_some(mention)
    }

    /// The state against which rebels of whom a sentence tells fight: "*Chadian rebels* vowed revenge if the government".
    fn state_of_rebels(&self, phrase: &Phrase) -> Option<Option<MentionId>> {
        let analysis = self.analysis;
        let entities = &analysis.entities;
        let start = analysis.sentences[analysis.sentence_of(phrase.start)].tokens.start;
        let code = (start..phrase.start).rev().find_map(|at| {
            let entity = entities.get(entities.of(self.cover[at]?)?);
            let name = entity.name.to_lowercase();
            let rebels = name.rsplit(' ').next().is_some_and(|noun| REBELS.contains(&noun));
            let code = entity.party.as_deref().filter(|_| rebels && entity.kind == EntityKind::Group)?;
            entities.state_name(code).map(|_| code)
        })?;
        let known = analysis.mentions.iter().enumerate().take_while(|(_, m)| {
            let at = analysis.tokens.at_or_after(m.phrase.start);
            at < phrase.start
        });
        let state = |&(m, _): &(MentionId, _)| {
            let entity = entities.of(m).map(|e| entities.get(e));
            entity.is_some_and(|e| e.kind == EntityKind::State && e.party.as_deref() == Some(code))
        };
        Some(known.filter(state).last().map(|(m, _)| m))
    }

    /// The last party named before a phrase that stands for one: "the country", "his government", "leaders".
    pub(super) fn stands_for(&self, phrase: &Phrase) -> Option<MentionId> {
        // "*The group's* fighters", "*the country's* troops": those of the one that is named before.
        let owner = phrase.start + 1;
        let of_it = matches!(self.lower(phrase.start), "the" | "that")
            && phrase.head > owner + 1
            && self.grammar.tags.get(owner + 1) == Some(&Tag::Possessive)
            && self.words[phrase.head].has_mark(mark::AGENT)
            && (BLOCS.contains(&self.lower(owner)) || BODIES.contains(&self.lower(owner)));
        if of_it {
            return self.stands_for(&Phrase { end: owner + 1, head: owner, ..*phrase });
        }
        let head = self.lower(phrase.head);
        let own = self.is_own(phrase);
        if (own || BODIES.contains(&head))
            && let Some(owner) = self.owner_in_complement(phrase)
        {
            return Some(owner);
        }
        let body = BODIES.contains(&head) || own;
        let rebels = REBELS.contains(&head) && self.lower(phrase.start) == "the";
        let bloc = BLOCS.contains(&head) || rebels;
        // "the government", "its army", "leaders": not "a country", "many governments".
        let definite = phrase.head == phrase.start && head.ends_with('s')
            || matches!(self.lower(phrase.start), "the" | "his" | "her" | "its" | "their" | "our")
            // "*Government* troops" are those of the state told of.
            || matches!(self.lower(phrase.start), "government" | "security" | "army" | "military" | "state")
                && phrase.head == phrase.start + 1
                && head.ends_with('s');
        // "The West African *nation*" is described by two words before it.
        let far = if matches!(head, "country" | "nation" | "kingdom" | "republic") { 3 } else { 2 };
        if !(body || bloc) || !definite || phrase.head > phrase.start + far {
            return None;
        }
        let entities = &self.analysis.entities;
        let before = || (phrase.start.saturating_sub(80)..phrase.start).rev();
        if matches!(
            head,
            "government" | "authorities" | "army" | "regime" | "military" | "junta" | "troops" | "forces"
        ) && let Some(state) = self.state_of_rebels(phrase)
        {
            return state;
        }
        // "The visit of the Kenyan president to *the country*" is not one to his own.
        if matches!(head, "country" | "nation" | "kingdom" | "republic")
            && matches!(self.lower(phrase.start), "the" | "this")
            && phrase.preposition.is_some()
        {
            // "Chad's police broke into the embassy. Mali cut ties with *the country*": another than the one that does so.
            let acting = self.acting_before(phrase);
            let other = |mention: MentionId| {
                let party = entities.of(mention).and_then(|e| entities.get(e).party.as_deref());
                party.is_none_or(|code| !acting.contains(&code))
            };
            let state = before().find_map(|at| {
                let mention = self.cover[at]?;
                let entity = entities.get(entities.of(mention)?);
                let of_state = entity.kind == EntityKind::Group
                    && entity.party.as_deref().is_some_and(|code| entities.state_name(code).is_some());
                let state = matches!(entity.kind, EntityKind::State | EntityKind::Place) || of_state;
                (state && other(mention)).then_some(mention)
            });
            if state.is_some() {
                return state;
            }
        }
        // "Pyongyang walked out … *Its government* agreed": of whom the sentence before was about.
        let own = matches!(self.lower(phrase.start), "its" | "his" | "her" | "their");
        if own
            && body
            && let Some(told) = self.subject_before(phrase.start)
        {
            return Some(told);
        }
        // "The Rio Group … urged *the group* to condemn": what is called so.
        let called = (head == "group").then(|| {
            before().find_map(|at| {
                let mention = self.cover[at]?;
                entities.get(entities.of(mention)?).name.ends_with(" Group").then_some(mention)
            })
        });
        if let Some(called @ Some(_)) = called {
            return called;
        }
        let host = self.host_of_mission(phrase);
        before().find_map(|at| {
            let mention = self.cover[at]?;
            let entity = entities.get(entities.of(mention)?);
            if host.is_some() && entity.party == host {
                return None;
            }
            // "Spoke with the Saudi minister … attacks on *the Kingdom*": a republic is none.
            let crown = |code: &str| KINGDOMS.contains(&code);
            if head == "kingdom" && !entity.party.as_deref().is_some_and(crown) {
                return None;
            }
            // "The world waits to see whether *his administration* leaves the pact with Iran".
            let fits = match entity.kind {
                EntityKind::State => body && !matches!(self.lower(phrase.start), "his" | "her"),
                EntityKind::Person => body && entity.party.is_some(),
                EntityKind::Organization => (bloc && !rebels || head == "leaders") && entity.party.is_some(),
                EntityKind::Group => {
                    let of_state = |code: &str| entities.state_name(code).is_some();
                    bloc && entity.members.is_empty()
                        && entity.party.as_deref().is_some_and(|code| !rebels || !of_state(code))
                }
                EntityKind::Place => false,
            };
            fits.then_some(mention)
        })
    }

    /// The state, body or official that the sentence before the one that token `at` opens is about.
    fn subject_before(&self, at: usize) -> Option<MentionId> {
        let analysis = self.analysis;
        let sentence = analysis.sentence_of(at);
        let opens = analysis.sentences[sentence].tokens.start == at;
        let before = analysis.sentences[sentence.checked_sub(1).filter(|_| opens)?].tokens.clone();
        let finite = |v: &usize| {
            let group = &self.grammar.verbs[*v];
            !group.gerund && !group.infinitive && !group.reduced
        };
        let verb = before.filter_map(|i| self.grammar.verb(i)).find(finite)?;
        let subject = self.grammar.phrases[self.subject_of(&self.grammar.verbs[verb])?];
        let mention = self.cover[subject.head]?;
        let entity = analysis.entities.get(analysis.entities.of(mention)?);
        (entity.kind != EntityKind::Group && entity.kind != EntityKind::Place && entity.party.is_some())
            .then_some(mention)
    }

    /// Whether a phrase only tells how many of those after "of" there are: "*dozens* of protesters".
    pub(super) fn is_many(&self, phrase: &Phrase) -> bool {
        let head = self.lower(phrase.head);
        MANY.contains(&head) || is_count(head)
    }

    /// Mentions before the head of a phrase: "*Danish* security services".
    pub(crate) fn modifiers(&self, phrase: &Phrase) -> Vec<MentionId> {
        let mut list = Vec::new();
        // "Our *NATO* ally and EU partner Lithuania" is not NATO.
        let described = self.lower(phrase.end) == "and"
            && self.grammar.phrase(phrase.end + 1).is_some_and(|p| {
                let next = self.grammar.phrases[p];
                self.cover[next.head].is_some() && next.joined.is_some()
            });
        if described && matches!(self.lower(phrase.head), "ally" | "partner") {
            return list;
        }
        // "At the *Kenya-Uganda* border" is neither's act nor done to both.
        let beside = matches!(
            self.lower(phrase.head),
            "border"
                | "frontier"
                | "war"
                | "conflict"
                | "relations"
                | "ties"
                | "rivalry"
                | "tensions"
                | "dispute"
        );
        for at in phrase.start..phrase.head {
            let named = self.named_at(at);
            let first = if beside { self.cover[at] } else { None };
            for m in named.into_iter().filter(|&m| first.is_none_or(|f| f == m)) {
                if !list.contains(&m) {
                    list.push(m);
                }
            }
        }
        list
    }

    /// Whom token `at` names: of a word that names two, both: "the *UK-EU* talks".
    pub(crate) fn named_at(&self, at: usize) -> Vec<MentionId> {
        let Some(m) = self.cover[at] else { return Vec::new() };
        let token = self.analysis.tokens.list[at].span;
        let inside = |i: &MentionId| token.contains(self.analysis.mentions[*i].phrase);
        if !inside(&m) || self.analysis.mentions[m].phrase == token {
            return vec![m];
        }
        let from = self.analysis.mentions.partition_point(|other| other.phrase.start < token.start);
        (from..self.analysis.mentions.len()).take_while(inside).collect()
    }

    /// Mentions after "of" or "from" that say whose a phrase is: "the leaders *of Iran and Turkey*".
    pub(super) fn complements(&self, id: PhraseId) -> Vec<MentionId> {
        self.complements_within(id, 0)
    }

    fn complements_within(&self, id: PhraseId, depth: usize) -> Vec<MentionId> {
        let phrase = self.grammar.phrases[id];
        let at = phrase.end;
        // "The warring *parties in Yemen*".
        let there = self.lower(at) == "in" && PEOPLE_THERE.contains(&self.lower(phrase.head));
        if !matches!(self.lower(at), "of" | "from" | "between") && !there {
            return Vec::new();
        }
        let mut list = Vec::new();
        let mut next = self.grammar.phrase(at + 1);
        let mut previous = None;
        while let Some(p) = next {
            let member = self.grammar.phrases[p];
            if previous.is_some() && member.joined != previous {
                break;
            }
            match self.cover[member.head] {
                Some(m) => list.push(m),
                None => list.extend(self.modifiers(&member)),
            }
            // "One *of its warplanes*".
            if list.is_empty() && is_theirs(self.lower(member.start)) {
                list.extend(self.stands_for(&member));
            }
            // "Hundreds *of thousands of Israelis*".
            if list.is_empty() && depth < 3 && self.is_many(&phrase) {
                list = self.complements_within(p, depth + 1);
            }
            previous = Some(p);
            // Over a comma and "and".
            next = (member.end..member.end + 3).find_map(|i| self.grammar.phrase(i));
        }
        list
    }

    /// Whether a mention only says whose act a phrase names: "*Russia's* disregard for the law demands an answer".
    pub(crate) fn owns_act(&self, mention: MentionId) -> bool {
        let own = self.analysis.tokens.within(self.analysis.mentions[mention].phrase);
        let phrase = self.grammar.phrase(own.start).map(|id| self.grammar.phrases[id]);
        phrase.is_some_and(|p| p.head >= own.end && ACTS.contains(&self.lower(p.head)))
    }

    /// Whether a mention is told to be the one that violence hits, or where it does: "the bombing *of the embassy of Kenya*",
    /// "attacks *on Chad*", "the attack on a school in Bamako, the capital *of Mali*".
    pub(crate) fn suffers(&self, mention: MentionId) -> bool {
        let own = self.analysis.tokens.within(self.analysis.mentions[mention].phrase);
        self.grammar.phrase(own.start).is_some_and(|phrase| self.is_hit(phrase, 4))
            || self.is_struck(own.start)
    }

    /// Whether a verb, or a noun between it and token `until`, condemns or regrets what follows.
    pub(super) fn is_blamed_by(&self, verb: usize, until: usize) -> bool {
        let head = self.grammar.verbs[verb].head;
        let condemns = |i: usize| {
            matches!(self.lower(i), "condemnation" | "denunciation" | "condolences" | "sympathy" | "regret")
        };
        self.words[head].is_kind(kind::BLAME) || (head..until).any(condemns)
    }

    /// Whether the clause in which token `at` stands tells whom or where violence hit that is named before: "the attack
    /// that *targeted* a mosque in Kabul", "the blast which *took place* in Mali".
    fn is_struck(&self, at: usize) -> bool {
        let start = self.analysis.sentences[self.analysis.sentence_of(at)].tokens.start;
        let mut struck = false;
        for i in (at.saturating_sub(REACH_OF_VIOLENCE).max(start)..at).rev() {
            let word = self.lower(i);
            // "In raids *by* Mali": who does it is told.
            if word == ";" || word == "by" && i + 3 > at {
                return false;
            }
            if VIOLENCE.contains(&word) {
                return struck;
            }
            struck |= STRIKES.contains(&word) || word == "place" && self.lower(i - 1).starts_with("t");
        }
        false
    }

    /// Whether a phrase hangs on a noun of violence, past `depth` others.
    fn is_hit(&self, phrase: PhraseId, depth: u8) -> bool {
        let phrase = &self.grammar.phrases[phrase];
        let on = |at: usize| self.grammar.phrase(at).is_some_and(|p| depth > 0 && self.is_hit(p, depth - 1));
        match phrase.preposition {
            Some(preposition) => {
                let hits = matches!(
                    self.lower(preposition),
                    "of" | "on" | "against" | "in" | "at" | "near" | "outside" | "across"
                );
                hits && preposition
                    .checked_sub(1)
                    .is_some_and(|at| VIOLENCE.contains(&self.lower(at)) || on(at))
            }
            // ", the capital of Mali": what the place before the comma is.
            None => phrase.start > 1 && self.lower(phrase.start - 1) == "," && on(phrase.start - 2),
        }
    }

    /// Whether a mention stands before one of `nouns`, which heads its phrase: "*UN* sanctions".
    pub(crate) fn modifies(&self, mention: MentionId, nouns: &[u16]) -> bool {
        let own = self.analysis.tokens.within(self.analysis.mentions[mention].phrase);
        let phrase = self.grammar.phrase(own.start).map(|id| self.grammar.phrases[id]);
        phrase.is_some_and(|p| p.head >= own.end && nouns.contains(&self.words[p.head].noun))
    }

    /// Whether a mention only says whose some matter is, which is no act of its: "*UN* resolutions", "*NATO* membership".
    pub(crate) fn owns_matter(&self, mention: MentionId) -> bool {
        let own = self.analysis.tokens.within(self.analysis.mentions[mention].phrase);
        let phrase = self.grammar.phrase(own.start).map(|id| self.grammar.phrases[id]);
        // "Support for *Albania's* accession" is support for Albania.
        let joins = |p: &Phrase| {
            matches!(self.lower(p.head), "accession" | "membership" | "bid")
                && self.grammar.tags.get(own.end) == Some(&Tag::Possessive)
        };
        phrase.is_some_and(|p| p.head >= own.end && MATTERS.contains(&self.lower(p.head)) && !joins(&p))
    }

    /// Who is meant by an "I" or "we" whom nothing beside it names: those who say the words that it stands in.
    pub(crate) fn own_voice(&self, mention: MentionId) -> &'a [EntityId] {
        let span = self.analysis.mentions[mention].span;
        if !matches!(self.analysis.mentions[mention].reading, Reading::Pronoun(Pronoun::I | Pronoun::We)) {
            return &[];
        }
        // Attributions are in the order of their first words; the innermost that holds it says whose they are.
        let after = self.analysis.attributions.partition_point(|a| a.content[0].start <= span.start);
        let near = (after.saturating_sub(ATTRIBUTIONS_BACK)..after).rev();
        let said = near
            .into_iter()
            .find(|&i| self.analysis.attributions[i].content.iter().any(|content| content.contains(span)));
        let speakers = said.and_then(|i| self.analysis.speakers.get(i)).map_or(&[][..], Vec::as_slice);
        // The "we" of one who speaks alone may be anybody's.
        if speakers.len() > 1 { speakers } else { &[] }
    }
}
