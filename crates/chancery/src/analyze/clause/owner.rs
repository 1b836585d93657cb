//! Whose act it is that a noun tells of, where no word beside the noun says so: [`Clauses::provokes`] and its like look at
//! the clause around it.

use super::slot::OCCASIONS;
use super::{Clauses, Modal, Phrase, PhraseId, Relation, Slot, Tag, VerbGroup, VerbId};
use crate::analyze::mention::Reading;
use crate::analyze::{EntityKind, MentionForm, MentionId};
use crate::text::{Case, Span};

/// Fights of two sides.
const FIGHTS: &[&str] = &[
    "clash",
    "clashes",
    "battle",
    "battles",
    "fight",
    "fights",
    "fighting",
    "gunbattle",
    "gunbattles",
    "gunfight",
    "gunfights",
    "shoot-out",
    "shoot-outs",
    "shootout",
    "shootouts",
    "firefight",
    "firefights",
    "skirmish",
    "skirmishes",
    "fire",
    "confrontation",
    "confrontations",
    "encounter",
];

impl Clauses<'_> {
    /// Whose act provokes what the noun at `at` names: "*Beijing's* move drew criticism".
    pub(crate) fn provokes(&self, at: usize, sentence: usize) -> Vec<MentionId> {
        const PROVOKE: &[&str] = &[
            "draw",
            "draws",
            "drew",
            "drawing",
            "provoke",
            "provokes",
            "provoked",
            "provoking",
            "spark",
            "sparks",
            "sparked",
            "sparking",
            "prompt",
            "prompts",
            "prompted",
            "trigger",
            "triggers",
            "triggered",
            "attract",
            "attracted",
            "caused",
            "causes",
        ];
        let around = self.grammar.phrase(at).and_then(|id| self.verb_around(id, sentence));
        let Some(group) = around.map(|v| self.grammar.verbs[v]) else { return Vec::new() };
        if group.head > at || group.passive || !PROVOKE.contains(&self.lower(group.head)) {
            return Vec::new();
        }
        let subjects = self.subjects(&group);
        let phrase = self.subject_of(&group).map(|p| self.grammar.phrases[p]);
        let owned = phrase.filter(|p| matches!(self.lower(p.start), "his" | "her" | "its" | "their"));
        match owned {
            Some(phrase) if subjects.is_empty() => {
                let start = self.analysis.sentences[sentence].tokens.start;
                let first = (start..phrase.start).find_map(|i| self.grammar.verb(i));
                first.map(|v| self.subjects(&self.grammar.verbs[v])).unwrap_or_default()
            }
            _ => subjects,
        }
    }

    /// Those of whom the clause tells that names the noun at `at`: the subject of the verb before it, whatever that verb
    /// says, or of the one after it: "*Trump* announces that his summit with Kim will take place".
    pub(crate) fn told_of(&self, at: usize, sentence: usize) -> Vec<MentionId> {
        let tokens = self.analysis.sentences[sentence].tokens.clone();
        let start = self.grammar.phrase(at).map_or(at, |id| self.grammar.phrases[id].start);
        let before = (tokens.start..start).rev().filter_map(|i| self.grammar.verb(i));
        let after = (at + 1..tokens.end).filter_map(|i| self.grammar.verb(i));
        let active = |v: &VerbId| !self.grammar.verbs[*v].passive;
        let subjects = |v: VerbId| self.subjects(&self.grammar.verbs[v]);
        before.chain(after).filter(active).take(3).map(subjects).find(|s| !s.is_empty()).unwrap_or_default()
    }

    /// Whether the sentence opens with the summit at which something is said: "*At the NATO summit*, the minister said".
    pub(crate) fn opens_at_occasion(&self, at: usize, sentence: usize) -> bool {
        let start = self.analysis.sentences[sentence].tokens.start;
        let Some(phrase) = self.grammar.phrase(at).map(|id| self.grammar.phrases[id]) else { return false };
        let Some(before) = phrase.preposition else { return false };
        matches!(self.lower(at), "summit" | "conference")
            && matches!(self.lower(before), "at" | "during")
            && before <= start + 1
            && phrase.head == at
    }

    /// Whose the phrase of the noun at `at` is, where only "his", "its" or "their" says so: mostly the subject of the
    /// verb before; of what someone is thanked or blamed for, the one who is.
    pub(crate) fn owner_by_pronoun(&self, at: usize, sentence: usize) -> Vec<MentionId> {
        let Some(phrase) = self.grammar.phrase(at).map(|id| self.grammar.phrases[id]) else {
            return Vec::new();
        };
        let pronoun = matches!(self.lower(phrase.start), "his" | "her" | "its" | "their");
        if !pronoun || (phrase.start + 1..at).any(|i| self.cover[i].is_some()) {
            return Vec::new();
        }
        let start = self.analysis.sentences[sentence].tokens.start;
        let verb = (start..phrase.start).rev().find_map(|i| self.grammar.verb(i));
        let Some(group) = verb.map(|v| self.grammar.verbs[v]) else { return Vec::new() };
        let object = self.owner_by_reason(at, sentence);
        if !object.is_empty() {
            return object;
        }
        // "Was greeted *by the king* during his visit".
        if group.passive {
            let mut slots = Vec::new();
            self.scan_right(group.head + 1, phrase.start, Slot::Other, false, &mut slots);
            return slots.iter().filter(|(s, _)| *s == Slot::By).map(|&(_, m)| m).collect();
        }
        let subjects = self.subjects(&group);
        // "The envoy discussed with the Omanis *their* visit": one person is no "they".
        let one = |m: &MentionId| {
            let entities = &self.analysis.entities;
            entities.of(*m).is_some_and(|e| entities.get(e).kind == EntityKind::Person)
        };
        if self.lower(phrase.start) == "their" && subjects.len() == 1 && subjects.iter().all(one) {
            let mut slots = Vec::new();
            self.scan_right(group.head + 1, phrase.start, Slot::Object, false, &mut slots);
            let several = |m: &MentionId| !one(m) && self.analysis.entities.of(*m).is_some();
            let with = slots.iter().filter(|(s, m)| matches!(s, Slot::With | Slot::Object) && several(m));
            let with: Vec<MentionId> = with.map(|&(_, m)| m).collect();
            if !with.is_empty() {
                return with;
            }
        }
        // "He thanked Chad for its role in facilitating *his* visit": a state is no "he".
        let male = self.lower(phrase.start) == "his";
        let person = |m: &MentionId| {
            let entities = &self.analysis.entities;
            entities
                .of(*m)
                .map(|e| entities.get(e))
                .is_some_and(|e| e.kind == EntityKind::Person && e.male.is_none_or(|known| known == male))
        };
        if matches!(self.lower(phrase.start), "his" | "her") && !subjects.iter().any(person) {
            let verbs = (start..group.start).rev().filter_map(|i| self.grammar.verb(i));
            let other = verbs.map(|v| self.subjects(&self.grammar.verbs[v])).find(|s| s.iter().any(person));
            // "Follows *the President's* meeting and his visit": else the last that is named before.
            let near = || (start..phrase.start).rev().find_map(|i| self.cover[i].filter(person));
            return other.unwrap_or_else(|| {
                // "William Ruto praised Angela Merkel, noting that *her* visit": a man is no "she".
                let of_another = subjects.iter().any(|m| {
                    let entities = &self.analysis.entities;
                    entities.of(*m).is_some_and(|e| entities.get(e).kind == EntityKind::Person)
                });
                if subjects.is_empty() || of_another { near().into_iter().collect() } else { subjects }
            });
        }
        // "*The leaders* agreed on efforts to deter it, including *their* readiness to": whose clause tells nobody.
        if subjects.is_empty() {
            let verbs = (start..group.start).rev().filter_map(|i| self.grammar.verb(i));
            let told = verbs.map(|v| self.subjects(&self.grammar.verbs[v])).find(|s| !s.is_empty());
            return told.unwrap_or_default();
        }
        subjects
    }

    /// Whose the phrase of the noun at `at` is where someone is thanked or blamed for it: "thanked *Chad* for its support".
    pub(crate) fn owner_by_reason(&self, at: usize, sentence: usize) -> Vec<MentionId> {
        let Some(phrase) = self.grammar.phrase(at).map(|id| self.grammar.phrases[id]) else {
            return Vec::new();
        };
        let owned = matches!(self.lower(phrase.start), "his" | "her" | "its" | "their");
        let reason = phrase.preposition.is_some_and(|t| matches!(self.lower(t), "for" | "over" | "on"));
        let start = self.analysis.sentences[sentence].tokens.start;
        let verb = (start..phrase.start).rev().find_map(|i| self.grammar.verb(i));
        let Some(group) = verb.filter(|_| owned && reason).map(|v| self.grammar.verbs[v]) else {
            return Vec::new();
        };
        let mut slots = Vec::new();
        self.scan_right(group.head + 1, phrase.start, Slot::Object, false, &mut slots);
        slots.iter().filter(|(s, _)| *s == Slot::Object).map(|&(_, m)| m).collect()
    }

    /// Whether a mention only says in whose country a place lies: "visits the *Italian* island".
    pub(crate) fn owns_place(&self, mention: MentionId) -> bool {
        const PLACES: &[&str] = &[
            "island",
            "islands",
            "city",
            "town",
            "village",
            "port",
            "resort",
            "capital",
            "province",
            "region",
            "coast",
            "border",
            "waters",
            "airport",
            "soil",
            "territory",
        ];
        let own = self.analysis.tokens.within(self.analysis.mentions[mention].phrase);
        let phrase = self.grammar.phrase(own.start).map(|id| self.grammar.phrases[id]);
        let demonym = self.analysis.mentions[mention].form == MentionForm::Demonym;
        demonym && phrase.is_some_and(|p| p.head >= own.end && PLACES.contains(&self.lower(p.head)))
    }

    /// Whose it is that a phrase names again in the same word: "Chad endorsed the *UN* calls for a truce. Niger rejected
    /// *these calls*".
    pub(super) fn owner_told_before(&self, phrase: &Phrase) -> Vec<MentionId> {
        const BACK: usize = 60;
        let noun = self.words[phrase.head].noun;
        let refers = matches!(self.lower(phrase.start), "these" | "those" | "this" | "the");
        // What is told of it beside it says whose it is: "the call *by Chad*".
        let told = matches!(self.lower(phrase.end), "of" | "by" | "from" | "against" | "on");
        if noun == 0 || !refers || told || phrase.head != phrase.start + 1 {
            return Vec::new();
        }
        let before = (phrase.start.saturating_sub(BACK)..phrase.start).rev();
        let same = before.filter(|&at| self.words[at].noun == noun).find_map(|at| {
            let other = self.grammar.phrases[self.grammar.phrase(at)?];
            (other.head == at).then(|| self.modifiers(&other)).filter(|owners| !owners.is_empty())
        });
        same.unwrap_or_default()
    }

    /// Whose the phrase of the noun at `at` is, where "whose" says so: "the diplomat *whose arrest* sparked it".
    pub(crate) fn owner_by_relative(&self, at: usize) -> Vec<MentionId> {
        let start = self.grammar.phrase(at).map_or(at, |id| self.grammar.phrases[id].start);
        let whose = start.checked_sub(1).filter(|&i| self.lower(i) == "whose");
        let owner = whose.and_then(|i| self.grammar.phrase(i.checked_sub(1)?));
        owner.map(|id| self.mentions_of_one(id)).unwrap_or_default()
    }

    /// Whether a city before the noun of a meeting only says where it is held: "the *Hanoi* summit", not "Hanoi's".
    pub(crate) fn is_where_it_is_held(&self, mention: MentionId, noun: usize) -> bool {
        let held = matches!(self.lower(noun), "summit" | "conference" | "ministerial");
        let mention = &self.analysis.mentions[mention];
        let end = self.analysis.tokens.within(mention.phrase).end;
        let city = match mention.reading {
            Reading::Place { .. } => true,
            Reading::Party { .. } => mention.form == MentionForm::Metonym,
            _ => false,
        };
        held && city && end <= noun && self.grammar.tags.get(end) != Some(&Tag::Possessive)
    }

    /// Past whose word it is, where what an act hits is only called so: "strikes *what it calls* a rebel camp".
    pub(super) fn over_wording(&self, at: usize, limit: usize) -> usize {
        if self.lower(at) != "what" {
            return at;
        }
        let calls = |i: &usize| {
            matches!(
                self.lower(*i),
                "calls" | "called" | "call" | "describes" | "described" | "says" | "said"
            )
        };
        let Some(verb) = (at + 1..limit.min(at + 6)).find(calls) else { return at };
        let as_is = matches!(self.lower(verb + 1), "as" | "is" | "are" | "was" | "were");
        if as_is { verb + 2 } else { verb + 1 }
    }

    /// The phrase on which another hangs by its preposition, over the list that it is in.
    pub(super) fn hangs_on(&self, phrase: PhraseId) -> PhraseId {
        let mut first = phrase;
        for _ in 0..8 {
            let own = self.grammar.phrases[first];
            let outer = own.joined.filter(|&j| j < first).or_else(|| {
                let before = own.preposition.filter(|&t| t < own.start)?.checked_sub(1)?;
                self.grammar.phrase(before).filter(|&p| p < first)
            });
            let Some(outer) = outer else { break };
            first = outer;
        }
        first
    }

    /// Makes of those against whom a fight was in which someone fell the ones who killed him: "was shot dead in a clash
    /// *with Chadian troops*".
    pub(super) fn with_whom_they_fought(&self, verb: usize, slots: &mut [(Slot, MentionId)]) {
        let fell = ["kill", "wound", "injur", "captur", "shot", "slain"];
        if !fell.iter().any(|stem| self.lower(verb).starts_with(stem)) {
            return;
        }
        for (slot, mention) in slots.iter_mut().filter(|(slot, _)| matches!(slot, Slot::With | Slot::Against))
        {
            let start = self.analysis.tokens.within(self.analysis.mentions[*mention].phrase).start;
            let phrase = self.grammar.phrase(start).map(|id| self.grammar.phrases[id]);
            let fight = phrase.and_then(|p| p.preposition?.checked_sub(1));
            if fight.is_some_and(|at| FIGHTS.contains(&self.lower(at))) {
                *slot = Slot::By;
            }
        }
    }

    /// Makes hosts of those who stand before a visit that is told to be another's: "the *White House* visit of the premier".
    pub(crate) fn hosts_before_visit(&self, slots: &mut [(Slot, MentionId)]) {
        if !slots.iter().any(|(slot, _)| matches!(slot, Slot::Of | Slot::By)) {
            return;
        }
        for (slot, mention) in slots.iter_mut().filter(|(slot, _)| *slot == Slot::Possessive) {
            let end = self.analysis.tokens.within(self.analysis.mentions[*mention].phrase).end;
            if self.grammar.tags.get(end) != Some(&Tag::Possessive) {
                *slot = Slot::To;
            }
        }
    }

    /// Whether the noun at `at` is only what a talk is about: "discussed *sanctions*".
    pub(crate) fn is_discussed(&self, at: usize, sentence: usize) -> bool {
        const TALK: &[&str] = &[
            "discuss",
            "discusses",
            "discussed",
            "discussing",
            "address",
            "addressed",
            "explore",
            "explored",
            "review",
            "reviewed",
            "cover",
            "covered",
            "preview",
            "previewed",
            "previewing",
        ];
        let around = self.grammar.phrase(at).and_then(|id| self.verb_around(id, sentence));
        around.is_some_and(|v| {
            let head = self.grammar.verbs[v].head;
            head < at && TALK.contains(&self.lower(head))
        })
    }

    /// Whether the verb on which an infinitive hangs only says that it goes on: "we *continue* to support them".
    pub(crate) fn goes_on(&self, group: &VerbGroup) -> bool {
        let governor = group.governor.map(|v| self.lower(self.grammar.verbs[v].head));
        governor.is_some_and(|head| matches!(head, "continue" | "continues" | "continued"))
    }

    /// Who has done what a passive tells: "*Chad* ordered two captives *freed*", "ordered that they *be freed*".
    pub(super) fn who_has_it_done(&self, group: &VerbGroup) -> Vec<MentionId> {
        let Some(outer) = group.governor.filter(|_| group.passive).map(|v| self.grammar.verbs[v]) else {
            return Vec::new();
        };
        let orders = matches!(self.lower(outer.head), "order" | "orders" | "ordered" | "ordering");
        let told = group.relation == Relation::Complement || group.reduced || group.infinitive;
        let after = group.subject.is_none_or(|p| self.grammar.phrases[p].start > outer.head);
        if orders && told && after && !outer.negated && group.modal.is_none() {
            self.subjects(&outer)
        } else {
            Vec::new()
        }
    }

    /// Where those are of whom nothing else is told who do what a verb tells; `told` are the slots that have a part.
    pub(crate) fn where_people_are(
        &self,
        group: &VerbGroup,
        slots: &[(Slot, MentionId)],
        told: &[Slot],
        sentence: usize,
    ) -> Vec<MentionId> {
        let at = |wanted: Slot| slots.iter().filter(move |(slot, _)| *slot == wanted).map(|&(_, m)| m);
        let mut there: Vec<MentionId> = at(Slot::In).collect();
        // "Poured into the streets *of Minsk*".
        if there.is_empty() && !told.contains(&Slot::Of) {
            there.extend(at(Slot::Of));
        }
        // "*Farmers in India* blocked roads".
        if there.is_empty() {
            let end = self.subject_of(group).map_or(group.start, |p| self.grammar.phrases[p].end);
            let place = (end..group.start).take(6).find(|&i| self.lower(i) == "in").map(|i| i + 1);
            there.extend(place.and_then(|i| self.grammar.cover[i + usize::from(self.lower(i) == "the")]));
        }
        // "*In Prague* thousands marched".
        let tokens = &self.analysis.sentences[sentence].tokens;
        if there.is_empty() && self.lower(tokens.start) == "in" && tokens.start + 1 < tokens.end {
            there.extend(self.grammar.cover[tokens.start + 1]);
        }
        there
    }

    /// Whether the noun at token `at` names what a passive tells to be ended: "*sanctions* on Chad were lifted".
    pub(crate) fn is_undone(&self, at: usize, sentence: usize) -> bool {
        const UNDONE: &[&str] = &[
            "lifted",
            "removed",
            "eased",
            "ended",
            "dropped",
            "waived",
            "scrapped",
            "relaxed",
            "rescinded",
            "revoked",
        ];
        let Some(own) = self.grammar.phrase(at) else { return false };
        let tokens = self.analysis.sentences[sentence].tokens.clone();
        let later = self.grammar.verbs.iter().filter(|v| tokens.contains(&v.head) && v.head > at).take(4);
        later
            .filter(|v| v.passive && !v.negated && v.modal.is_none())
            .any(|v| UNDONE.contains(&self.lower(v.head)) && v.subject.map(|p| self.hangs_on(p)) == Some(own))
    }

    /// Who says in what words a passive clause stands that does not tell who acts: "*they* said that it would be met with".
    pub(crate) fn who_says(&self, group: &VerbGroup) -> Vec<MentionId> {
        let says = group.governor.filter(|_| group.relation == Relation::Complement);
        says.map(|v| self.subjects(&self.grammar.verbs[v])).unwrap_or_default()
    }

    /// Who says something of what the noun at `at` names, where that is the subject of what is said.
    pub(crate) fn who_says_of(&self, at: usize) -> Vec<MentionId> {
        let Some(phrase) = self.grammar.phrase(at) else { return Vec::new() };
        let end = self.grammar.phrases[phrase].end;
        let verbs = (end..self.grammar.tags.len().min(end + 12)).filter_map(|i| self.grammar.verb(i));
        let own = verbs.map(|v| self.grammar.verbs[v]).find(|v| v.subject == Some(phrase));
        own.map(|group| self.who_says(&group)).unwrap_or_default()
    }

    /// Whether "visiting" only says of someone that he is a visitor: "*visiting* French President Emmanuel Macron urged".
    pub(crate) fn describes_visitor(&self, group: &VerbGroup) -> bool {
        if self.lower(group.head) != "visiting" || group.start != group.head {
            return false;
        }
        let Some(mention) = self.cover.get(group.head + 1).copied().flatten() else { return false };
        let mention = &self.analysis.mentions[mention];
        let before = group.head.checked_sub(1).map_or("", |at| self.lower(at));
        // With his title before him; "after *visiting* the president" and "Kerry, *visiting* President Xi" are visits.
        mention.phrase.start < mention.span.start
            && matches!(mention.form, MentionForm::Name)
            && !matches!(
                before,
                "after" | "before" | "while" | "of" | "by" | "for" | "is" | "was" | "been" | ","
            )
    }

    /// Whether the word at `at` is only part of a name that another word heads: "the *Ambassador* Bridge".
    pub(super) fn only_names(&self, at: usize) -> bool {
        let capital = |i: usize| self.analysis.tokens.list[i].case == Case::Capital;
        let head = self.grammar.phrase(at).map_or(at, |id| self.grammar.phrases[id].head);
        head == at + 1
            && capital(at)
            && capital(head)
            && self.cover[at].is_none()
            && self.cover[head].is_none()
    }

    /// The organisations that stand before the noun at `at` in its phrase: "the *NATO* summit".
    pub(crate) fn bodies_before(&self, at: usize) -> Vec<MentionId> {
        let start = self.grammar.phrase(at).map_or(at, |id| self.grammar.phrases[id].start);
        let body = |m: &MentionId| {
            let entity = self.analysis.entities.of(*m).map(|e| self.analysis.entities.get(e));
            entity.is_some_and(|e| e.kind == EntityKind::Organization && e.party.is_some())
        };
        let mut list: Vec<MentionId> = (start..at).flat_map(|i| self.named_at(i)).filter(body).collect();
        list.dedup();
        list
    }

    /// Whether the noun at `at` is told to be the act of many whom nobody names: "*international* support".
    pub(crate) fn is_of_many(&self, at: usize) -> bool {
        let start = self.grammar.phrase(at).map_or(at, |id| self.grammar.phrases[id].start);
        (start..at)
            .any(|i| matches!(self.lower(i), "international" | "global" | "worldwide" | "public" | "popular"))
    }

    /// Whether the noun at `at` names a meeting that someone talks of and need not hold: "they discussed *the summit*".
    pub(crate) fn is_talked_of(&self, at: usize, sentence: usize) -> bool {
        let phrase = self.grammar.phrase(at).map(|id| self.grammar.phrases[id]);
        let before = phrase.and_then(|p| p.preposition).map_or("", |t| self.lower(t));
        // "About *preparations for* the summit", "objectives for the summit".
        let prepared = before == "for"
            && phrase.and_then(|p| p.preposition?.checked_sub(1)).is_some_and(|i| {
                matches!(
                    self.lower(i),
                    "preparations" | "plans" | "objectives" | "goals" | "agenda" | "expectations"
                )
            });
        prepared
            || matches!(before, "about" | "regarding" | "concerning")
            || self.is_set_against(at, sentence)
            || !OCCASIONS.contains(&before) && self.is_discussed(at, sentence)
    }

    /// Whether the summit at `at` only tells when or after what another act is done, whoever was there: "will travel to
    /// Chad *following the summit*", "condemns the outcome *of the summit*".
    fn is_set_against(&self, at: usize, sentence: usize) -> bool {
        let Some(id) = self.grammar.phrase(at) else { return false };
        let phrase = self.grammar.phrases[id];
        let before = phrase.preposition.map_or("", |t| self.lower(t));
        matches!(self.lower(at), "summit" | "ministerial" | "conference")
            && matches!(before, "after" | "following" | "before" | "since" | "until" | "of" | "from")
            && self.verb_around(id, sentence).is_some_and(|v| self.grammar.verbs[v].head < phrase.start)
    }

    /// Whose heads of state those are whose meeting a phrase names: "the *AU* Heads of State summit".
    pub(super) fn heads_of_state(&self, phrase: &Phrase) -> Vec<MentionId> {
        let of = phrase.preposition.filter(|&t| self.lower(t) == "of");
        let heads = of.and_then(|t| self.grammar.phrase(t.checked_sub(1)?)).map(|p| self.grammar.phrases[p]);
        let states = matches!(self.lower(phrase.start), "state" | "government");
        match heads.filter(|p| states && matches!(self.lower(p.head), "heads" | "chiefs")) {
            Some(heads) => self.modifiers(&heads),
            None => Vec::new(),
        }
    }

    /// Those of whom the words of `span` say that they must or should do something.
    pub(crate) fn who_must(&self, span: Span) -> Vec<MentionId> {
        let own = self.analysis.tokens.within(span);
        let verb = own.into_iter().find_map(|at| self.grammar.verb(at)).map(|v| self.grammar.verbs[v]);
        let demanded = |g: &VerbGroup| g.modal == Some(Modal::Demanded) && !g.passive;
        verb.filter(demanded).map(|g| self.subjects(&g)).unwrap_or_default()
    }

    /// The infinitives that hang on a verb: "refused *to meet*".
    pub(crate) fn infinitives(&self, group: &VerbGroup) -> impl Iterator<Item = &VerbGroup> {
        let id = self.grammar.verb(group.head);
        let after = id.map_or(self.grammar.verbs.len(), |id| id + 1);
        let near = self.grammar.verbs[after..].iter().take(3);
        near.filter(move |v| v.infinitive && v.governor.is_some() && v.governor == id)
    }

    /// Whether the words tell that a law is signed: "*signs* a law", "*signed* the Sanctions Act".
    pub(crate) fn signs_a_law(&self, span: Span) -> bool {
        let tokens = &self.analysis.tokens;
        let own = tokens.within(span);
        let signs =
            own.clone().find(|&at| matches!(tokens.lower(at), "sign" | "signs" | "signed" | "signing"));
        let Some(signs) = signs else { return false };
        let end = self.analysis.sentences[self.analysis.sentence_of(signs)].tokens.end;
        (signs + 1..end.min(signs + 9))
            .take_while(|&at| self.analysis.grammar.verb(at).is_none())
            .any(|at| matches!(tokens.lower(at), "law" | "act" | "bill" | "decree" | "order" | "legislation"))
    }

    /// Whether a mention is of those whom someone is asked to let go, which is not asked of them: "demanded the release *of
    /// two Chadians*".
    pub(crate) fn is_to_be_freed(&self, mention: MentionId) -> bool {
        const LET_GO: &[&str] = &[
            "release",
            "freeing",
            "extradition",
            "handover",
            "return",
            "arrest",
            "surrender",
            "repatriation",
            "liberation",
        ];
        let own = self.analysis.tokens.within(self.analysis.mentions[mention].phrase);
        let Some(phrase) = self.grammar.phrase(own.start).map(|id| self.grammar.phrases[id]) else {
            return false;
        };
        let noun = match phrase.preposition {
            Some(of) if self.lower(of) == "of" && phrase.head < own.end => of.checked_sub(1),
            _ => (phrase.head >= own.end && self.grammar.tags.get(own.end) == Some(&Tag::Possessive))
                .then_some(phrase.head),
        };
        noun.is_some_and(|at| LET_GO.contains(&self.lower(at)))
    }

    /// Those who stand in the words of a mention after a preposition: "its ambassador to *Israel*".
    pub(super) fn inside(&self, mention: MentionId) -> Vec<(Slot, MentionId)> {
        let outer = self.analysis.mentions[mention].phrase;
        let inner = self.analysis.mentions.iter().enumerate().skip(mention + 1);
        let mut list = Vec::new();
        for (i, m) in inner.take_while(|(_, n)| n.phrase.start < outer.end) {
            let before = self.analysis.tokens.at_or_after(m.span.start).checked_sub(1);
            let before = before.map_or("", |t| self.lower(t));
            let named = matches!(m.form, MentionForm::Name)
                || m.form == MentionForm::Metonym && matches!(before, "to" | "in" | "from");
            if outer.contains(m.span) && matches!(before, "to" | "in" | "the" | "from") && named {
                // "Pulls its forces *from Chad*".
                list.push((if before == "from" { Slot::From } else { Slot::To }, i));
            }
        }
        list
    }

    /// The verb in whose clause a phrase stands as object or after a preposition; of an introduction, the verb after it.
    pub(crate) fn verb_around(&self, phrase: PhraseId, sentence: usize) -> Option<VerbId> {
        let start = self.analysis.sentences[sentence].tokens.start;
        let end = self.analysis.sentences[sentence].tokens.end;
        let phrase = self.grammar.phrases[phrase];
        for at in (start..phrase.start).rev() {
            if let Some(v) = self.grammar.verb(at) {
                return Some(v);
            }
            if matches!(self.grammar.tags[at], Tag::Break | Tag::That | Tag::Relative | Tag::Subordinator) {
                return None;
            }
        }
        phrase.preposition?;
        (phrase.end..end).find_map(|at| {
            let v = self.grammar.verb(at)?;
            let group = self.grammar.verbs[v];
            let follows = matches!(group.relation, Relation::Main | Relation::Joined | Relation::Adverbial);
            (follows && !group.gerund && !group.reduced).then_some(v)
        })
    }
}
