//! What has become of an agreement that was made before: it ended, was put aside, or holds.

#[path = "common/record.rs"]
mod record;

/// Checks that each sentence tells of one agreement and that it stands so.
fn check(status: &str, sentences: &[&str]) {
    for text in sentences {
        let record = record::read("2024-06-12", text);
        let found: Vec<String> =
            record.agreements.iter().map(|a| format!("{} {}", a.title, a.status)).collect();
        assert!(found.len() == 1 && found[0].ends_with(status), "{text}: {found:?}, not {status}");
    }
}

#[test]
fn what_collapsed_lapsed_or_was_left_is_terminated() {
    check(
        "terminated",
        &[
            "The 2015 agreement between Chad and Niger, under which borders were opened, collapsed in 2020.",
            "The ceasefire between Chad and Niger broke down hours after it began.",
            "The peace deal signed by Chad and Niger in 2003 fell apart last year.",
            "Chad tore up its 1998 accord with Niger on Sunday.",
            "Chad declared the ceasefire with Niger over.",
            "Chad said it was no longer bound by its 1998 agreement with Niger.",
            "Chad allowed the fisheries pact with Niger to lapse.",
            "Chad called off its truce with Niger on Monday.",
            "Fighting resumed when a ceasefire between Chad and Niger lapsed on Monday.",
            "Chad walked away from the 1994 peace accord with Niger.",
            "Chad backed out of the ceasefire agreement with Niger.",
            "Chad has renounced the 1994 treaty with Niger.",
            "Chad announced an end to its ceasefire with Niger.",
            "The five-year truce between Chad and Niger has expired.",
        ],
    );
}

#[test]
fn what_was_put_aside_is_suspended() {
    check(
        "suspended",
        &[
            "Chad put its water treaty with Niger in abeyance on Monday.",
            "Chad put on hold a water treaty with Niger.",
            "The 1994 water treaty between Chad and Niger has been held in abeyance since May.",
            "The 1994 water treaty between Chad and Niger is on ice.",
            "Chad suspended its part in the 1994 water treaty with Niger.",
            "Chad froze its extradition treaty with Niger.",
            "The extradition treaty between Chad and Niger was frozen in May.",
        ],
    );
}

#[test]
fn what_is_invoked_ignored_or_holds_is_in_force() {
    check(
        "in force",
        &[
            "The ceasefire between Chad and Niger, which took effect on 1 March, is holding.",
            "Monitors will watch over the ceasefire between Chad and Niger that came into effect on Sunday.",
            "A shaky ceasefire between Chad and Niger appeared to be holding on Tuesday.",
            "Chad accused Niger of ignoring the 2001 border accord between them.",
            "Chad invoked its 1994 defence treaty with Niger.",
            "In violation of its 1994 treaty with Niger, Chad dammed the river.",
            "Chad and Niger traded fire in breach of a ceasefire agreed in May.",
            "Chad may hold its 1994 treaty with Niger in abeyance.",
        ],
    );
}

#[test]
fn what_one_refuses_to_sign_is_proposed() {
    check(
        "proposed",
        &[
            "Chad refused to sign the peace accord with Niger.",
            "Chad declined to sign a peace accord with Niger.",
            "Niger said talks on a ceasefire with Chad had broken down.",
        ],
    );
}

#[test]
fn what_is_said_of_another_thing_does_not_end_it() {
    let text =
        "Chad and Niger signed a truce in 1997, but talks on a peace treaty between them collapsed in 2008.";
    let record = record::read("2024-06-12", text);
    let stand: Vec<&str> = record.agreements.iter().map(|a| a.status.as_str()).collect();
    assert_eq!(stand, ["signed", "proposed"]);
}

#[test]
fn a_treaty_that_came_into_no_force_is_signed() {
    check("signed", &["The U.S. Senate rejected SALT II, Mr. Carter said."]);
}

#[test]
fn an_accord_of_a_town_is_known_by_any_of_its_nouns() {
    for name in ["Bicesse Accords", "Bicesse peace accords", "Bicesse agreement", "Bicesse peace deal"] {
        let record = record::read("2024-06-12", &format!("Angola's government recalled the {name}."));
        let titles: Vec<&str> = record.agreements.iter().map(|a| a.title.as_str()).collect();
        assert_eq!(titles, ["Bicesse Accords"], "{name}");
    }
}

#[test]
fn a_truce_told_again_by_its_year_is_one() {
    check(
        "terminated",
        &[
            "Chad withdrew on Monday from its five-year-old truce with Niger. The 2019 truce was ignored by both.",
        ],
    );
}
