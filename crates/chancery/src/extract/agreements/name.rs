//! Which words name or describe an agreement, from where to where.

use chancery_know::month_named;

use super::known::named_at;
use super::nouns::HEADS;
use super::{Candidate, Finder};
use crate::analyze::EntityKind;
use crate::analyze::clause::{Phrase, Tag};
use crate::text::Case;

impl Finder<'_> {
    /// The agreement whose name or description has its first or its head word at token `at`.
    pub(super) fn candidate(&self, at: usize, sentence: usize) -> Option<Candidate> {
        self.known(at, sentence).or_else(|| self.headed(at, sentence))
    }

    fn known(&self, at: usize, sentence: usize) -> Option<Candidate> {
        let naming = named_at(self.analysis, at, &self.told)?;
        let grammar = self.clauses.grammar;
        let head = naming.end - 1;
        // "discussions *at* the General Agreement on Tariffs and Trade": the body that keeps it.
        let before = if self.before(at) == "the" { at.saturating_sub(2) } else { at.saturating_sub(1) };
        if naming.known.under == Some("GATT")
            && matches!(self.lower(before), "at" | "with" | "by" | "before" | "through")
        {
            return None;
        }
        // "the Minsk Agreements Group", "North Atlantic Treaty Organization": something called after it.
        if self.capital(head + 1) && grammar.phrase(head) == grammar.phrase(head + 1) && naming.own {
            let next = self.lower(head + 1);
            if !HEADS.iter().any(|(h, _)| *h == next) {
                return None;
            }
        }
        let told = |back: usize| at.checked_sub(back).map_or("", |i| self.lower(i));
        let (month, day) = (month_named(told(2)), told(1).parse().ok());
        if !naming.known.is_of_day(month, day) {
            return None;
        }
        let phrase = grammar.phrase(head);
        let verb = grammar.phrase(at).and_then(|p| self.verb_of(p, sentence));
        Some(Candidate {
            head,
            tokens: at..naming.end,
            kind: naming.known.kind,
            named: naming.own,
            known: Some(naming.known),
            phrase,
            verb,
        })
    }

    fn headed(&self, at: usize, sentence: usize) -> Option<Candidate> {
        let lower = self.lower(at);
        let &(_, kind) = HEADS.iter().find(|(h, _)| *h == lower)?;
        let grammar = self.clauses.grammar;
        let id = grammar.phrase(at)?;
        let phrase = grammar.phrases[id];
        if !matches!(grammar.tags[at], Tag::Noun | Tag::Name) {
            return None;
        }
        // "They *deal* with", "to “*deal* seriously”".
        let opened = matches!(self.before(at), "\"" | "“" | "``" | "'");
        if lower == "deal"
            && at == phrase.start
            && matches!(
                self.before(at - usize::from(opened)),
                "to" | "they" | "we" | "who" | "will" | "must" | "should" | "can" | "would"
            )
        {
            return None;
        }
        // The name of a body: "Collective Security Treaty Organization", "Government of National Accord".
        let here = self.analysis.tokens.list[at].span;
        if grammar.cover[at]
            .is_some_and(|m| self.is_party(m) && self.analysis.mentions[m].span.contains(here))
        {
            return None;
        }
        // "a real estate deal", "a plea deal": of no public party.
        let private = [
            "estate",
            "plea",
            "book",
            "business",
            "merger",
            "takeover",
            "license",
            "prenuptial",
            "advertising",
            "licensing",
            "fundraising",
            "sponsorship",
            "endorsement",
            "confidentiality",
            "nondisclosure",
        ];
        if matches!(lower, "deal" | "deals" | "agreement" | "contract") && private.contains(&self.before(at))
        {
            return None;
        }
        let range = self.analysis.sentences[sentence].tokens.clone();
        // "signed a cooperation plan *Friday*", "in keeping with the agreement's *timetable*".
        let dated = at < phrase.head && (at + 1..phrase.end).all(|i| self.tells_when(i));
        let owns = kind != "other" && self.tag(at + 1) == Some(Tag::Possessive);
        // "sealed a deal *worth* ten million dollars".
        let worth = self.lower(at + 1) == "worth";
        // "an accord *the two countries* signed", "under the deal *Chad* will pay": another clause begins.
        let parted = at < phrase.head
            && !self.capital(at)
            && (grammar.tags[at + 1] == Tag::Determiner
                || grammar.cover[at + 1].is_some_and(|m| self.is_party(m)));
        // "a resolution *put forth* by Chad".
        let forth = self.lower(at + 1) == "put" && matches!(self.lower(at + 2), "forth" | "forward");
        let headed = at == phrase.head || dated || owns || worth || parted || forth;
        // "the Convention on Cultural Property *Implementation Act*": a law.
        if self.capital(at)
            && (at + 1..range.end.min(at + 8))
                .take_while(|&i| self.capital(i) || matches!(self.lower(i), "on" | "of" | "for"))
                .any(|i| matches!(self.lower(i), "act" | "law" | "bill"))
        {
            return None;
        }
        // "UNSC *resolution 2513*": its number names it.
        let numbered = lower.starts_with("resolution") && self.tag(at + 1) == Some(Tag::Number);
        // "the *MOU*" has capitals and is no name.
        let abbreviated = matches!(lower, "mou" | "mous" | "fta");
        let short = abbreviated && !at.checked_sub(1).is_some_and(|b| self.capital(b));
        // "a memorandum of understanding *(MoU)*".
        if abbreviated && self.before(at) == "(" && self.lower(at + 1) == ")" {
            return None;
        }
        let named = numbered
            || self.capital(at)
                && !short
                && (at > phrase.start
                    || matches!(self.lower(at + 1), "of" | "on" | "concerning")
                        && (at > range.start || self.capital(at + 2)));
        // "ceasefire talks", "charter flights": another thing, named after it; but "ceasefire terms" are its own.
        let terms = kind == "ceasefire" && at + 1 == phrase.head && self.lower(phrase.head) == "terms";
        if !headed && !named && !terms || self.capital(at) && at < phrase.head && self.capital(at + 1) {
            return None;
        }
        let within = |words: &[&str]| (phrase.start..at).any(|i| words.contains(&self.lower(i)));
        // "the *Ceasefire and Transitional Security Arrangements* Monitoring Mechanism": a body called after it.
        let of_body = |i: usize| {
            matches!(
                self.lower(i),
                "mechanism"
                    | "commission"
                    | "committee"
                    | "mission"
                    | "board"
                    | "secretariat"
                    | "fund"
                    | "group"
            )
        };
        if self.capital(at)
            && (at + 1..range.end.min(at + 9))
                .take_while(|&i| self.capital(i) || matches!(self.lower(i), "and" | "of" | "for"))
                .any(of_body)
        {
            return None;
        }
        // "the Democratic *National* Convention", "the delegates danced at the convention": people who have come together.
        if lower.starts_with("convention") {
            let gathers =
                within(&["national", "party", "democratic", "republican", "constitutional", "nominating"]);
            let on =
                matches!(self.lower(at + 1), "on" | "against" | "for" | "of" | "relating" | "concerning");
            let told = named || on || (phrase.start..at).any(|i| grammar.cover[i].is_some());
            if gathers && !on || !told {
                return None;
            }
        }
        let kind = match kind {
            "agreement" | "pact"
                if within(&["ceasefire", "cease-fire", "truce", "hostilities"])
                    || self.before(at) == "hostilities" =>
            {
                "ceasefire"
            }
            "other" if lower == "declaration" && within(&["joint", "summit", "trilateral", "tripartite"]) => {
                "joint statement"
            }
            "joint statement" if self.lower(at + 2) == "intent" => "other",
            kind => kind,
        };
        match lower {
            // "a *humanitarian pause*", "a pause *in fighting*".
            "pause"
                if !within(&["humanitarian"])
                    && !(self.lower(at + 1) == "in"
                        && (at + 2..at + 4).any(|i| matches!(self.lower(i), "fighting" | "hostilities"))) =>
            {
                return None;
            }
            // "the *G7 Finance Ministers' Statement*": of all whom they lead; "A, B and C issued a statement".
            // "signed *two joint statements*"; but "joint statements to the press" are told of nobody's signing.
            "statements" if self.before(at) != "joint" || !self.is_signed(id, sentence) => return None,
            "statement"
                if !matches!(self.before(at), "joint" | "trilateral" | "tripartite" | "quadrilateral")
                    && !self.is_issued_by_two(id, sentence)
                    && self.lower(at + 2) != "intent"
                    && !self.is_of_leaders(&phrase, at) =>
            {
                return None;
            }
            // "a negotiated *resolution of the conflict*": its end.
            "resolution" | "resolutions"
                if !named
                    && (self.is_settled(at)
                        || within(&["diplomatic", "peaceful", "negotiated", "political"])) =>
            {
                return None;
            }
            // "signed a *letter of intent*", "a political consultation *plan*": what is signed is agreed.
            "plan" | "programme" | "program" | "roadmap" | "minutes"
                if !headed || !self.is_signed(id, sentence) && !self.is_agreed_on(id, at, sentence) =>
            {
                return None;
            }
            // "the U.S.-Mexico *Framework* for Security"; and "they signed a technical arrangement".
            // "stall trade *deals* with both": none that is told of.
            "deals" | "contracts"
                if self.tag(phrase.start) != Some(Tag::Determiner) && !self.is_made_now(id, sentence) =>
            {
                return None;
            }
            // "reached *an understanding* on water", but not "mutual understanding".
            "understanding" => {
                let one = matches!(self.lower(phrase.start), "a" | "an") && self.is_made_now(id, sentence);
                if !headed || self.before(at) == "of" || !(one || self.is_come_to(id, sentence)) {
                    return None;
                }
            }
            "documents" if !headed || !self.is_signed(id, sentence) => return None,
            "arrangement" | "arrangements" | "framework"
                if !(named && self.is_of_two(&phrase)
                    || headed && kind == "agreement" && self.is_kept_between(at, range.end)
                    || headed
                        && (self.is_signed(id, sentence) || self.is_announced_by_two(id, sentence))) =>
            {
                return None;
            }
            "letter" if self.lower(at + 1) != "of" || !self.is_signed(id, sentence) => return None,
            // "*cessation* of hostilities"; but in "the Cessation of Hostilities Agreement" what it is comes last.
            "cessation"
                if self.lower(at + 1) != "of"
                    || self.lower(at + 2) != "hostilities"
                    || HEADS.iter().any(|(h, _)| *h == self.lower(at + 3)) =>
            {
                return None;
            }
            // "signed a 90 million dollar *loan* with the bank".
            "loan" | "credit" if !headed || !self.is_signed(id, sentence) => return None,
            "code" if !(self.lower(at + 1) == "of" && self.lower(at + 2) == "conduct") => return None,
            "compromise" if headed && !self.reached(at) => return None,
            // A body may be called so too: "the Partnership for Central America".
            "partnership" if named && !self.is_between_states(&phrase, at) => return None,
            "partnership" | "consensus" | "declaration" if !named && kind == "other" => {
                let upgraded = self.before(at) == "strategic" && self.reached(at)
                    || lower == "partnership"
                        && headed
                        && matches!(self.lower(phrase.start), "a" | "an")
                        && self.is_announced_by_two(id, sentence);
                let placed = lower == "declaration" && headed && self.is_of_place(&phrase, at);
                let issued = lower == "declaration"
                    && headed
                    && (self.is_issued(id, sentence) || self.is_issued_by_two(id, sentence));
                if !upgraded && !placed && !issued {
                    return None;
                }
            }
            _ => {}
        }
        // "a trade deal agreement": the last head of a phrase counts.
        let weak = |i: usize| matches!(self.lower(i), "arrangement" | "framework");
        if (at + 1..phrase.end).any(|i| !weak(i) && HEADS.iter().any(|(h, _)| *h == self.lower(i))) {
            return None;
        }
        // "declared a ceasefire in the agreement": a known name further on in the phrase counts.
        let start = self.title_start(&phrase, at, named);
        // "an *Agreement* on plant health": a capital makes no name of a description.
        let plain = start == at
            && matches!(self.before(at), "a" | "an")
            && matches!(self.lower(at + 1), "on" | "of" | "for")
            && !self.capital(at + 2)
            && grammar.tags.get(at + 2) != Some(&Tag::Determiner);
        let end = self.title_end(&phrase, at, named && !plain, range.end);
        // "a deal with Chad *for a truce*" is a truce.
        // "reached *agreement on a ceasefire*".
        let kind = match grammar.phrase(end - 1).map(|p| grammar.phrases[p]) {
            Some(last)
                if matches!(kind, "agreement" | "pact")
                    && end > at + 2
                    && last.end == end
                    && matches!(self.lower(last.head), "ceasefire" | "cease-fire" | "truce")
                    && last
                        .preposition
                        .is_some_and(|t| t == at + 1 && matches!(self.lower(t), "on" | "for")) =>
            {
                "ceasefire"
            }
            _ => kind,
        };
        let truce = matches!(kind, "agreement" | "pact").then(|| self.truce_after(end, range.end)).flatten();
        let (kind, end) = truce.map_or((kind, end), |truce| ("ceasefire", truce));
        let tokens = start..end.max(at + 1);
        let verb = self.verb_of(id, sentence);
        Some(Candidate { head: at, tokens, kind, named, known: None, phrase: Some(id), verb })
    }

    /// Past the truce that an agreement whose name ends before token `end` is on: "with Chad *for a truce*".
    fn truce_after(&self, end: usize, limit: usize) -> Option<usize> {
        let grammar = self.clauses.grammar;
        let mut at = end;
        if self.lower(at) == "with" {
            at = (at + 1..limit.min(at + 4))
                .find_map(|i| grammar.phrase(i))
                .map(|p| grammar.phrases[p].end)?;
        }
        let phrase =
            (at + 1 < limit).then(|| grammar.phrase(at + 1)).flatten().map(|p| grammar.phrases[p])?;
        let truce = matches!(self.lower(phrase.head), "ceasefire" | "cease-fire" | "truce");
        (truce && matches!(self.lower(at), "for" | "on")).then_some(phrase.end)
    }

    /// Whether the name of a place stands right before the noun: "the *Punta del Este* declaration".
    pub(super) fn is_of_place(&self, phrase: &Phrase, at: usize) -> bool {
        let place = at.checked_sub(1).and_then(|b| self.clauses.grammar.cover[b]);
        let entity = place.and_then(|m| self.analysis.entities.of(m)).map(|e| self.analysis.entities.get(e));
        self.lower(phrase.start) == "the" && entity.is_some_and(|e| e.kind == EntityKind::Place)
    }

    /// Whether the words shortly before say that something was agreed.
    fn reached(&self, at: usize) -> bool {
        (at.saturating_sub(8)..at).any(|i| {
            ["agree", "sign", "reach", "launch", "establish", "announc", "elevat", "upgrad", "rais"]
                .iter()
                .any(|s| self.lower(i).starts_with(s))
        })
    }

    /// Where the first half of a name in two halves begins: "*U.S.-Germany Climate* and Energy Partnership".
    fn joined_start(&self, phrase: &Phrase) -> Option<usize> {
        let grammar = self.clauses.grammar;
        let other = phrase.joined.map(|p| grammar.phrases[p])?;
        let beside = other.end + 1 == phrase.start && self.lower(other.end) == "and";
        let half =
            self.capital(other.head) && self.capital(phrase.start) && grammar.cover[other.head].is_none();
        let own = HEADS.iter().any(|(h, _)| *h == self.lower(other.head));
        let start = (other.start..other.end).find(|&i| grammar.tags[i] != Tag::Determiner)?;
        (beside && half && !own).then_some(start)
    }

    /// Whether a partnership is of states by its name: "the U.S.-Vietnam Partnership", "Enhanced Strategic Partnership".
    fn is_between_states(&self, phrase: &Phrase, at: usize) -> bool {
        let grammar = self.clauses.grammar;
        let start = self.joined_start(phrase).unwrap_or(phrase.start);
        let told = (start..at).any(|i| {
            grammar.cover[i].is_some()
                || matches!(
                    self.lower(i),
                    "strategic" | "comprehensive" | "cooperative" | "enhanced" | "privileged" | "bilateral"
                )
        });
        told || self.is_of_two(phrase) || matches!(self.lower(at + 1), "between" | "with" | "agreement")
    }

    /// Whether a phrase names at least two parties: "the U.S.-Mexico Framework".
    fn is_of_two(&self, phrase: &Phrase) -> bool {
        let span = self.analysis.tokens.span(phrase.start, phrase.end);
        let mentions = &self.analysis.mentions;
        let first = mentions.partition_point(|m| m.span.start < span.start);
        let here = (first..mentions.len()).take_while(|&m| mentions[m].span.start < span.end);
        here.filter(|&m| self.is_party(m)).count() > 1
    }

    /// Whether a convention is what someone signs or joins, and so no gathering of people.
    pub(super) fn is_joined_by_name(&self, candidate: &Candidate) -> bool {
        let joins = |w: &str| {
            ["sign", "ratif", "acced", "accession", "violat", "breach", "withdr", "parties", "party"]
                .iter()
                .any(|s| w.starts_with(s))
        };
        let named = candidate.named && self.lower(candidate.head) == "convention";
        let start = candidate.tokens.start;
        named && (start.saturating_sub(8)..start).any(|i| joins(self.lower(i)))
    }

    /// Past determiners, possessives and the verb that a headline begins with.
    fn title_start(&self, phrase: &Phrase, at: usize, named: bool) -> usize {
        let grammar = self.clauses.grammar;
        let mut start = phrase.start;
        while start < at {
            // "*the two countries'* agreement", "*Saudi Arabia's* treaty": whose it is stands before its name.
            let owner = (start..at).rev().find(|&i| grammar.tags[i] == Tag::Possessive);
            // "the *G7 Finance Ministers'* Statement": they are its name.
            let owner = owner.filter(|_| self.lower(at) != "statement" || !self.is_of_leaders(phrase, at));
            if let Some(owner) = owner
                && (!named || grammar.cover[owner - 1].is_some() || !self.capital(start))
            {
                start = owner + 1;
                continue;
            }
            // "signed on *Monday agreements* on trade": when, not which.
            let weekday = self.lower(start).ends_with("day") && self.tells_when(start);
            // "a recently *signed* peace agreement".
            let made = !named && matches!(self.lower(start), "signed" | "agreed" | "reached" | "concluded");
            let skip = weekday
                || made
                || matches!(grammar.tags[start], Tag::Determiner | Tag::Possessive | Tag::Adverb)
                || grammar.tags[start + 1] == Tag::Possessive
                || named
                    && !self.capital(start)
                    && grammar.tags[start] != Tag::Joiner
                    && grammar.tags[start] != Tag::Number;
            if !skip {
                break;
            }
            start += 1;
        }
        // "U.S.-Germany *Climate and* Energy Partnership".
        if named
            && start == phrase.start
            && let Some(before) = self.joined_start(phrase)
        {
            start = (before..start).find(|&i| self.capital(i)).unwrap_or(start);
        }
        // "United Nations Security Council (UNSC) resolutions": the name goes on before the bracket.
        if start == phrase.start
            && let Some(open) = start.checked_sub(3)
            && self.lower(start - 1) == ")"
            && self.lower(open) == "("
            && self.analysis.tokens.list[open + 1].case == Case::Upper
            && let Some(outer) =
                open.checked_sub(1).and_then(|b| grammar.phrase(b)).map(|p| grammar.phrases[p])
            && self.capital(outer.head)
        {
            start = (outer.start..outer.end).find(|&i| self.capital(i)).unwrap_or(start);
        }
        // "a *status of* forces agreement".
        if !named
            && self.lower(start) == "forces"
            && let Some(status) = start.checked_sub(2)
            && self.lower(status) == "status"
        {
            start = status;
        }
        // "Status of Forces Agreement", "Trade in Goods Agreement": the name begins before "of".
        if start == phrase.start
            && phrase.preposition.is_some_and(|p| matches!(self.lower(p), "of" | "in") && p + 2 >= start)
            && let Some(before) = phrase.preposition.and_then(|p| p.checked_sub(1))
            && (named && self.capital(before) || matches!(self.lower(before), "status" | "cessation"))
            && grammar.cover[before].is_none()
            && let Some(outer) = grammar.phrase(before).map(|p| grammar.phrases[p])
        {
            let first = (outer.start..outer.end).find(|&i| self.capital(i));
            start = first.or((!named).then_some(before)).unwrap_or(start);
        }
        start
    }

    /// Where the name ends: after "of Understanding", "on Consultations"; of a description after one phrase.
    fn title_end(&self, phrase: &Phrase, at: usize, named: bool, limit: usize) -> usize {
        let grammar = self.clauses.grammar;
        let mut end = if at == phrase.head { phrase.end } else { at + 1 };
        // "memorandum *of understanding to* …", whatever "understanding" is taken for.
        if end == at + 1 && self.lower(at).starts_with("memorand") && self.lower(end + 1) == "understanding" {
            end += 2;
        }
        // A number names a resolution.
        if self.lower(at).starts_with("resolution")
            && end == at + 1
            && end < limit
            && grammar.tags[end] == Tag::Number
        {
            end += 1;
        }
        // "resolutions *1718 and 1874*".
        while self.lower(at) == "resolutions"
            && end > at + 1
            && end + 1 < limit
            && matches!(self.lower(end), "and" | "," | "&")
            && grammar.tags[end + 1] == Tag::Number
        {
            end += 2;
        }
        // "Resolution A/RES/75/287": a sign without spaces that has a number in it.
        if self.lower(at) == "resolution" && end == at + 1 && end < limit {
            let list = &self.analysis.tokens.list;
            let last =
                (end..limit - 1).find(|&i| list[i].span.end < list[i + 1].span.start).unwrap_or(limit - 1);
            let sign = self.analysis.tokens.span(end, last + 1).of(self.analysis.text());
            let numbered = sign.contains('/') && sign.contains(|c: char| c.is_ascii_digit());
            if numbered {
                let stop = matches!(self.lower(last), "." | "," | ";");
                return if stop { last } else { last + 1 };
            }
        }
        // "a memorandum *on mining*", "an agreement *on avoiding double taxation*".
        let doing = |end: usize| {
            let verb = grammar.verb(end + 1).map(|v| &grammar.verbs[v]).filter(|g| g.gerund)?;
            let led = matches!(self.lower(end), "on" | "for" | "concerning") && verb.start == end + 1;
            let object = grammar.phrase(end + 2).map(|p| grammar.phrases[p]);
            let object = object.filter(|p| p.start == end + 2 && p.preposition.is_none());
            (led && end + 1 < limit).then(|| object.map_or(end + 2, |p| p.end))
        };
        for _ in 0..4 {
            if let Some(done) = doing(end) {
                end = done;
                continue;
            }
            let joins = matches!(
                self.lower(end),
                "of" | "on" | "for" | "in" | "concerning" | "between" | "to" | "against" | "and" | ","
            );
            let serial = self.lower(end) == "," && self.lower(end + 1) == "and";
            let opens = if serial || matches!(self.lower(end + 1), "the" | "a") { end + 2 } else { end + 1 };
            let Some(next) =
                grammar.phrase(opens).map(|p| grammar.phrases[p]).filter(|_| joins && end + 1 < limit)
            else {
                break;
            };
            // "A Declaration of Friendship and *a Memorandum*": another.
            if matches!(self.lower(end), "and" | ",")
                && HEADS.iter().any(|(h, _)| *h == self.lower(next.head))
            {
                break;
            }
            // "Agreement *between X and Y*" tells its parties.
            if self.lower(end) == "between" && grammar.cover[next.head].is_some() {
                break;
            }
            let continues = if named {
                self.capital(opens)
                    && (self.lower(end) != "in"
                        || end > phrase.end && (opens..next.end).all(|i| grammar.cover[i].is_none()))
                    && (self.lower(end) != "," && self.lower(end) != "and"
                        || self.capital(next.end - 1)
                            && next.joined.is_some()
                            && grammar.cover[next.head].is_none())
                    && !(matches!(self.lower(end), "on" | "for") && self.tells_when(next.head))
            } else {
                // "memorandum of understanding on cooperation in the Antarctic region".
                let further = end > phrase.end;
                let led = match self.lower(end) {
                    // "signed the deal *on their entry* into government", "*on behalf of*" tell when and for whom; but
                    // "on *the* return of refugees" is what it is on.
                    "on" if matches!(
                        self.lower(next.head),
                        "behalf" | "eve" | "sidelines" | "occasion" | "margins" | "condition" | "grounds"
                    ) || matches!(self.lower(opens), "their" | "his" | "her" | "its")
                        && matches!(
                            self.lower(next.head),
                            "entry" | "arrival" | "departure" | "return" | "visit" | "trip"
                        ) =>
                    {
                        false
                    }
                    "of" | "on" => true,
                    // "*in the presence of* the president" tells who stood by.
                    "in" => {
                        let aside =
                            matches!(self.lower(next.head), "presence" | "framework" | "course" | "wake");
                        further && self.lower(opens - 1) == "the" && !aside
                    }
                    // "agreements on trade *and tourism*".
                    "and" => {
                        let own = opens == end + 1 && end > phrase.end && next.joined.is_some();
                        own && self.lower(phrase.end) == "on"
                            && (opens..next.end).all(|i| grammar.tags[i] != Tag::Determiner)
                    }
                    _ => false,
                };
                led && !self.tells_when(next.head)
                    && (grammar.cover[next.head].is_none() || further && self.lower(end) != "on")
            };
            if !continues {
                break;
            }
            end = next.end;
        }
        end.min(limit)
    }

    pub(super) fn tells_when(&self, at: usize) -> bool {
        let span = self.analysis.tokens.list[at].span;
        let from = self.analysis.times.partition_point(|t| t.span.end <= span.start);
        self.analysis.times.get(from).is_some_and(|t| t.span.overlaps(span))
    }
}
