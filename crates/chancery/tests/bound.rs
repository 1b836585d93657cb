//! Whom an accord that a report refers to binds, in the wordings of reporters; and resolutions by number.

#[path = "common/record.rs"]
mod record;

/// Checks that each report tells of the one agreement `title`, of the parties `parties` in any order.
fn check(parties: &[&str], reports: &[(&str, &str)]) {
    for (title, text) in reports {
        let record = record::read("2024-06-12", text);
        let found: Vec<String> = record
            .agreements
            .iter()
            .map(|a| {
                let mut codes: Vec<&str> = a.parties.iter().map(String::as_str).collect();
                codes.sort_unstable();
                format!("{} {codes:?}", a.title)
            })
            .collect();
        assert_eq!(found, [format!("{title} {parties:?}")], "{text}");
    }
}

#[test]
fn those_who_act_under_it_are_bound() {
    check(
        &["NER", "TCD"],
        &[
            ("peace deal", "Chad released 50 soldiers to Niger under the terms of a peace deal."),
            ("1994 accord", "Chad, backed by France, accused Niger of breaking a 1994 accord."),
            ("ceasefire", "Chadian and Nigerien troops exchanged fire despite a ceasefire."),
            ("understanding", "Chad and Niger reached an understanding on Monday on their border."),
            ("humanitarian pause", "A humanitarian pause between Chad and Niger took effect on Friday."),
            (
                "trilateral statement on the truce",
                "Mali recalled the trilateral statement on the truce, signed by the leaders of Chad and Niger.",
            ),
        ],
    );
}

#[test]
fn where_it_was_signed_and_who_wrote_of_it_is_no_party() {
    check(
        &["NER", "TCD"],
        &[
            (
                "ceasefire",
                "Chad and Niger signed a ceasefire in the Ethiopian capital Addis Ababa on Friday.",
            ),
            (
                "ceasefire",
                "A ceasefire between Chad and Niger was signed in the Kenyan town of Naivasha, Kenyan radio said.",
            ),
            ("truce", "ADDIS ABABA (Reuters) - Chad and Niger agreed a truce on Monday."),
        ],
    );
    check(
        &["TCD"],
        &[
            (
                "peace accord",
                "Chad's president Idriss Deby signed a peace accord with rebel leader Mahamat Nour in Libya.",
            ),
            (
                "deal",
                "Rebels in Chad have signed a deal to end the conflict. Chad has accused Sudan of backing the rebels.",
            ),
        ],
    );
}

#[test]
fn several_who_issue_a_statement_have_made_it() {
    check(
        &["MLI", "NER", "TCD"],
        &[
            ("statement", "Chad, Niger and Mali issued a statement in Accra on Thursday calling for calm."),
            ("declaration", "Chad, Niger and Mali adopted a declaration in Accra on Sunday."),
        ],
    );
}

#[test]
fn resolutions_are_named_by_their_numbers() {
    check(
        &["UN"],
        &[
            (
                "Security Council resolutions 1718 and 1874",
                "North Korea tested a missile in defiance of Security Council resolutions 1718 and 1874.",
            ),
            ("U.N. resolutions 687 and 715", "Iraq has not complied with U.N. resolutions 687 and 715."),
        ],
    );
}

#[test]
fn the_number_of_a_resolution_is_no_year() {
    let record = record::read("2024-06-12", "The Security Council passed resolution 1973 on Libya.");
    let when = record.agreements[0].date.as_ref().and_then(|d| d.value.as_deref());
    assert!(when.is_none_or(|day| !day.starts_with("1973")), "{when:?}");
}

#[test]
fn a_vote_that_was_won_or_vetoed_tells_where_a_resolution_stands() {
    let stands = |text: &str| record::read("2024-06-12", text).agreements[0].status.clone();
    assert_eq!(
        stands("The UN General Assembly voted 128 to 9 on a resolution rejecting the move."),
        "agreed"
    );
    assert_eq!(stands("The Security Council voted 14-0 to adopt a resolution on Haiti."), "agreed");
    let vetoed = "The United States vetoed a Security Council resolution put forth by Algeria on Tuesday.";
    assert_eq!(stands(vetoed), "proposed");
}
