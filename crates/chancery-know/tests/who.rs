//! Questions about persons and offices, and their answers.

use chancery_know::{Candidate, Knowledge, Tenure};
use expect_test::{Expect, expect};
use jiff::civil::Date;
use proptest::prelude::*;

/// The first answers to a question about a day, one a line.
fn answers(text: &str, on: &str) -> String {
    let know = Knowledge::embedded();
    let mut question = know.question(text);
    let day: Option<Date> = on.parse().ok();
    question.time = (day, day);
    let line = |c: &Candidate<'_>| {
        let sure = match c.tenure {
            Some(Tenure::Known) => "",
            Some(Tenure::CarriedForward) => " (carried forward)",
            None => " (not then)",
        };
        format!("{:?}{sure}\n", c.holding)
    };
    know.who(&question).iter().take(3).map(line).collect()
}

#[track_caller]
fn check(text: &str, on: &str, expected: Expect) {
    expected.assert_eq(&answers(text, on));
}

#[test]
fn offices_on_a_day() {
    check(
        "Russian foreign minister",
        "2023-12-27",
        expect![[r#"
        Sergey Lavrov, RUS foreign minister 2004-03-09..
    "#]],
    );
    check(
        "foreign minister of Russia",
        "1987-05-05",
        expect![[r#"
        Eduard Shevardnadze, SUN foreign minister 1985-07-02..1991-01-15
    "#]],
    );
    check(
        "UN chief",
        "1993-05-01",
        expect![[r#"
        Boutros Boutros-Ghali, UN secretary-general 1992-01-01..1996-12-31
    "#]],
    );
    check(
        "Taoiseach",
        "2023-06-01",
        expect![[r#"
        Leo Varadkar, IRL prime minister 2022-12-17..2024-04-09
        Ioannis Sarmas, GRC prime minister 2023-05-25..2023-06-26
        Ľudovít Ódor, SVK prime minister 2023-05-15..2023-10-25
    "#]],
    );
    check(
        "external affairs minister",
        "2020-06-01",
        expect![[r#"
        Subrahmanyam Jaishankar, IND foreign minister 2019-05-30..
        Gabi Ashkenazi, ISR foreign minister 2020-05-17..2021-06-13
        Téte António, AGO foreign minister 2020-04-09..
    "#]],
    );
    check(
        "head of the IMF",
        "2020-06-01",
        expect![[r#"
        Kristalina Georgieva, IMF managing director 2019-10-01..
    "#]],
    );
    check(
        "US ambassador to India",
        "2024-05-01",
        expect![[r#"
        Eric M. Garcetti, USA ambassador 2023-05-11..2025-02-06
    "#]],
    );
    check(
        "prime minister of Germany",
        "2015-01-01",
        expect![[r#"
        Angela Merkel, DEU chancellor 2005-11-22..2021-12-08
    "#]],
    );
    check(
        "King of Jordan",
        "1990-01-01",
        expect![[r#"
        Hussein bin Talal, JOR king 1952-08-11..1999-02-07
    "#]],
    );
    check(
        "general secretary of the Soviet Union",
        "1987-01-01",
        expect![[r#"
        Mikhail Gorbachev, SUN party general secretary 1985-03-11..1991-08-24
    "#]],
    );
}

#[test]
fn names_however_they_are_written() {
    check(
        "Sergei Lavrov",
        "2020-01-01",
        expect![[r#"
        Sergey Lavrov, RUS foreign minister 2004-03-09..
    "#]],
    );
    check(
        "lavrov",
        "2020-01-01",
        expect![[r#"
        Sergey Lavrov, RUS foreign minister 2004-03-09..
        Aleksey Lavrov, RUS deputy minister 2011-06-15..
    "#]],
    );
    check(
        "Dae-jung Kim",
        "2000-06-13",
        expect![[r#"
        Kim Dae-jung, KOR president 1998-02-25..2003-02-25
    "#]],
    );
    check(
        "Mohamed Morsy",
        "2012-09-01",
        expect![[r#"
        Mohamed Morsi, EGY president 2012-06-30..2013-07-04
    "#]],
    );
    check(
        "President Zelensky",
        "2022-03-01",
        expect![[r#"
        Volodymyr Zelenskyy, UKR president 2019-05-20..
    "#]],
    );
    check(
        "Shultz",
        "2023-01-01",
        expect![[r#"
        George Shultz, USA secretary of state 1982-07-16..1989-01-20 (not then)
    "#]],
    );
}

#[test]
fn namesakes_are_told_apart_by_office_and_party() {
    check(
        "Clinton",
        "1995-01-01",
        expect![[r#"
        Bill Clinton, USA president 1993-01-20..2001-01-20
    "#]],
    );
    check(
        "Secretary of State Clinton",
        "2010-01-01",
        expect![[r#"
        Hillary Clinton, USA secretary of state 2009-01-21..2013-02-01
    "#]],
    );
    check(
        "George Bush",
        "1990-01-01",
        expect![[r#"
        George H. W. Bush, USA president 1989-01-20..1993-01-20
    "#]],
    );
    check(
        "George Bush",
        "2004-01-01",
        expect![[r#"
        George W. Bush, USA president 2001-01-20..2009-01-20
    "#]],
    );
    check(
        "Kim of South Korea",
        "2000-01-01",
        expect![[r#"
        Kim Jong-pil, KOR prime minister 1998-03-03..2000-05-23
        Kim Dae-jung, KOR president 1998-02-25..2003-02-25
        Kim Yong-jun, KOR chief justice 1994-09-15..2000-09-14
    "#]],
    );
}

#[test]
fn an_unknown_name_has_near_ones() {
    let know = Knowledge::embedded();
    assert!(know.who(&know.question("Lavrof")).is_empty());
    let near: Vec<&str> = know.near_names("Lavrof").iter().map(|person| person.name()).collect();
    assert_eq!(near.first(), Some(&"Sergey Lavrov"));
    assert!(know.near_names("").is_empty());
    assert!(know.near_names("\u{65e5}\u{672c}").is_empty());
    assert_eq!(know.near_parties("Irak").first().map(|party| party.code()), Some("IRN"));
}

#[test]
fn every_holding_has_a_source_and_knows_until_when() {
    for person in Knowledge::embedded().persons() {
        assert!(!person.name().is_empty());
        for holding in person.holdings() {
            assert!(!holding.source().is_empty() && holding.known_until().is_some(), "{holding:?}");
            assert!(holding.office().is_some() && holding.party().is_some(), "{holding:?}");
        }
    }
}

#[test]
fn the_tables_are_as_large_as_they_should_be() {
    let know = Knowledge::embedded();
    assert!(know.persons().map(|person| person.holdings().count()).sum::<usize>() > 25_000);
}

#[test]
fn an_office_of_one_holder_has_one_known_on_most_days() {
    let know = Knowledge::embedded();
    let office = know.office("foreign minister").unwrap();
    let day = jiff::civil::date(2019, 3, 1);
    for party in ["FRA", "DEU", "RUS", "IND", "CHN", "JPN", "BRA", "EGY", "KEN", "TUR"] {
        let held =
            know.holdings_in(know.party(party).unwrap(), office).filter(|h| h.on(day) == Some(Tenure::Known));
        assert_eq!(held.count(), 1, "{party}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_asked(text in "\\PC{0,60}|[A-Za-z .'-]{0,60}|(king|the|of|Iran|UN|to|Lavrov|minister| ){0,12}") {
        let know = Knowledge::embedded();
        let question = know.question(&text);
        for candidate in know.who(&question) {
            prop_assert!((0.0..=1.0).contains(&candidate.score));
        }
        know.near_names(&text);
        know.near_parties(&text);
        know.near_offices(&text).count();
    }

    #[test]
    fn names_at_any_text_end_where_characters_end(text in "\\PC{0,40}|[ -~]{0,40}|(Al|al|U|S|\\.|-| |Iran|Nations|United|of|\u{e9}|\u{2019}){0,12}") {
        let names = Knowledge::embedded().names_at(&text);
        let mut before = usize::MAX;
        for name in names.iter() {
            prop_assert!(name.len < before && name.len > 0 && text.is_char_boundary(name.len));
            prop_assert!(name.senses().next().is_some());
            before = name.len;
        }
        prop_assert_eq!(names.iter().count(), names.len());
        prop_assert_eq!(names.iter().next().map(|n| n.len), Knowledge::embedded().longest_name(&text).map(|n| n.len));
    }
}
