use expect_test::{Expect, expect};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::text::{paragraphs, sentences};

fn times(text: &str, published: Option<Date>) -> Vec<Time> {
    let tokens = Tokens::new(text);
    let paragraphs = paragraphs(text, &tokens);
    let sentences = sentences(text, &tokens, &paragraphs);
    find(text, &tokens, &sentences, published)
}

fn show(text: &str, published: Option<Date>) -> String {
    let line = |t: &Time| {
        let value = t.value.as_deref().unwrap_or("-");
        let mut line = format!("{}: {:?} {value}", t.span.of(text), t.kind).to_string();
        if let Some(from) = t.from.as_deref().filter(|f| *f != value) {
            line += &format!(" from {from}");
        }
        if let Some(until) = &t.until {
            line += &format!(" until {until}");
        }
        line
    };
    times(text, published).iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Published on Thursday, 28 December 2023.
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&show(text, Some(date(2023, 12, 28))));
}

#[test]
fn a_weekday_is_the_last_one_unless_the_clause_looks_ahead() {
    check(
        "The ministers met on Wednesday (Dec 27). They will meet again on Tuesday. Talks due Friday were called off.",
        expect![[r#"
            Wednesday: Date 2023-12-27
            Dec 27: Date 2023-12-27
            Tuesday: Date 2024-01-02
            Friday: Date 2023-12-29"#]],
    );
}

#[test]
fn datelines() {
    check(
        "MOSCOW, Dec 27 (Reuters) - Russia said on Wednesday",
        expect![[r#"
        Dec 27: Date 2023-12-27
        Wednesday: Date 2023-12-27"#]],
    );
}

#[test]
fn days_of_the_calendar() {
    check(
        "On 26th February 2022, on Feb. 24, 2022, on 2023-12-27, 27/12/2023 and 12/27/2023; the 5th of May 2021",
        expect![[r#"
            26th February 2022: Date 2022-02-26
            Feb. 24, 2022: Date 2022-02-24
            2023-12-27: Date 2023-12-27
            27/12/2023: Date 2023-12-27
            12/27/2023: Date 2023-12-27
            the 5th of May 2021: Date 2021-05-05"#]],
    );
}

#[test]
fn ranges() {
    check(
        "He visits from June 3 to 5, 2024. July 6-11, for 2024-28 and the period 2024–2028.",
        expect![[r#"
        June 3: Date 2024-06-03 until 2024-06-05
        5, 2024: Date 2024-06-05
        July 6-11: Date 2023-07-06/2023-07-11 from 2023-07-06 until 2023-07-11
        2024-28: Date 2024/2028 from 2024 until 2028
        2024–2028: Date 2024/2028 from 2024 until 2028"#]],
    );
    check(
        "From 3 to 5 June 2023, 12-14 May, between 1990 and 1995, on April 24 and 25.",
        expect![[r#"
        3: Date 2023-06-03 until 2023-06-05
        5 June 2023: Date 2023-06-05
        12-14 May: Date 2024-05-12/2024-05-14 from 2024-05-12 until 2024-05-14
        1990: Date 1990 until 1995
        1995: Date 1995
        April 24: Date 2024-04-24 until 2024-04-25
        25: Date 2024-04-25"#]],
    );
    check(
        "From Dec. 30 to Jan. 2 the border will be shut. January-March 2023.",
        expect![[r#"
        Dec. 30: Date 2023-12-30 until 2024-01-02
        Jan. 2: Date 2024-01-02
        January-March 2023: Date 2023-01/2023-03 from 2023-01 until 2023-03"#]],
    );
}

#[test]
fn what_leans_on_publication() {
    check(
        "Last week, earlier this month, three years ago, two weeks ago, last May, next March, yesterday.",
        expect![[r#"
            Last week: Date 2023-W51 from 2023-12-18 until 2023-12-24
            earlier this month: Date 2023-12
            three years ago: Date 2020
            two weeks ago: Date 2023-W50 from 2023-12-11 until 2023-12-17
            last May: Date 2023-05
            next March: Date 2024-03
            yesterday: Date 2023-12-27"#]],
    );
}

#[test]
fn years_and_longer() {
    check(
        "The 1990s, the 20th century, fiscal 1999, Nov. 1999, since 1979, the late 1980s.",
        expect![[r#"
        The 1990s: Date 199 from 1990 until 1999
        the 20th century: Date 19 from 1900 until 1999
        fiscal 1999: Date 1999
        Nov. 1999: Date 1999-11
        1979: Date 1979
        the late 1980s: Date 198 from 1980 until 1989"#]],
    );
    check(
        "In nineteen ninety-seven and the year two thousand.",
        expect![[r#"
        nineteen ninety-seven: Date 1997
        the year two thousand: Date 2000"#]],
    );
    check("Resolution 1701 sent 2000 troops 1950 km away for $1990.", expect![[r#""#]]);
}

#[test]
fn quarters_and_seasons() {
    check(
        "In the second quarter of 2023, in Q3 2022, the first half of 2021, last summer.",
        expect![[r#"
        the second quarter of 2023: Date 2023-Q2 from 2023-04 until 2023-06
        Q3 2022: Date 2022-Q3 from 2022-07 until 2022-09
        the first half of 2021: Date 2021-H1 from 2021-01 until 2021-06
        last summer: Date 2023-SU from 2023-06 until 2023-08"#]],
    );
}

#[test]
fn durations_and_sets() {
    check(
        "For two days, a 10-year plan, the past three months, two and a half years, several weeks.",
        expect![[r#"
        two days: Duration P2D
        10-year: Duration P10Y
        the past three months: Duration P3M
        two and a half years: Duration P2Y6M
        several weeks: Duration PXW"#]],
    );
    check(
        "Every week, each Thursday, daily, $2 million a year, twice a month.",
        expect![[r#"
        Every week: Set P1W
        each Thursday: Set XXXX-WXX-4
        daily: Set P1D
        a year: Set P1Y
        a month: Set P1M"#]],
    );
    check("A 10-year-old boy, 39 years old.", expect![""]);
}

#[test]
fn times_of_day() {
    check(
        "At 3 pm, 10:30 a.m. on Monday, Monday morning, 14:00 GMT, noon Tuesday, last night.",
        expect![[r#"
        3 pm: Time 2023-12-28T15:00 from 2023-12-28
        10:30 a.m. on Monday: Time 2023-12-25T10:30 from 2023-12-25
        Monday morning: Time 2023-12-25TMO from 2023-12-25
        14:00 GMT: Time 2023-12-25T14:00 from 2023-12-25
        noon Tuesday: Time 2023-12-26T12:00 from 2023-12-26
        last night: Time 2023-12-27TNI from 2023-12-27"#]],
    );
}

#[test]
fn what_no_calendar_holds() {
    check(
        "Currently, now, recently, in the near future, at the moment.",
        expect![[r#"
        Currently: Date PRESENT_REF
        now: Date PRESENT_REF
        recently: Date PAST_REF
        the near future: Date FUTURE_REF
        the moment: Date PRESENT_REF"#]],
    );
}

#[test]
fn without_publication_only_whole_dates_are_placed() {
    let text = "On Friday, Dec. 27, last week, in 1999 and on 3 May 2001 and today.";
    let expected = expect![[r#"
        Friday, Dec. 27: Date XXXX-12-27
        last week: Date -
        1999: Date 1999
        3 May 2001: Date 2001-05-03
        today: Date -"#]];
    expected.assert_eq(&show(text, None));
}

fn words() -> impl Strategy<Value = String> {
    let words = [
        "the",
        "a",
        "last",
        "next",
        "this",
        "first",
        "third",
        "two",
        "nineteen",
        "ninety",
        "hundred",
        "thousand",
        "year",
        "years",
        "week",
        "quarter",
        "day",
        "days",
        "month",
        "May",
        "Dec",
        ".",
        ",",
        "-",
        "–",
        "to",
        "and",
        "of",
        "31",
        "29",
        "2024",
        "1999",
        "99999",
        "2200",
        "0",
        "12:30",
        "p.m.",
        "3pm",
        "ago",
        "earlier",
        "every",
        "Monday",
        "Sun",
        "morning",
        "night",
        "century",
        "decade",
        "decades",
        "a few",
        "half",
        "fiscal",
        "(",
        ")",
        "/",
        "'s",
        "'",
        "90s",
        "1990s",
        "20th",
        "Feb",
        "February",
        "Easter",
        "end",
        "mid",
        "é",
        "2147483647",
        "GMT",
        "years-old",
        "from",
    ];
    proptest::collection::vec((proptest::sample::select(words.to_vec()), prop::bool::ANY), 0..24).prop_map(
        |words| {
            words.into_iter().map(|(w, space)| if space { format!("{w} ") } else { w.to_owned() }).collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn any_text_gives_ordered_spans(text in prop_oneof!["\\PC{0,120}", words()], day in 0i64..3_000_000) {
        let published = date(-4000, 1, 1).checked_add(jiff::Span::new().days(day)).ok();
        for published in [None, published] {
            let mut last = 0;
            for time in times(&text, published) {
                prop_assert!(time.span.start >= last && !time.span.is_empty());
                prop_assert!(text.get(time.span.start as usize..time.span.end as usize).is_some());
                prop_assert!(time.until.is_none() || time.from.is_some());
                last = time.span.end;
            }
        }
    }
}
