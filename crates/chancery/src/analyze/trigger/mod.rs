//! [`Trigger`]: words that tell of an event, with its type, its status and those who take part.

use chancery_know::Knowledge;

use super::clause::{Clauses, Slot, VerbGroup};
use super::word::{Word, class};
use super::{Analysis, EntityId, EntityKind, MentionId};
use crate::text::Span;

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
    object: &'static [u16],
    not_object: &'static [u16],
    near: &'static [&'static str],
    without: &'static [&'static str],
    actors: Option<EntityKind>,
    infinitive: bool,
    finite: bool,
    negated: bool,
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

/// A rule of a lower score is kept only where the trained reader agrees.
pub(crate) const WEAK: f32 = 0.3;

/// Whether the rule of a trigger asks for more than one word: an object, or the word that follows.
pub(crate) fn asks_for_more(method: &str) -> bool {
    let name = method.strip_prefix("rule:").unwrap_or_default();
    RULES.iter().any(|r| r.name == name && !(r.object.is_empty() && r.then.is_empty()))
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

fn verb_trigger(
    clauses: &Clauses,
    cues: &Cues,
    rule: &Rule,
    group: &VerbGroup,
    sentence: usize,
) -> Option<(Trigger, usize)> {
    let tokens = &clauses.analysis.tokens;
    let limit = clauses.analysis.sentences[sentence].tokens.end;
    let mut end = group.head + 1;
    if !rule.then.is_empty() {
        let mut next = end;
        while next < limit
            && (clauses.words[next].is(class::ADVERB) || clauses.is_quote(next))
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
        || rule.infinitive && !clauses.governs_infinitive(group)
        || rule.finite && group.infinitive && group.governor.is_some()
        || rule.demand && !clauses.demands(group)
    {
        return None;
    }
    // Nor is anyone accused of agreeing or helping: "claims that Iran *agreed* to talks".
    let friendly = rule.event == "ACCUSE" && clauses.claims_goodwill(group);
    if clauses.describes_visitor(group) || friendly {
        return None;
    }
    let slots = clauses.slots_of_verb(group, sentence);
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
    complete(
        clauses,
        rule,
        slots,
        &speakers,
        tokens.span(group.head, end.max(group.head + 1)),
        status,
        sentence,
    )
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
    if !words_allow(clauses, rule, sentence) {
        return None;
    }
    // "Ceasefire *negotiations*", "the truce *proposal*" are of what is not there yet.
    let head = clauses.grammar.phrase(at).map_or(at, |p| clauses.grammar.phrases[p].head);
    if rule.event == "RETREAT" && head > at && YET_TO_COME.contains(&tokens.lower(head)) {
        return None;
    }
    // "Resigned *in protest*" tells how someone resigned.
    if rule.event == "PROTEST" && at.checked_sub(1).is_some_and(|i| tokens.lower(i) == "in") {
        return None;
    }
    // What is discussed is a topic: "they discussed *support for* Ukraine".
    if is_speech(rule.event) && clauses.is_discussed(at, sentence) {
        return None;
    }
    let mut slots = clauses.slots_of_noun(at, end, sentence);
    if rule.event == "CONSULT" && clauses.is_talked_of(at, sentence) {
        slots.retain(|&(slot, _)| slot != Slot::Around);
    }
    // Promises and support of "its" mostly stand beside the verb that tells whose they are.
    let owned = matches!(rule.event, "CONSULT" | "ACCUSE" | "REJECT" | "REQUEST" | "THREATEN");
    if !slots.iter().any(|&(slot, _)| slot == Slot::Possessive) {
        let owners = match clauses.owner_by_relative(at) {
            owners if !owners.is_empty() || !owned => owners,
            _ => clauses.owner_by_pronoun(at, sentence),
        };
        slots.extend(owners.into_iter().map(|m| (Slot::Possessive, m)));
    }
    // "His speech *draws* condemnation from": whose act it was is who is condemned.
    if rule.event == "ACCUSE" && !slots.iter().any(|&(slot, _)| matches!(slot, Slot::Of | Slot::Against)) {
        let provoked = clauses.provokes(at, sentence);
        slots.extend(provoked.into_iter().map(|m| (Slot::Against, m)));
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
    if rule.event == "CONSULT" {
        slots.retain(|&(_, m)| !clauses.is_where_it_is_held(m, at));
    }
    let status = clauses.status_of_noun(at, sentence, is_speech(rule.event));
    complete(clauses, rule, slots, &[], tokens.span(at, end), status, sentence).map(|t| (t, end))
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
    slots: Vec<(Slot, MentionId)>,
    speakers: &[EntityId],
    span: Span,
    status: Status,
    sentence: usize,
) -> Option<Trigger> {
    let mut at_trigger = roles(clauses, rule, &slots, false);
    let acts = rule.roles.iter().find(|(s, _)| *s == Slot::Subject).map(|&(_, role)| role);
    if let Some(role) = acts.filter(|role| !at_trigger.iter().any(|(r, _)| r == role)) {
        let known = at_trigger.len();
        for &id in speakers.iter().rev() {
            if !at_trigger[..known].iter().any(|&(_, e)| e == id) {
                at_trigger.insert(0, (role, id));
            }
        }
    }
    let roles =
        if enough(clauses, rule, &at_trigger) { at_trigger } else { roles(clauses, rule, &slots, true) };
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

/// The verbs that are cues of what is reported to be said: who speaks there is known.
pub(crate) struct Cues {
    /// The tokens of cues, each with its attribution; in order.
    list: Vec<(usize, usize)>,
}

impl Cues {
    pub(crate) fn new(analysis: &Analysis) -> Cues {
        let cues = analysis.attributions.iter().enumerate().filter_map(|(i, a)| Some((i, a.cue?)));
        let mut list: Vec<(usize, usize)> =
            cues.flat_map(|(i, cue)| analysis.tokens.within(cue).map(move |token| (token, i))).collect();
        list.sort_unstable();
        Cues { list }
    }

    /// Who says what the verb at token `head` introduces; nobody where it introduces nothing.
    pub(crate) fn speakers<'a>(&self, analysis: &'a Analysis, head: usize) -> &'a [EntityId] {
        let first = self.list.partition_point(|&(token, _)| token < head);
        let attribution = self.list.get(first).filter(|&&(token, _)| token == head).map(|&(_, i)| i);
        let speakers = attribution.and_then(|i| analysis.speakers.get(i)).map_or(&[][..], Vec::as_slice);
        // "Analysts said", "diplomats noted" tell of no act of a party.
        let parties = speakers.iter().all(|&e| analysis.entities.get(e).party.is_some());
        if parties { speakers } else { &[] }
    }
}

/// Who says the words at token `at`, where they are quoted.
fn speaker_at(analysis: &Analysis, at: usize) -> Option<EntityId> {
    let offset = analysis.tokens.list[at].span;
    analysis.quotation_at(offset.start)?;
    let said = analysis.attributions.iter().rposition(|a| a.content.iter().any(|c| c.contains(offset)))?;
    // A quotation without a source of its own goes on from the one before.
    let source = analysis.attributions[..=said].iter().rev().find_map(|a| a.source)?;
    analysis.entity_in(source)
}

/// Who takes which part.
fn roles(clauses: &Clauses, rule: &Rule, slots: &[(Slot, MentionId)], around: bool) -> Vec<(Role, EntityId)> {
    let entities = &clauses.analysis.entities;
    let mut roles: Vec<(Role, EntityId)> = Vec::new();
    // Where something is done is whom it is done to only if no one else is named: "strikes Hezbollah in Lebanon".
    // And whose act is condemned is nearer than what that act was against: "condemned the US embargo against Cuba".
    let rank = |slot: Slot| match slot {
        Slot::Object | Slot::Owner | Slot::Clause => 3,
        Slot::On | Slot::Against | Slot::To | Slot::With | Slot::From | Slot::Over | Slot::Possessive => 2,
        Slot::In | Slot::Into | Slot::At => 0,
        _ => 1,
    };
    let party = |m: MentionId| entities.of(m).map(|e| entities.party_key(e));
    let acting: Vec<&str> = slots
        .iter()
        .filter(|(s, _)| {
            matches!(s, Slot::Subject | Slot::Around) && rule.roles.contains(&(Slot::Subject, Role::Actor))
        })
        .filter_map(|&(_, m)| party(m))
        .collect();
    let towards = |slot: Slot| rule.roles.iter().any(|&(s, r)| s == slot && r == Role::Recipient);
    let named = |&&(slot, m): &&(Slot, MentionId)| {
        // "Closes *its embassy* in Chad": what is one's own is not to whom it is done.
        let own = party(m).is_some_and(|key| acting.contains(&key));
        towards(slot) && !own && entities.of(m).is_some_and(|e| entities.get(e).party.is_some())
    };
    let nearest = slots.iter().filter(named).map(|&(slot, _)| rank(slot)).max().unwrap_or(0);
    // Whether others than those of a mention stand where those who act do.
    let told = |by: MentionId| {
        slots.iter().any(|&(slot, m)| {
            (slot == Slot::Subject || slot == Slot::Possessive && rule.event == "REJECT")
                && rule.roles.contains(&(slot, Role::Actor))
                && entities.of(m).is_some()
                && party(m) != party(by)
        }) && !slots.contains(&(Slot::Subject, by))
    };
    let add = |roles: &mut Vec<(Role, EntityId)>, role: Role, mention: MentionId| {
        if let Some(entity) = entities.of(mention).filter(|&e| entities.takes_part(e))
            && !roles.iter().any(|&(_, e)| e == entity)
        {
            roles.push((role, entity));
        }
    };
    for &(slot, mention) in slots {
        if towards(slot) && rank(slot) < nearest {
            continue;
        }
        let slot = match slot {
            Slot::Around if around => Slot::Subject,
            slot => slot,
        };
        let Some(&(_, role)) = rule.roles.iter().find(|(s, _)| *s == slot) else { continue };
        // Where it is told who acts, "by" tells of another act: "ended the talks over a statement *by* Chad", "its
        // rejection of attempts *by* Chad".
        if slot == Slot::By && role == Role::Actor && told(mention) {
            if rule.event == "REJECT" {
                add(&mut roles, Role::Recipient, mention);
            }
            continue;
        }
        if slot == Slot::Subject && is_speech(rule.event) && clauses.owns_act(mention) {
            continue;
        }
        // "Condemned the launch as a violation of *UN* resolutions"; but "vetoed the *UN* resolution".
        let done_to = matches!(slot, Slot::Object | Slot::Owner | Slot::Clause);
        if role == Role::Recipient
            && is_speech(rule.event)
            && rule.event != "REJECT"
            && !done_to
            && clauses.owns_matter(mention)
        {
            continue;
        }
        // "Rescinds the *UN* sanctions on Iran": whose measure it is, is not whom it hits.
        if matches!(rule.event, "SANCTION" | "RETREAT")
            && matches!(slot, Slot::Object | Slot::Owner)
            && !rule.object.is_empty()
            && entities.of(mention).is_some_and(|e| entities.get(e).kind == EntityKind::Organization)
            && clauses.modifies(mention, rule.object)
        {
            continue;
        }
        let Some(entity) = entities.of(mention) else {
            // "*We* call on": those in whose words it stands.
            for &speaker in clauses.own_voice(mention) {
                if !roles.iter().any(|&(_, e)| e == speaker) {
                    roles.push((role, speaker));
                }
            }
            continue;
        };
        // What is done to a place is done to its state, and a seat of power that acts is its state.
        let entity = if role == Role::Recipient || matches!(slot, Slot::Subject | Slot::By | Slot::Possessive)
        {
            entities.state_of_place(entity).unwrap_or(entity)
        } else {
            entity
        };
        for member in entities.expanded(entity) {
            if entities.takes_part(member) && !roles.iter().any(|&(_, e)| e == member) {
                roles.push((role, member));
            }
        }
    }
    roles
}

/// Who takes part in what the words of `span` tell of, by the grammar alone: for words that no rule is about.
pub(crate) fn parties(analysis: &Analysis, span: Span, event: &str) -> Vec<(Role, EntityId)> {
    let clauses = Clauses::new(analysis);
    let tokens = analysis.tokens.within(span);
    let sentence = analysis.sentence_of(tokens.start);
    let verb = tokens.clone().find_map(|at| Some((at, analysis.grammar.verb(at)?)));
    let slots = match verb {
        Some((_, v)) => clauses.slots_of_verb(&analysis.grammar.verbs[v], sentence),
        None => {
            let Some(at) = tokens.clone().rev().find(|&at| analysis.grammar.phrase(at).is_some()) else {
                return Vec::new();
            };
            clauses.slots_of_noun(at, tokens.end, sentence)
        }
    };
    let mutual = matches!(event, "CONSULT" | "COOPERATE");
    let mut found: Vec<(Role, EntityId)> = Vec::new();
    for (slot, mention) in slots {
        let role = match slot {
            Slot::Subject | Slot::By | Slot::Possessive | Slot::Around => Role::Actor,
            Slot::With | Slot::Between if mutual => Role::Actor,
            Slot::Object | Slot::Owner | Slot::On | Slot::Against | Slot::To | Slot::With => Role::Recipient,
            Slot::Of if verb.is_none() && !mutual => Role::Recipient,
            _ => continue,
        };
        let Some(entity) = analysis.entities.of(mention) else {
            for &speaker in clauses.own_voice(mention) {
                if !found.iter().any(|&(_, e)| e == speaker) {
                    found.push((role, speaker));
                }
            }
            continue;
        };
        let entity = analysis.entities.state_of_place(entity).unwrap_or(entity);
        for member in analysis.entities.expanded(entity) {
            if analysis.entities.takes_part(member) && !found.iter().any(|&(_, e)| e == member) {
                found.push((role, member));
            }
        }
    }
    found
}

/// Whether the roles that the rule needs are filled, by as many parties as it asks for.
fn enough(clauses: &Clauses, rule: &Rule, roles: &[(Role, EntityId)]) -> bool {
    let filled = |role: Role| roles.iter().any(|&(r, _)| r == role);
    // Two persons of one party are two; a state and its minister are one.
    let entities = &clauses.analysis.entities;
    let mut parties: Vec<(&str, Option<EntityId>)> = Vec::new();
    for &(_, id) in roles {
        let one = matches!(entities.get(id).kind, EntityKind::Person | EntityKind::Group);
        let person = one.then_some(id);
        let key = entities.party_key(id);
        let same = parties.iter().any(|&(k, p)| k == key && (p.is_none() || person.is_none() || p == person));
        if !same {
            parties.push((key, person));
        }
    }
    let kinds = rule.actors.is_none_or(|kind| {
        roles.iter().any(|&(r, e)| r == Role::Actor && clauses.analysis.entities.get(e).kind == kind)
    });
    kinds && rule.needs.iter().all(|&role| filled(role)) && parties.len() >= rule.parties as usize
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
