//! Which tellings are of one act: [`same_act`], and how the later ones complete the first ([`join`]).

use super::events::{codes, keys};
use super::{Event, Place, When};
use crate::Analysis;
use crate::analyze::clause::Relation;
use crate::analyze::{EntityId, EntityKind, Status, Trigger};
use crate::text::{Case, Span};

/// Whether a verb tells of another meeting than the verb that it is joined to: "will attend the summit and *meet* the
/// ministers". With the same parties it is one.
pub(super) fn is_next_stop(analysis: &Analysis, trigger: &Trigger, new: &Event, known: &Event) -> bool {
    let grammar = &analysis.grammar;
    let verb = |span: Span| analysis.tokens.within(span).find_map(|at| grammar.verb(at));
    let sentence = analysis.sentences[trigger.sentence].span;
    let Some(own) = verb(trigger.span) else { return false };
    let joined = grammar.verbs[own].relation == Relation::Joined;
    let before = known.evidence.last().filter(|s| sentence.contains(**s)).and_then(|s| verb(*s));
    new.event == "CONSULT" && joined && before.is_some() && keys(analysis, new) != keys(analysis, known)
}

/// Sentences back in which what is done "also" was told of the first time.
const SENTENCES_BACK: usize = 3;

/// A report of no more sentences has no lead that tells in short what follows.
const ITEM: usize = 5;

/// Whether a verb tells of one more act of the kind that was just told: "met the president … *also met* the police",
/// "expels the diplomats … *additionally orders* the closure of the consulate".
pub(super) fn is_one_more(analysis: &Analysis, trigger: &Trigger, known: &Event) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let Some(verb) = tokens.within(trigger.span).find_map(|at| grammar.verb(at)) else { return false };
    let group = &grammar.verbs[verb];
    if known.event == "CONSULT" && trigger.event == "CONSULT" && follows_meeting(analysis, trigger) {
        return true;
    }
    let acts = match known.event {
        "CONSULT" | "RETREAT" => matches!(
            tokens.lower(group.head),
            "meet" | "meets" | "met" | "visit" | "visits" | "visited" | "resign" | "resigns" | "resigned"
        ),
        "SANCTION" | "ACCUSE" | "REQUEST" | "REJECT" | "COERCE" | "AID" | "AGREE" => true,
        _ => false,
    };
    let from = group.start.saturating_sub(1).max(analysis.sentences[trigger.sentence].tokens.start);
    let also = (from..group.head + 2)
        .any(|at| matches!(tokens.lower(at), "also" | "separately" | "additionally" | "furthermore"));
    // The lead, too, may tell what the report then tells one by one.
    let told = known.evidence.iter().map(|s| analysis.sentence_of(tokens.at_or_after(s.start)));
    acts && also && told.clone().any(|s| !is_lead(analysis, s) && s + SENTENCES_BACK >= trigger.sentence)
}

/// Whether a sentence begins with the meeting before or after which it tells of another: "*Prior to this meeting*, he met".
fn follows_meeting(analysis: &Analysis, trigger: &Trigger) -> bool {
    let tokens = &analysis.tokens;
    let start = analysis.sentences[trigger.sentence].tokens.start;
    let word = |n: usize| tokens.lower(start + n);
    let next = match word(0) {
        "before" | "after" | "following" => 1,
        "prior" | "ahead" if matches!(word(1), "to" | "of") => 2,
        _ => return false,
    };
    let meeting =
        matches!(word(next + 1), "meeting" | "call" | "talks" | "summit" | "session" | "discussion");
    meeting
        && matches!(word(next), "this" | "the" | "that" | "their")
        && tokens.at_or_after(trigger.span.start) > start + next + 1
}

/// Whether a sentence opens a report that then tells the same at length.
fn is_lead(analysis: &Analysis, sentence: usize) -> bool {
    sentence == 0 && analysis.sentences.len() > ITEM
}

/// Sentences after a headline in which what it tells is told again.
const HEADED: usize = 3;

/// Whether an event is told first in the headline of a report that tells at length.
fn is_headline(analysis: &Analysis, event: &Event) -> bool {
    analysis.sentences.len() > ITEM && is_heading(analysis, event)
}

/// Whether an act is told at the head of a report, in a sentence without a mark at its end, and again below: by the lead,
/// of the same type and of those whom the head names. "Malian convoy *ambushed* / Gunmen *killed* 24 Malian soldiers".
fn is_headed(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    const DEEDS: &[&str] =
        &["RETREAT", "AID", "COOPERATE", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT", "CONCEDE"];
    let sentence = analysis.sentence_of(analysis.tokens.at_or_after(new.evidence[0].start));
    if !DEEDS.contains(&known.event) || sentence == 0 || sentence > LEAD || !is_heading(analysis, known) {
        return false;
    }
    let party = |e: &&EntityId| analysis.entities.get(**e).party.is_some();
    let told = codes(analysis, known.actors.iter().chain(&known.recipients).filter(party));
    let again = keys(analysis, new);
    let some = !told.is_empty() || word_of(analysis, known) == word_of(analysis, new);
    some && told.iter().all(|k| again.contains(k))
}

/// Sentences after a headline that may be the lead, for a dateline may be one.
const LEAD: usize = 2;

/// Whether an event is told first in the headline: in the first sentence, which has no mark at its end.
fn is_heading(analysis: &Analysis, event: &Event) -> bool {
    let Some(first) = analysis.sentences.first().filter(|_| analysis.sentences.len() > 1) else {
        return false;
    };
    let marked = matches!(analysis.tokens.lower(first.tokens.end - 1), "." | "?" | "!" | "\"" | "”");
    event.evidence[0].end <= first.span.end && !marked
}

/// Whether two events are the same real-world act told twice.
pub(super) fn same_act(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    if known.event == new.event && is_what_for(analysis, known, new) {
        return true;
    }
    // "*Offered* to host the summit": what the rule for hosting finds is what was offered.
    let offered = known.event == "AGREE" && new.event == "AGREE";
    if offered && known.evidence.iter().any(|s| s.overlaps(new.evidence[0])) {
        return true;
    }
    if known.event != new.event || known.status != new.status {
        return false;
    }
    // "The two *last met* in May": another meeting than the one told of.
    let own = analysis.tokens.within(new.evidence[0]);
    let before = own.start.checked_sub(1).map_or("", |at| analysis.tokens.lower(at));
    if new.event == "CONSULT"
        && [before, analysis.tokens.lower(own.start)].iter().any(|w| matches!(*w, "last" | "previously"))
        && analysis.grammar.verb(own.start).or(analysis.grammar.verb(own.start + 1)).is_some()
    {
        return false;
    }
    // Praise, and what several commit to, is another act in another sentence and other words: "thanked Greece",
    // "reaffirmed support for Greece".
    let sentence = |e: &Event| analysis.sentence_of(analysis.tokens.at_or_after(e.evidence[0].start));
    // One signing may be told as a noun and as a verb: "the two sides *sign* agreements", "witnessed the *signing*".
    let signing = known.cameo == Some("057") && new.cameo == Some("057");
    let own_words = match known.event {
        "SUPPORT" => !(signing && tells_signing(analysis, known, new)),
        "AGREE" => true,
        // So are blame and demands, but for the lead: "opposed the plan … *complained* that it would hurt".
        "ACCUSE" | "REQUEST" => !is_lead(analysis, sentence(known)),
        _ => false,
    };
    if own_words && sentence(known) != sentence(new) && word_of(analysis, known) != word_of(analysis, new) {
        return false;
    }
    // Whose mediation is praised after a meeting did not mediate at it.
    let brokered = |e: &Event| e.mode == Some("third-party");
    if known.event == "CONSULT" && brokered(new) && !brokered(known) && sentence(known) != sentence(new) {
        return false;
    }
    // Who invites agrees to nothing else: "at the *invitation* of B … the two *agreed*".
    let invites = |e: &Event| {
        let words = e.evidence[0].of(analysis.text()).to_lowercase();
        words.contains("invit")
    };
    if known.event == "AGREE" && invites(known) != invites(new) {
        return false;
    }
    // "Both agree to restore ties … both *agree to counter*" others: two things agreed to.
    let aims = (aim_of(analysis, known), aim_of(analysis, new));
    let several = known.actors.len() == new.actors.len() && sentence(known) != sentence(new);
    if known.event == "AGREE" && several && matches!(aims, (Some(a), Some(b)) if a != b) {
        return false;
    }
    // "Israelis rally *to protest against* Iran", "*march* and *block* roads": whatever one crowd does is one act.
    if known.event == "PROTEST" && sentence(known) == sentence(new) {
        let own = codes(analysis, known.actors.iter());
        return codes(analysis, new.actors.iter()).iter().all(|k| own.contains(k));
    }
    // "*Suspends* the treaty, *closes* the border": one measure after the other. Who is expelled is also told to leave.
    let measures = known.event == "SANCTION" && known.mode != Some("expel");
    if measures && sentence(known) == sentence(new) && are_listed(analysis, known, new) {
        return false;
    }
    // Expelling diplomats and closing an embassy are two acts; a demand told in other words is one.
    let modes_agree = known.mode == new.mode
        || known.mode.is_none()
        || new.mode.is_none()
        || matches!(known.event, "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "STATEMENT");
    let dates_agree = match (&known.date, &new.date) {
        // A headline tells no day: what it is of, the lead tells.
        (Some(a), Some(b)) => {
            let heads = !a.told && (is_headline(analysis, known) || is_headed(analysis, known, new));
            a.value.starts_with(&b.value) || b.value.starts_with(&a.value) || !b.told || heads
        }
        _ => true,
    };
    if !modes_agree || !dates_agree {
        return false;
    }
    if is_outcome(analysis, known, new) || is_headed(analysis, known, new) {
        return true;
    }
    // A call is no summit: "spoke with him about the preparations for the NATO *summit*".
    let summit =
        |at: usize| matches!(analysis.tokens.lower(at), "summit" | "summits" | "ministerial" | "conference");
    if known.mode == Some("phone")
        && sentence(known) == sentence(new)
        && tells_by_noun(analysis, new)
        && analysis.tokens.within(new.evidence[0]).any(summit)
    {
        return false;
    }
    // A call about the talks of others: "spoke with Chad about the *negotiations* between Chad, Mali and Niger".
    if known.mode == Some("phone") && new.mode != Some("phone") && tells_by_noun(analysis, new) {
        let known = keys(analysis, known);
        if !keys(analysis, new).iter().all(|k| known.contains(k)) {
            return false;
        }
    }
    // A visit is part of the tour that it is a stop of, and an act of its own: "as part of his *tour* … he has *visited* Chad".
    let visit = |e: &Event| e.event == "CONSULT" && e.mode == Some("visit") && !e.recipients.is_empty();
    let (from, to) = (codes(analysis, known.recipients.iter()), codes(analysis, new.recipients.iter()));
    if visit(known) && visit(new) && from != to && from.len().max(to.len()) > 1 {
        return false;
    }
    // "A visit by Kenyan officials and a *visit to Nairobi* by a Chadian one": the one comes, the other goes.
    if visit(known) && visit(new) && !from.iter().any(|k| to.contains(k)) {
        return false;
    }
    // A forum with a name of its own is another meeting: "*met* today … welcomed the Annual Bilateral *Consultations*".
    if known.event == "CONSULT"
        && sentence(known) != sentence(new)
        && is_named(analysis, new)
        && !is_named(analysis, known)
    {
        return false;
    }
    // Two of many may meet by themselves: "after the summit of the five, Chad's president *met* Niger's".
    if known.event == "CONSULT"
        && keys(analysis, known).len() > 2
        && keys(analysis, new).len() == 2
        && sentence(known) != sentence(new)
        && meets(analysis, new)
    {
        return false;
    }
    let (a, b) = (keys(analysis, known), keys(analysis, new));
    let subset =
        b.iter().all(|k| a.contains(k)) || known.event == "CONSULT" && a.iter().all(|k| b.contains(k));
    // The persons must not be plainly others of the same parties.
    if known.event == "CONSULT" {
        let persons = |e: &Event| -> Vec<EntityId> {
            e.actors
                .iter()
                .chain(&e.recipients)
                .copied()
                .filter(|&i| analysis.entities.get(i).kind == EntityKind::Person)
                .collect()
        };
        let (p, q) = (persons(known), persons(new));
        // Of whom a headline tells only the office, the report gives the name: "ASEAN's *envoy* holds talks".
        let heads = is_headline(analysis, known);
        let named = |i: &EntityId| !heads || analysis.entities.get(*i).named;
        let other = q.iter().any(|i| {
            !p.contains(i)
                && p.iter()
                    .filter(|j| named(j))
                    .any(|j| analysis.entities.party_key(*j) == analysis.entities.party_key(*i))
        });
        return subset && !other;
    }
    // "The two presidents agreed … '*We* have agreed', he said": one of them tells what they did.
    let of_them = known.event == "AGREE"
        && known.recipients.is_empty()
        && new.recipients.is_empty()
        && a.len() > 1
        && subset
        && word_of(analysis, known) == word_of(analysis, new);
    // A headline may leave out on whom: "Kenya *recalls* envoy … has *recalled* its ambassador to Somalia".
    // "*vetoes*" may be a noun too, "*vetoed*" not.
    let verb = |e: &Event| word_of(analysis, e).map(|(verb, _)| verb).filter(|&verb| verb != 0);
    let short = is_headline(analysis, known)
        && (word_of(analysis, known) == word_of(analysis, new)
            || verb(known).is_some() && verb(known) == verb(new))
        && sentence(new) <= HEADED
        && codes(analysis, known.actors.iter()).iter().all(|k| b.contains(k));
    // "Protests against the visit are held in Sydney … the *protests* went on": against what is not told again.
    let again = known.event == "PROTEST" && subset;
    (a == b || of_them || again || short)
        && known.actors.iter().any(|e| {
            new.actors.iter().any(|f| analysis.entities.party_key(*e) == analysis.entities.party_key(*f))
        })
        || known.event == "STATEMENT" && subset
}

/// Whether talks are those for which someone comes or is received in the same clause: "*received* him *for talks* on water".
fn is_what_for(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let grammar = &analysis.grammar;
    let at = |e: &Event| analysis.tokens.at_or_after(e.evidence[0].start);
    let (verb, noun) = (at(known), at(new));
    let own = keys(analysis, known);
    known.event == "CONSULT"
        && (known.status == new.status || known.status == Status::Actual && new.status == Status::Planned)
        && grammar.verb(verb).is_some()
        && grammar.phrase(noun).and_then(|p| grammar.phrases[p].preposition).is_some_and(|p| {
            analysis.tokens.lower(p) == "for" && verb < p && (verb + 1..p).all(|i| grammar.verb(i).is_none())
        })
        && analysis.sentence_of(verb) == analysis.sentence_of(noun)
        && keys(analysis, new).iter().all(|k| own.contains(k))
}

/// Whether the name of a forum tells of an event first: in capitals, where not the whole line is.
fn is_named(analysis: &Analysis, event: &Event) -> bool {
    let tokens = &analysis.tokens;
    let own = tokens.within(event.evidence[0]);
    let sentence = &analysis.sentences[analysis.sentence_of(own.start)].tokens;
    let plain = |at: usize| tokens.list[at].case == Case::Lower && analysis.grammar.words[at].class == 0;
    let title = !sentence.clone().any(|at| analysis.grammar.verb(at).is_some() && plain(at));
    let forum = |at: usize| {
        tokens.list[at].case == Case::Capital
            && matches!(
                tokens.lower(at),
                "dialogue" | "consultations" | "conference" | "forum" | "commission"
            )
    };
    !title && own.clone().any(forum)
}

fn meets(analysis: &Analysis, event: &Event) -> bool {
    let tokens = &analysis.tokens;
    tokens.within(event.evidence[0]).any(|at| {
        matches!(tokens.lower(at), "meet" | "meets" | "met" | "meeting")
            && analysis.grammar.verb(at).is_some()
    })
}

/// Whether the words that tell of an event first are no verb.
pub(super) fn tells_by_noun(analysis: &Analysis, event: &Event) -> bool {
    analysis.tokens.within(event.evidence[0]).all(|at| analysis.grammar.verb(at).is_none())
}

/// Verbs that tell what an attack did to people.
const HARMS: &[&str] = &[
    "kill", "kills", "killed", "killing", "wound", "wounds", "wounded", "wounding", "injure", "injures",
    "injured", "injuring",
];

/// Whether of two tellings in one sentence one says whom the attack hit that the other names: "bombed the town,
/// *killing* a nurse", "an airstrike that *killed* ten", "two envoys were *killed* in the airstrike".
fn is_outcome(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    if known.event != "ASSAULT" {
        return false;
    }
    let harm = |e: &Event| {
        tokens
            .within(e.evidence[0])
            .find(|&at| HARMS.contains(&tokens.lower(at)))
            .and_then(|at| grammar.verb(at))
    };
    let sentence = |e: &Event| analysis.sentence_of(tokens.at_or_after(e.evidence[0].start));
    let last = |e: &Event| e.evidence.last().map(|s| analysis.sentence_of(tokens.at_or_after(s.start)));
    // Who is known to act must not be others.
    let (a, b) = (codes(analysis, known.actors.iter()), codes(analysis, new.actors.iter()));
    let others = !a.is_empty() && !b.is_empty() && !b.iter().all(|k| a.contains(k));
    if others || last(known) != Some(sentence(new)) {
        return false;
    }
    match (harm(known), harm(new)) {
        (None, Some(verb)) => {
            let group = &grammar.verbs[verb];
            let attack = tokens.at_or_after(known.evidence[0].start);
            // "Drove a car into the crowd before being *shot and killed*": what is done to the attacker is another's.
            let by_it = group.subject.is_some_and(|p| grammar.phrase(attack) == Some(p));
            let follows = matches!(group.relation, Relation::Gerund | Relation::Relative) && !group.passive;
            let opens = |t: usize| matches!(tokens.lower(t), "for" | "which" | "that");
            attack < group.head && (by_it || follows && group.opener.is_none_or(opens))
        }
        (Some(verb), None) => {
            let at = tokens.at_or_after(new.evidence[0].start);
            let phrase = grammar.phrase(at).map(|p| grammar.phrases[p]);
            let preposition = phrase.and_then(|p| p.preposition);
            let head = grammar.verbs[verb].head;
            tells_by_noun(analysis, new)
                && preposition.is_some_and(|t| t > head && matches!(tokens.lower(t), "in" | "by" | "during"))
                && (head + 1..at).all(|i| grammar.verb(i).is_none())
        }
        _ => false,
    }
}

/// Whether one of two tellings of a signing is but the noun, or stands in the title.
fn tells_signing(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let noun = |e: &Event| e.method.contains("signing-of");
    let first = known.evidence[0].start;
    let opens = analysis.sentences.first().is_some_and(|s| first < s.span.end);
    noun(known) || noun(new) || opens && known.date == new.date
}

/// The verb of what the words that tell of an event first say is to be done: "agreed *to reopen*".
fn aim_of(analysis: &Analysis, event: &Event) -> Option<u16> {
    let grammar = &analysis.grammar;
    let verb = analysis.tokens.within(*event.evidence.first()?).find_map(|at| grammar.verb(at))?;
    let next = grammar.verbs.get(verb + 1).filter(|v| v.infinitive && v.governor == Some(verb))?;
    Some(grammar.words[next.head].verb)
}

/// Whether two verbs of one list tell of two events: joined ones, or participles side by side.
fn are_listed(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let grammar = &analysis.grammar;
    let verb = |e: &Event| {
        let verb = analysis.tokens.within(*e.evidence.first()?).find_map(|at| grammar.verb(at))?;
        Some(&grammar.verbs[verb])
    };
    let (Some(a), Some(b)) = (verb(known), verb(new)) else { return false };
    let side_by_side = a.gerund && b.gerund && !b.infinitive;
    let joined = b.relation == Relation::Joined && a.gerund == b.gerund && a.infinitive == b.infinitive;
    (joined || side_by_side) && grammar.words[a.head].verb != grammar.words[b.head].verb
}

/// The first verb or noun of the words that tell of an event first.
fn word_of(analysis: &Analysis, event: &Event) -> Option<(u16, u16)> {
    let words = &analysis.grammar.words;
    let mut tokens = analysis.tokens.within(*event.evidence.first()?);
    tokens
        .find_map(|at| (words[at].verb != 0 || words[at].noun != 0).then(|| (words[at].verb, words[at].noun)))
}

/// The visitors and hosts, or all who take part, of two tellings of one meeting.
fn join_participants(analysis: &Analysis, known: &mut Event, new: &Event) {
    let key = |id: EntityId| analysis.entities.party_key(id);
    if known.recipients.is_empty() && !new.recipients.is_empty() {
        // A meeting that turns out to be a visit: whoever is of the host's party hosts.
        let hosts: Vec<&str> = new.recipients.iter().map(|&id| key(id)).collect();
        let (recipients, actors) = known.actors.iter().partition(|&&id| hosts.contains(&key(id)));
        known.actors = actors;
        known.recipients = recipients;
    }
    let hosts: Vec<&str> = known.recipients.iter().map(|&id| key(id)).collect();
    for &id in new.actors.iter().chain(&new.recipients) {
        let full = known.actors.len() + known.recipients.len() >= 20;
        if full || known.actors.contains(&id) || known.recipients.contains(&id) {
            continue;
        }
        if hosts.contains(&key(id)) || new.recipients.contains(&id) {
            known.recipients.push(id);
        } else {
            known.actors.push(id);
        }
    }
}

/// Adds whom a later telling of an attack says that it hit, and who did it where that was not known.
fn join_victims(analysis: &Analysis, known: &mut Event, new: &Event) {
    // "A strike on a market in Sudan, *which killed* thirty": the place did not do it.
    let verb = analysis.tokens.within(new.evidence[0]).find_map(|at| analysis.grammar.verb(at));
    let which = verb.map(|v| analysis.grammar.verbs[v]).is_some_and(|g| {
        g.relation == Relation::Relative && !g.passive && g.opener.is_some() && tells_by_noun(analysis, known)
    });
    if known.actors.is_empty() && !which {
        known.actors = new.actors.clone();
    }
    let sides: Vec<&str> = codes(analysis, known.actors.iter().chain(&known.recipients));
    let hit: Vec<EntityId> = new.recipients.to_vec();
    let more = hit.into_iter().filter(|&id| !sides.contains(&analysis.entities.party_key(id)));
    let more: Vec<EntityId> = more.collect();
    known.recipients.extend(more);
    if tells_by_noun(analysis, new) {
        known.mode = new.mode.or(known.mode);
    }
}

/// Puts the persons whom another telling names in the place of the state or the unnamed who stand for the same party: the
/// title has "Turkey, Iraq sign", the text who signed.
fn name_sides(analysis: &Analysis, side: &mut [EntityId], told: &[EntityId]) {
    let entities = &analysis.entities;
    let key = |id: EntityId| entities.party_key(id);
    let person = |id: EntityId| {
        let entity = entities.get(id);
        entity.kind == EntityKind::Person && entity.named
    };
    for i in 0..side.len() {
        let own = side[i];
        if entities.get(own).kind == EntityKind::Person
            || side.iter().any(|&id| person(id) && key(id) == key(own))
        {
            continue;
        }
        if let Some(&named) = told.iter().find(|&&id| person(id) && key(id) == key(own)) {
            side[i] = named;
        }
    }
}

pub(super) fn join(analysis: &Analysis, known: &mut Event, new: Event) {
    let heads = is_headline(analysis, known);
    if known.event == "CONSULT" {
        join_participants(analysis, known, &new);
    }
    if known.event == "ASSAULT" {
        join_victims(analysis, known, &new);
    }
    // Who did what the headline tells only of those whom it befell.
    if known.actors.is_empty() && is_headed(analysis, known, &new) {
        known.actors = new.actors.iter().copied().filter(|id| !known.recipients.contains(id)).collect();
    }
    // Who is told only later to be meant: "Israelis rally … *protest against* their prime minister".
    if known.event != "CONSULT"
        && known.recipients.is_empty()
        && codes(analysis, known.actors.iter()).len() == 1
    {
        known.recipients = new.recipients.iter().copied().filter(|id| !known.actors.contains(id)).collect();
    }
    name_sides(analysis, &mut known.actors, &new.actors);
    name_sides(analysis, &mut known.recipients, &new.recipients);
    // Of whom the headline tells only the office, the lead tells the name: "*Myanmar's army chief* … General X".
    if heads {
        let all: Vec<EntityId> = known.actors.iter().chain(&known.recipients).copied().collect();
        let person = |id: EntityId| analysis.entities.get(id).kind == EntityKind::Person;
        let named = |id: EntityId| person(id) && analysis.entities.get(id).named;
        let key = |id: EntityId| analysis.entities.party_key(id);
        let known_now = |id: EntityId| all.iter().any(|&other| named(other) && key(other) == key(id));
        let stays = |id: &EntityId| !person(*id) || named(*id) || !known_now(*id);
        known.actors.retain(stays);
        known.recipients.retain(stays);
    }
    known.evidence.extend(new.evidence);
    known.amounts.extend(new.amounts);
    // Who met at a place that is told did not call, whatever is taken of what they then discussed.
    let called = |mode: &&str| *mode == "phone" && known.place.is_some();
    known.mode = known.mode.or(new.mode.filter(|mode| !called(mode)));
    if known.cameo == Some("040") && new.cameo.is_some() {
        known.cameo = new.cameo;
    }
    let told = |d: &Option<When>| d.as_ref().is_some_and(|d| d.told);
    // When what is offered is to be done is not when it is offered.
    let offered = known.event == "AGREE" && known.status != new.status;
    if !offered && !told(&known.date) && told(&new.date) {
        known.date = new.date;
    }
    // "In the Gulf … on the island of Abu Musa": what tells the state tells more than a sea.
    let tells = |place: &Option<Place>| place.as_ref().is_some_and(|p| p.country.is_some());
    if known.place.is_none() || !tells(&known.place) && tells(&new.place) {
        known.place = new.place;
    }
    known.score = known.score.max(new.score);
    // What a rule tells too is not the model's alone, whichever stands first.
    if known.method == "model" {
        known.method = new.method;
    }
}

#[cfg(test)]
mod tests;
