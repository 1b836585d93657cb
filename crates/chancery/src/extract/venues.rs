//! Meetings that are called after where they are held: "the *Geneva* talks", "the G20 *Mexico* summit". Who is at home
//! there takes no part by that.

use super::Event;
use super::events::keys;
use crate::Analysis;
use crate::analyze::mention::Reading;
use crate::analyze::{EntityKind, MentionForm, Trigger};

/// Takes the state after whose town a meeting is called from those who meet, and that after whose own name it is called
/// where nobody else is told, or an organisation meets there. "The Chad-Niger talks", "his Chad summit" are with it.
pub(super) fn without_venue(analysis: &Analysis, trigger: &Trigger, event: &mut Event) {
    if event.event != "CONSULT" || event.actors.is_empty() || event.mode == Some("visit") {
        return;
    }
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let own = tokens.within(trigger.span);
    if own.clone().any(|at| grammar.verb(at).is_some()) {
        return;
    }
    // The name stands right before the noun, or first among the words that tell of the meeting.
    let Some(noun) = own.clone().last() else { return };
    let names = |m: &crate::analyze::Mention| {
        m.form == MentionForm::Name
            && matches!(m.reading, Reading::Party { .. } | Reading::Place { .. })
            && tokens.within(m.span).end == noun
    };
    let from = analysis.mentions.partition_point(|m| m.span.start < tokens.list[noun].span.start);
    let Some(venue) = (0..from).rev().take(3).find(|&m| names(&analysis.mentions[m])) else { return };
    let Some(id) = analysis.entities.of(venue) else { return };
    if !matches!(analysis.entities.get(id).kind, EntityKind::State | EntityKind::Place) {
        return;
    }
    let first = tokens.within(analysis.mentions[venue].span).start;
    let beside = venue.checked_sub(1).map(|m| tokens.within(analysis.mentions[m].span).end == first);
    let organisation = beside == Some(true)
        && analysis
            .entities
            .of(venue - 1)
            .is_some_and(|e| analysis.entities.get(e).kind == EntityKind::Organization);
    // "Chad-Niger talks", "Chad and Niger talks", "Chad's Niger talks".
    let before = first.checked_sub(1).map_or("", |at| tokens.lower(at));
    let joined = matches!(before, "-" | "–" | "—" | "/" | "and" | "," | "&" | "'s" | "’s");
    let key = analysis.entities.party_key(id);
    let town = matches!(analysis.mentions[venue].reading, Reading::Place { .. });
    if organisation || !joined && (town || keys(analysis, event) == [key]) {
        event.actors.retain(|&e| analysis.entities.party_key(e) != key);
        event.recipients.retain(|&e| analysis.entities.party_key(e) != key);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::extract::references::tests::check;

    #[test]
    fn who_is_at_home_where_others_meet_does_not_meet() {
        check(
            "Little came of the Uruguay meeting of ministers. Chad condemned Niger.",
            expect!["ACCUSE Actual TCD > NER: condemned"],
        );
        check(
            "Little came of the Nairobi summit of leaders. Chad condemned Niger.",
            expect!["ACCUSE Actual TCD > NER: condemned"],
        );
        check(
            "At the African Union Kenya summit, leaders discussed trade.",
            expect!["CONSULT Actual AU > : summit"],
        );
        check("The Chad-Niger talks began on Monday.", expect!["CONSULT Actual TCD+NER > : talks"]);
    }
}
