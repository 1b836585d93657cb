//! Seats of power that stand for their state and are also where something happens: "met at *the White House*".

use super::{OCCASIONS, is_of_what_comes, is_reason, is_verbal};
use crate::Analysis;
use crate::analyze::{MentionForm, Trigger};
use crate::extract::Place;

/// "At *the White House*": a seat of power that stands for its state is also where something happens.
pub(super) fn at_seat(analysis: &Analysis, trigger: &Trigger) -> Option<Place> {
    if is_verbal(trigger.event) && trigger.cameo != Some("057") {
        return None;
    }
    let sentence = analysis.sentences.get(trigger.sentence)?;
    let from = analysis.mentions.partition_point(|m| m.span.start < sentence.span.start);
    let inside = analysis.mentions.iter().enumerate().skip(from);
    inside.take_while(|(_, m)| m.span.start < sentence.span.end).find_map(|(id, mention)| {
        let at = analysis.tokens.at_or_after(mention.span.start);
        let word = |n: usize| at.checked_sub(n).map_or("", |i| analysis.tokens.lower(i));
        let before = if word(1) == "the" { word(2) } else { word(1) };
        // "A minister *at* Chad's foreign office": whose office it is.
        let office = led_by_office(analysis, at, before);
        // "*according to* Chad's Joint Chiefs" tells who says it.
        let credited = before == "to" && [word(2), word(3)].contains(&"according");
        let past = analysis.tokens.within(trigger.span).end;
        let reason = at > past && (trigger.event == "SANCTION" || is_reason(analysis, trigger, past..at));
        // "After a *White House* meeting with him".
        let phrase = || analysis.grammar.phrase(at).map(|p| analysis.grammar.phrases[p]);
        // "At a *White House* ceremony".
        let ceremony = phrase().is_some_and(|p| {
            at < p.head
                && p.preposition.is_some_and(|i| matches!(analysis.tokens.lower(i), "at" | "in" | "during"))
                && matches!(
                    analysis.tokens.lower(p.head),
                    "ceremony" | "event" | "gathering" | "dinner" | "reception" | "signing"
                )
        });
        let meets = trigger.event == "CONSULT"
            && phrase().is_some_and(|p| {
                at < p.head
                    && OCCASIONS.contains(&analysis.tokens.lower(p.head))
                    && analysis.tokens.within(trigger.span).any(|i| (p.start..p.end).contains(&i))
            });
        let led = matches!(before, "at" | "to" | "in" | "outside") || meets || ceremony;
        let ahead = is_of_what_comes(analysis, trigger, at);
        if reason || credited || office || ahead || mention.form != MentionForm::Metonym || !led {
            return None;
        }
        let code = analysis.entities.get(analysis.entities.of(id)?).party.clone()?;
        analysis.entities.state_name(&code)?;
        let name = mention.span.of(analysis.text());
        let name = name.strip_prefix("the ").unwrap_or(name).to_owned();
        Some(Place { name, country: Some(code), lat: None, lon: None, geonames: None })
    })
}

/// Whether the preposition before the phrase at token `at` follows the title of one who serves there.
fn led_by_office(analysis: &Analysis, at: usize, before: &str) -> bool {
    let led = (at.saturating_sub(2)..at).find(|&i| analysis.tokens.lower(i) == before);
    let noun = led.filter(|_| matches!(before, "at" | "in")).and_then(|i| i.checked_sub(1));
    noun.is_some_and(|i| {
        matches!(
            analysis.tokens.lower(i),
            "state"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "adviser"
                | "advisor"
                | "source"
                | "sources"
        )
    })
}
