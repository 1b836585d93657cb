//! [`Trigger`]: words that tell of an event, with its type, its status and those who take part.

pub(crate) mod mode;
mod parties;

use chancery_know::Knowledge;

use super::clause::{Clauses, Slot, Stands, Tag, VerbGroup};
use super::mention::{MentionForm, Reading};
use super::word::{Word, class};
use super::{Analysis, EntityId, EntityKind, MentionId};
use crate::text::Span;
pub(crate) use parties::{Cues, parties};
use parties::{enough, roles, speaker_at, with_groups};

/// Words that tell of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// The words, one to four where possible, the head verb or noun among them.
    pub span: Span,
    /// PLOVER event type, or `STATEMENT`.
    pub event: &'static str,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// CAMEO code.
    pub cameo: Option<&'static str>,
    /// Whether it happened.
    pub status: Status,
    /// Who and what takes part.
    pub roles: Vec<(Role, EntityId)>,
    /// Index of its sentence.
    pub sentence: usize,
    /// What found it, with the rule's name: `rule:consult.met`.
    pub method: String,
    /// How sure it is, 0 to 1.
    pub score: f32,
}

/// Whether an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It happened, or is happening.
    Actual,
    /// It is announced or scheduled.
    Planned,
    /// It is conditional, possible or wished.
    Hypothetical,
    /// It is denied, refused or cancelled.
    Negated,
    /// It is background of another time.
    Historical,
}

/// The part that someone takes in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who acts; in a symmetric event, all who take part.
    Actor,
    /// Towards whom.
    Recipient,
}

include!(concat!(env!("OUT_DIR"), "/events.rs"));

/// A rule of `rules/events/`: which words tell of which event, and where those who take part stand.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    event: &'static str,
    mode: Option<&'static str>,
    cameo: Option<&'static str>,
    status: Option<Status>,
    then: &'static [&'static str],
    before: &'static [&'static str],
    object: &'static [u16],
    not_object: &'static [u16],
    near: &'static [&'static str],
    without: &'static [&'static str],
    actors: Option<EntityKind>,
    infinitive: bool,
    person: bool,
    finite: bool,
    negated: bool,
    passive: bool,
    happens: bool,
    demand: bool,
    roles: &'static [(Slot, Role)],
    parties: u8,
    needs: &'static [Role],
    score: f32,
    #[cfg_attr(not(test), allow(dead_code))]
    examples: &'static [&'static str],
    #[cfg_attr(not(test), allow(dead_code))]
    refuses: &'static [&'static str],
}

/// CAMEO code of signing an agreement, which is no act of speech: "travels to Kyiv to sign a pact" has not signed.
const SIGNING: &str = "057";

/// Heads of phrases that name an act only as what is sought.
const YET_TO_COME: &[&str] = &[
    "talks",
    "negotiations",
    "proposal",
    "proposals",
    "deal",
    "plan",
    "effort",
    "efforts",
    "mediation",
    "mediators",
    "negotiators",
    "offer",
    "initiative",
];

/// What is set up for talks to be held.
const MADE_FOR_TALKS: &[&str] =
    &["mechanism", "mechanisms", "framework", "platform", "channel", "channels", "forum", "format", "venue"];

/// What calls for something by its terms and not by a demand.
const PROVIDING: &[&str] = &[
    "agreement",
    "accord",
    "pact",
    "treaty",
    "deal",
    "plan",
    "plans",
    "budget",
    "bill",
    "law",
    "proposal",
    "program",
    "programme",
    "contract",
    "constitution",
    "charter",
    "protocol",
    "scheme",
    "strategy",
    "draft",
];

/// A rule of a lower score is kept only where the trained reader agrees.
pub(crate) const WEAK: f32 = 0.3;

/// Whether the rule of a trigger asks for more than one word: an object, or the word that follows.
pub(crate) fn asks_for_more(method: &str) -> bool {
    let name = method.strip_prefix("rule:").unwrap_or_default();
    RULES.iter().any(|r| r.name == name && !(r.object.is_empty() && r.then.is_empty()))
}

/// Whether the verb at token `at` tells of acts of this type by some rule.
pub(crate) fn is_verb_of(analysis: &Analysis, at: usize, event: &str) -> bool {
    let verb = analysis.grammar.words[at].verb;
    verb != 0 && BY_VERB[verb as usize].iter().any(|&r| RULES[r as usize].event == event)
}

/// Whether a word in lower case may tell of an event by some rule.
pub(crate) fn is_trigger_word(word: &str) -> bool {
    WORDS
        .get(word)
        .is_some_and(|w| !BY_VERB[w.verb as usize].is_empty() || !BY_NOUN[w.noun as usize].is_empty())
}

/// Finds triggers, in order.
pub fn find(analysis: &Analysis, _know: &Knowledge) -> Vec<Trigger> {
    let clauses = Clauses::new(analysis);
    let cues = Cues::new(analysis);
    let mut found: Vec<Trigger> = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let mut taken = sentence.tokens.start;
        for at in sentence.tokens.clone() {
            let word = clauses.words[at];
            if clauses.cover[at].is_some() {
                continue;
            }
            let mut best: Option<(Trigger, usize)> = None;
            if word.verb != 0 && at >= taken {
                let rules = BY_VERB[word.verb as usize];
                if !rules.is_empty()
                    && let Some(group) = clauses.verb_group(at, sentence)
                {
                    // What is not done is told by the rules about that, if any fits.
                    let of = |negated: bool| {
                        let rules =
                            rules.iter().map(|&r| &RULES[r as usize]).filter(|r| r.negated == negated);
                        rules
                            .filter_map(|r| verb_trigger(&clauses, &cues, r, &group, index))
                            .fold(None, better)
                    };
                    best = of(true).or_else(|| of(false));
                }
            }
            if best.is_none() && word.noun != 0 && at >= taken {
                let rules = BY_NOUN[word.noun as usize].iter();
                best = rules
                    .filter_map(|&r| noun_trigger(&clauses, &RULES[r as usize], at, index))
                    .fold(None, better);
            }
            if let Some((trigger, end)) = best {
                taken = end;
                found.push(trigger);
            }
        }
    }
    found
}

/// The surer of two candidates, of equals the longer.
fn better(best: Option<(Trigger, usize)>, candidate: (Trigger, usize)) -> Option<(Trigger, usize)> {
    match best {
        Some(best) if (best.0.score, best.1) >= (candidate.0.score, candidate.1) => Some(best),
        _ => Some(candidate),
    }
}

/// Whether a sentence has one of `near` and none of `without`.
fn words_allow(clauses: &Clauses, rule: &Rule, sentence: usize) -> bool {
    let range = clauses.analysis.sentences[sentence].tokens.clone();
    let has = |list: &[&str]| range.clone().any(|i| list.contains(&clauses.analysis.tokens.lower(i)));
    (rule.near.is_empty() || has(rule.near)) && (rule.without.is_empty() || !has(rule.without))
}

/// Whether someone pays a call: "called on *President X*", of whom nothing is asked; what follows begins at token `at`.
fn pays_call(clauses: &Clauses, group: &VerbGroup, at: usize) -> bool {
    let tokens = &clauses.analysis.tokens;
    let calls = tokens.lower(group.head).starts_with("call") && !clauses.governs_infinitive(group);
    let person = (at..at + 5)
        .take_while(|&i| i < tokens.len())
        .find_map(|i| clauses.cover[i])
        .map(|m| &clauses.analysis.mentions[m])
        .filter(|m| matches!(m.reading, Reading::Person { .. } | Reading::Office { .. }));
    let Some(person) = person.filter(|_| calls) else { return false };
    let next = tokens.at_or_after(person.phrase.end);
    let clause = clauses.analysis.sentences[clauses.analysis.sentence_of(at)].tokens.end;
    !(next..clause).any(|i| matches!(tokens.lower(i), "to" | "for" | "not"))
}

fn verb_trigger(
    clauses: &Clauses,
    cues: &Cues,
    rule: &Rule,
    group: &VerbGroup,
    sentence: usize,
) -> Option<(Trigger, usize)> {
    let tokens = &clauses.analysis.tokens;
    let limit = clauses.analysis.sentences[sentence].tokens.end;
    // "The border *reopened*": as if it were told that somebody did it.
    let undergone = VerbGroup { passive: true, ..*group };
    let happens = rule.happens && !group.passive && clauses.noun_before(&undergone, rule.object).is_some();
    let group = if happens { &undergone } else { group };
    let mut end = group.head + 1;
    if !rule.then.is_empty() {
        let mut next = end;
        while next < limit
            && (clauses.words[next].is(class::ADVERB)
                || clauses.grammar.tags[next] == Tag::Adverb
                || clauses.is_quote(next))
            && !rule.then.contains(&tokens.lower(next))
        {
            next += 1;
        }
        if !rule.then.contains(&tokens.lower(next)) {
            return None;
        }
        end = next + 1;
    }
    if !rule.object.is_empty() {
        let before = clauses.noun_before(group, rule.object);
        let object = if group.passive {
            before?
        } else {
            before.or_else(|| clauses.noun_after(end, rule.object, limit))?
        };
        end = end.max(object + 1);
    }
    if !rule.not_object.is_empty() && clauses.noun_after(end, rule.not_object, limit).is_some() {
        return None;
    }
    if !words_allow(clauses, rule, sentence) {
        return None;
    }
    if rule.negated && !group.negated
        || rule.passive && !group.passive
        || rule.infinitive && !clauses.governs_infinitive(group)
        || rule.person && !pays_call(clauses, group, end)
        || rule.finite && group.infinitive && group.governor.is_some() && !clauses.goes_on(group)
        || rule.demand && !clauses.demands(group)
    {
        return None;
    }
    // Nor is anyone accused of agreeing or helping: "claims that Iran *agreed* to talks".
    let friendly = rule.event == "ACCUSE" && clauses.claims_goodwill(group);
    // What a plan or an agreement calls for is its content.
    let provides = rule.event == "REQUEST"
        && clauses
            .subject_of(group)
            .map(|p| clauses.grammar.phrases[p].head)
            .is_some_and(|head| clauses.cover[head].is_none() && PROVIDING.contains(&tokens.lower(head)));
    let pays_call = rule.event == "REQUEST" && rule.then.contains(&"on") && pays_call(clauses, group, end);
    if clauses.describes_visitor(group) || friendly || provides || pays_call {
        return None;
    }
    let mut slots = clauses.slots_of_verb(group, sentence);
    // "*Kenyans* protested" tells of people, and not of their state.
    let people = |&(slot, m): &(Slot, MentionId)| {
        slot == Slot::Subject && clauses.analysis.mentions[m].form == MentionForm::Demonym
    };
    if rule.actors == Some(EntityKind::State) && slots.iter().any(people) {
        return None;
    }
    // "Refused to negotiate *with the rebels*": those with or to whom it is not done.
    if rule.event == "REJECT" && rule.then.contains(&"to") {
        let towards = |(slot, _): &(Slot, MentionId)| matches!(slot, Slot::With | Slot::Object);
        let refused = clauses.infinitives(group).next();
        slots.extend(refused.into_iter().flat_map(|v| clauses.slots_of_verb(v, sentence)).filter(towards));
    }
    // "Attend the *NATO* summit": the body whose meeting it is meets too.
    if rule.event == "CONSULT" && !rule.object.is_empty() && end > group.head + 1 {
        let bodies = clauses.bodies_before(end - 1);
        slots.extend(bodies.into_iter().map(|m| (Slot::With, m)));
    }
    // "Thousands of people gather *in Prague*": of whom nothing else is told, the place tells whose they are.
    let known =
        |&(slot, m): &(Slot, MentionId)| slot == Slot::Subject && clauses.analysis.entities.of(m).is_some();
    let people = clauses.subject_of(group).is_some_and(|p| {
        let head = clauses.lower(clauses.grammar.phrases[p].head);
        head.ends_with('s') || matches!(head, "people" | "crowd" | "mob")
    });
    if rule.event == "PROTEST" && people && !slots.iter().any(known) {
        let told: Vec<Slot> = rule.roles.iter().map(|&(slot, _)| slot).collect();
        let there = clauses.where_people_are(group, &slots, &told, sentence);
        slots.extend(there.into_iter().map(|m| (Slot::Subject, m)));
    }
    // "Reiterated that an attack *would be met* with sanctions": who says so threatens.
    let protested = rule.event == "ACCUSE" && rule.name.starts_with("accuse.protest");
    if (rule.event == "THREATEN" || protested)
        && group.passive
        && !slots.iter().any(|(slot, _)| *slot == Slot::By)
    {
        slots.extend(clauses.who_says(group).into_iter().map(|m| (Slot::By, m)));
    }
    // "Signed a protocol," he wrote: who speaks is the subject that is left out.
    let mut speakers: Vec<EntityId> = Vec::new();
    if !group.passive && clauses.subject_of(group).is_none() {
        speakers.extend(speaker_at(clauses.analysis, group.head));
    }
    // Who is found to say it acts by saying it, where the clause has no actor: "the statement, *she* said, urges".
    if speakers.is_empty() && !group.passive && is_speech(rule.event) {
        let said = cues.speakers(clauses.analysis, group.head);
        // Who agrees and supports is mostly told; in a release of a government it is all who met.
        let released = clauses.analysis.document.government().is_some() && said.len() > 1;
        if released || matches!(rule.event, "REQUEST" | "ACCUSE" | "THREATEN") {
            speakers.extend(said);
        }
    }
    let status = clauses.status(group, is_speech(rule.event) && rule.cameo != Some(SIGNING));
    // An easing is conceded by who announces it: "announces that it *will allow* travel".
    let status = match status {
        Status::Planned if rule.event == "CONCEDE" && clauses.is_announced(group) => Status::Actual,
        status => status,
    };
    // "March *to demand*": what it is for is no act of its own.
    let aim = group.infinitive && is_speech(rule.event);
    let groups = if aim { Vec::new() } else { clauses.groups_of_verb(group, sentence) };
    complete(
        clauses,
        rule,
        (&slots, &groups),
        &speakers,
        tokens.span(group.head, end.max(group.head + 1)),
        status,
        sentence,
    )
    .map(|t| if clauses.is_unmet(group) { Trigger { status: Status::Hypothetical, ..t } } else { t })
    .map(|t| (t, end))
}

fn noun_trigger(clauses: &Clauses, rule: &Rule, at: usize, sentence: usize) -> Option<(Trigger, usize)> {
    let tokens = &clauses.analysis.tokens;
    let limit = clauses.analysis.sentences[sentence].tokens.end;
    let mut end = at + 1;
    if !rule.then.is_empty() {
        let next = if clauses.is_quote(end) { end + 1 } else { end };
        if !rule.then.contains(&tokens.lower(next)) {
            return None;
        }
        end = next + 1;
    }
    if !rule.object.is_empty() {
        end = clauses.noun_after(end, rule.object, limit)? + 1;
    }
    let preposition = || clauses.grammar.phrases[clauses.grammar.phrase(at)?].preposition;
    if !rule.before.is_empty() && !preposition().is_some_and(|t| rule.before.contains(&tokens.lower(t))) {
        return None;
    }
    if !words_allow(clauses, rule, sentence) {
        return None;
    }
    // "Ceasefire *negotiations*", "the truce *proposal*" are of what is not there yet.
    let head = clauses.grammar.phrase(at).map_or(at, |p| clauses.grammar.phrases[p].head);
    if rule.event == "RETREAT" && head > at && YET_TO_COME.contains(&tokens.lower(head)) {
        return None;
    }
    // "Greece is *not prepared to* give up" its rights: nothing is offered.
    if rule.event == "AGREE" && at.checked_sub(1).is_some_and(|i| tokens.lower(i) == "not") {
        return None;
    }
    // "To set up a mechanism *for consultations*": talks are what it is for.
    let made_for = || {
        let led = preposition().filter(|&t| matches!(tokens.lower(t), "for" | "of"))?;
        led.checked_sub(1).map(|t| MADE_FOR_TALKS.contains(&tokens.lower(t)))
    };
    if rule.event == "CONSULT" && made_for() == Some(true) {
        return None;
    }
    // "Will decide *in consultation* with its allies" tells how it is done.
    if tokens.lower(at) == "consultation" && at.checked_sub(1).is_some_and(|i| tokens.lower(i) == "in") {
        return None;
    }
    // "Resigned *in protest*" tells how someone resigned; "resulted *in protests*" what came of it.
    if tokens.lower(at) == "protest" && at.checked_sub(1).is_some_and(|i| tokens.lower(i) == "in") {
        return None;
    }
    // "Sanctions on Sudan *were lifted*".
    if rule.event == "SANCTION" && clauses.is_undone(at, sentence) {
        return None;
    }
    // "The *Russo-Ukrainian* war" is no act of both.
    let pair = |i: usize| clauses.named_at(i).len() > 1;
    let owned = clauses.grammar.phrase(at).map_or(at, |p| clauses.grammar.phrases[p].start)..at;
    if rule.event == "ASSAULT" && owned.into_iter().any(pair) {
        return None;
    }
    // What is discussed is a topic: "they discussed *support for* Ukraine".
    if is_speech(rule.event) && clauses.is_discussed(at, sentence) {
        return None;
    }
    let mut slots = clauses.slots_of_noun(at, end, sentence);
    // "Building *international* support for Chad": it is that of others.
    if rule.event == "SUPPORT" && clauses.is_of_many(at) {
        slots.retain(|&(slot, _)| slot != Slot::Around);
    }
    if matches!(rule.event, "CONSULT" | "COERCE") && clauses.is_talked_of(at, sentence) {
        slots.retain(|&(slot, _)| slot != Slot::Around);
    }
    // Promises and support of "its" mostly stand beside the verb that tells whose they are.
    let owned = matches!(rule.event, "CONSULT" | "ACCUSE" | "REJECT" | "REQUEST" | "THREATEN");
    if !slots.iter().any(|&(slot, _)| slot == Slot::Possessive) {
        let owners = match clauses.owner_by_relative(at) {
            owners if !owners.is_empty() => owners,
            // "Thanked Greece *for its support* for Mali".
            _ if !owned => clauses.owner_by_reason(at, sentence),
            _ => clauses.owner_by_pronoun(at, sentence),
        };
        slots.extend(owners.into_iter().map(|m| (Slot::Possessive, m)));
    }
    // "His speech *draws* condemnation from": whose act it was is who is condemned.
    if rule.event == "ACCUSE" && !slots.iter().any(|&(slot, _)| matches!(slot, Slot::Of | Slot::Against)) {
        let provoked = clauses.provokes(at, sentence);
        slots.extend(provoked.into_iter().map(|m| (Slot::Against, m)));
    }
    // "Stressed that Chad's *disregard* for the law demands an answer": who says so blames.
    let has = |slots: &[(Slot, MentionId)], slot: Slot| slots.iter().any(|&(s, _)| s == slot);
    if rule.event == "ACCUSE" && has(&slots, Slot::Possessive) && !has(&slots, Slot::Around) {
        slots.extend(clauses.who_says_of(at).into_iter().map(|m| (Slot::Around, m)));
    }
    // Who talks *with* someone is the one of whom the sentence tells: "expects a second summit with Kim".
    let after = if clauses.is_quote(end) { end + 1 } else { end };
    let with = rule.event == "CONSULT" && tokens.lower(after) == "with";
    let alone = |slot: &Slot| {
        matches!(slot, Slot::Possessive | Slot::Subject | Slot::By | Slot::Between | Slot::Around)
    };
    if with && !slots.iter().any(|(slot, _)| alone(slot)) {
        let told = clauses.told_of(at, sentence);
        slots.extend(told.into_iter().map(|m| (Slot::Around, m)));
    }
    // "Will travel to Chad for *meetings with* its premier and a Kenyan envoy": who travels meets both.
    let others = |slot: &Slot| matches!(slot, Slot::Possessive | Slot::Subject | Slot::By | Slot::Between);
    if with && clauses.grammar.tags[at] == Tag::Noun && !slots.iter().any(|(slot, _)| others(slot)) {
        let around = slots.iter_mut().filter(|(slot, _)| *slot == Slot::Around);
        around.for_each(|(slot, _)| *slot = Slot::Subject);
    }
    if rule.mode == Some("visit") {
        clauses.hosts_before_visit(&mut slots);
    }
    // "*At the NATO summit*, the president announces": who speaks there takes part.
    let attends = rule.event == "CONSULT" && clauses.opens_at_occasion(at, sentence);
    if attends && slots.iter().any(|(slot, _)| *slot == Slot::Possessive) {
        let told = clauses.told_of(at, sentence);
        slots.extend(told.into_iter().map(|m| (Slot::Subject, m)));
    }
    if rule.event == "CONSULT" {
        slots.retain(|&(_, m)| !clauses.is_where_it_is_held(m, at));
    }
    let status = clauses.status_of_noun(at, sentence, is_speech(rule.event));
    let groups = clauses.groups_of_noun(at, end, sentence);
    complete(clauses, rule, (&slots, &groups), &[], tokens.span(at, end), status, sentence).map(|t| (t, end))
}

/// Whether an event of this type is done by speaking.
fn is_speech(event: &str) -> bool {
    matches!(
        event,
        "AGREE" | "SUPPORT" | "CONCEDE" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "STATEMENT"
    )
}

/// Fills the rule's roles from the slots, or refuses. Those around a noun count only where those at it are too few.
fn complete(
    clauses: &Clauses,
    rule: &Rule,
    (slots, groups): (&[(Slot, MentionId)], &[Stands]),
    speakers: &[EntityId],
    span: Span,
    status: Status,
    sentence: usize,
) -> Option<Trigger> {
    let mut at_trigger = roles(clauses, rule, slots, false);
    let acts = rule.roles.iter().find(|(s, _)| *s == Slot::Subject).map(|&(_, role)| role);
    if let Some(role) = acts.filter(|role| !at_trigger.iter().any(|(r, _)| r == role)) {
        let known = at_trigger.len();
        for &id in speakers.iter().rev() {
            if !at_trigger[..known].iter().any(|&(_, e)| e == id) {
                at_trigger.insert(0, (role, id));
            }
        }
    }
    let at_trigger = with_groups(clauses, rule, (slots, groups), at_trigger, false);
    let roles = match enough(clauses, rule, &at_trigger) {
        true => at_trigger,
        false => with_groups(clauses, rule, (slots, groups), roles(clauses, rule, slots, true), true),
    };
    enough(clauses, rule, &roles).then(|| Trigger {
        span,
        event: rule.event,
        mode: rule.mode,
        cameo: rule.cameo,
        status: rule.status.unwrap_or(status),
        roles,
        sentence,
        method: format!("rule:{}", rule.name),
        score: rule.score,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    fn methods(text: &str) -> Vec<String> {
        let document = Document::from_text(text);
        let analysis = crate::analyze(&document, Knowledge::embedded());
        analysis.triggers.iter().map(|t| t.method.clone()).collect()
    }

    #[test]
    fn rules_find_their_examples() {
        let mut missed = Vec::new();
        for rule in RULES {
            let name = format!("rule:{}", rule.name);
            for example in rule.examples {
                let found = methods(example);
                if !found.contains(&name) {
                    missed.push(format!("{name} misses {example:?}: {found:?}"));
                }
            }
            for sentence in rule.refuses {
                if methods(sentence).contains(&name) {
                    missed.push(format!("{name} must refuse {sentence:?}"));
                }
            }
        }
        assert!(missed.is_empty(), "{}", missed.join("\n"));
    }

    #[test]
    fn a_verb_follows_the_day_it_was_done() {
        assert_eq!(methods("Chad on March 28 signed a treaty with Mali."), ["rule:support.signed"]);
        assert_eq!(methods("Chad in 1987 signed a treaty with Mali."), ["rule:support.signed"]);
        assert_eq!(methods("Chad on Jan. 15 signed a treaty with Mali."), ["rule:support.signed"]);
        assert_eq!(methods("On Monday Chad signed a treaty with Mali."), ["rule:support.signed"]);
        assert_eq!(methods("Chad \"strongly condemned\" Mali."), ["rule:accuse.condemned"]);
        assert_eq!(methods("Chad, citing fraud, condemned Mali."), ["rule:accuse.condemned"]);
        assert_eq!(
            methods("Peru, Chile and Cuba voice support for Mali."),
            ["rule:support.reaffirmed-support"]
        );
    }

    #[test]
    fn rules_have_names_of_their_own_and_known_types() {
        let mut names: Vec<&str> = RULES.iter().map(|r| r.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|w| w[0] != w[1]), "two rules of one name");
        for rule in RULES {
            let event = crate::ontology::event_type(rule.event)
                .unwrap_or_else(|| panic!("{} has no type", rule.name));
            let known = rule.mode.is_none_or(|m| event.mode(m).is_some());
            assert!(known, "{}: {:?} is no mode of {}", rule.name, rule.mode, rule.event);
        }
    }
}
