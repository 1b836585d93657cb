//! Triggers of the model together with those of the rules.
//!
//! Where a rule and the model mark the same words, the rule's parties and code are kept, and the status and the mode are
//! the model's; where the model is sure of another type than a doubtful rule, it has its way. A rule's trigger of which
//! the model thinks nothing is dropped; what the model alone is sure of is added with the parties that it points to. The
//! thresholds were set on gold records held out of its training.

use super::people::is_people;
use super::{FoundTrigger, RoleClass};
use crate::analyze::clause::{Clauses, Tag};
use crate::analyze::trigger::{Cues, mode};
use crate::analyze::word::mark;
use crate::analyze::{Analysis, EntityId, EntityKind, Role, Status, Trigger, trigger};
use crate::text::Span;

/// A rule's trigger is kept where the model gives its words at least this probability: less sure rules need more.
const RULE: f32 = 0.1;
const DOUBTFUL: f32 = 0.2;
const WEAK: f32 = 0.5;
/// A rule that was right this often on coded reports is only given up where the model is sure that there is nothing.
const PROVEN: f32 = 0.85;
const REFUSED: f32 = 0.05;
/// One whose words can mean nothing else is kept whatever the model thinks: "participants in the call included".
const CERTAIN: f32 = 0.95;
/// What the model alone finds is added where it is a trigger of its type with this probability.
const ALONE: f32 = 0.5;
/// From this probability on, the model may say who takes part in what a rule tells of.
const POINTED: f32 = 0.6;
/// From this probability on, the model's type goes before that of a rule which is right less often than `CLEAR`, where
/// that type is likelier than all others together.
const RETYPED: f32 = 0.85;
const TYPED: f32 = 0.5;
const CLEAR: f32 = 0.8;
/// From this probability on, the model says how an act of the same type was done where no rule tells, and whether it
/// happened where it is so sure of that.
const TOLD: f32 = 0.5;
const HAPPENED: f32 = 0.97;

/// Sayings before what the model finds among which the one that it stands in is looked for.
const SAYINGS_BACK: usize = 6;

/// Heads of phrases that tell of others than those whose they are: "Kenya's *partners*".
const OF_OTHERS: &[&str] = &[
    "partners",
    "allies",
    "friends",
    "critics",
    "opponents",
    "supporters",
    "backers",
    "rivals",
    "neighbours",
    "neighbors",
    "enemies",
    "ambassadors",
    "diplomats",
    "citizens",
    "nationals",
    "victims",
    "people",
];

/// Heads of phrases that name what is talked about, whosever it is.
const MATTERS: &[&str] = &[
    "conflict",
    "war",
    "crisis",
    "issue",
    "issues",
    "question",
    "dispute",
    "situation",
    "problem",
    "problems",
];

/// The triggers of a report, in order, and the names of those who take part and are no mention ("suspected insurgents"):
/// entities that come after those of the analysis, in this order.
pub(crate) fn combine(
    analysis: &Analysis,
    rules: Vec<Trigger>,
    found: &[FoundTrigger],
) -> (Vec<Trigger>, Vec<String>) {
    let mut parties =
        Parties { analysis, clauses: Clauses::new(analysis), cues: Cues::new(analysis), unnamed: Vec::new() };
    let mut all: Vec<Trigger> = Vec::with_capacity(rules.len() + found.len());
    let mut taken = vec![false; found.len()];
    for mut rule in rules {
        let from = found.partition_point(|f| f.span.end <= rule.span.start);
        let over: Vec<usize> =
            (from..found.len()).take_while(|&i| found[i].span.start < rule.span.end).collect();
        for &i in &over {
            taken[i] = true;
        }
        let mine = over.iter().map(|&i| &found[i]).max_by(|a, b| a.score.total_cmp(&b.score));
        let likeliest = mine.map_or(0.0, |f| f.score);
        let least = match rule.score {
            s if s >= CERTAIN => 0.0,
            s if s >= PROVEN => REFUSED,
            s if s >= 0.45 => RULE,
            s if s >= trigger::WEAK => DOUBTFUL,
            _ => WEAK,
        };
        if likeliest >= least {
            // Two that agree are surer than either; a model that doubts takes from the rule.
            let score = if likeliest > rule.score {
                rule.score + (likeliest - rule.score) * 0.6
            } else {
                rule.score * (0.7 + 0.3 * likeliest / rule.score.max(0.01))
            };
            let method = format!("{}+model", rule.method);
            if let Some(other) = mine.and_then(|f| parties.retyped(&rule, f)) {
                all.push(Trigger { method, ..other });
                continue;
            }
            for i in over.into_iter().filter(|&i| found[i].score >= POINTED) {
                parties.complete(&mut rule, &found[i]);
            }
            if let Some(f) = mine.filter(|f| f.event == rule.event && f.score >= TOLD) {
                // What the words deny is denied: "has *not publicly accused*".
                let unmet = parties.clauses.is_unmet_in(rule.span);
                if f.told >= HAPPENED && rule.status != Status::Negated && !unmet {
                    rule.status = f.status;
                }
                // What the words beside it tell is surer than the model.
                let told = rule.mode.or_else(|| mode::by_words(analysis, &rule));
                rule.mode =
                    told.or(f.mode.filter(|m| has_mode(f.event, m) && mode::may_be(analysis, &rule, m)));
            }
            all.push(Trigger { method, score, ..rule });
        }
    }
    let sure = found
        .iter()
        .zip(taken)
        .filter(|(f, taken)| !taken && f.score * f.typed >= ALONE && !is_quoted(analysis, f.span));
    all.extend(sure.filter_map(|(f, _)| parties.alone(f)));
    all.sort_by_key(|t| (t.span.start, t.span.end));
    join_phrases(analysis, &mut all);
    let hollow: Vec<bool> = (0..all.len()).map(|i| is_hollow(analysis, &all, i)).collect();
    let mut hollow = hollow.into_iter();
    all.retain(|_| hollow.next() != Some(true));
    (all, parties.unnamed)
}

/// How far before the words of an act those that only introduce it stand.
const INTRODUCED: usize = 6;

/// What the model alone finds in the phrase whose noun tells a rule of the same act is that act: "at the *NATO* summit", "a
/// *two-day* visit". The rule's takes from it those whom it lacks.
fn join_phrases(analysis: &Analysis, all: &mut Vec<Trigger>) {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let phrase = |span: Span| {
        let own = tokens.within(span);
        let verbal = own.clone().any(|at| grammar.verb(at).is_some());
        own.clone().find_map(|at| grammar.phrase(at)).filter(|_| !verbal)
    };
    for index in (0..all.len()).rev() {
        if all[index].method != "model" {
            continue;
        }
        let Some(own) = phrase(all[index].span) else { continue };
        let event = all[index].event;
        let same = |t: &Trigger| t.method != "model" && t.event == event && phrase(t.span) == Some(own);
        let near = index.saturating_sub(2)..all.len().min(index + 3);
        let Some(rule) = near.into_iter().find(|&i| same(&all[i])) else { continue };
        let known = all[rule].roles.clone();
        // Who has no name is an entity that comes after those of the analysis.
        let key = |e: EntityId| analysis.entities.list.get(e.0 as usize).and_then(|e| e.party.as_deref());
        for (role, entity) in all[index].roles.clone() {
            let other = !known.iter().any(|&(_, e)| e == entity || key(e).is_some() && key(e) == key(entity));
            let lacks = event == "CONSULT" && !known.iter().any(|&(r, _)| r == role);
            if lacks && other {
                all[rule].roles.push((role, entity));
            }
        }
        all.remove(index);
    }
}

/// Whether trigger `index`, which the model alone found, says nothing by itself: "*will* impose sanctions", "*announces
/// the* closure" only introduce what another tells.
fn is_hollow(analysis: &Analysis, all: &[Trigger], index: usize) -> bool {
    let trigger = &all[index];
    if trigger.method != "model" {
        return false;
    }
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let own = tokens.within(trigger.span);
    let function = |at: usize| grammar.words[at].class != 0;
    if own.clone().all(function) {
        return true;
    }
    let announces = |at: usize| {
        matches!(
            tokens.lower(at),
            "announce"
                | "announces"
                | "announced"
                | "announcing"
                | "announcement"
                | "votes"
                | "voted"
                | "vote"
        )
    };
    let told = own.clone().all(|at| function(at) || announces(at));
    told && all[index + 1..]
        .iter()
        .take_while(|t| t.sentence == trigger.sentence)
        .any(|t| tokens.at_or_after(t.span.start) < own.end + INTRODUCED)
}

/// Words in quotation marks that are no more than these are part of the report's own clause.
const SHORT_QUOTATION: usize = 8;

/// Whether words stand in quotation marks, where somebody speaks of acts rather than that the report tells one: not "which
/// *"strongly condemned"* it", where the report only takes over the words.
fn is_quoted(analysis: &Analysis, span: Span) -> bool {
    let quotation = analysis.quotations.partition_point(|q| q.outer.end <= span.start);
    analysis.quotations.get(quotation).is_some_and(|q| {
        let own = analysis.tokens.within(q.outer);
        let starts = q.outer.of(analysis.text()).chars().find(|c| c.is_alphabetic());
        let short = own.len() <= SHORT_QUOTATION + 2 && starts.is_some_and(char::is_lowercase);
        q.outer.contains(span) && !short
    })
}

/// Those whom the trained reader points to.
struct Parties<'a> {
    analysis: &'a Analysis<'a>,
    clauses: Clauses<'a>,
    cues: Cues,
    /// Names of those who are no mention.
    unnamed: Vec<String>,
}

impl Parties<'_> {
    /// A trigger that the model found, with its parties; none when nobody takes part.
    fn alone(&mut self, found: &FoundTrigger) -> Option<Trigger> {
        let analysis = self.analysis;
        let mut roles = self.pointed(found, |_| true);
        // "*Foreign powers must* stop meddling, he said": who must do something does not ask for it.
        let must = if found.event == "REQUEST" { self.clauses.who_must(found.span) } else { Vec::new() };
        let asked: Vec<EntityId> = must.into_iter().filter_map(|m| analysis.entities.of(m)).collect();
        if !asked.is_empty() && !self.says(found).is_empty() {
            roles.retain(|(role, e)| *role != Role::Actor || !asked.contains(e));
        }
        let has = |roles: &[(Role, EntityId)], role: Role| roles.iter().any(|&(r, _)| r == role);
        // Whom the model does not point to, the grammar may: the verb's subject and object; and who says it.
        let pointed = roles.clone();
        // "She said the council *must act*": whose words they are asks it, and of the one who is to act.
        let said = if has(&pointed, Role::Actor) { &[][..] } else { self.says(found) };
        roles.splice(0..0, said.iter().map(|&entity| (Role::Actor, entity)));
        let told = trigger::parties(analysis, found.span, found.event);
        // "*The envoys were seized* a day after": who stands before a passive verb suffers what it tells.
        let suffered = matches!(
            found.event,
            "ASSAULT" | "COERCE" | "SANCTION" | "THREATEN" | "ACCUSE" | "REQUEST" | "REJECT" | "AID"
        );
        if suffered && self.clauses.is_passive(found.span) {
            for (role, entity) in roles.iter_mut() {
                if told.contains(&(Role::Recipient, *entity)) {
                    *role = Role::Recipient;
                }
            }
        }
        let pointed = roles.clone();
        for (role, entity) in told {
            let role = if said.is_empty() { role } else { Role::Recipient };
            if !has(&pointed, role) && !roles.iter().any(|&(_, e)| e == entity) {
                roles.push((role, entity));
            }
        }
        if !has(&roles, Role::Actor) {
            let said = analysis.tokens.within(found.span);
            let speakers = said.map(|at| self.cues.speakers(analysis, at)).find(|s| !s.is_empty());
            for &entity in speakers.unwrap_or_default() {
                if !roles.iter().any(|&(_, e)| e == entity) {
                    roles.push((Role::Actor, entity));
                }
            }
        }
        if !has(&roles, Role::Actor) || matches!(found.event, "ASSAULT" | "COERCE") {
            for (role, entity) in self.unnamed(found, &roles) {
                roles.push((role, entity));
            }
        }
        // A law that is signed is no agreement.
        if found.event == "SUPPORT" && self.clauses.signs_a_law(found.span) {
            return None;
        }
        let least = match found.event {
            "ASSAULT" | "COERCE" | "SANCTION" => has(&roles, Role::Recipient),
            _ => false,
        };
        if !least && !has(&roles, Role::Actor) {
            return None;
        }
        let first = analysis.tokens.at_or_after(found.span.start);
        let told = mode::by_own_words(analysis, found.event, found.span);
        let mut trigger = Trigger {
            span: found.span,
            event: found.event,
            mode: told.or(found.mode.filter(|m| has_mode(found.event, m))),
            cameo: crate::ontology::event_type(found.event).and_then(|t| t.cameo),
            // Whatever the model takes it for: "*if* Chad *refuses*".
            status: if self.clauses.is_unmet_in(found.span) { Status::Hypothetical } else { found.status },
            roles,
            sentence: analysis.sentence_of(first),
            method: "model".to_owned(),
            score: found.score,
        };
        // What is asked for stands behind.
        if trigger.event == "REQUEST" {
            trigger.mode = mode::by_words(analysis, &trigger).or(trigger.mode);
        }
        Some(trigger)
    }

    /// Who is reported to say the words of what is asked of someone, laid to someone's charge or held out to them.
    fn says(&self, found: &FoundTrigger) -> &[EntityId] {
        let analysis = self.analysis;
        // Of "demands" and "the charge that" others may be meant, and who asks or charges stands beside such a verb.
        let mut verbs = analysis.tokens.within(found.span).filter(|&at| analysis.grammar.verb(at).is_some());
        let acts = |at: usize| !trigger::is_verb_of(analysis, at, found.event);
        if !matches!(found.event, "REQUEST" | "ACCUSE" | "THREATEN") || !verbs.next().is_some_and(acts) {
            return &[];
        }
        let tells = |i: &usize| {
            let said = &analysis.attributions[*i];
            said.cue.is_some() && said.content.iter().any(|c| c.contains(found.span))
        };
        let after = analysis.attributions.partition_point(|a| a.content[0].start <= found.span.start);
        let innermost = (after.saturating_sub(SAYINGS_BACK)..after).rev().find(tells);
        let speakers = innermost.and_then(|i| analysis.speakers.get(i)).map_or(&[][..], Vec::as_slice);
        let known = speakers.iter().all(|&e| analysis.entities.get(e).party.is_some());
        if known { speakers } else { &[] }
    }

    /// The trigger as the model types it, where it is sure that a doubtful rule's type is wrong.
    fn retyped(&mut self, rule: &Trigger, found: &FoundTrigger) -> Option<Trigger> {
        // A rule that asks for more than a word has seen what is done: "grants asylum", "closes the consulate".
        let clear = rule.score >= CLEAR || trigger::asks_for_more(&rule.method);
        let sure = found.score >= RETYPED && found.typed >= TYPED;
        let other = found.event != rule.event && sure && !clear;
        let mut other = other.then(|| self.alone(found)).flatten()?;
        // "Ruled out *any talks*": the talks are not held, and who does not want them has refused.
        if other.event == "REJECT" && other.status == Status::Negated {
            other.status = Status::Actual;
        }
        // "Was barred *by Chad*": whatever the act is called, the grammar says who does it to whom.
        let turned = |&(role, e): &(Role, EntityId)| other.roles.iter().any(|&(r, f)| f == e && r != role);
        if rule.roles.len() == other.roles.len() && rule.roles.iter().all(turned) {
            other.roles.clone_from(&rule.roles);
        }
        Some(other)
    }

    /// Adds to a rule's trigger the side that it lacks and that the model points to.
    fn complete(&mut self, rule: &mut Trigger, found: &FoundTrigger) {
        if rule.event != found.event {
            return;
        }
        let has = |roles: &[(Role, EntityId)], role: Role| roles.iter().any(|&(r, _)| r == role);
        if matches!(rule.event, "CONSULT" | "COOPERATE") {
            // Who meets whom: a rule that finds one side alone asks the model for the other.
            let roles = self.pointed(found, |_| true);
            let hosts = has(&roles, Role::Recipient) || !has(&rule.roles, Role::Recipient);
            // A body whose summit it is told to be meets, whomever the model takes for those who do: "the *Quad* summit".
            let entities = &self.analysis.entities;
            let known =
                |e: EntityId| roles.iter().any(|&(_, f)| entities.party_key(e) == entities.party_key(f));
            let body = |e: EntityId| entities.get(e).kind == EntityKind::Organization;
            // And who is told to visit is no host: "a visit *by* the president".
            let side = |e: EntityId, side: Role| {
                roles.iter().any(|&(r, f)| r == side && entities.party_key(e) == entities.party_key(f))
            };
            let turned = |role: Role, e: EntityId| match role {
                Role::Actor => side(e, Role::Recipient) && !side(e, Role::Actor),
                Role::Recipient => side(e, Role::Actor) && !side(e, Role::Recipient),
            };
            let told = rule.roles.iter().all(|&(r, e)| (!body(e) || known(e)) && !turned(r, e));
            if told
                && has(&roles, Role::Actor)
                && hosts
                && self.parties(&rule.roles) < 2
                && self.parties(&roles) >= 2
            {
                rule.roles = roles;
            }
            return;
        }
        if matches!(rule.event, "MOBILIZE" | "PROTEST" | "RETREAT") {
            return;
        }
        for side in [Role::Actor, Role::Recipient] {
            if has(&rule.roles, side) {
                continue;
            }
            let key = |e: EntityId| self.analysis.entities.party_key(e);
            let other: Vec<(Role, EntityId)> = self
                .pointed(found, |role| role == side)
                .into_iter()
                .filter(|&(_, e)| {
                    self.analysis.entities.get(e).party.is_some()
                        && !rule.roles.iter().any(|&(_, known)| known == e || key(known) == key(e))
                })
                .collect();
            rule.roles.extend(other);
        }
    }

    /// How many parties take part.
    fn parties(&self, roles: &[(Role, EntityId)]) -> usize {
        let mut keys: Vec<&str> = roles.iter().map(|&(_, e)| self.analysis.entities.party_key(e)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.len()
    }

    /// Those of the mentions that the model points to, for the sides that are `wanted`.
    fn pointed(&self, found: &FoundTrigger, wanted: impl Fn(Role) -> bool) -> Vec<(Role, EntityId)> {
        let entities = &self.analysis.entities;
        let mut roles: Vec<(Role, EntityId)> = Vec::new();
        let near = |s: Span| self.analysis.sentence_of(self.analysis.tokens.at_or_after(s.start));
        // "Guerrillas crossed over. *Israel* answered with strikes": who acts beside the words leaves no other.
        let beside = found.roles.iter().any(|&(class, span)| {
            side(class) == Some(Role::Actor)
                && near(span) == near(found.span)
                && entity_at(self.analysis, span).is_some_and(|e| entities.get(e).party.is_some())
        });
        for &(class, span) in &found.roles {
            let Some(role) = side(class).filter(|&role| wanted(role)) else { continue };
            // To whom something is done is told beside it: who is named in another sentence takes part in what that tells;
            // and who only owns what the act is about, in nothing: "a violation of *UN* resolutions".
            let sentence = |s: Span| self.analysis.sentence_of(self.analysis.tokens.at_or_after(s.start));
            let owner = found.event != "REJECT"
                && self.analysis.mention_in(span).is_some_and(|m| self.clauses.owns_matter(m));
            let meets = matches!(found.event, "CONSULT" | "COOPERATE");
            if !meets && role == Role::Recipient && (owner || sentence(span) != sentence(found.span)) {
                continue;
            }
            // Nor is who acts told only in the next sentence, which tells of another act.
            let elsewhere =
                sentence(span) > sentence(found.span) || beside && sentence(span) != sentence(found.span);
            if !meets && role == Role::Actor && elsewhere {
                continue;
            }
            // What a meeting is about takes no part in it: "a meeting *on Syria*".
            if matches!(found.event, "CONSULT" | "COOPERATE") && self.is_topic(span) {
                continue;
            }
            let meant = entity_at(self.analysis, span).map_or_else(|| self.meant(span), |e| vec![e]);
            let towards = found.mode == Some("visit") && role == Role::Recipient;
            let to = |e: EntityId| if towards { entities.state_of_place(e).unwrap_or(e) } else { e };
            // Of a list the reader may point to one alone: "the EU, *Canada* and Mexico".
            let listed = if meant.is_empty() { Vec::new() } else { self.listed(span) };
            let members = meant.into_iter().flat_map(|e| entities.expanded(to(e)));
            for member in members.chain(listed) {
                if entities.takes_part(member) && !roles.iter().any(|&(_, e)| e == member) {
                    roles.push((role, member));
                }
            }
        }
        roles
    }

    /// Whom words stand for that are no mention: "*the government*", "*we*", and "*the*" alone of a longer name.
    fn meant(&self, span: Span) -> Vec<EntityId> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        if let Some(mention) = self.analysis.mention_in(span) {
            return self.clauses.own_voice(mention).to_vec();
        }
        let own = tokens.within(span);
        let Some(phrase) = own.clone().find_map(|at| grammar.phrase(at)) else { return Vec::new() };
        // Whose partners, critics or ambassadors they are takes no part itself.
        let head = grammar.phrases[phrase].head;
        if OF_OTHERS.contains(&tokens.lower(head)) {
            return Vec::new();
        }
        let mentions = self.clauses.mentions_of(phrase);
        mentions.into_iter().filter_map(|m| self.analysis.entities.of(m)).collect()
    }

    /// Those who are named in one list with the words of `span`.
    fn listed(&self, span: Span) -> Vec<EntityId> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let Some(own) = tokens.within(span).find_map(|at| grammar.phrase(at)) else { return Vec::new() };
        let mut first = own;
        while let Some(before) = grammar.phrases[first].joined.filter(|&p| p < first && first - p < 4) {
            first = before;
        }
        let mut last = own;
        while let Some(next) =
            (last + 1..grammar.phrases.len().min(last + 4)).find(|&p| grammar.phrases[p].joined == Some(last))
        {
            last = next;
        }
        let entity = |p: usize| {
            let mention = grammar.cover[grammar.phrases[p].head]?;
            self.analysis.entities.of(mention)
        };
        if first == last { Vec::new() } else { (first..=last).filter_map(entity).collect() }
    }

    /// Whether a preposition before the words says that something is about them.
    fn is_topic(&self, span: Span) -> bool {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let at = tokens.at_or_after(span.start);
        let start = grammar.phrase(at).map_or(at, |p| grammar.phrases[p].start);
        let before = start.checked_sub(1).map_or("", |i| tokens.lower(i));
        // "Talks on terrorism, *the Libyan conflict* and other issues".
        let matter = grammar
            .phrase(at)
            .map(|p| grammar.phrases[p])
            .is_some_and(|p| grammar.cover[p.head].is_none() && MATTERS.contains(&tokens.lower(p.head)));
        matter || matches!(before, "on" | "about" | "over" | "regarding" | "concerning")
    }

    /// Those whom the model points to and that no mention names, as entities of their own: "suspected insurgents".
    fn unnamed(&mut self, found: &FoundTrigger, known: &[(Role, EntityId)]) -> Vec<(Role, EntityId)> {
        let mut roles = Vec::new();
        for &(class, span) in &found.roles {
            let Some(role) = side(class) else { continue };
            if known.iter().any(|&(r, _)| r == role) || entity_at(self.analysis, span).is_some() {
                continue;
            }
            let Some(name) = self.group(span) else { continue };
            let list = &self.analysis.entities.list;
            // Of which state a group is that only a noun tells of, is asked where a rule finds it.
            let guessed = |i: usize| {
                let groups = &self.analysis.entities.groups;
                list[i].party.is_some() && groups.iter().any(|&(.., e)| e.0 as usize == i)
            };
            let same = (0..list.len()).find(|&i| list[i].name.eq_ignore_ascii_case(&name) && !guessed(i));
            let id = same.unwrap_or_else(|| {
                let at = self.unnamed.iter().position(|n| n.eq_ignore_ascii_case(&name));
                list.len()
                    + at.unwrap_or_else(|| {
                        self.unnamed.push(name);
                        self.unnamed.len() - 1
                    })
            });
            roles.push((role, EntityId(id as u32)));
        }
        roles
    }

    /// The words of a phrase about people, without its article.
    fn group(&self, span: Span) -> Option<String> {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let within = tokens.within(span);
        let phrase = grammar.phrases[within.clone().find_map(|at| grammar.phrase(at))?];
        let noun = tokens.lower(phrase.head);
        let people = grammar.words[phrase.head].has_mark(mark::AGENT) || is_people(noun);
        if !people || grammar.cover[phrase.head].is_some() || grammar.tags[phrase.head] != Tag::Noun {
            return None;
        }
        let start = (phrase.start..phrase.head)
            .find(|&at| !matches!(tokens.lower(at), "the" | "a" | "an" | "some" | "these" | "those"))
            .unwrap_or(phrase.head);
        let end = if tokens.lower(phrase.end) == "from" { within.end.max(phrase.end) } else { phrase.end };
        Some(tokens.span(start, end).of(self.analysis.text()).to_owned())
    }
}

/// The side of an event that a role is.
fn side(class: RoleClass) -> Option<Role> {
    match class {
        RoleClass::Actor => Some(Role::Actor),
        RoleClass::Recipient => Some(Role::Recipient),
        _ => None,
    }
}

fn has_mode(event: &str, mode: &str) -> bool {
    crate::ontology::event_type(event).is_some_and(|t| t.mode(mode).is_some())
}

/// Whom the words refer to: the entity of the mention that shares most with them.
fn entity_at(analysis: &Analysis, span: Span) -> Option<EntityId> {
    let from = analysis.mentions.partition_point(|m| m.span.start < span.start.saturating_sub(200));
    let near =
        analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.span.start < span.end + 200);
    let shared = |m: Span| m.end.min(span.end).saturating_sub(m.start.max(span.start));
    near.filter_map(|(id, m)| Some((shared(m.span).max(shared(m.phrase) / 2), analysis.entities.of(id)?)))
        .filter(|(shared, _)| *shared > 0)
        .max_by_key(|(shared, id)| (*shared, std::cmp::Reverse(*id)))
        .map(|(_, id)| id)
}
