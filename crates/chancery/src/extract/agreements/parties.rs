//! Whose an agreement is: the parties that its name tells, else those who make it, break it or are bound by it.

use super::beside::{HELPERS, is_setting};
use super::bound::BINDING;
use super::verbs::{presupposes, status_by};
use super::{Candidate, Finder, Known};
use crate::analyze::clause::{PhraseId, Tag};
use crate::analyze::{EntityId, EntityKind, MentionForm, MentionId};
use crate::extract::Event;

pub(super) const BODIES: &[&str] =
    &["UN", "EU", "AU", "LAS", "OSCE", "ECOWAS", "IGAD", "OAS", "GCC", "OIC", "IAEA", "ICRC", "ICC"];

/// Codes of the bodies whose members alone make what is made under their roof.
const REGIONAL: &[&str] = &["EU", "COE", "AU", "ASEAN", "OAS", "LAS", "PIF"];

/// Codes of what makes no agreements: the Antarctic, and courts.
pub(super) const NO_PARTIES: &[&str] = &["ATA", "ICJ", "ICC", "PCA"];

/// How many tokens the clause that describes an agreement is read: "a pact *which supports the price of Fijian sugar*".
const DESCRIPTION: usize = 14;

/// How many sentences back the two sides are told between whom an agreement was signed.
const SENTENCES_BACK: usize = 2;

impl Finder<'_> {
    /// The codes of the parties, and whether they are those of the table of known agreements and not the report's.
    pub(super) fn parties(
        &self,
        candidate: &Candidate,
        sentence: usize,
        event: Option<&Event>,
    ) -> (Vec<String>, bool) {
        let (mut codes, by_knowledge) = self.told_parties(candidate, sentence, event);
        if candidate.known.is_none() && candidate.kind != "resolution" {
            let helpers = self.helpers(sentence);
            codes.retain(|code| !helpers.contains(code));
            if candidate.kind == "ceasefire" {
                codes.retain(|code| !BODIES.contains(&code.as_str()));
            }
        }
        (codes, by_knowledge)
    }

    fn told_parties(
        &self,
        candidate: &Candidate,
        sentence: usize,
        event: Option<&Event>,
    ) -> (Vec<String>, bool) {
        let mut codes = self.named_parties(candidate, sentence);
        if let Some(known) = candidate.known {
            return self.known_parties(known, codes, candidate);
        }
        if candidate.kind == "resolution" {
            // "resolutions breached by Chad": whose they are is told otherwise.
            let body = self.body(candidate, sentence);
            let own = body.is_none() || body.as_ref().is_some_and(|b| codes.contains(b));
            return (if own && !codes.is_empty() { codes } else { body.into_iter().collect() }, false);
        }
        // "welcomed the *G7* Leaders' Statement": of those who lead it, and not of who speaks of it.
        let led = |p: PhraseId| self.is_of_leaders(&self.clauses.grammar.phrases[p], candidate.head);
        if self.lower(candidate.head) == "statement" && !codes.is_empty() && candidate.phrase.is_some_and(led)
        {
            return (codes, false);
        }
        let praised = self.praised(candidate);
        if praised.len() > 1 {
            return (praised, false);
        }
        // Many states have joined a convention; who speaks of it binds nobody.
        let open = candidate.named && matches!(self.lower(candidate.head), "convention" | "conventions");
        // "Chad and Mali signed agreements *with Niger and the UN*": those who sign are bound too.
        if self.lower(candidate.tokens.end) == "with"
            && let Some(e) = event
        {
            self.extend(&mut codes, e.actors.iter().copied());
        }
        if let Some(sides) = self.contact(candidate) {
            return (sides, false);
        }
        let under = self.bound_under(candidate, sentence);
        if under.len() > codes.len() {
            return (under, false);
        }
        // "the Berne agreement *between the two countries*": those that the report is about.
        let end = candidate.tokens.end;
        let two = self.is_between_two(end, self.analysis.sentences[sentence].tokens.end);
        if codes.is_empty()
            && let Some(pair) = self.pair
            && two
        {
            return (pair.map(str::to_owned).to_vec(), false);
        }
        if codes.len() >= 2 || open {
            return (codes, false);
        }
        // "The ministers of Chad and Niger said *in a joint statement* that the truce reached by …": who says it.
        let start = candidate.phrase.map_or(0, |p| self.clauses.grammar.phrases[p].start);
        if matches!(candidate.kind, "joint statement" | "communique")
            && self.before(start) == "in"
            && let Some(verb) = candidate.verb
        {
            let said = self.clauses.subjects(&self.clauses.grammar.verbs[verb]);
            let mut saying = codes.clone();
            self.extend(&mut saying, said.into_iter().filter_map(|m| self.analysis.entities.of(m)));
            if saying.len() > 1 {
                return (saying, false);
            }
        }
        // "Oman worked to extend the truce *in Yemen*": of the state where it holds, whoever helps.
        let pacifies = candidate.kind == "ceasefire" || self.within(candidate, &["peace"]);
        if pacifies
            && let Some(code) = self.where_it_holds(candidate)
            && event.is_none_or(|e| !self.codes_of(e).contains(&code))
            && codes.is_empty()
        {
            return (vec![code], false);
        }
        let around = || self.around(sentence).filter(|_| candidate.kind == "ceasefire");
        if let Some(e) = event.or_else(around) {
            // "signed a peace accord with a rebel leader *in Libya*": where they signed is no party.
            let aside = |id: &EntityId| candidate.kind != "ceasefire" && self.is_only_where(*id, sentence);
            let recipients = e.recipients.iter().filter(|id| !aside(id));
            self.extend(&mut codes, e.actors.iter().chain(recipients).copied());
        }
        let helpers = self.helpers(sentence);
        codes.retain(|code| !helpers.contains(code));
        if candidate.kind == "ceasefire" {
            codes.retain(|code| !BODIES.contains(&code.as_str()));
        }
        if codes.len() < 2 {
            let bound = self.bound(candidate);
            self.extend(&mut codes, bound.into_iter());
        }
        if codes.len() < 2 && candidate.kind != "ceasefire" {
            let talking = self.talked_with(candidate);
            self.extend(&mut codes, talking.into_iter());
        }
        let bywhich = self.lower(candidate.tokens.end + 1) == "which";
        if (codes.len() == 1 || bywhich && codes.is_empty()) && candidate.kind != "ceasefire" {
            let described = self.described(candidate, sentence);
            self.extend(&mut codes, described.into_iter());
        }
        // "*Chad and Niger* exchanged prisoners under an agreement": those who do what it provides for.
        if codes.len() < 2 {
            let doing = self.done_under(candidate, sentence);
            codes = if doing.len() > codes.len() { doing } else { codes };
        }
        // "an agreement *to end the war in Yemen*".
        if codes.is_empty() && self.has_purpose(candidate) && candidate.kind != "ceasefire" {
            let described = self.described(candidate, sentence);
            self.extend(&mut codes, described.into_iter());
        }
        // "Kenya accused Chad of *breaking* the accord": who breaks it and who complains.
        let kept = candidate.verb.is_some_and(|v| {
            let verb = &self.clauses.grammar.verbs[v];
            presupposes(self.lower(verb.head)) && (verb.subject.is_none() || verb.gerund)
        });
        // "an agreement *with its creditors*": the other side has no name, and so is none of the two.
        let unnamed = self.is_with_unnamed(candidate) || self.tells_of_unnamed(sentence);
        // "a deal *with Chad*", "an accord signed *with Chad*": the other side is told of near by.
        let one_sided = (end..end + 3).any(|i| self.lower(i) == "with") && !unnamed;
        if codes.is_empty() || codes.len() == 1 && (candidate.kind == "ceasefire" || kept || one_sided) {
            // A city or a stretch of land is bound only where nobody else is told.
            let acting = self.of_sentence(sentence, candidate, usize::MAX, false);
            let whole = match acting.len() {
                0 => self.of_sentence(sentence, candidate, usize::MAX, true),
                _ => acting,
            };
            let before = || self.of_sentence(sentence, candidate, candidate.tokens.start, false);
            let of_sentence = if whole.len() > 2 { before() } else { whole };
            if of_sentence.len() == 2 || of_sentence.len() == 1 && codes.is_empty() && pacifies {
                for code in of_sentence {
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                }
            }
        }
        // "The United States Welcomes the Extension of the Truce *in Yemen*".
        if codes.is_empty()
            && candidate.kind == "ceasefire"
            && let Some(title) = self.analysis.document.title.as_deref()
        {
            let there =
                |at: u32| title.get(..at as usize).is_some_and(|t| t.to_lowercase().ends_with(" in "));
            let state = self.analysis.headed.iter().find(|(at, _)| there(*at));
            codes.extend(state.map(|(_, code)| code.clone()));
        }
        if codes.is_empty() && self.status(candidate, event, sentence) == "signed" {
            codes = self.two_sides(sentence);
        }
        if codes.is_empty() {
            codes = self.of_meeting(candidate, sentence);
        }
        if codes.is_empty() && self.is_of_the_pair(candidate, sentence) {
            codes.extend(self.pair.into_iter().flatten().map(str::to_owned));
        }
        // "*Japan* did not honour an agreement": the other is the other of the two that the report is about.
        // But not "*China's* agreement will be seen as a model".
        let keeps =
            candidate.verb.is_some_and(|v| presupposes(self.lower(self.clauses.grammar.verbs[v].head)));
        let bare = candidate.tokens.len() == 1;
        let bilateral = codes.len() < 2 && self.is_ours(candidate);
        let joint = matches!(candidate.kind, "resolution" | "joint statement" | "communique")
            || candidate.kind == "ceasefire" && !bilateral;
        if unnamed && codes.is_empty() {
            let one = self.one.filter(|_| self.is_with_states_or_banks(candidate));
            codes.extend(one.or(self.pair.map(|pair| pair[0])).map(str::to_owned));
        }
        // "due to leave *under a deal* brokered by Oman": who acts under it is bound by it.
        let brokered = matches!(self.lower(candidate.tokens.end), "brokered" | "mediated" | "negotiated");
        if codes.is_empty()
            && brokered
            && self.before(start) == "under"
            && let Some(verb) = candidate.verb
        {
            let acting = self.clauses.subjects(&self.clauses.grammar.verbs[verb]);
            self.extend(&mut codes, acting.into_iter().filter_map(|m| self.analysis.entities.of(m)));
        }
        if !joint
            && !unnamed
            && (codes.len() == 1 && (!bare || event.is_some() || keeps || one_sided) || bilateral)
            && !self.is_of_many(candidate)
            && self.lower(candidate.tokens.end) != "between"
        {
            let pair = self.pair.filter(|pair| codes.iter().all(|code| pair.contains(&code.as_str())));
            for code in pair.into_iter().flatten() {
                if !codes.iter().any(|c| c == code) {
                    codes.push(code.to_owned());
                }
            }
        }
        let start =
            candidate.phrase.map_or(candidate.tokens.start, |p| self.clauses.grammar.phrases[p].start);
        let definite = matches!(self.lower(start), "the" | "this" | "that" | "its" | "their");
        // Who alone is named beside a truce may only speak of it.
        let alone =
            codes.is_empty() || codes.len() == 1 && event.is_none() && self.bound(candidate).is_empty();
        if alone && candidate.kind == "ceasefire" && definite {
            let two = self.fighting();
            codes = if two.is_empty() { codes } else { two };
        }
        (codes, false)
    }

    /// The state in which a ceasefire holds: "the ceasefire *in Yemen*"; a town or a strip of land is none.
    fn where_it_holds(&self, candidate: &Candidate) -> Option<String> {
        let end = candidate.tokens.end;
        let end = if matches!(self.lower(end), "\"" | "”" | "''") { end + 1 } else { end };
        let mut at = if self.lower(end) == "in" { end + 1 } else { return None };
        // "in *eastern* Yemen".
        let compass = ["eastern", "western", "northern", "southern", "central"];
        if compass.contains(&self.lower(at)) {
            at += 1;
        }
        let mention = self.clauses.grammar.cover.get(at).copied().flatten()?;
        let state = self.analysis.entities.get(self.analysis.entities.of(mention)?);
        let named = self.analysis.mentions[mention].form == MentionForm::Name;
        state.party.clone().filter(|_| named && state.kind == EntityKind::State)
    }

    /// The codes of those who take part in an event.
    pub(super) fn codes_of(&self, event: &Event) -> Vec<String> {
        let mut codes = Vec::new();
        self.extend(&mut codes, event.actors.iter().chain(&event.recipients).copied());
        codes
    }

    /// Who is named in the clause that describes an agreement: "a deal *that would let Iran export oil*".
    fn described(&self, candidate: &Candidate, sentence: usize) -> Vec<EntityId> {
        let end = candidate.tokens.end;
        let limit = self.analysis.sentences[sentence].tokens.end.min(end + DESCRIPTION);
        // "the accord *by which* the EC has promised".
        let led = self.tag(end) == Some(Tag::Preposition) && self.lower(end + 1) == "which";
        let tells = matches!(self.tag(end), Some(Tag::Relative | Tag::That | Tag::To));
        if !led && !tells && !self.has_purpose(candidate) {
            return Vec::new();
        }
        let clause = (end..limit).take_while(|&i| !matches!(self.tag(i), Some(Tag::Comma | Tag::Break)));
        let mentions = clause.filter_map(|i| self.clauses.grammar.cover[i]);
        let mentions = mentions.filter(|&m| !self.helps(m) && !self.is_where(m));
        // "a treaty *that would keep members of the IRA from* …": those against whom it is made are no side of it.
        let fought = (end..limit).any(|i| {
            matches!(self.lower(i), "members" | "against" | "fight" | "combat" | "suspects" | "fugitives")
        });
        let against = |id: &EntityId| !fought || self.analysis.entities.get(*id).kind != EntityKind::Group;
        mentions.filter_map(|m| self.analysis.entities.of(m)).filter(against).collect()
    }

    /// Whether it is told to be of two sides without a word of which: "*our* defence agreement", "the *bilateral* accord",
    /// "the *two countries'* agreement".
    fn is_ours(&self, candidate: &Candidate) -> bool {
        let start =
            candidate.phrase.map_or(candidate.tokens.start, |p| self.clauses.grammar.phrases[p].start);
        let own = (start..candidate.head).any(|i| matches!(self.lower(i), "our" | "their" | "bilateral"));
        // "*Both countries* signed a memorandum".
        let grammar = self.clauses.grammar;
        let by = candidate.verb.map(|v| &grammar.verbs[v]).filter(|g| g.object == candidate.phrase);
        let both = by.and_then(|g| g.subject).map(|s| grammar.phrases[s]).is_some_and(|s| {
            let two = (s.start..s.end).any(|i| matches!(self.lower(i), "both" | "two"));
            two && matches!(
                self.lower(s.head),
                "countries"
                    | "nations"
                    | "governments"
                    | "sides"
                    | "states"
                    | "two"
                    | "both"
                    | "leaders"
                    | "presidents"
                    | "ministers"
                    | "premiers"
                    | "men"
            )
        });
        both || own
            || (start.saturating_sub(3)..candidate.head).any(|i| {
                matches!(
                    self.lower(i),
                    "countries" | "nations" | "governments" | "sides" | "neighbors" | "neighbours"
                ) && self.tag(i + 1) == Some(Tag::Possessive)
            })
    }

    /// Whether it is told to be of more than two: "an *international* treaty".
    pub(super) fn is_of_many(&self, candidate: &Candidate) -> bool {
        (candidate.tokens.start..candidate.head).any(|i| {
            matches!(
                self.lower(i),
                "international"
                    | "multilateral"
                    | "global"
                    | "universal"
                    | "regional"
                    | "worldwide"
                    | "european"
            )
        })
    }

    /// The two parties of the last event told of, in a sentence near before.
    fn two_sides(&self, sentence: usize) -> Vec<String> {
        let first = self.analysis.sentences[sentence.saturating_sub(SENTENCES_BACK)].span.start;
        let here = self.analysis.sentences[sentence].span;
        let near = self
            .events
            .iter()
            .rev()
            .filter(|e| e.evidence.iter().any(|s| s.start >= first && s.end <= here.end));
        let sides = near.map(|e| {
            let mut codes = Vec::new();
            self.extend(&mut codes, e.actors.iter().chain(&e.recipients).copied());
            codes
        });
        sides.into_iter().find(|codes| codes.len() == 2).unwrap_or_default()
    }

    /// Of a known agreement those parties that the report speaks of; all, where it speaks of none; and where it is open
    /// to all states, those that the words here bind to it.
    fn known_parties(&self, known: &Known, named: Vec<String>, candidate: &Candidate) -> (Vec<String>, bool) {
        let all = self.of_the_day(known.parties);
        if all.is_empty() {
            let mut codes = named;
            // "ratified the treaty", "withdrew from the treaty"; but "held talks *on* the treaty" binds nobody.
            let grammar = self.clauses.grammar;
            let phrase = grammar.phrase(candidate.tokens.start).map(|p| grammar.phrases[p]);
            let led = phrase.and_then(|p| p.preposition).map_or("", |t| self.lower(t));
            if !matches!(led, "at" | "on" | "over" | "with" | "by" | "against" | "for" | "despite") {
                let bound = self.bound(candidate);
                self.extend(&mut codes, bound.into_iter());
            }
            // What a body has declared is its own, and the members of a regional one are bound by what they made under its roof;
            // but no body is a party to a treaty that is open to the world.
            let own = known.kind == "other";
            let body = known.under.filter(|body| codes.is_empty() && (own || REGIONAL.contains(body)));
            // "the *UN* Convention on the Law of the Sea": the words themselves tell under whose roof.
            let named = known.under.filter(|body| *body == "UN" && codes.is_empty()).filter(|_| {
                let first = self.lower(candidate.tokens.start);
                matches!(first, "un" | "u.n" | "u.n." | "united")
            });
            return match (body, named) {
                (Some(body), _) => (vec![body.to_owned()], true),
                (None, Some(body)) => (vec![body.to_owned()], false),
                (None, None) => (codes, false),
            };
        }
        // "pulled out of the Trans-Pacific Partnership": of many parties the one that is told to leave or join.
        if all.len() > 8 {
            let mut bound = Vec::new();
            self.extend(&mut bound, self.bound(candidate).into_iter());
            bound.retain(|code| all.contains(&code.as_str()));
            if !bound.is_empty() {
                return (bound, false);
            }
        }
        let told: Vec<String> =
            all.iter().filter(|code| self.told.contains(**code)).map(|&code| code.to_owned()).collect();
        if told.len() >= 2 || told.len() == all.len() || all.len() > 4 && !told.is_empty() {
            (told, false)
        } else {
            (all.iter().map(|&c| c.to_owned()).collect(), true)
        }
    }

    /// Of a state and the one that took its place the one that is there on the day of the report: the Soviet Union and Russia.
    pub(super) fn of_the_day(&self, parties: &[&'static str]) -> Vec<&'static str> {
        let soviet = self.analysis.document.published_on().is_some_and(|day| day.year() < 1992);
        let gone = if soviet { "RUS" } else { "SUN" };
        let both = parties.contains(&"SUN") && parties.contains(&"RUS");
        parties.iter().copied().filter(|&code| !both || code != gone).collect()
    }

    /// Adds the codes of entities, and not one twice. Persons act for their party.
    pub(super) fn extend(&self, codes: &mut Vec<String>, more: impl Iterator<Item = EntityId>) {
        for id in more {
            for member in self.analysis.entities.expanded(id) {
                let entity = self.analysis.entities.get(member);
                // "MEXICO CITY – Guatemala's rebels signed": where it was written.
                let only_where = entity.kind == EntityKind::State
                    && !entity.mentions.is_empty()
                    && entity.mentions.iter().all(|&m| is_setting(self.analysis, m));
                if entity.kind != EntityKind::Place
                    && !only_where
                    && !entity.party.as_deref().is_some_and(|p| NO_PARTIES.contains(&p))
                    && let Some(code) = entity.party.clone()
                    && !codes.contains(&code)
                {
                    codes.push(code);
                }
            }
        }
    }

    /// The body whose resolution it is: "the Security Council adopted".
    fn body(&self, candidate: &Candidate, sentence: usize) -> Option<String> {
        let bound = self.bound(candidate);
        let organization = |id: &EntityId| self.analysis.entities.get(*id).kind == EntityKind::Organization;
        let passes = bound.iter().find(|id| organization(id)).copied();
        let range = self.analysis.sentences[sentence].tokens.clone();
        let first = self.analysis.sentences[sentence.saturating_sub(1)].tokens.start;
        let words = self.analysis.tokens.span(first, range.end).of(&self.analysis.tokens.lower);
        let united = || {
            (words.contains("security council")
                || words.contains("general assembly")
                || words.contains("unsc"))
            .then(|| "UN".to_owned())
        };
        // "Resolution 2790": so numbered are those of the Security Council, where the report speaks of it.
        let numbered = || {
            let last = candidate.tokens.end - 1;
            let number = self.lower(last).parse::<u16>().is_ok_and(|n| n > 99);
            (number && self.told.contains("UN")).then(|| "UN".to_owned())
        };
        let code = |id: EntityId| self.analysis.entities.get(id).party.clone();
        // "a resolution *at the OAS*", "the resolution *of the Arab League*".
        let housed = || {
            let end = candidate.tokens.end;
            let preposition = matches!(self.lower(end), "at" | "of" | "by" | "in");
            let place = (end + 1..range.end.min(end + 6)).find_map(|i| self.clauses.grammar.cover[i]);
            place.filter(|_| preposition).and_then(|m| self.analysis.entities.of(m)).filter(organization)
        };
        let only = || {
            let here = (first..range.end).filter_map(|i| self.clauses.grammar.cover[i]);
            let mut bodies: Vec<EntityId> =
                here.filter_map(|m| self.analysis.entities.of(m)).filter(organization).collect();
            bodies.sort();
            bodies.dedup();
            (bodies.len() == 1).then(|| bodies[0])
        };
        passes
            .or_else(housed)
            .and_then(code)
            .or_else(united)
            .or_else(numbered)
            .or_else(|| {
                // "The European Parliament votes to *pass* a resolution": the body that is named before the verb.
                let verb = candidate.verb.map(|v| self.clauses.grammar.verbs[v])?;
                let passed = ["pass", "adopt", "approv", "vot", "back", "endors"];
                if !passed.iter().any(|s| self.lower(verb.head).starts_with(s)) {
                    return None;
                }
                let before = (range.start..verb.start).filter_map(|i| self.clauses.grammar.cover[i]);
                before.filter_map(|m| self.analysis.entities.of(m)).find(organization).and_then(code)
            })
            // "did not endorse a resolution, officials *of the Gulf Cooperation Council* said": the one body that is told.
            .or_else(|| only().and_then(code))
            .or_else(|| self.spoken_of_body())
    }

    /// Parties that the words themselves name: "U.S.-Japan pact", "deal between X and Y", "ceasefire with Z".
    pub(super) fn named_parties(&self, candidate: &Candidate, sentence: usize) -> Vec<String> {
        let grammar = self.clauses.grammar;
        let limit = self.analysis.sentences[sentence].tokens.end;
        let mut codes: Vec<String> = Vec::new();
        let add = |token: usize, codes: &mut Vec<String>| {
            // One word may name two: "India-Russia".
            let word = self.analysis.tokens.list[token].span;
            let mentions = &self.analysis.mentions;
            let first = mentions.partition_point(|m| m.phrase.start < word.start);
            let inside = (first..mentions.len())
                .take_while(|&m| mentions[m].phrase.start < word.end)
                .filter(|&m| word.contains(mentions[m].span));
            let cover = grammar.cover[token].into_iter();
            // The city of its name is where it was made: "the *Paris* Accord"; but "the Tokyo-Seoul pact".
            let city = |m: MentionId| {
                candidate.tokens.contains(&token)
                    && token < candidate.head
                    && mentions[m].form == MentionForm::Metonym
                    && mentions[m].span == word
            };
            for mention in inside.chain(cover).filter(|&m| !self.helps(m) && !city(m)) {
                self.extend(codes, self.analysis.entities.of(mention).into_iter());
            }
        };
        let start = candidate.phrase.map_or(candidate.tokens.start, |p| grammar.phrases[p].start);
        if (start..candidate.head).any(|i| self.lower(i) == "inter-korean") {
            return vec!["PRK".to_owned(), "KOR".to_owned()];
        }
        // The words of a name that is known tell nothing of its parties: "the *Paris* Agreement".
        let own = |token: &usize| candidate.known.is_some() && candidate.tokens.contains(token);
        for token in (start.min(candidate.tokens.start)..candidate.tokens.end).filter(|t| !own(t)) {
            add(token, &mut codes);
        }
        // After the name: "between", "with", "by", over a list.
        // "the statement on Karabakh, *signed by* Armenia and Russia".
        let apposed = (candidate.tokens.end..limit.min(candidate.tokens.end + 5)).find(|&i| {
            self.lower(i) == ","
                && self.lower(i + 2) == "by"
                && BINDING.iter().any(|s| self.lower(i + 1).starts_with(s))
        });
        let mut at = apposed.map_or(candidate.tokens.end, |comma| comma + 2);
        while at < limit.min(candidate.tokens.end + 30) {
            // "reached by Chad and Niger", "the agreement by the tin producers"; but not "welcomed by".
            let by = self.lower(at) == "by"
                && (at == candidate.tokens.end || BINDING.iter().any(|s| self.before(at).starts_with(s)))
                && !HELPERS.contains(&self.before(at));
            if by || matches!(self.lower(at), "between" | "with" | "among") {
                let mut next = grammar.phrase(at + 1);
                let mut previous = None;
                while let Some(p) = next {
                    let member = grammar.phrases[p];
                    // "by *the leaders of* Chad and Niger".
                    let led = by
                        && codes.is_empty()
                        && member.preposition.is_some_and(|t| self.lower(t) == "of" && t + 3 > member.start);
                    if previous.is_some() && member.joined != previous && !led {
                        break;
                    }
                    for token in member.start..member.end {
                        add(token, &mut codes);
                    }
                    previous = Some(p);
                    next = (member.end..member.end + 3).find_map(|t| grammar.phrase(t));
                }
                break;
            }
            // "the agreement *sealed on Monday in Oslo* between X and Y".
            let made = at == candidate.tokens.end
                && self.tag(at) == Some(Tag::Finite)
                && status_by(self.lower(at)).is_some()
                && self.tag(at + 1) == Some(Tag::Preposition);
            let placed = self.tag(at) == Some(Tag::Name) && matches!(self.before(at), "in" | "on" | "at");
            let goes_on = made
                || placed
                || matches!(
                    self.tag(at),
                    Some(
                        Tag::Preposition
                            | Tag::Noun
                            | Tag::Determiner
                            | Tag::Adjective
                            | Tag::Number
                            | Tag::Participle
                            | Tag::Conjunction
                            | Tag::Auxiliary
                    )
                );
            if !goes_on {
                break;
            }
            at += 1;
        }
        codes
    }
}
