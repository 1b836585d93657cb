//! Whom and what the words of an act refer back to: those who met ("*the two* agreed"), the state of a body that is told
//! without it ("*the interior ministry* accused"), and the meeting that was told of before ("*the visit* will").

use super::Event;
use super::events::keys;
use crate::Analysis;
use crate::analyze::mention::{Pronoun, Reading};
use crate::analyze::{EntityId, EntityKind, Role, Status, Trigger};

/// Last words of the names of bodies and groups that act for the state which the report is about.
const BODIES: &[&str] = &[
    "government",
    "ministry",
    "authorities",
    "police",
    "military",
    "army",
    "navy",
    "forces",
    "troops",
    "parliament",
    "cabinet",
    "administration",
    "regime",
    "junta",
    "prosecutors",
    "officials",
    "spokesman",
    "spokeswoman",
    "spokesperson",
];

/// How many sentences back what is told of before is looked for; in the release of a government, which is of one
/// meeting, further.
const SENTENCES_BACK: usize = 3;
const RELEASE_BACK: usize = 12;

/// Puts those who met in the place of those whom "they", "both sides" or "the leaders" was taken for.
pub(super) fn resolve_together(
    analysis: &Analysis,
    trigger: &Trigger,
    mut roles: Vec<(Role, EntityId)>,
    before: &[Event],
) -> Vec<(Role, EntityId)> {
    let Some((members, count)) = together(analysis, trigger, &roles) else {
        if with_counterparts(analysis, trigger) {
            add_counterparts(analysis, &mut roles, before);
        }
        return roles;
    };
    let release = analysis.document.government().is_some();
    let back = if release { RELEASE_BACK } else { SENTENCES_BACK };
    let met = before.iter().rev().find(|e| {
        e.event == "CONSULT"
            && matches!(e.status, Status::Actual | Status::Historical)
            && e.evidence.iter().any(|s| {
                let sentence = analysis.sentence_of(analysis.tokens.at_or_after(s.start));
                sentence <= trigger.sentence && sentence + back >= trigger.sentence
            })
    });
    let Some(met) = met else { return roles };
    let mut all: Vec<EntityId> = met.actors.iter().chain(&met.recipients).copied().collect();
    persons_for_states(analysis, &mut all);
    let parties = keys(analysis, met).len();
    // Who is already known to speak for as many is not put off by a meeting told in part.
    let coded = |list: &[EntityId]| {
        let mut codes: Vec<&str> =
            list.iter().filter_map(|&e| analysis.entities.get(e).party.as_deref()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.len()
    };
    let start = analysis.sentences[trigger.sentence].tokens.start;
    if opens_with_all(analysis, start) && coded(&members) >= coded(&all) {
        return roles;
    }
    let fits = match count {
        Some(n) => parties == n as usize,
        None => parties >= 2,
    };
    if !fits || all.iter().all(|e| members.contains(e)) && members.iter().all(|e| all.contains(e)) {
        return roles;
    }
    roles.retain(|(_, e)| !members.contains(e));
    let others = roles.iter().any(|&(r, e)| r == Role::Recipient && all.contains(&e));
    if !others {
        for &entity in all.iter().rev() {
            roles.insert(0, (Role::Actor, entity));
        }
    }
    roles
}

/// "The minister and *her counterparts* condemned": all whom she met.
fn add_counterparts(analysis: &Analysis, roles: &mut Vec<(Role, EntityId)>, before: &[Event]) {
    let acts = |e: &Event| e.actors.iter().chain(&e.recipients).any(|a| roles.contains(&(Role::Actor, *a)));
    let met = before.iter().rev().find(|e| e.event == "CONSULT" && keys(analysis, e).len() > 2 && acts(e));
    let all = met.iter().flat_map(|e| e.actors.iter().chain(&e.recipients));
    let others: Vec<EntityId> = all.copied().filter(|id| !roles.iter().any(|&(_, e)| e == *id)).collect();
    roles.extend(others.into_iter().map(|id| (Role::Actor, id)));
}

/// Leaves out a state beside a person who stands for it: who visits Norway and meets its minister meets one side.
pub(super) fn persons_for_states(analysis: &Analysis, side: &mut Vec<EntityId>) {
    let kind = |id: EntityId| analysis.entities.get(id).kind;
    let key = |id: EntityId| analysis.entities.party_key(id);
    let acts = |e: EntityId| matches!(kind(e), EntityKind::Person | EntityKind::Group);
    let persons: Vec<EntityId> = side.iter().copied().filter(|&e| acts(e)).collect();
    side.retain(|&e| kind(e) != EntityKind::State || !persons.iter().any(|&p| key(p) == key(e)));
}

/// The actors of a trigger that a word for several stands for, and how many it says they are.
fn together(
    analysis: &Analysis,
    trigger: &Trigger,
    roles: &[(Role, EntityId)],
) -> Option<(Vec<EntityId>, Option<u8>)> {
    let sentence = analysis.sentences.get(trigger.sentence)?;
    if analysis.document.government().is_some() && opens_with_all(analysis, sentence.tokens.start) {
        let actors = roles.iter().filter(|(r, _)| *r == Role::Actor).map(|&(_, e)| e);
        return Some((actors.collect(), None));
    }
    let from = analysis.mentions.partition_point(|m| m.span.start < sentence.span.start);
    let here = analysis.mentions.iter().enumerate().skip(from);
    here.take_while(|(_, m)| m.span.end <= trigger.span.start).find_map(|(id, mention)| {
        let count = match mention.reading {
            Reading::Collective { count, .. } => count,
            Reading::Pronoun(Pronoun::They) => None,
            _ => return None,
        };
        let members = analysis.entities.expanded(analysis.entities.of(id)?);
        let acts = |e: &EntityId| roles.contains(&(Role::Actor, *e));
        // In a release "they" with whom a sentence begins are those who met.
        let opens = analysis.tokens.at_or_after(mention.span.start) <= sentence.tokens.start + 1;
        let several = members.len() > 1 || opens && analysis.document.government().is_some();
        (several && members.iter().all(acts)).then_some((members, count))
    })
}

/// Whether the words from token `at` on are a subject that means all who met: "*The leaders* agreed".
fn opens_with_all(analysis: &Analysis, at: usize) -> bool {
    let word = |i: usize| analysis.tokens.lower(i);
    let noun = if matches!(word(at), "the" | "all" | "both") { at + 1 } else { at };
    matches!(
        word(noun),
        "leaders" | "ministers" | "presidents" | "participants" | "sides" | "delegations" | "principals"
    ) && analysis.grammar.verb(noun + 1).or_else(|| analysis.grammar.verb(noun + 2)).is_some()
}

/// Whether a sentence names "and her counterparts" beside the actor of a trigger.
fn with_counterparts(analysis: &Analysis, trigger: &Trigger) -> bool {
    let Some(sentence) = analysis.sentences.get(trigger.sentence) else { return false };
    let word = |i: usize| analysis.tokens.lower(i);
    let end = analysis.tokens.at_or_after(trigger.span.start);
    (sentence.tokens.start..end).any(|i| {
        word(i) == "and"
            && matches!(word(i + 1), "his" | "her" | "its" | "their")
            && (i + 2..end.min(i + 5)).any(|n| word(n) == "counterparts")
    })
}

/// The state for which a body acts that the report names without it: the one told of last before token `at`.
pub(super) fn behind(analysis: &Analysis, id: EntityId, at: usize) -> Option<EntityId> {
    let entity = analysis.entities.get(id);
    if entity.party.is_some() || !matches!(entity.kind, EntityKind::Group | EntityKind::Organization) {
        return None;
    }
    let last = entity.name.rsplit(' ').next()?.to_lowercase();
    if !BODIES.contains(&last.as_str()) || entity.name.contains(" in ") {
        return None;
    }
    let sentence = analysis.sentence_of(at).saturating_sub(SENTENCES_BACK);
    let start = analysis.sentences.get(sentence)?.span.start;
    let end = analysis.tokens.list.get(at)?.span.start;
    let until = analysis.mentions.partition_point(|m| m.span.start < end);
    let party = |m: usize| {
        let other = analysis.entities.get(analysis.entities.of(m)?);
        let code = other.party.as_deref()?;
        analysis.entities.state_name(code)?;
        analysis
            .entities
            .list
            .iter()
            .position(|e| e.kind == EntityKind::State && e.party.as_deref() == Some(code))
    };
    let near = (0..until).rev().take_while(|&m| analysis.mentions[m].span.start >= start);
    // "The Interior Ministry accuses the Taliban of killing *Afghan* soldiers", with which a report begins.
    let limit = analysis.sentences.get(analysis.sentence_of(at))?.span.end;
    let ahead = (until..analysis.mentions.len()).take_while(|&m| analysis.mentions[m].span.start < limit);
    let opens = analysis.sentence_of(at) == 0;
    let found =
        near.into_iter().find_map(party).or_else(|| ahead.into_iter().filter(|_| opens).find_map(party));
    found.map(|i| EntityId(i as u32))
}

/// The meeting that a noun with "the", "this" or a possessive refers back to, whenever it takes place: "*the visit*".
pub(super) fn told_before(
    analysis: &Analysis,
    trigger: &Trigger,
    event: &Event,
    before: &[Event],
) -> Option<usize> {
    let dated = event.date.as_ref().is_some_and(|d| d.told);
    if event.event != "CONSULT" || dated || !is_definite(analysis, trigger) {
        return None;
    }
    let own = keys(analysis, event);
    before.iter().rposition(|e| {
        let parties = keys(analysis, e);
        e.event == "CONSULT"
            && own.iter().all(|k| parties.contains(k))
            && (e.mode == event.mode || e.mode.is_none() || event.mode.is_none())
    })
}

/// A sentence that lists who took part in a meeting told of before: "*Participants included* France and Chad".
pub(super) struct List {
    /// The trigger that lists them.
    pub(super) list: usize,
    /// The trigger that tells of the meeting.
    pub(super) meeting: usize,
}

impl List {
    /// All who take part in the meeting.
    pub(super) fn all(&self, analysis: &Analysis) -> Vec<(Role, EntityId)> {
        let mut roles = analysis.triggers[self.meeting].roles.clone();
        for &(_, entity) in &analysis.triggers[self.list].roles {
            if !roles.iter().any(|&(_, e)| e == entity) {
                roles.push((Role::Actor, entity));
            }
        }
        roles
    }
}

/// The lists of those who took part, each with its meeting: the last that was told of near before; in the release of a
/// government, which is of one meeting, the first of all.
pub(super) fn lists(analysis: &Analysis) -> Vec<List> {
    let triggers = &analysis.triggers;
    let meets = |t: &Trigger| t.event == "CONSULT" && t.status == Status::Actual && !is_list(t);
    let listing = triggers.iter().enumerate().filter(|(_, t)| is_list(t));
    listing
        .filter_map(|(list, trigger)| {
            let near = |t: &Trigger| t.sentence + SENTENCES_BACK >= trigger.sentence;
            let last = triggers[..list].iter().rposition(|t| meets(t) && near(t));
            let first = || triggers[..list].iter().position(meets);
            let meeting = if analysis.document.government().is_some() { first() } else { last };
            meeting.map(|meeting| List { list, meeting })
        })
        .collect()
}

/// Whether a trigger only lists who took part.
fn is_list(trigger: &Trigger) -> bool {
    trigger.method.split('+').next() == Some("rule:consult.took-part")
}

/// Whether a trigger is a noun that tells of something known.
fn is_definite(analysis: &Analysis, trigger: &Trigger) -> bool {
    let grammar = &analysis.grammar;
    let own = analysis.tokens.within(trigger.span);
    if own.clone().any(|at| grammar.verb(at).is_some()) {
        return false;
    }
    let Some(phrase) = own.clone().find_map(|at| grammar.phrase(at)).map(|p| grammar.phrases[p]) else {
        return false;
    };
    let first = analysis.tokens.lower(phrase.start);
    let another = (phrase.start..own.end).any(|at| {
        matches!(
            analysis.tokens.lower(at),
            "last" | "previous" | "earlier" | "next" | "first" | "second" | "new"
        )
    });
    matches!(first, "the" | "this" | "their" | "his" | "her" | "its") && !another
}

#[cfg(test)]
mod tests {
    use chancery_know::Knowledge;
    use expect_test::{Expect, expect};

    use crate::text::Document;

    /// The events of a report: type, status, who acts, towards whom, and the words.
    fn check(text: &str, expected: Expect) {
        check_document(&Document::from_text(text), expected);
    }

    /// Likewise of the release of a government.
    fn check_release(text: &str, expected: Expect) {
        let url = Some("https://www.state.gov/a-call".to_owned());
        check_document(&Document { url, ..Document::from_text(text) }, expected);
    }

    fn check_document(document: &Document, expected: Expect) {
        let text = &document.text;
        let analysis = crate::analyze(document, Knowledge::embedded());
        let claims = crate::extract(&analysis);
        let names = |ids: &[crate::analyze::EntityId]| {
            ids.iter().map(|&id| analysis.entities.party_key(id)).collect::<Vec<_>>().join("+")
        };
        let lines: Vec<String> = claims
            .events
            .iter()
            .map(|e| {
                let words: Vec<&str> = e.evidence.iter().map(|s| s.of(text)).collect();
                format!(
                    "{} {:?} {} > {}: {}",
                    e.event,
                    e.status,
                    names(&e.actors),
                    names(&e.recipients),
                    words.join(" / ")
                )
            })
            .collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn those_who_met_agree() {
        check(
            "Kenyan President William Ruto met his Ugandan counterpart Yoweri Museveni in Nairobi on Monday. Tanzania and \
             Rwanda border both countries. The two leaders agreed to reopen the crossing at Busia.",
            expect![[r#"
                CONSULT Actual UGA > KEN: met
                AGREE Actual KEN+UGA > : agreed
                RETREAT Planned KEN+UGA > : reopen the crossing"#]],
        );
    }

    #[test]
    fn a_ministry_without_its_state_is_that_of_the_state_told_of() {
        check(
            "Fighting went on in Mali on Sunday. The Interior Ministry accused Algeria of sheltering rebels.",
            expect![[r#"
                ACCUSE Actual MLI > DZA: accused
                AID Actual DZA > : sheltering"#]],
        );
    }

    #[test]
    fn the_visit_is_the_one_told_of_before() {
        check(
            "French President Emmanuel Macron will visit Serbia next week. The visit is the first since 2019.",
            expect!["CONSULT Planned FRA > SRB: visit"],
        );
    }

    #[test]
    fn thanks_and_support_are_two_acts() {
        check(
            "Norway thanked Ghana for its peacekeepers. Norway also reaffirmed its support for Ghana.",
            expect![[r#"
                SUPPORT Actual NOR > GHA: thanked
                SUPPORT Actual NOR > GHA: reaffirmed its support"#]],
        );
    }

    #[test]
    fn the_leaders_are_all_who_are_listed_as_participants() {
        check_release(
            "President Biden held a video call with leaders today. The leaders agreed to help Ukraine. Participants in the \
             call included President Emmanuel Macron of France and Chancellor Olaf Scholz of Germany.",
            expect![[r#"
                CONSULT Actual USA+FRA+DEU > : held a video call / included
                AGREE Actual USA+FRA+DEU > : agreed"#]],
        );
    }

    #[test]
    fn counterparts_are_those_who_met() {
        check(
            "Kenyan President William Ruto met Ugandan President Yoweri Museveni and Rwandan President Paul Kagame in \
             Nairobi. Ruto and his counterparts condemned Sudan.",
            expect![[r#"
                CONSULT Actual KEN+UGA+RWA > : met
                ACCUSE Actual KEN+UGA+RWA > SDN: condemned"#]],
        );
    }

    #[test]
    fn a_journey_is_less_the_visits_that_are_told_by_themselves() {
        check(
            "The Danish foreign minister travelled to Kenya and Ghana in May 2024. She visited Ghana in June 2024 again.",
            expect![[r#"
                CONSULT Actual DNK > KEN: travelled
                CONSULT Actual DNK > GHA: visited"#]],
        );
    }

    #[test]
    fn the_first_to_visit_is_the_visitor() {
        check(
            "Norway's prime minister visited Ghana on Monday. It is the first time a Norwegian leader has visited Ghana. He \
             is the first European leader to visit the country.",
            expect!["CONSULT Actual NOR > GHA: visited / visited"],
        );
    }

    #[test]
    fn who_talks_of_a_summit_does_not_hold_it() {
        check(
            "Kenya and Uganda discussed the upcoming summit between Chad and Mali.",
            expect![[r#"
            CONSULT Actual KEN+UGA > : discussed
            CONSULT Planned TCD+MLI > : summit"#]],
        );
    }

    #[test]
    fn an_act_demands_nothing() {
        check(
            "Russia's disregard for the law demands an answer from Canada.",
            expect!["REQUEST Actual RUS > CAN: demands"],
        );
    }

    #[test]
    fn what_two_do_to_each_other_has_two_actors() {
        check("Kenya and Uganda accused each other of spying.", expect!["ACCUSE Actual KEN+UGA > : accused"]);
    }

    #[test]
    fn a_title_names_two_parties_with_a_comma() {
        check(
            "Chad, Niger agree to reopen the border.",
            expect![[r#"
            AGREE Actual TCD+NER > : agree
            RETREAT Planned TCD+NER > : reopen the border"#]],
        );
    }

    #[test]
    fn the_two_leaders_thank_nobody_by_speaking_of_their_countries() {
        check(
            "Kenyan President William Ruto and Ugandan President Yoweri Museveni praised the ties between Kenya and Uganda.",
            expect![[""]],
        );
    }

    #[test]
    fn what_one_of_them_says_is_what_they_did() {
        check(
            "Kenyan President William Ruto met Ugandan President Yoweri Museveni in Nairobi on Monday. The two leaders agreed to extend the railway. \"We have agreed to share the costs,\" Ruto said.",
            expect![[r#"
                CONSULT Actual UGA > KEN: met
                AGREE Actual KEN+UGA > : agreed / agreed"#]],
        );
    }

    #[test]
    fn bands_take_part() {
        check(
            "Gunmen attacked an army base in Mali on Sunday. In Kuwait, protesters burned Israeli flags.",
            expect![[r#"
            ASSAULT Actual Gunmen > MLI: attacked
            PROTEST Actual KWT > ISR: burned"#]],
        );
    }

    #[test]
    fn whose_resolutions_are_violated_is_not_accused() {
        check(
            "South Korea condemned the launch as a violation of UN resolutions.",
            expect!["ACCUSE Actual KOR > : condemned"],
        );
    }

    #[test]
    fn ceasefire_talks_are_no_ceasefire() {
        check(
            "Norway hosted ceasefire negotiations between Chad and Niger.",
            expect!["CONSULT Actual NOR+TCD+NER > : hosted ceasefire negotiations"],
        );
    }

    #[test]
    fn what_a_title_says_of_states_its_ministers_did() {
        check(
            "Kenya, Uganda sign pact on fisheries\n\nKenyan foreign minister Musalia Mudavadi and Ugandan foreign minister Jeje Odongo signed a pact on fisheries in Entebbe on Monday.",
            expect!["SUPPORT Actual KEN+UGA > : sign pact / signed a pact"],
        );
    }

    #[test]
    fn a_mission_is_of_the_state_whose_it_is() {
        check(
            "Poland expels 45 staff of the Russian embassy in Warsaw. The Mexican embassy in La Paz condemned Bolivia.",
            expect![[r#"
                SANCTION Actual POL > RUS: expels
                ACCUSE Actual MEX > BOL: condemned"#]],
        );
    }

    #[test]
    fn who_acts_stands_after_by() {
        check(
            "Ukraine was condemned by Hungary over the blockade.",
            expect![[r#"
                ACCUSE Actual HUN > UKR: condemned
                COERCE Actual UKR > : blockade"#]],
        );
    }

    #[test]
    fn the_envoy_who_must_leave_is_the_others() {
        check(
            "Peru recalled its ambassador from Chile and asked the envoy to leave.",
            expect![[r#"
            SANCTION Actual PER > CHL: recalled its ambassador
            SANCTION Actual PER > CHL: asked the envoy"#]],
        );
    }

    #[test]
    fn who_orders_has_accused() {
        check(
            "The government of Benin orders EU ambassador Oliver Nette to leave the country after accusing him of meddling.",
            expect![[r#"
                SANCTION Actual BEN > EU: orders EU ambassador
                ACCUSE Actual BEN > EU: accusing"#]],
        );
    }

    #[test]
    fn who_talks_with_someone_is_who_tells_of_it() {
        check(
            "US President Donald Trump announces that his summit with North Korean leader Kim Jong-un will take place on June 12.",
            expect!["CONSULT Planned PRK+USA > : summit"],
        );
    }

    #[test]
    fn one_act_ends_where_the_next_begins() {
        check(
            "Beijing's move drew condemnation from Japan and South Korea and criticism from Australia.",
            expect![[r#"
                ACCUSE Actual JPN+KOR > CHN: condemnation from
                ACCUSE Actual AUS > CHN: criticism from"#]],
        );
    }

    #[test]
    fn who_meets_both_in_the_city_of_one_is_no_visitor() {
        check(
            "Chinese and Japanese diplomats meet in Beijing. Kenya's foreign minister met his Ghanaian counterpart in Accra.",
            expect![[r#"
                CONSULT Actual CHN+JPN > : meet
                CONSULT Actual KEN > GHA: met"#]],
        );
    }

    #[test]
    fn whom_one_congratulates_is_another() {
        check(
            "French President Emmanuel Macron spoke today with Spanish Prime Minister Pedro Sánchez and congratulated him on his election.",
            expect![[r#"
                CONSULT Actual FRA+ESP > : spoke today
                SUPPORT Actual FRA > ESP: congratulated"#]],
        );
    }

    #[test]
    fn verbs_after_and_are_told_from_nouns() {
        check(
            "Mike Pence announces new sanctions against Iran and calls on the EU to withdraw from the accord. Trump has long \
             accused China of theft. Chile, though, refused to sign.",
            expect![[r#"
                SANCTION Actual USA > IRN: announces new sanctions
                REQUEST Actual USA > EU: calls on
                SANCTION Hypothetical EU > : withdraw from the accord
                ACCUSE Actual USA > CHN: accused
                REJECT Actual CHL > EU: refused to"#]],
        );
    }

    #[test]
    fn the_manner_hides_nobody() {
        check(
            "France and Germany condemn in the strongest terms the Russian Federation’s decision. Kenya reiterated its support \
             for Albania’s EU accession.",
            expect![[r#"
                ACCUSE Actual FRA+DEU > RUS: condemn
                SUPPORT Actual KEN > ALB: reiterated its support"#]],
        );
    }

    #[test]
    fn an_introduction_has_a_list_of_its_own() {
        check(
            "Recognizing the ties between Ghana and Togo, Chad and Niger committed to reopening the border.",
            expect![[r#"
                AGREE Actual TCD+NER > : committed to
                RETREAT Actual TCD+NER > : reopening the border"#]],
        );
    }

    #[test]
    fn who_mediates_meets_with_both() {
        check(
            "Talks between Armenia and Azerbaijan mediated by the United States ended on Friday.",
            expect!["CONSULT Actual ARM+AZE+USA > : Talks / mediated"],
        );
    }
}
