//! Who held which office on which date, on the list `eval/holders.tsv`: name, office and date must agree. And how many
//! such questions one core answers in a second.

use std::{fs, path::Path, time::Instant};

use anyhow::Context;
use chancery_know::{Knowledge, PartialDate};

use super::Figure;

/// A line of the list: the day, party, office and name.
struct Case<'a> {
    on: jiff::civil::Date,
    party: &'a str,
    office: &'a str,
    name: &'a str,
}

/// Accuracy on the list; with `CHANCERY_SHOW` the misses are told.
pub(super) fn figures(_data: &Path) -> anyhow::Result<Vec<Figure>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../eval/holders.tsv");
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let cases: Vec<Case<'_>> = lines.map(case).collect::<anyhow::Result<_>>()?;
    let know = Knowledge::embedded();
    let mut right = 0;
    for case in &cases {
        let asked = know.party(case.party).zip(know.office(case.office));
        let held = asked.and_then(|(party, office)| know.holder(party, office, case.on));
        let person = held.and_then(|(holding, _)| holding.person());
        if person.is_some_and(|person| person.is_called(case.name)) {
            right += 1;
        } else if std::env::var_os("CHANCERY_SHOW").is_some() {
            println!("{} {} {}: {}, not {held:?}", case.on, case.party, case.office, case.name);
        }
    }
    println!("holders: {:.0} look-ups a second on one core", per_second(know, &cases));
    Ok(vec![Figure::new(
        "holders",
        "person by office and date",
        f64::from(right) / cases.len() as f64,
        cases.len(),
    )])
}

fn case(line: &str) -> anyhow::Result<Case<'_>> {
    let [on, party, office, name] = line.split('\t').collect::<Vec<_>>()[..] else {
        anyhow::bail!("eval/holders.tsv: not four columns: {line}")
    };
    let on = PartialDate::parse(on).with_context(|| format!("eval/holders.tsv: no date: {line}"))?.first();
    Ok(Case { on, party, office, name })
}

fn per_second(know: &Knowledge, cases: &[Case<'_>]) -> f64 {
    let asked: Vec<_> = cases
        .iter()
        .filter_map(|case| Some((know.party(case.party)?, know.office(case.office)?, case.on)))
        .collect();
    let (start, mut count) = (Instant::now(), 0u32);
    while start.elapsed().as_millis() < 300 {
        for &(party, office, on) in &asked {
            std::hint::black_box(know.holder(party, office, on));
            count += 1;
        }
    }
    f64::from(count) / start.elapsed().as_secs_f64()
}
