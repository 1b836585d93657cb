//! Phrases that begin with a title, with the names that it stands before: "Foreign Minister Sikorski", "the foreign
//! ministers of Poland and Ukraine".

use super::super::atom::{Atom, AtomKind, PartyForm, singular};
use super::super::lexicon::*;
use super::super::{MentionForm, PartyKind, Reading};
use super::Phrases;
use super::title::Title;

impl<'a> Phrases<'a> {
    /// An office, or several, with the party and the name that may follow; the phrase began at `from`.
    pub(super) fn office_phrase(&mut self, from: usize, at: usize, party: Option<String>) -> usize {
        let told_before = party.is_some();
        // "the President and Prime Minister" are two persons; "Prime Minister and Foreign Minister X" is one, as is whoever
        // is something: "his appointment as Prime Minister and Foreign Minister".
        let all = self.title(at, party.clone(), true);
        let is_complement = from > self.begin && self.lower(from - 1) == "as";
        // "The Secretary and Foreign Minister X": a title with an article but no state stands for someone named before.
        let article = self.lower(from) == "the" || at > self.begin && self.lower(at - 1) == "the";
        let alone = article && !told_before && !is_complement;
        let first = all.as_ref().map(|title| title.end);
        let all = all.map(|title| self.with_second_post(title));
        let posts = all.as_ref().map(|title| title.end) != first;
        let several =
            all.filter(|t| t.plural || is_complement || posts || !alone && self.name_after(t.end).is_some());
        let Some(mut title) = several.or_else(|| self.title(at, party, false)) else { return at + 1 };
        // "*Brazil's* UN envoy" sits there for Brazil; the United Nations' own go elsewhere.
        let state = title.party.as_deref().is_some_and(|code| code.len() == 3);
        if state && matches!(self.lower(at), "un" | "u.n.") && self.lower(title.end - 1) == "envoy" {
            title.office = "permanent representative".to_owned();
        }
        // "Pentagon spokesman": the body that speaks belongs to the office.
        if told_before && let Some(body) = self.body_before(from, at) {
            title.office = format!("{body} {}", title.office);
        }
        // "*former* Nigerian president X", "the *acting* Peruvian foreign minister": told before the state.
        let told = from.checked_sub(1).filter(|&b| told_before && from < at && b >= self.begin);
        if let Some(before) =
            told.filter(|&b| matches!(self.lower(b), "former" | "acting" | "interim" | "caretaker"))
            && !title.plural
            && !title.office.starts_with(self.lower(before))
        {
            title.office = format!("{} {}", self.lower(before), title.office);
        }
        let end = title.end;
        if title.plural
            && let Some(next) = self.several_persons(from, &title)
        {
            return next;
        }
        if !title.plural
            && let Some((name_at, name)) =
                self.name_after(end).filter(|(_, name)| !(article && self.is_thing(name)))
        {
            return self.name_phrase(name_at, &name, from, Some(title.office), title.party);
        }
        let begin = if from < at {
            self.with_modifiers(from)
        } else {
            self.with_modifiers(self.atom(at).map_or(at, |a| a.tokens.start))
        };
        let begin = if begin == from { self.with_determiner(from) } else { begin };
        // "The United States will be the *host of APEC*": what someone is, and nobody else.
        let is = begin.checked_sub(1).filter(|&b| b >= self.begin).is_some_and(|b| {
            self.is(begin, DETERMINER)
                && matches!(self.lower(b), "be" | "been" | "become" | "becomes" | "became")
        });
        if is && title.party.as_deref().is_some_and(|code| code.len() != 3) {
            return end;
        }
        // "Office of the Spokesperson" is no person.
        if begin > self.begin + 1
            && self.lower(begin - 1) == "of"
            && matches!(self.lower(begin - 2), "office" | "bureau")
        {
            return end;
        }
        // "G20 Foreign Minister Meeting".
        if self.is_title_case(end) && self.is(end, OTHER | ORGANIZATION) && self.is_title_case(end - 1) {
            return end;
        }
        if title.plural {
            return self.several_titles(begin, &title, told_before);
        }
        let first = self.lower(begin);
        let determined = begin < from;
        let indefinite = determined && matches!(first, "a" | "an" | "another")
            || from > self.begin
                && matches!(self.lower(from - 1), "as" | "any" | "no" | "every" | "each" | "a" | "an")
            // "a *leading* Belgrade economist".
            || told_before
                && from > self.begin + 1
                && self.is_small(from - 1)
                && matches!(self.lower(from - 2), "a" | "an");
        let span = self.span(begin, end);
        if indefinite {
            if determined && self.is(title.head, PERSON | BARE_TITLE) {
                self.push(
                    span,
                    span,
                    MentionForm::Descriptor,
                    Reading::Unnamed { office: title.office, party: title.party },
                );
            }
            return end;
        }
        let bare = self.is(at, BARE_TITLE | PERSON) || !self.is(at, TITLE);
        if (determined && (bare || title.party.is_some() || end > at + 1))
            || told_before
            || self.is_title_case(at)
        {
            self.push(
                span,
                span,
                MentionForm::Title,
                Reading::Office { office: title.office, party: title.party },
            );
        }
        end
    }

    /// The words of the body that stands between `from` and a title at `at`, or is what stands there.
    fn body_before(&self, from: usize, at: usize) -> Option<String> {
        let (mut start, mut found) = (from, None);
        while start < at {
            match self.atom(start) {
                Some(Atom {
                    tokens,
                    kind: AtomKind::Party { form: PartyForm::Body, .. } | AtomKind::Capitals { .. },
                }) => {
                    found = Some(found.map_or(start, |f: usize| f.min(start)));
                    start = tokens.end;
                }
                Some(atom) => start = atom.tokens.end,
                None => start += 1,
            }
        }
        // "*Rwandan* army chief": whose army it is, the party tells.
        let mut found = found?;
        while found + 1 < at && self.atoms.names_party(found) {
            found += 1;
        }
        let words = self.span(found, at).of(&self.analysis.tokens.lower);
        Some(words.trim_end_matches("'s").trim_end_matches("’s").to_owned())
    }

    /// The name that a title at its end `at` stands before: directly, after an honorific, or between commas.
    pub(super) fn name_after(&self, at: usize) -> Option<(usize, Atom)> {
        let comma = self.lower(at) == ",";
        let mut name_at = if comma || matches!(self.lower(at), "-" | "–") { at + 1 } else { at };
        // "Minister of Foreign Affairs, *His Excellency* X".
        let excellency = |i: usize| matches!(self.atom(i), Some(Atom { kind: AtomKind::Honorific, .. }));
        if matches!(self.lower(name_at), "his" | "her") && excellency(name_at + 1) {
            name_at += 1;
        }
        while let Some(Atom { tokens, kind: AtomKind::Honorific }) = self.atom(name_at) {
            name_at = tokens.end;
        }
        // "Foreign Minister *Prince* Faisal", "Secretary of State, *Cardinal* Parolin"; but who is told between commas as an
        // ambassador is mostly another.
        if !comma || matches!(self.lower(name_at), "prince" | "princess" | "cardinal" | "archbishop") {
            name_at = self.past_rank(name_at).unwrap_or(name_at);
        }
        let atom = self.atom(name_at).cloned().or_else(|| self.rest_of_capitals(name_at))?;
        let after = atom.tokens.end;
        let closes = matches!(self.lower(after), "," | ")" | ";" | ".")
            || after >= self.limit
            || self.lower(after) == "of" && self.state_at(after + 1);
        let fits = match &atom.kind {
            AtomKind::Person => !comma || closes,
            AtomKind::Capitals { .. } => {
                let whole = atom.tokens.len() > 1 || self.surname_alone(&atom);
                self.may_be_name(&atom) && (!comma || closes && whole)
            }
            // A town or seat that is a surname: "President Jackson".
            AtomKind::Place { .. } => {
                !comma && atom.tokens.len() == 1 && self.is_title_case(at.saturating_sub(1))
            }
            AtomKind::Party { form: PartyForm::Metonym | PartyForm::Name, code, .. } => {
                // "Secretary Austin"; but "President Russia" is none.
                !comma
                    && atom.tokens.len() == 1
                    && self.surnames.contains(self.lower(name_at))
                    && code.len() != 3
            }
            _ => false,
        };
        fits.then_some((name_at, atom))
    }

    /// The part from `at` of a run of capitals that a title's portfolio begins: "National Security | Itamar Ben-Gvir".
    pub(super) fn rest_of_capitals(&self, at: usize) -> Option<Atom> {
        let after = self.atoms.list.partition_point(|a| a.tokens.start <= at);
        let atom = &self.atoms.list[after.checked_sub(1)?];
        // "Director for Cyber | Amit Mital"; but "Economic | Organisations" is one.
        let whole = atom.tokens.end > at + 1;
        let portfolio = at > 0
            && (self.is(at - 1, PORTFOLIO)
                || self.is(at - 1, OTHER) && whole
                || self.atoms.words[at - 1].noun != 0);
        let inside = at > atom.tokens.start && at < atom.tokens.end && at < self.limit && portfolio;
        match atom.kind {
            AtomKind::Capitals { .. } if inside => {
                Some(Atom { tokens: at..atom.tokens.end, kind: atom.kind.clone() })
            }
            _ => None,
        }
    }

    /// Names after a plural title: "Presidents A of X and B of Y", "Senators A and B".
    fn several_persons(&mut self, from: usize, title: &Title) -> Option<usize> {
        let (mut next, mut count, mut start) = (title.end, 0, from);
        let mut end = title.end;
        // Each of the "opposition journalists A and B" is a journalist.
        let office = match title.office.ends_with(self.lower(title.head)) {
            true => singular(&title.office),
            false => title.office.clone(),
        };
        // "The heads of both chambers, A and B, reject it".
        if let Some(end) = self.listed_behind(from, title, &office) {
            return Some(end);
        }
        while let Some((name_at, name)) = self.name_after(next).filter(|(n, _)| {
            count > 0 || *n == next || self.atom(next).is_some_and(|a| matches!(a.kind, AtomKind::Honorific))
        }) {
            end = self.name_phrase(name_at, &name, start, Some(office.clone()), title.party.clone());
            count += 1;
            let mut after = self.over_brackets(end);
            end = after;
            if self.lower(after) == "," {
                after += 1;
            }
            if self.lower(after) == "and" {
                after += 1;
            }
            if after == end || self.atom(after).is_none() || self.is_office(after) {
                break;
            }
            next = after;
            start = after;
        }
        (count > 0).then_some(end)
    }

    /// Two names or more between commas behind a plural title that tells no party.
    fn listed_behind(&mut self, from: usize, title: &Title, office: &str) -> Option<usize> {
        if self.lower(title.end) != "," || title.party.is_some() {
            return None;
        }
        let (names, next) = self.names_listed(title.end + 1)?;
        for (i, name) in names.iter().enumerate() {
            let at = name.tokens.start;
            let begin = if i == 0 { from } else { at };
            self.name_phrase(at, name, begin, Some(office.to_owned()), None);
        }
        Some(next)
    }

    /// Two whole names or more from `at` on, joined by commas and a last "and", and where they end before a comma or the like.
    pub(super) fn names_listed(&self, at: usize) -> Option<(Vec<Atom>, usize)> {
        let whole = |i: usize| {
            self.atom(i).filter(|a| match a.kind {
                AtomKind::Person => true,
                AtomKind::Capitals { .. } => a.tokens.len() > 1 && self.may_be_name(a),
                _ => false,
            })
        };
        let mut names = vec![whole(at)?.clone()];
        let mut next = names[0].tokens.end;
        loop {
            let comma = usize::from(self.lower(next) == ",");
            let join = comma + usize::from(self.lower(next + comma) == "and");
            let Some(name) = whole(next + join).filter(|_| join > 0) else { break };
            names.push(name.clone());
            next = name.tokens.end;
        }
        let closes = matches!(self.lower(next), "," | "." | ";" | ")") || next >= self.limit;
        (names.len() > 1 && closes).then_some((names, next))
    }

    /// A post in a party or body with the one that is joined to it before the name: "*Member of the Political Bureau* and
    /// Director of the Office of the Commission X".
    fn with_second_post(&self, title: Title) -> Title {
        let is_post =
            ["member", "director", "councilor", "head", "chair"].iter().any(|w| title.office.starts_with(w))
                || title.office.contains("general secretary");
        if title.plural || !is_post || self.lower(title.end) != "and" || !self.is_office(title.end + 1) {
            return title;
        }
        let second = self.title(title.end + 1, title.party.clone(), true);
        let named = |t: &Title| !t.plural && self.lower(t.end) != "," && self.name_after(t.end).is_some();
        match second.filter(named) {
            Some(second) => Title { office: format!("{} and {}", title.office, second.office), ..second },
            None => title,
        }
    }

    /// Whether the word after a title names what the title is a part of: "the Ambassador *Bridge*".
    fn is_thing(&self, name: &Atom) -> bool {
        let at = name.tokens.start;
        // "The *General Debate* of the Assembly".
        if at > 0
            && self.lower(at - 1) == "general"
            && matches!(
                self.lower(at),
                "debate" | "conference" | "secretariat" | "staff" | "election" | "elections"
            )
        {
            return true;
        }
        matches!(name.kind, AtomKind::Capitals { .. })
            && name.tokens.len() == 1
            && self.is(at, OTHER)
            && self.is(at, SURNAME_TOO)
    }

    /// Past what stands in brackets behind a name: its spelling in another script, an age.
    fn over_brackets(&self, at: usize) -> usize {
        if self.lower(at) != "(" {
            return at;
        }
        let closes = (at + 1..self.limit.min(at + 10)).find(|&i| self.lower(i) == ")");
        closes.map_or(at, |closes| closes + 1)
    }

    /// A plural title without names: one mention for each party that is told, or for those just spoken of.
    fn several_titles(&mut self, begin: usize, title: &Title, told_before: bool) -> usize {
        let end = title.end;
        let Some(party) = &title.party else {
            // "officials from Mali".
            let p = if self.lower(end + 1) == "the" { end + 2 } else { end + 1 };
            if matches!(self.lower(end), "from" | "in")
                && let Some((code, to)) = self.party_at(p)
            {
                let span = self.span(begin, to);
                let reading = Reading::Group { party: Some(code.to_owned()) };
                self.push(span, span, MentionForm::Descriptor, reading);
                return to;
            }
            let definite =
                begin < end && matches!(self.lower(begin), "the" | "both" | "two" | "these" | "their");
            if definite {
                let span = self.span(begin, end);
                self.push(
                    span,
                    span,
                    MentionForm::Descriptor,
                    Reading::Collective { persons: true, count: None },
                );
            }
            return end;
        };
        // "the foreign ministers of Israel, Egypt and Bahrain".
        let mut more: Vec<(usize, usize, &str)> = Vec::new();
        let mut next = end;
        loop {
            let mut after = next;
            if self.lower(after) == "," {
                after += 1;
            }
            if self.lower(after) == "and" {
                after += 1;
            }
            if self.lower(after) == "the" {
                after += 1;
            }
            let Some((code, to)) = self.party_at(after).filter(|_| after > next) else { break };
            if self.is_office(to) || self.is_possessive(to) {
                break;
            }
            more.push((after, to, code));
            next = to;
        }
        let span = self.span(begin, end);
        let known = self.is(title.head, ONE_EACH);
        if !more.is_empty() && known && !told_before {
            let all: Vec<(usize, usize, &str)> =
                std::iter::once((begin, end, party.as_str())).chain(more).collect();
            let parties: Vec<String> = all.iter().map(|(.., code)| (*code).to_owned()).collect();
            let names = self.respective_persons(next, &title.office, &parties);
            // Where the ministers of three states or more meet, it is the states that do, unless they are named.
            let many = names.is_none() && all.len() > 2;
            for (from, to, code) in all {
                let span = self.span(from, to);
                let state = (from..to).find_map(|i| self.state_called(i, code)).filter(|_| many);
                let (form, reading) = match state {
                    Some(state) => (MentionForm::Metonym, state),
                    None => {
                        let (office, party) = (title.office.clone(), Some(code.to_owned()));
                        (MentionForm::Title, Reading::Office { office, party })
                    }
                };
                self.push(span, span, form, reading);
            }
            return names.unwrap_or(next);
        }
        self.push(span, span, MentionForm::Descriptor, Reading::Group { party: Some(party.clone()) });
        end
    }

    /// The state with party code `code` as it is named at `at`.
    fn state_called(&self, at: usize, code: &str) -> Option<Reading> {
        match self.atom(at) {
            Some(Atom {
                kind: AtomKind::Party { code: own, kind: kind @ PartyKind::State, name, .. },
                ..
            }) if own == code => Some(Reading::Party { code: own.clone(), kind: *kind, name: name.clone() }),
            _ => None,
        }
    }

    /// As many names between commas or dashes as parties were told: "the foreign ministers of X and Y, A and B, signed".
    fn respective_persons(&mut self, at: usize, office: &str, parties: &[String]) -> Option<usize> {
        if !matches!(self.lower(at), "," | "(" | "-" | "--" | "–" | "—") {
            return None;
        }
        let mut names: Vec<Atom> = Vec::new();
        let mut next = at + 1;
        while names.len() < parties.len() {
            if let Some(Atom { tokens, kind: AtomKind::Honorific }) = self.atom(next) {
                next = tokens.end;
            }
            let name = self.atom(next).filter(|a| match a.kind {
                AtomKind::Person => true,
                AtomKind::Capitals { .. } => self.may_be_name(a),
                _ => false,
            })?;
            next = name.tokens.end;
            names.push(name.clone());
            if names.len() < parties.len() {
                let and = if self.lower(next) == "," { next + 1 } else { next };
                let and = if self.lower(and) == "and" { and + 1 } else { and };
                if and == next {
                    return None;
                }
                next = and;
            }
        }
        let mut end = next;
        for (name, party) in names.iter().zip(parties) {
            let at = name.tokens.start;
            end = self.name_phrase(at, name, at, Some(office.to_owned()), Some(party.clone()));
        }
        Some(end)
    }

    pub(super) fn honorific_phrase(&mut self, atom: &'a Atom) -> usize {
        // "Sheikh Dr. Ahmed".
        let mut end = atom.tokens.end;
        while let Some(Atom { tokens, kind: AtomKind::Honorific }) = self.atom(end) {
            end = tokens.end;
        }
        match self.atom(end) {
            Some(next)
                if matches!(
                    next.kind,
                    AtomKind::Capitals { .. } | AtomKind::Person | AtomKind::Place { .. }
                ) && self.may_be_name(next) =>
            {
                self.name_phrase(next.tokens.start, next, atom.tokens.start, None, None)
            }
            // "Gen. Secretary"; "Sheikh" before a known name.
            _ => atom.tokens.end,
        }
    }
}
