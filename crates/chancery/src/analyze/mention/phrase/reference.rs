//! Descriptions and pronouns: "his Russian counterpart", "the two ministers", "officials from Kenya", "they".

use super::super::atom::{Atom, AtomKind, PartyForm};
use super::super::lexicon::*;
use super::super::{MentionForm, Pronoun, Reading};
use super::Phrases;
use crate::text::{Case, TokenKind};

/// Number words before a collective.
fn number_word(word: &str) -> Option<u8> {
    Some(match word {
        "two" | "both" => 2,
        "three" | "trilateral" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        _ => return None,
    })
}

impl Phrases<'_> {
    pub(super) fn counterpart(&mut self, from: usize, at: usize, party: Option<String>) -> usize {
        let begin = self.with_determiner(from);
        let span = self.span(begin, at + 1);
        if self.lower(at) == "counterparts" {
            self.push(span, span, MentionForm::Descriptor, Reading::Group { party });
            return at + 1;
        }
        let (mut next, mut party) = (at + 1, party);
        // "his counterpart from Iran".
        if party.is_none()
            && matches!(self.lower(next), "from" | "in" | "of")
            && let Some((code, end)) =
                self.party_at(if self.lower(next + 1) == "the" { next + 2 } else { next + 1 })
        {
            party = Some(code.to_owned());
            next = end;
        }
        if self.lower(next) == "," {
            next += 1;
        }
        if let Some(Atom { tokens, kind: AtomKind::Honorific }) = self.atom(next) {
            next = tokens.end;
        }
        // "his U.S. counterpart, *Trade Representative* X".
        if let Some(title) = self.title(next, party.clone(), true).filter(|t| !t.plural)
            && let Some((from, name)) = self.name_after(title.end)
        {
            let end = name.tokens.end;
            let whole = self.span(begin, end);
            self.push(span, whole, MentionForm::Descriptor, Reading::Counterpart { party: party.clone() });
            let name = self.span(from, end);
            let reading = Reading::Person { office: Some(title.office), party: title.party };
            self.push(name, name, MentionForm::Name, reading);
            return end;
        }
        let direct = next == at + 1;
        let name = self.atom(next).filter(|a| match a.kind {
            AtomKind::Person => true,
            AtomKind::Capitals { .. } => self.looks_like_person(a) || direct && self.may_be_name(a),
            _ => false,
        });
        if let Some(name) = name {
            let end = name.tokens.end;
            let whole = self.span(begin, end);
            self.push(span, whole, MentionForm::Descriptor, Reading::Counterpart { party: party.clone() });
            let name_span = self.span(name.tokens.start, end);
            self.push(name_span, name_span, MentionForm::Name, Reading::Person { office: None, party });
            return end;
        }
        self.push(span, span, MentionForm::Descriptor, Reading::Counterpart { party });
        at + 1
    }

    /// "the two ministers", "both sides", "the leaders".
    pub(super) fn collective(&mut self, at: usize) -> Option<usize> {
        let lower = self.lower(at);
        // "Both agreed", "Participants condemned": as subject of the verb that follows.
        let alone = matches!(lower, "both" | "participants")
            && self.atoms.words.get(at + 1).is_some_and(|w| w.verb != 0 && w.noun == 0);
        if alone {
            let count = (lower == "both").then_some(2);
            let span = self.span(at, at + 1);
            self.push(span, span, MentionForm::Descriptor, Reading::Collective { persons: true, count });
            return Some(at + 1);
        }
        // "Stalled talks with *both* unless they stopped".
        let behind = at > self.begin
            && matches!(self.lower(at - 1), "with" | "of" | "on" | "to" | "from" | "against" | "between");
        let ends = matches!(self.lower(at + 1), "." | "," | ";" | "unless" | "if" | "until" | "while");
        if lower == "both" && behind && ends {
            let span = self.span(at, at + 1);
            let reading = Reading::Collective { persons: false, count: Some(2) };
            self.push(span, span, MentionForm::Descriptor, reading);
            return Some(at + 1);
        }
        if !matches!(lower, "the" | "both" | "two" | "all" | "these" | "three" | "our") {
            return None;
        }
        // "*The two* signed a protocol", "*the two* also discussed".
        if matches!(lower, "the" | "all")
            && let count @ Some(_) = number_word(self.lower(at + 1)).filter(|_| self.lower(at + 1) != "both")
            && (self.atoms.words.get(at + 2).is_some_and(|w| w.verb != 0 && w.noun == 0)
                || matches!(self.lower(at + 2), "also" | "have" | "had" | "will" | "were" | "are" | "then"))
        {
            let span = self.span(at, at + 2);
            self.push(span, span, MentionForm::Descriptor, Reading::Collective { persons: true, count });
            return Some(at + 2);
        }
        let mut count = number_word(lower);
        let mut i = at + 1;
        while i < self.limit && i < at + 4 && self.atom(i).is_none() {
            let word = self.lower(i);
            if let Some(n) = number_word(word) {
                count = Some(n);
            } else if !matches!(
                word,
                "foreign"
                    | "the"
                    | "of"
                    | "world"
                    | "defense"
                    | "defence"
                    | "prime"
                    | "top"
                    | "state"
                    | "respective"
                    | "neighboring"
                    | "neighbouring"
                    | "asian"
                    | "african"
                    | "european"
                    | "nuclear-armed"
                    | "longtime"
                    | "old"
            ) {
                break;
            }
            i += 1;
        }
        if i >= self.limit || !matches!(lower, "the" | "these") && count.is_none() {
            return None;
        }
        let (end, persons) = match self.atom(i) {
            // "the two foreign ministers", "the presidents".
            Some(Atom { tokens, kind: AtomKind::Office { plural: true, .. } })
                if !matches!(self.lower(tokens.end), "of" | "from" | "for")
                    && !self.is(tokens.end - 1, CROWD | BAND) =>
            {
                let named = self.atom(tokens.end).is_some_and(|a| {
                    matches!(a.kind, AtomKind::Capitals { .. } | AtomKind::Person | AtomKind::Honorific)
                });
                if named {
                    return None;
                }
                (tokens.end, true)
            }
            // "The two Governments", as treaties write it.
            Some(Atom { tokens, kind: AtomKind::Capitals { .. } })
                if count.is_some() && tokens.len() == 1 && self.is(i, COLLECTIVE_PARTIES) =>
            {
                (i + 1, false)
            }
            Some(_) => return None,
            None if self.is(i, COLLECTIVE_PERSONS) => (i + 1, true),
            None if self.is(i, COLLECTIVE_PARTIES) => (i + 1, false),
            None => return None,
        };
        // "the countries of", "the leaders who" are described further and not those just named.
        let further = matches!(self.lower(end), "of" | "from" | "who" | "that" | "in");
        // "*The neighbours* agreed to resume talks."
        let two = matches!(self.lower(i), "neighbours" | "neighbors" | "rivals" | "superpowers" | "foes");
        let told = matches!(self.lower(i), "sides" | "parties") || lower == "these" || two && self.opens(at);
        if count.is_none() && (!persons && !told || further) {
            return None;
        }
        let span = self.span(at, end);
        self.push(span, span, MentionForm::Descriptor, Reading::Collective { persons, count });
        Some(end)
    }

    /// "the Baltic states", "Nordic foreign ministers", "the E3".
    pub(super) fn region(&mut self, at: usize) -> Option<usize> {
        if !self.is_title_case(at) {
            return None;
        }
        // "accused the West of", but not "in the West" or "the West Bank".
        let article = at > self.begin && self.lower(at - 1) == "the";
        let where_it_is = at > self.begin + 1 && self.lower(at - 2) == "in";
        if article && self.lower(at) == "west" && !where_it_is && !self.is_title_case(at + 1) {
            let span = self.span(at - 1, at + 1);
            self.push(span, span, MentionForm::Name, Reading::Group { party: None });
            return Some(at + 1);
        }
        let one = REGIONS.get(self.lower(at)).map(|codes| (*codes, at + 1));
        let (codes, end) = one.or_else(|| {
            let two = format!("{} {}", self.lower(at), self.lower(at + 1));
            REGIONS.get(two.as_str()).map(|codes| (*codes, at + 2))
        })?;
        // "the E3 counterparts", "the Baltic states", "Nordic prime ministers": a noun follows, or it is a name by itself.
        let noun = |i: usize| {
            i < self.limit
                && (self.is(i, COLLECTIVE_PARTIES | COLLECTIVE_PERSONS)
                    || matches!(self.lower(i), "republics" | "monarchies" | "capitals" | "members"))
        };
        let after = (end..end + 3).find(|&i| noun(i)).map(|i| i + 1).filter(|&after| {
            (end..after - 1).all(|i| {
                matches!(self.lower(i), "foreign" | "prime" | "defence" | "defense" | "interior" | "three")
            })
        });
        let named = matches!(self.lower(at), "e3" | "eu3" | "benelux") && self.atom(end).is_none();
        let end = after.or(named.then_some(end))?;
        let span = self.span(at, end);
        self.push(span, span, MentionForm::Descriptor, Reading::Several { codes });
        Some(end)
    }

    /// Leaders and states of a part of the world: "Western leaders", "Arab states", "the world's major powers".
    fn camp(&mut self, at: usize) -> Option<usize> {
        let word = self.lower(at);
        if !self.is(at, CAMP) || self.atom(at).is_some_and(|a| a.tokens.len() > 1) {
            return None;
        }
        let mut noun = at + 1;
        while noun < at + 4
            && (matches!(
                self.lower(noun),
                "'s" | "’s" | "major" | "leading" | "big" | "foreign" | "economic" | "heads" | "of"
            ) || self.lower(noun) == "top")
        {
            noun += 1;
        }
        // "Foreign ministers" are of someone; "foreign powers", "donor nations" are nobody else.
        let far = matches!(
            word,
            "western"
                | "european"
                | "arab"
                | "african"
                | "asian"
                | "muslim"
                | "world"
                | "allied"
                | "eastern"
                | "caribbean"
                | "balkan"
                | "gulf"
                | "transatlantic"
        );
        let told = if far { COLLECTIVE_PARTIES | COLLECTIVE_PERSONS } else { COLLECTIVE_PARTIES };
        let leaders = matches!(word, "foreign" | "regional") && self.lower(noun) == "leaders";
        let several = noun < self.limit
            && !self.is_title_case(noun)
            && (self.is(noun, told) || self.lower(noun) == "government" && far || leaders)
            && !matches!(self.lower(noun), "men" | "women" | "parties" | "groups");
        if !several {
            return None;
        }
        // Who leads in Europe acts in its Union, who leads on the Gulf in its Council.
        let at = match at.checked_sub(1).filter(|&b| b >= self.begin) {
            Some(before) if matches!(self.lower(before), "several" | "many" | "some") => before,
            _ => at,
        };
        let union = match word {
            "european" => Some("EU"),
            "gulf" => Some("GCC"),
            _ => None,
        };
        let span = self.span(at, noun + 1);
        let party = union.filter(|_| matches!(self.lower(noun), "leaders" | "ministers")).map(str::to_owned);
        self.push(span, span, MentionForm::Descriptor, Reading::Group { party });
        Some(noun + 1)
    }

    /// Those who act in arms or on the street and whom nothing names: "gunmen", "suspected insurgents", "armed men".
    pub(super) fn band(&mut self, at: usize) -> Option<usize> {
        if let Some(next) = self.camp(at) {
            return Some(next);
        }
        // "hooded gunmen", "anti-war protesters", "Tuareg separatists": up to two words before.
        let kind = |i: usize| {
            let word = self.lower(i);
            let name = match self.atom(i) {
                None => self.is_title_case(i),
                Some(a) => matches!(a.kind, AtomKind::Capitals { .. }) && a.tokens.len() == 1,
            };
            self.is(i, BAND_KIND)
                || self.is(i, CAMP) && i == at
                || word.starts_with("anti-")
                || word.starts_with("pro-")
                || name && i > self.begin
        };
        let noun =
            (at..at + 3).find(|&i| !kind(i) || self.is(i, BAND | CROWD)).filter(|&i| i < self.limit)?;
        // "human rights activists" is the plural of an office too.
        let noun = match self.atom(at) {
            Some(Atom { tokens, kind: AtomKind::Office { plural: true, .. } })
                if self.is(tokens.end - 1, CROWD) =>
            {
                tokens.end - 1
            }
            _ => noun,
        };
        let crowd = self.is(noun, CROWD) && !self.is(noun, BAND) && self.is_crowd(noun);
        let before = if noun > at { self.lower(noun - 1) } else { "" };
        let armed = match self.lower(noun) {
            "men" => before == "armed",
            "banks" => matches!(before, "creditor" | "commercial" | "foreign"),
            // "Aid agencies", "human rights groups".
            // "Mutinous soldiers", "foreign troops" are of no state that is named beside them.
            "soldiers" | "troops" | "officers" => matches!(
                before,
                "mutinous" | "renegade" | "rebel" | "dissident" | "disgruntled" | "foreign" | "armed"
            ),
            // "*A rebel group* seized them", which nothing names.
            "group" | "faction" | "gang" | "militia" => {
                matches!(
                    before,
                    "armed"
                        | "militant"
                        | "rebel"
                        | "islamist"
                        | "separatist"
                        | "guerrilla"
                        | "terrorist"
                        | "jihadist"
                        | "insurgent"
                        | "paramilitary"
                        | "extremist"
                        | "criminal"
                        | "rights"
                        | "aid"
                        | "relief"
                        | "humanitarian"
                ) && self.is_small(noun)
                    && !self.is_title_case(noun + 1)
                    && !self.is_possessive(noun + 1)
                    && (self.begin.max(at.saturating_sub(2))..at)
                        .any(|i| matches!(self.lower(i), "a" | "an" | "another"))
            }
            "groups" | "agencies" | "organisations" | "organizations" => matches!(
                before,
                "armed" | "aid" | "relief" | "humanitarian" | "rights" | "militant" | "rebel" | "islamist"
            ),
            _ => false,
        };
        // "June 13: *Rebels* capture": what follows the day begins an item of a chronicle.
        let opens = at > self.begin && {
            let word = self.lower(at - 1);
            word.bytes().all(|b| b.is_ascii_digit()) || matches!(word, ":" | "-" | "–" | "—" | ".")
        };
        let headline = noun > self.begin && self.is_title_case(noun) && !(opens && noun == at);
        if !armed && !self.is(noun, BAND) && !crowd || headline {
            return None;
        }
        // "Protesters in Cairo" are of a party.
        let after = if self.lower(noun + 2) == "the" { noun + 3 } else { noun + 2 };
        if matches!(self.lower(noun + 1), "of" | "from" | "in") && self.party_at(after).is_some() {
            return self.is(noun, AGENT).then(|| self.agent_of_party(noun)).flatten();
        }
        // "In Kuwait, protesters burn flags": of those on the street the place tells whose they are.
        let party = (self.lower(self.begin) == "in" && at > self.begin && self.lower(at - 1) == ",")
            .then(|| self.party_at(self.begin + 1))
            .flatten()
            .map(|(code, _)| code.to_owned());
        let span = self.span(at, noun + 1);
        self.push(span, span, MentionForm::Descriptor, Reading::Group { party });
        Some(noun + 1)
    }

    /// Whether a noun tells of people or an organ of a state by itself: "police say", "a court"; not "a police officer".
    fn is_crowd(&self, noun: usize) -> bool {
        let next = self.atoms.words.get(noun + 1).copied().unwrap_or_default();
        // "Accused of *sheltering* students".
        let compound =
            self.is_small(noun + 1) && next.verb == 0 && next.class == 0 || self.is_title_case(noun + 1);
        let one = matches!(self.lower(noun), "court" | "jury");
        let told = !one || (self.begin.max(noun.saturating_sub(3))..noun).any(|i| self.lower(i) == "a");
        self.is_small(noun) && told && !compound && !self.is_possessive(noun + 1)
    }

    /// "the government of Iran", "officials from Kenya"; "his counterpart".
    pub(super) fn agent_of_party(&mut self, at: usize) -> Option<usize> {
        if self.lower(at) == "counterpart" {
            return Some(self.counterpart(at, at, None));
        }
        if !self.is(at, SELF_AGENT | AGENT | PERSON) || !matches!(self.lower(at + 1), "of" | "from" | "in") {
            return None;
        }
        // Where a mission stands is not whose it is: "its *embassy in* London".
        if matches!(self.lower(at), "embassy" | "embassies" | "consulate") && self.lower(at + 1) == "in" {
            return None;
        }
        let p = if self.lower(at + 2) == "the" { at + 3 } else { at + 2 };
        let Some(Atom { tokens, kind: AtomKind::Party { code, kind, name, form, .. } }) = self.atom(p) else {
            return None;
        };
        let begin = self.with_modifiers(at);
        // "staff of the *Russian embassy*".
        let owns = *form == PartyForm::Demonym && self.is(tokens.end, SELF_AGENT | AGENT | BODY);
        let end = if owns { tokens.end + 1 } else { tokens.end };
        let phrase = self.span(begin, end);
        let party = code.clone();
        if self.is(at, SELF_AGENT) && self.lower(at + 1) != "in" {
            let reading = Reading::Party { code: party, kind: *kind, name: name.clone() };
            self.push(phrase, phrase, MentionForm::Metonym, reading);
        } else if self.is(at, AGENT) {
            self.push(phrase, phrase, MentionForm::Descriptor, Reading::Group { party: Some(party) });
        } else if begin < at && self.is(at, PERSON) {
            let office = self.lower(at).to_owned();
            self.push(
                phrase,
                phrase,
                MentionForm::Descriptor,
                Reading::Unnamed { office, party: Some(party) },
            );
        } else {
            return None;
        }
        Some(end)
    }

    /// On the site of a government "*The Ministry of Foreign Affairs* condemns", of whose ministry nothing is told: its own.
    pub(super) fn own_ministry(&mut self, at: usize) -> Option<usize> {
        let opens = self.lower(at) == "the" && self.lower(at + 1) == "ministry" && self.is_title_case(at + 1);
        if !opens || !matches!(self.lower(at + 2), "of" | "for") {
            return None;
        }
        self.analysis.document.government()?;
        let end = self.portfolio(at + 2)?;
        let further = matches!(self.lower(end), "of" | "in") || self.party_at(end).is_some();
        if further || self.party_at(at + 3).is_some() || self.is_title_case(end) && end < self.limit {
            return None;
        }
        let span = self.span(at, end);
        self.push(span, span, MentionForm::Descriptor, Reading::Definite { ministry: true });
        Some(end)
    }

    /// "the Ministry of Foreign Affairs of Brazil", "the Embassy of Mexico": a body told by its party.
    pub(super) fn ministry_of_party(&mut self, at: usize) -> Option<usize> {
        if let Some(next) = self.organ_of_state(at) {
            return Some(next);
        }
        if !self.is(at, BODY) || !self.is_title_case(at) || self.lower(at + 1) != "of" {
            return None;
        }
        let part = |i: usize| {
            self.is_title_case(i)
                || matches!(self.lower(i), "of" | "and" | "the" | "for" | ",") && self.is_title_case(i + 1)
                || self.lower(i) == "of" && self.lower(i + 1) == "the"
        };
        let of = (at + 1..self.limit.min(at + 12)).take_while(|&i| part(i)).find_map(|i| {
            let p = if self.lower(i + 1) == "the" { i + 2 } else { i + 1 };
            (self.lower(i) == "of" && self.state_at(p)).then_some(p)
        })?;
        let Some(Atom { tokens, kind: AtomKind::Party { code, kind, name, .. } }) = self.atom(of) else {
            return None;
        };
        let span = self.span(self.with_determiner(at), tokens.end);
        let reading = Reading::Party { code: code.clone(), kind: *kind, name: name.clone() };
        self.push(span, span, MentionForm::Metonym, reading);
        Some(tokens.end)
    }

    /// "The Supreme Court of Pakistan", "the National Assembly of Kuwait": an organ by the state whose it is.
    fn organ_of_state(&mut self, at: usize) -> Option<usize> {
        let opens = at == self.begin || !self.is_title_case(at - 1);
        let organ = |i: usize| {
            matches!(
                self.lower(i),
                "court" | "assembly" | "commission" | "parliament" | "senate" | "bank" | "army" | "navy"
            )
        };
        let last = (at + 1..at + 4).find(|&i| organ(i))?;
        let capitals = (at..=last).all(|i| self.is_title_case(i));
        let of = if self.lower(last + 2) == "the" { last + 3 } else { last + 2 };
        if !opens || !capitals || self.lower(last + 1) != "of" || !self.state_at(of) {
            return None;
        }
        let Some(Atom { tokens, kind: AtomKind::Party { code, kind, name, .. } }) = self.atom(of) else {
            return None;
        };
        // "The Supreme Court of Canada Justice X" is a person's.
        if self.is_title_case(tokens.end) && tokens.end < self.limit || self.is_possessive(tokens.end) {
            return None;
        }
        let span = self.span(self.with_determiner(at), tokens.end);
        let reading = Reading::Party { code: code.clone(), kind: *kind, name: name.clone() };
        self.push(span, span, MentionForm::Metonym, reading);
        Some(tokens.end)
    }

    pub(super) fn pronoun(&mut self, at: usize) {
        let token = self.analysis.tokens.list[at];
        if token.kind != TokenKind::Word {
            return;
        }
        let pronoun = match self.lower(at) {
            "he" | "him" | "himself" => Pronoun::He,
            "she" | "herself" => Pronoun::She,
            // "her" before a noun is a possessive.
            "her"
                if matches!(
                    self.lower(at + 1),
                    "." | "," | "to" | "for" | "and" | "in" | "with" | "that"
                ) =>
            {
                Pronoun::She
            }
            "they" | "them" => Pronoun::They,
            "it" => Pronoun::It,
            "i" | "me" if self.lower(at) != "i" || token.case != Case::Lower => Pronoun::I,
            "we" | "us" if token.case != Case::Upper => Pronoun::We,
            _ => return,
        };
        let span = token.span;
        self.push(span, span, MentionForm::Pronoun, Reading::Pronoun(pronoun));
    }
}
