//! How far an agreement has come: hoped for, agreed, signed, given consent to, in force, put aside, ended, in the many words in
//! which reports tell it.

#[path = "common/record.rs"]
mod record;

/// Checks that each report tells of one agreement and that it stands so.
fn check(status: &str, reports: &[&str]) {
    for text in reports {
        let record = record::read("2024-06-12", text);
        let found: Vec<String> =
            record.agreements.iter().map(|a| format!("{} {}", a.title, a.status)).collect();
        assert!(found.len() == 1 && found[0].ends_with(status), "{text}: {found:?}, not {status}");
    }
}

/// Checks what agreements a report tells of.
fn check_all(text: &str, expected: &[&str]) {
    let record = record::read("2024-06-12", text);
    let found: Vec<String> = record
        .agreements
        .iter()
        .map(|a| format!("{} [{}] {}", a.title, a.parties.join(" "), a.status))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn what_ran_out_or_was_given_up_is_terminated() {
    check(
        "terminated",
        &[
            "The fisheries protocol between Chad and Niger ran out last Saturday.",
            "The 1990 pact between Chad and Niger came to an end on Monday.",
            "The truce between Chad and Niger is over, a rebel spokesman said.",
            "The 1990 treaty between Chad and Niger is no longer in force.",
            "The 1990 treaty between Chad and Niger ceased to be in force last year.",
            "The 1990 treaty between Chad and Niger was allowed to lapse.",
            "The accords of 1990 between Chad and Niger are dead, the government says.",
            "Chad has decided to end an intelligence-sharing pact with Niger.",
            "Chad decided to withdraw from the 1990 water treaty with Niger.",
            "Chad gave notice that it was terminating the 1990 water treaty with Niger.",
            "Chad's parliament voted to scrap the 1990 water treaty with Niger.",
            "Chad has pulled out of a 1990 water treaty with Niger.",
            "Chad served notice on Niger that their 1990 water treaty was being terminated.",
            "Chad declared the 1990 water treaty with Niger null and void.",
            "Chad declared null the 1990 water treaty with Niger.",
            "The expiry of the fisheries pact between Chad and Niger forced boats home.",
            "The rebels' attack ended a truce with Chad.",
            "Fighting between Chad and Niger shattered a two-day truce.",
            "The truce between Chad and Niger lay in ruins on Sunday after shelling.",
            "Chad annulled its oil contract with Niger.",
            "Chad's withdrawal from the 1990 water treaty with Niger took effect on Monday.",
            "Chad quit the 1990 water treaty with Niger.",
        ],
    );
}

#[test]
fn what_is_halted_is_suspended() {
    check(
        "suspended",
        &[
            "Chad suspended ratification of the protocols with Niger.",
            "Chad said it had suspended its observance of the 1990 treaty with Niger.",
            "Chad froze the implementation of the accord with Niger.",
            "Chad said its participation in the 1990 treaty with Niger was suspended.",
            "A trade deal between Chad and Niger has been put on hold.",
            "Chad halted application of the 1990 treaty with Niger.",
        ],
    );
}

#[test]
fn what_is_signed_and_awaits_more_is_signed() {
    check(
        "signed",
        &[
            "The treaty that Chad and Niger signed on Monday must be ratified by both parliaments.",
            "The treaty between Chad and Niger, signed on Monday, must still be ratified.",
            "A treaty signed by Chad and Niger in May has yet to be ratified.",
            "A treaty between Chad and Niger signed in May awaits ratification.",
            "Chad has not ratified the treaty it signed with Niger in May.",
            "Chad and Niger put their names to a border treaty on Monday.",
            "Chad's foreign minister put his signature to a border treaty with Niger on Monday.",
            "The foreign ministers of Chad and Niger initialled a border treaty on Monday.",
            "Chad and Niger concluded and signed a border treaty on Monday.",
            "Chad on Monday became the last state to sign a trade pact with Niger and Mali.",
            "A border treaty was signed on Monday by the presidents of Chad and Niger.",
            "The signing on Monday of a border treaty between Chad and Niger drew protests.",
            "Monday's signing of a border treaty by Chad and Niger drew protests.",
            "Chad and Niger sign border treaty",
            "Chad, Niger ink gas deal",
        ],
    );
}

#[test]
fn what_a_chamber_consents_to_is_ratified() {
    check(
        "ratified",
        &[
            "Chad's parliament ratified a border treaty with Niger on Monday.",
            "Deputies in Chad voted 120 to 3 to ratify a border treaty with Niger.",
            "Chad's Senate gave its consent to a border treaty with Niger.",
            "Chad's Senate voted by 93 to 5 to approve a border treaty with Niger.",
            "Chad and Niger exchanged instruments of ratification of a border treaty.",
            "Chad deposited its instrument of ratification of the border treaty with Niger.",
            "The border treaty with Niger won approval in Chad's parliament on Monday.",
            "Lawmakers in Chad endorsed a border treaty with Niger.",
        ],
    );
}

#[test]
fn what_talks_end_with_is_agreed() {
    check(
        "agreed",
        &[
            "Chad and Niger agreed a ceasefire on Friday.",
            "Chad and Niger reached agreement on a ceasefire. The accord will be signed on Thursday.",
            "Chad and Niger have settled on a trade deal that will be signed next week.",
            "Chad and Niger hammered out a compromise trade deal.",
            "A trade deal between Chad and Niger was announced on Monday.",
            "Chad and Niger have finalised a fisheries agreement.",
            "Chad and Niger completed negotiations on a fisheries treaty on Tuesday.",
            "Chad and Niger struck a fisheries deal.",
            "Chad clinched a deal with Niger over fish quotas.",
            "Talks between Chad and Niger ended with a deal on fish quotas.",
            "Chad and Niger have agreed to reschedule some $9 billion of debt. The accord with Niger gives Chad 14 years to repay.",
        ],
    );
}

#[test]
fn what_is_hoped_for_or_will_be_signed_is_proposed() {
    check(
        "proposed",
        &[
            "Chad called for a treaty with Niger on shared rivers.",
            "Chad and Niger are negotiating a border treaty.",
            "Chad and Niger held talks on a border treaty.",
            "The prospects of a trade treaty between Chad and Niger improved on Monday.",
            "Chances of a trade deal between Chad and Niger have faded.",
            "A trade deal between Chad and Niger is within reach, officials said.",
            "Chad and Niger are close to a trade deal.",
            "Chad has offered Niger a non-aggression pact.",
            "Chad rejected a ceasefire that Niger had proposed.",
            "A formal declaration will be signed by Chad and Niger within two months.",
            "Chad and Niger plan to sign a border treaty in May.",
            "Chad and Niger are to sign a border treaty in May.",
            "Chad vetoed a draft resolution of the Security Council.",
            "Chad and Niger will draft a permanent ceasefire deal within two weeks.",
            "Chad wants a free trade agreement with Niger.",
            "Chad and Niger resumed work on a customs treaty.",
            "The two sides hope to conclude a trade agreement between Chad and Niger next year.",
        ],
    );
}

#[test]
fn what_is_kept_prolonged_or_runs_out_later_is_in_force() {
    check(
        "in force",
        &[
            "Chad accused Niger of breaking the Lusaka ceasefire deal.",
            "Under a 1990 treaty with Niger, Chad must share the river.",
            "Chad said it would abide by the 1990 treaty with Niger.",
            "The treaty between Chad and Niger took effect on Monday.",
            "The treaty between Chad and Niger came into force on Monday.",
            "A truce between Chad and Niger took hold on Monday.",
            "A truce between Chad and Niger began at midnight.",
            "Chad and Niger extended their ceasefire by 24 hours.",
            "Chad and Niger agreed to prolong a temporary ceasefire by 24 hours.",
            "Chad and Niger renewed their fisheries agreement for four years.",
            "Chad's treaty with Niger remains in force.",
            "Chad threatened to leave the 1990 water treaty with Niger.",
            "Chad threatened to end a cease-fire with Niger.",
            "Chad may pull out of the 1990 water treaty with Niger.",
            "The fisheries agreement between Chad and Niger expires in May.",
            "The ceasefire between Chad and Niger was due to run out at midnight.",
        ],
    );
}

#[test]
fn what_becomes_of_it_is_told_where_it_is_named_again() {
    check(
        "terminated",
        &[
            "Chad and Niger have not agreed to extend the Chad-Niger fisheries deal. Boats left as the deal expired on Friday.",
            "The dairy accord between Chad and Niger has been in force since 2004. The accord runs out at the end of May and, \
             officials said, the accord has been cancelled.",
        ],
    );
    check(
        "agreed",
        &["Chad and Niger have reached agreement on a ceasefire. The accord will be signed on Thursday."],
    );
}

#[test]
fn one_that_is_told_to_be_earlier_or_longer_is_another() {
    check_all(
        "Chad and Niger signed a ceasefire on Monday. An earlier truce, agreed in January, fell apart.",
        &["ceasefire [TCD NER] signed", "truce [TCD NER] terminated"],
    );
    check_all(
        "Chad and Niger agreed on Monday to prolong a temporary ceasefire so that they can talk about a long-term truce.",
        &["temporary ceasefire [TCD NER] in force", "long-term truce [TCD NER] proposed"],
    );
}

#[test]
fn what_was_made_in_that_year_is_told_again_by_the_year() {
    check_all(
        "Chad said it had ended a peace deal with Niger that Mali brokered in 2015. In 2015 the government signed a peace \
         agreement with Niger in a bid to end the fighting.",
        &["peace deal [NER TCD] terminated"],
    );
}
