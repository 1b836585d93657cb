//! Persons by office: "the foreign minister", "his Russian counterpart", "a senior official".

use super::name::{Person, name_words};
use super::{Entity, EntityId, EntityKind, Resolver, known, without_determiner};
use crate::analyze::mention::lexicon::{OFFICE_PARTIES, WORD_PARTIES, is_private, is_speech};
use crate::analyze::mention::{PartyKind, Reading};
use crate::analyze::{Mention, MentionForm, MentionId};

impl Resolver<'_> {
    /// Whom a title means: who bears it in the report, who held the office on the day, or someone unnamed.
    pub(super) fn by_office(
        &mut self,
        id: MentionId,
        office: &str,
        party: Option<String>,
    ) -> Option<EntityId> {
        if let Some(person) = self.named_behind(id) {
            return self.person(person, id);
        }
        let party = party.or_else(|| self.party_of_sender(id, office));
        if let Some(told) = self.told_by_age(id) {
            return Some(told);
        }
        if self.is_of_another_time(id) {
            let party = party.or_else(|| self.only_party(office)).or_else(|| self.home.clone());
            return Some(self.unnamed(id, office, party));
        }
        let named = |e: &Entity| {
            e.kind == EntityKind::Person
                && e.office.as_deref().is_some_and(|o| fits(office, o))
                && (party.is_none() || e.party.is_none() || e.party == party)
        };
        if let Some(told) = party.is_none().then(|| self.unnamed_before(id, office)).flatten() {
            return Some(told);
        }
        let bearers = || self.recent.iter().rev().copied().filter(|&p| named(self.entities.get(p)));
        // A government calls its own "the President", "the Secretary".
        let own = party.is_none().then_some(self.home.as_ref()).flatten();
        let own_bearer =
            own.and_then(|home| bearers().find(|&p| self.entities.get(p).party.as_ref() == Some(home)));
        if let Some(found) = own_bearer.or_else(|| bearers().next()) {
            return Some(found);
        }
        // "The Yugoslav president … *the Yugoslav leader*": whom the report says to lead, whatever knowledge says.
        let heads = |e: &Entity| {
            // "The *Serb* leader" presides over Yugoslavia.
            let same =
                e.party == party || party.as_deref() == Some("SRB") && e.party.as_deref() == Some("YUG");
            e.kind == EntityKind::Person
                && same
                && e.office.as_deref().is_some_and(|o| leads(o) && !o.starts_with("former"))
        };
        if office == "leader"
            && party.is_some()
            && let Some(told) = self.recent.iter().rev().copied().find(|&p| heads(self.entities.get(p)))
        {
            return Some(told);
        }
        // "*The envoy* will stay" is the ambassador told of before.
        if party.is_none() && self.analysis.mentions[id].span.of(&self.analysis.tokens.lower) == "the envoy" {
            let sent = |e: &Entity| {
                e.office.as_deref().is_some_and(|o| {
                    ["ambassador", "representative", "high commissioner", "envoy"]
                        .iter()
                        .any(|w| o.contains(w))
                })
            };
            if let Some(envoy) = self.recent.iter().rev().copied().find(|&p| sent(self.entities.get(p))) {
                return Some(envoy);
            }
        }
        let rebels =
            ["rebel leader", "guerrilla leader", "separatist leader", "insurgent leader", "militia leader"];
        if party.is_none() && rebels.contains(&office) {
            let leads = |e: &Entity| {
                let state = e.party.as_deref().is_some_and(|code| self.is_state(code));
                let heads =
                    |o: &str| o.ends_with("leader") || o.ends_with("commander") || o.ends_with("chief");
                e.kind == EntityKind::Person && !state && e.office.as_deref().is_some_and(heads)
            };
            if let Some(leader) = self.recent.iter().rev().copied().find(|&p| leads(self.entities.get(p))) {
                return Some(leader);
            }
        }
        if let Some(told) = party.as_deref().and_then(|party| self.told_by_calling(id, office, party)) {
            return Some(told);
        }
        let own = is_domestic(office) || matches!(office, "president" | "vice president");
        // Someone whom the report names only later; before that, a government speaks of its own prime minister.
        let home = self.home.as_ref().filter(|_| office == "prime minister" && party.is_none());
        let holder = home.and_then(|home| known::holder(self.know, home, office, self.on));
        let home = home.filter(|_| holder.is_some());
        let is_own = |p: &Person| match (&p.party, &holder) {
            (Some(party), _) => home.is_none_or(|home| party == home),
            (None, Some(holder)) => name_words(&p.name).last() == name_words(&holder.name).last(),
            (None, None) => true,
        };
        let later = self.persons.iter().position(|p| {
            p.entity.is_none()
                && p.office.as_deref().is_some_and(|o| fits(office, o))
                && (party.is_none() || p.party == party)
                && is_own(p)
        });
        // "ASEAN's *new envoy* holds talks. X, who was appointed …": of whom knowledge tells the office.
        let later = later.or_else(|| {
            let told = party.as_deref()?;
            self.persons.iter().position(|p| {
                p.entity.is_none()
                    && p.office.is_none()
                    && p.party_known() == Some(told)
                    && p.office_known().is_some_and(|o| fits(office, o))
            })
        });
        if let Some(person) = later {
            return self.person(person, id);
        }
        // "the representative of the interests of Chad" sits in no congress.
        let party = party
            .or_else(|| self.only_party(office).filter(|_| office != "representative"))
            .or_else(|| self.home.clone().filter(|_| own))
            .or_else(|| home.cloned())
            .or_else(|| is_of_state(office).then(|| self.party_around(id, office)).flatten())?;
        let Some(holder) = known::holder(self.know, &party, office, self.on) else {
            return Some(self.unnamed(id, office, Some(party)));
        };
        let same = self.entities.list.iter().position(|e| {
            e.kind == EntityKind::Person
                && (e.wikidata.is_some() && e.wikidata == holder.wikidata || e.name == holder.name)
        });
        if let Some(same) = same {
            return Some(EntityId(same as u32));
        }
        let end = self.analysis.tokens.at_or_after(self.analysis.mentions[id].span.end);
        let owner =
            self.analysis.tokens.list.get(end).is_some_and(|t| t.kind == crate::text::TokenKind::Possessive);
        let own_head =
            matches!(office, "president" | "vice president") && self.home.as_ref() == Some(&party) && !owner;
        let entity = self.add(EntityKind::Person, holder.name, Some(party));
        let made = self.get_mut(entity);
        made.office = holder.office.filter(|_| office == "leader").or_else(|| Some(office.to_owned()));
        made.wikidata = holder.wikidata;
        // It is knowledge that names him and not the report: a record has him only where he does or says something. But
        // whom a government calls "the President" everybody knows.
        made.named = own_head;
        Some(entity)
    }

    /// Whom the sentence before is about, where the next begins with his age: "*The 73-year-old* former minister also met Y".
    fn told_by_age(&self, id: MentionId) -> Option<EntityId> {
        let analysis = self.analysis;
        let start = analysis.tokens.at_or_after(analysis.mentions[id].span.start);
        let sentence = &analysis.sentences[analysis.sentence_of(start)].tokens;
        let mut opening = sentence.start..sentence.end.min(sentence.start + 3);
        let aged = opening.any(|t| analysis.tokens.lower(t).ends_with("-year-old"));
        let opens = analysis.tokens.lower(sentence.start) == "the" && start <= sentence.start + 2;
        if !aged || !opens {
            return None;
        }
        self.first_of_sentence.iter().rev().take(2).find_map(|p| *p)
    }

    /// Someone of whom only the calling was told, before anyone named who has it too: "a spokesman for the firm said …
    /// *The spokesman* added".
    fn unnamed_before(&self, id: MentionId, office: &str) -> Option<EntityId> {
        let tokens = &self.analysis.tokens;
        let start = tokens.at_or_after(self.analysis.mentions[id].span.start);
        if tokens.lower(start) != "the" || !is_of_many(office) {
            return None;
        }
        let fits = |e: &&Entity| e.office.as_deref().is_some_and(|o| fits(office, o));
        let last = self.entities.list.iter().enumerate().filter(|(_, e)| fits(e));
        let last = last.max_by_key(|(_, e)| e.mentions.last().copied())?;
        (!last.1.named).then_some(EntityId(last.0 as u32))
    }

    /// Whether a title is told of someone who does not bear it now: "his *first* national security adviser".
    fn is_of_another_time(&self, id: MentionId) -> bool {
        let tokens = &self.analysis.tokens;
        let start = tokens.at_or_after(self.analysis.mentions[id].span.start);
        matches!(tokens.lower(start), "his" | "her" | "their" | "its")
            && matches!(tokens.lower(start + 1), "first" | "previous" | "next" | "future" | "second" | "then")
            && !matches!(tokens.lower(start + 2), "deputy" | "vice" | "secretary" | "lady" | "minister")
    }

    /// Who is named behind a title whose portfolio goes on over commas: "Under Secretary for Civilian Security, *Democracy,
    /// and Human Rights Uzra Zeya*".
    pub(super) fn named_behind(&self, id: MentionId) -> Option<usize> {
        let (mentions, text) = (&self.analysis.mentions, self.analysis.text());
        let title = &mentions[id];
        if title.form != MentionForm::Title {
            return None;
        }
        let next = mentions.get(id + 1..)?.iter().position(|m| m.span.start >= title.span.end)? + id + 1;
        let between = text.get(title.span.end as usize..mentions[next].span.start as usize)?;
        let goes_on = between.len() < 60
            && between.starts_with(',')
            && (between.contains(" and ") || between.contains(" & "))
            && between
                .split_whitespace()
                .all(|w| matches!(w, "," | "and" | "&") || w.starts_with(char::is_uppercase));
        let person = matches!(mentions[next].reading, Reading::Person { .. })
            && !between.trim_end().ends_with([',', '.']);
        (goes_on && person && !between.trim_end().ends_with("and")).then(|| self.person_of[next]).flatten()
    }

    /// A person of whom the report tells no name.
    pub(super) fn unnamed(&mut self, id: MentionId, office: &str, party: Option<String>) -> EntityId {
        let text = self.analysis.mentions[id].span.of(self.analysis.text());
        let titled = self.analysis.mentions[id].form == MentionForm::Title;
        let name = match party.as_deref().and_then(|code| known::party_name(self.know, code)) {
            Some(state) if titled && !office.contains(" of ") => format!("{office} of {state}"),
            Some(_) if titled => office.to_owned(),
            _ => without_determiner(text).to_owned(),
        };
        let same = self
            .entities
            .list
            .iter()
            .position(|e| !e.named && e.name.eq_ignore_ascii_case(&name) && e.party == party);
        if let Some(same) = same {
            return EntityId(same as u32);
        }
        // Someone of whom neither name nor party is told stands for nobody.
        let kind = if party.is_some() { EntityKind::Person } else { EntityKind::Group };
        let entity = self.add(kind, name, party);
        let made = self.get_mut(entity);
        made.office = Some(office.to_owned());
        made.named = false;
        entity
    }

    pub(super) fn counterpart(&mut self, id: MentionId, party: Option<String>) -> Option<EntityId> {
        let antecedent =
            self.first_of_sentence.last().copied().flatten().or_else(|| self.recent.last().copied());
        let office = antecedent.and_then(|a| self.entities.get(a).office.clone());
        // Whom a "deputy prime minister and foreign minister" meets as his counterpart is a foreign minister.
        let office = office.map(|o| match o.rsplit_once(" and ") {
            Some((first, second)) if first.ends_with("prime minister") && second.ends_with("minister") => {
                second.to_owned()
            }
            _ => o,
        });
        let mention = &self.analysis.mentions[id];
        let named = self
            .analysis
            .mentions
            .get(id + 1)
            .filter(|m| mention.phrase.contains(m.span) && matches!(m.reading, Reading::Person { .. }));
        if named.is_some() {
            let person = self.person_of[id + 1]?;
            // What only the United States call theirs, others do not: "the *deputy secretary of state* met his counterpart X".
            let theirs = party.as_deref().or(self.persons[person].party.as_deref());
            let only = office.as_deref().and_then(party_of_title);
            let office = office.filter(|_| only.is_none() || theirs.is_none() || only == theirs);
            if self.persons[person].office.is_none() {
                self.persons[person].office.clone_from(&office);
            }
            return self.person(person, id + 1);
        }
        let party = party?;
        let Some(office) = office else { return Some(self.state(&party)) };
        if !leads(&office) {
            return self.by_office(id, &office, Some(party));
        }
        // A president's counterpart may be a prime minister: who leads the other state, as the report tells or knowledge.
        let leader = |e: &Entity| {
            e.kind == EntityKind::Person
                && e.party.as_ref() == Some(&party)
                && e.office.as_deref().is_some_and(leads)
        };
        let met = self.recent.iter().rev().copied().find(|&p| leader(self.entities.get(p)));
        met.or_else(|| {
            let same = known::holder(self.know, &party, &office, self.on);
            let office =
                if same.is_some_and(|k| k.office.as_deref() == Some(&office)) { &office } else { "leader" };
            self.by_office(id, office, Some(party))
        })
    }

    /// The state whose official someone is of whom only the office is told: the last named before him in the same sentence,
    /// of who speaks the first; else the one that the report names most often.
    pub(super) fn party_around(&self, id: MentionId, office: &str) -> Option<String> {
        let analysis = self.analysis;
        let sentence = analysis.sentence_of(analysis.tokens.at_or_after(analysis.mentions[id].span.start));
        let start = analysis.sentences[sentence].span.start;
        let first = analysis.mentions.partition_point(|m| m.span.start < start);
        // Whoever comes to a state is not of it: "Prime Minister X *visited Chad*".
        let goes_to = |m: MentionId| m > id && self.is_gone_to(id, m);
        let state = |m: MentionId| {
            self.foreign_state(m).filter(|code| has_office(code, office)).filter(|_| !goes_to(m))
        };
        let beside = (first..id).filter_map(|m| Some((m, state(m)?)));
        // Where something takes place is no one's state, if the same sentence names another.
        let (places, mut acting): (Vec<_>, Vec<_>) = beside.partition(|&(m, _)| self.is_where(m));
        if acting.len() > 1 && self.speaks(id) {
            acting.truncate(1);
        }
        // "was given a prize in Turkey and met *its* president".
        let tokens = &analysis.tokens;
        let own = tokens.at_or_after(analysis.mentions[id].phrase.start);
        if tokens.lower(own) == "its" || own > 0 && tokens.lower(own - 1) == "its" {
            acting.clear();
        }
        // "The Chinese minister met President A and Foreign Minister of Mongolia B": whom he meets are of one state.
        if let Some(party) = acting.last().and_then(|_| self.party_of_list(id)) {
            return Some(party);
        }
        let beside = acting.pop().or_else(|| places.into_iter().next_back()).map(|(_, state)| state);
        beside
            .or_else(|| self.state_told_of(id).filter(|code| has_office(code, office)))
            .or_else(|| self.written_from().filter(|code| has_office(code, office)))
            .or_else(|| {
                // "Minister X, *who leaves for Chad* on Monday": where someone goes he is not from.
                let principal = self.principal.clone();
                match self.leaves_for(id) {
                    Some(there) if principal.as_ref() == Some(&there) => self.state_most_named_but(&there),
                    _ => principal,
                }
                .filter(|code| has_office(code, office))
            })
            .or_else(|| (0..id).rev().find_map(state))
            .or_else(|| (id..analysis.mentions.len()).find_map(state))
    }

    /// The state whose capital the report is written from, if it is about that state too: "LIMA — … *Foreign Minister X* said";
    /// but not Belgium because NATO meets there.
    fn written_from(&self) -> Option<String> {
        let analysis = self.analysis;
        let line = analysis.datelines.first()?;
        let end = analysis.tokens.list[line.tokens.end - 1].span.end;
        let first = (0..analysis.mentions.len()).find(|&m| {
            let span = analysis.mentions[m].span;
            span.end <= end && span.start >= analysis.tokens.list[line.tokens.start].span.start
        })?;
        let code = self.foreign_state(first)?;
        let others = (first + 1..analysis.mentions.len()).filter(|&m| {
            let at = analysis.tokens.at_or_after(analysis.mentions[m].phrase.start);
            !self.is_where(m) && !line.tokens.contains(&at)
        });
        let named = others.filter_map(|m| self.foreign_state(m)).filter(|c| *c == code).count();
        (named > 1).then_some(code)
    }

    /// The state of an official who is named after this one in a list of three or more: "President A, Prime Minister B and
    /// *Foreign Minister of Mongolia* C".
    fn party_of_list(&self, id: MentionId) -> Option<String> {
        let mentions = &self.analysis.mentions;
        let end = |m: &Mention| m.phrase.end.max(m.span.end);
        let joined = |from: u32, to: u32| {
            let between = self.analysis.text().get(from as usize..to as usize).map(str::trim);
            matches!(between, Some("," | "and" | ", and"))
        };
        let own = &mentions[id];
        // Whoever is named before in the list counts as one of it.
        let before = mentions[..id].iter().rev().find(|m| end(m) <= own.phrase.start);
        let is_person = |m: &&Mention| matches!(m.reading, Reading::Person { .. });
        let mut others =
            usize::from(before.filter(is_person).is_some_and(|m| joined(end(m), own.phrase.start)));
        let (mut last, mut listed) = (end(own), None);
        for mention in mentions[id + 1..].iter().take(8).filter(|m| m.phrase.start >= end(own)) {
            if mention.phrase.start < last {
                continue;
            }
            let Reading::Person { party, .. } = &mention.reading else { break };
            if !joined(last, mention.phrase.start) {
                break;
            }
            listed = listed.or_else(|| party.clone());
            others += 1;
            last = end(mention);
        }
        listed.filter(|_| others > 1)
    }

    /// The party whose officials alone bear this title. Others have a senate and democratic parties too: in a report that
    /// never names the United States, but other states, such a word does not tell.
    pub(super) fn only_party(&self, office: &str) -> Option<String> {
        if let Some(party) = party_of_title(office) {
            return Some(party.to_owned());
        }
        // Who presides over a senate of the United States is its vice president.
        if office.ends_with("senate president") {
            return None;
        }
        let party = *office.split([' ', '-']).find_map(|w| WORD_PARTIES.get(w))?;
        let names = |code: &str| {
            self.analysis.mentions.iter().any(|m| match &m.reading {
                Reading::Party { code: c, .. } => c == code,
                Reading::Place { metonym, .. } => metonym.as_deref() == Some(code),
                Reading::Person { party, .. } | Reading::Office { party, .. } | Reading::Group { party } => {
                    party.as_deref() == Some(code)
                }
                _ => false,
            })
        };
        let own = party != "USA" || self.home.is_some() || self.principal.is_none() || names(party);
        own.then(|| party.to_owned())
    }

    /// Whether a verb of speech stands behind a mention.
    fn speaks(&self, id: MentionId) -> bool {
        let tokens = &self.analysis.tokens;
        let next = tokens.at_or_after(self.analysis.mentions[id].phrase.end);
        let next = if tokens.lower(next) == "," { next + 1 } else { next };
        next < tokens.len() && is_speech(tokens.lower(next))
    }

    /// The state other than the one that publishes which the report names most often, of equals the first.
    pub(super) fn state_most_named(&self) -> Option<String> {
        self.state_most_named_but("")
    }

    fn state_most_named_but(&self, but: &str) -> Option<String> {
        let mut named: Vec<(String, usize)> = Vec::new();
        let states = (0..self.analysis.mentions.len()).filter_map(|m| self.foreign_state(m));
        for code in states.filter(|code| code != but) {
            match named.iter_mut().find(|(c, _)| *c == code) {
                Some((_, count)) => *count += 1,
                None => named.push((code, 1)),
            }
        }
        let most = named.iter().map(|&(_, count)| count).max()?;
        named.into_iter().find(|&(_, count)| count == most).map(|(code, _)| code)
    }

    /// Whether a mention only tells where something is: "in *Venezuela*".
    pub(super) fn is_where(&self, id: MentionId) -> bool {
        let tokens = &self.analysis.tokens;
        let before = tokens.at_or_after(self.analysis.mentions[id].phrase.start).checked_sub(1);
        before.is_some_and(|b| matches!(tokens.lower(b), "in" | "at" | "near"))
    }

    /// The states that the sentence of mention `id` names, or the one before it, besides the one that publishes.
    pub(super) fn states_beside(&self, id: MentionId) -> Vec<String> {
        let (analysis, start) = (self.analysis, self.analysis.mentions[id].span.start);
        let sentence = analysis.sentence_of(analysis.tokens.at_or_after(start));
        let own = self.states_in(sentence);
        match sentence.checked_sub(1) {
            Some(before) if own.is_empty() => self.states_in(before),
            _ => own,
        }
    }

    /// The states that a sentence names besides the one that publishes, by code.
    fn states_in(&self, sentence: usize) -> Vec<String> {
        let analysis = self.analysis;
        let sentence = analysis.sentences[sentence].span;
        let first = analysis.mentions.partition_point(|m| m.span.start < sentence.start);
        let inside =
            (first..analysis.mentions.len()).take_while(|&m| analysis.mentions[m].span.start < sentence.end);
        let acting = inside.filter(|&m| !self.is_where(m));
        let mut states: Vec<String> = acting.filter_map(|m| self.foreign_state(m)).collect();
        states.sort_unstable();
        states.dedup();
        states
    }

    /// The state that a mention names, or for which whom it means acts, other than the one that publishes the report.
    pub(super) fn foreign_state(&self, mention: MentionId) -> Option<String> {
        let code = match &self.analysis.mentions[mention].reading {
            Reading::Party { code, kind: PartyKind::State, .. } => Some(code),
            Reading::Place { metonym, .. } => metonym.as_ref(),
            Reading::Person { party, .. }
            | Reading::Office { party, .. }
            | Reading::Unnamed { party, .. }
            | Reading::Group { party }
            | Reading::Counterpart { party } => party.as_ref(),
            _ => None,
        };
        code.filter(|code| self.home.as_ref() != Some(code)).filter(|code| self.is_state(code)).cloned()
    }

    pub(super) fn is_state(&self, code: &str) -> bool {
        self.know.party(code).is_some_and(|p| p.kind() == chancery_know::PartyKind::State)
    }
}

/// Whether the office `asked` ("secretary", "minister") may mean the office `held` ("secretary of state").
pub(super) fn fits(asked: &str, held: &str) -> bool {
    if asked == held {
        return true;
    }
    // "The Uzbek *head of state*" is its president or king; "the head of government" its prime minister.
    match asked {
        "head of state" => {
            return matches!(held, "president" | "king" | "queen" | "emir" | "sultan" | "leader");
        }
        "head of government" => return matches!(held, "prime minister" | "chancellor" | "premier"),
        // "*General Secretary* Gorbachev" leads a party and no organisation.
        "secretary-general" if held == "party general secretary" => return true,
        _ => {}
    }
    let lesser = |office: &str| {
        office.split([' ', '-']).any(|w| {
            matches!(w, "deputy" | "vice" | "assistant" | "under" | "former" | "undersecretary" | "aide")
        })
    };
    let same = |a: &str, b: &str| a == b || matches!((a, b), ("defense", "defence") | ("defence", "defense"));
    lesser(asked) == lesser(held) && asked.split(' ').all(|w| held.split(' ').any(|h| same(w, h)))
}

/// Whether a state may have such an office: the United States have secretaries and no ministers.
fn has_office(code: &str, office: &str) -> bool {
    let presidential =
        ["USA", "MEX", "BRA", "ARG", "COL", "CHL", "IDN", "PHL", "NGA", "GHA", "VEN", "ECU", "BOL"];
    match office {
        "prime minister" => !presidential.contains(&code),
        _ => code != "USA" || !office.ends_with("minister"),
    }
}

/// Whether the officials of `told` may be listed under `code`: the same, or its successor.
pub(super) fn succeeds(told: &str, code: &str) -> bool {
    told == code || matches!((told, code), ("SUN", "RUS") | ("RUS", "SUN"))
}

/// Whether an office is one that governments also have to do with in others.
pub(super) fn is_foreign(office: &str) -> bool {
    let heads = [
        "president",
        "king",
        "queen",
        "chancellor",
        "premier",
        "emir",
        "sultan",
        "prince",
        "princess",
        "taoiseach",
        "pope",
        "secretary-general",
    ];
    office.contains("minister")
        || office.contains("councilor")
        || office.contains("parliament")
        || office.contains("lawmaker")
        || heads.iter().any(|head| {
            let before = office.strip_suffix(head).map(str::trim_end);
            before.is_some_and(|b| {
                matches!(b, "" | "former" | "acting" | "interim" | "crown" | "deputy" | "vice")
            })
        })
}

/// Whether a state or body has many who bear an office, so that "the" tells of one told before.
fn is_of_many(office: &str) -> bool {
    matches!(
        office,
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "official"
            | "diplomat"
            | "aide"
            | "source"
            | "officer"
    )
}

/// Whether an office is that of who leads a state.
fn leads(office: &str) -> bool {
    matches!(office, "president" | "prime minister" | "chancellor" | "premier" | "leader" | "taoiseach")
}

/// Whether whoever bears an office serves some state or organisation.
fn is_of_state(office: &str) -> bool {
    is_foreign(office)
        || ["ambassador", "envoy", "consul", "chargé", "charge", "spokes", "secretary", "parliament"]
            .iter()
            .any(|of| office.contains(of))
}

/// Whether an official with this office, named without a state on a government's site, is likely that government's own.
pub(super) fn is_domestic(office: &str) -> bool {
    (!is_foreign(office) || matches!(office, "vice president" | "former vice president"))
        && !is_private(office)
}

/// The party whose officials alone bear this title.
fn party_of_title(office: &str) -> Option<&'static str> {
    let found = OFFICE_PARTIES.get(office).or_else(|| {
        // "assistant secretary of state for European affairs".
        let end = office.find(" for ").or_else(|| office.find(" and "))?;
        OFFICE_PARTIES.get(&office[..end])
    });
    // "deputy assistant secretary of defense".
    let found = found.or_else(|| {
        let rank = &office[..office.find(" of ")?];
        (rank.contains("assistant") || rank.starts_with("under")).then(|| OFFICE_PARTIES.get(rank))?
    });
    found.copied()
}
