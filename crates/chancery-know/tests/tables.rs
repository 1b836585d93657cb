//! The compiled file: in step with the text tables, and refused when damaged.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use chancery_know::{Knowledge, Source, compile, digest};

fn sources() -> Vec<Source> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tables");
    fs::read_dir(dir)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "tsv"))
        .map(|path| Source {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            text: fs::read_to_string(&path).unwrap(),
        })
        .collect()
}

fn compiled() -> Vec<u8> {
    fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/know.bin")).unwrap()
}

#[test]
fn the_compiled_file_is_of_these_tables() {
    let know = Knowledge::open(compiled()).unwrap();
    assert_eq!(know.digest(), digest(&sources()), "run `cargo xtask know build`");
}

/// The tables with the first rows only of those that hold thousands.
fn fewer() -> Vec<Source> {
    let mut sources = sources();
    let long = ["holdings", "towns", "cities", "districts"];
    for source in sources.iter_mut().filter(|s| long.iter().any(|name| s.name.starts_with(name))) {
        source.text = source.text.lines().take(2000).map(|line| format!("{line}\n")).collect();
    }
    // Its rows refer to places that are left out.
    for items in sources.iter_mut().filter(|s| s.name == "place_wikidata.tsv") {
        items.text = items.text.lines().take(1).map(|line| format!("{line}\n")).collect();
    }
    sources
}

#[test]
fn compiling_gives_the_same_bytes() {
    let mut sources = fewer();
    let first = compile(&sources).unwrap();
    sources.reverse();
    assert!(first == compile(&sources).unwrap());
}

#[test]
fn a_damaged_table_is_refused_by_name_with_a_hint() {
    let bytes = compiled();
    let message = |bytes: &[u8]| Knowledge::open(bytes.to_vec()).err().unwrap().to_string();
    assert!(message(b"").contains("`header`"));
    assert!(message(b"not a table at all, but long enough").contains("`header`"));
    assert!(message(&bytes[..bytes.len() / 2]).contains("cut short"));
    let mut damaged = bytes.clone();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    assert!(message(&damaged).contains("`strings`"));
    assert!(message(&damaged).contains("hint: "));
}

#[test]
fn a_row_that_does_not_fit_is_told_with_its_line() {
    let mut sources = fewer();
    let groups = sources.iter_mut().find(|s| s.name == "groups.tsv").unwrap();
    groups.text = "code\tname\taliases\tstate\nHAMAS\tHamas\t\t\nHAMAS\tHamas\t\t\n".into();
    assert_eq!(compile(&sources).unwrap_err().to_string(), "groups.tsv:3: the code `HAMAS` stands twice");
    let mut sources = fewer();
    let columns = "person\twikidata\tparty\toffice\ttitle\tfrom\tto\tknown_until\tsource";
    let at = sources.iter().position(|s| s.name == "holdings_reign.tsv").unwrap();
    let mut refused = |row: &str| {
        sources[at].text = format!("{columns}\n{row}\n");
        compile(&sources).err().map(|unfit| unfit.to_string()).unwrap_or_default()
    };
    assert_eq!(
        refused("A B\t\tUSA\tking of hearts\t\t\t\t2020\tx"),
        "holdings_reign.tsv:2: no office is called `king of hearts`"
    );
    assert_eq!(
        refused("A B\t\tXYZ\tking\t\t\t\t2020\tx"),
        "holdings_reign.tsv:2: no party has the code `XYZ`"
    );
    assert_eq!(
        refused("A B\t\tUSA\tking\t\t2020\t2019\t2020\tx"),
        "holdings_reign.tsv:2: it ends before it begins"
    );
    assert_eq!(
        refused("A B\t\tUSA\tking\t\t20-20\t\t2020\tx"),
        "holdings_reign.tsv:2: `20-20` is no date for `from`"
    );
    let incomplete =
        "holdings_reign.tsv:2: a holding needs a person, a source and the date up to which it knows";
    assert_eq!(refused("A B\t\tUSA\tking\t\t2020\t\t2020\t"), incomplete);
    assert_eq!(refused("A B\t\tUSA\tking\t\t2020\t\t\tx"), incomplete);
    sources.clear();
    assert_eq!(compile(&sources).unwrap_err().to_string(), "words.tsv:0: it is missing");
}
