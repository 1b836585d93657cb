//! How fast the tables answer on one core: `cargo bench -p chancery-know`.

use chancery_know::{Knowledge, Office, Party};
use jiff::civil::{Date, date};

fn main() {
    divan::main();
}

/// Questions of several kinds: the office itself, its local form, a state before its successor, nobody.
fn asked(know: &Knowledge) -> Vec<(Party<'_>, Office<'_>, Date)> {
    let questions = [
        ("RUS", "foreign minister", date(2023, 12, 27)),
        ("USA", "foreign minister", date(1987, 6, 1)),
        ("RUS", "foreign minister", date(1987, 6, 1)),
        ("GBR", "prime minister", date(1990, 11, 1)),
        ("DEU", "prime minister", date(2015, 1, 1)),
        ("UN", "secretary-general", date(1993, 5, 1)),
        ("IND", "finance minister", date(2020, 5, 1)),
        ("VAT", "trade minister", date(2020, 5, 1)),
    ];
    questions.iter().filter_map(|(p, o, day)| Some((know.party(p)?, know.office(o)?, *day))).collect()
}

#[divan::bench]
fn holders(bencher: divan::Bencher) {
    let know = Knowledge::embedded();
    let asked = asked(know);
    bencher.counter(asked.len()).bench(|| {
        asked.iter().filter(|(party, office, day)| know.holder(*party, *office, *day).is_some()).count()
    });
}

#[divan::bench]
fn names(bencher: divan::Bencher) {
    let know = Knowledge::embedded();
    let names = [
        "Sergey Lavrov met",
        "Russian Federation",
        "foreign minister",
        "Sharm el-Sheikh",
        "nobody",
        "U.S. officials",
    ];
    bencher
        .counter(names.len())
        .bench(|| names.iter().filter(|name| know.longest_name(name).is_some()).count());
}

#[divan::bench]
fn opening() -> bool {
    let bytes = include_bytes!("../data/know.bin");
    Knowledge::open(divan::black_box(bytes).to_vec()).is_ok()
}
