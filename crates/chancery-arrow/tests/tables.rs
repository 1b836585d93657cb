//! Records become tables and come back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs::File;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type};
use chancery::read::{self, Provenance};
use chancery_arrow::files::{Partition, Writer, records, write_to};
use chancery_arrow::{Claims, Table, listing};
use chancery_know::Knowledge;
use chancery_store::{Filter, Listing, Store};
use expect_test::expect;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// The record of a meeting and a signing, read by rules.
fn record(id: &str, day: u32) -> Vec<u8> {
    let text = format!(
        "PARIS, March {day}, 2023 – Japanese Foreign Minister Yoshimasa Hayashi met French Foreign Minister Catherine \
         Colonna in Paris on Friday. They discussed trade. \u{201c}We agreed to cooperate,\u{201d} Hayashi said.\n\n\
         Japan and France signed a memorandum of understanding on energy."
    );
    let document = read::text(Provenance { id: id.into(), ..Provenance::default() }, text);
    chancery::record::of(&document, Knowledge::embedded(), |record| serde_json::to_vec(record).unwrap())
}

/// The columns of a table with their types, one a line.
fn columns(table: Table) -> String {
    let schema = table.schema();
    let of = |f: &arrow_schema::FieldRef| format!("{} {}\n", f.name(), short(f.data_type()));
    schema.fields().iter().map(of).collect()
}

fn short(data: &arrow_schema::DataType) -> String {
    use arrow_schema::DataType;
    match data {
        DataType::List(inner) => format!("[{}]", short(inner.data_type())),
        DataType::Struct(fields) => fields.iter().map(|f| f.name().as_str()).collect::<Vec<_>>().join("+"),
        other => other.to_string(),
    }
}

#[test]
fn columns_stay_as_they_are() {
    // A column that changes its name or type changes the version of the tables.
    expect![[r#"
        report Utf8
        published Date32
        published_precision Utf8
        source Utf8
        id Utf8
        type Utf8
        quad Utf8
        mode Utf8
        cameo Utf8
        goldstein Float64
        intensity Float64
        contexts [Utf8]
        status Utf8
        actors [Utf8]
        recipients [Utf8]
        actor_names [Utf8]
        recipient_names [Utf8]
        actor_ids [Utf8]
        recipient_ids [Utf8]
        date Date32
        date_precision Utf8
        until Date32
        until_precision Utf8
        date_basis Utf8
        place Utf8
        country Utf8
        lat Float64
        lon Float64
        geonames UInt32
        topics [Utf8]
        topic_codes [Utf8]
        evidence [start+end+text]
        amounts [kind+value+unit+start+end+text]
        agreement Utf8
        method Utf8
        score Float64
    "#]]
    .assert_eq(&columns(Table::Events));
    expect![[r#"
        report Utf8
        published Date32
        published_precision Utf8
        source Utf8
        id Utf8
        kind Utf8
        words Utf8
        content [start+end+text]
        speaker Utf8
        speaker_party Utf8
        speaker_office Utf8
        speaker_id Utf8
        speaker_ids [Utf8]
        speaker_span start+end+text
        cue start+end+text
        addressee Utf8
        addressee_id Utf8
        channel Utf8
        date Date32
        date_precision Utf8
        place Utf8
        about [Utf8]
        topics [Utf8]
        within Utf8
        repeats Utf8
        method Utf8
        score Float64
    "#]]
    .assert_eq(&columns(Table::Statements));
}

#[test]
fn every_column_says_what_it_means() {
    for table in Table::ALL {
        for field in table.schema().fields() {
            assert!(field.metadata().get("description").is_some_and(|d| d.ends_with('.')), "{field}");
        }
        assert_eq!(table.schema().metadata().get("chancery.tables").map(String::as_str), Some("1"));
    }
}

#[test]
fn rows_say_what_the_record_says() {
    let claims: Vec<Claims> =
        [record("a", 3), record("b", 10)].iter().map(|r| Claims::new(r).unwrap()).collect();
    let events = Table::Events.batch(&claims).unwrap();
    assert_eq!(events.num_rows(), claims.iter().map(|c| c.record().events.len()).sum::<usize>());
    let text = |batch: &RecordBatch, name: &str, row: usize| {
        batch.column_by_name(name).unwrap().as_string::<i32>().value(row).to_owned()
    };
    assert_eq!(text(&events, "report", 0), "a");
    assert_eq!(text(&events, "type", 0), "CONSULT");
    let published = events.column_by_name("published").unwrap().as_primitive::<Date32Type>().value(0);
    assert_eq!(published, 19_419, "3 March 2023");
    assert_eq!(text(&events, "published_precision", 0), "day");
    let evidence = events.column_by_name("evidence").unwrap().as_list::<i32>().value(0);
    let words = evidence.as_struct().column_by_name("text").unwrap().as_string::<i32>().value(0).to_owned();
    assert_eq!(words, claims[0].record().events[0].evidence[0].text);
    let statements = Table::Statements.batch(&claims).unwrap();
    let said =
        (0..statements.num_rows()).find(|&row| text(&statements, "words", row).starts_with("We agreed"));
    assert_eq!(text(&statements, "speaker", said.unwrap()), "Yoshimasa Hayashi");
    assert!(Claims::new(b"[]").is_err() && Claims::new(b"{\"events\": 3}").is_err());
    // A record without anything has a row among the reports and none elsewhere.
    let bare = [Claims::new(b"{}").unwrap()];
    assert_eq!(Table::ALL.iter().map(|t| t.batch(&bare).unwrap().num_rows()).sum::<usize>(), 1);
}

#[test]
fn records_come_back_from_files() {
    let folder = tempfile::tempdir().unwrap();
    let written: Vec<Vec<u8>> = (1..=28).map(|d| record(&format!("report {d}"), d)).collect();
    let path = folder.path().join("plain");
    let mut writer = Writer::create(&path, Partition::None).unwrap();
    written.iter().for_each(|r| writer.push(r).unwrap());
    writer.finish().unwrap();
    let back: Vec<Vec<u8>> =
        records(File::open(path.join("reports.parquet")).unwrap()).unwrap().map(|r| r.unwrap()).collect();
    assert_eq!(back.len(), written.len());
    for (back, written) in back.iter().zip(&written) {
        assert_eq!(String::from_utf8_lossy(back), String::from_utf8_lossy(written));
    }
    let refused = Writer::create(&path, Partition::Month).err().unwrap();
    assert!(refused.advice().is_some(), "{refused}");
    let other = records(File::open(path.join("events.parquet")).unwrap()).err().unwrap();
    assert!(other.to_string().contains("no column `text`"), "{other}");
    assert!(
        records(
            File::open(file!().rsplit('/').next().map_or("Cargo.toml".into(), |f| format!("tests/{f}")))
                .unwrap()
        )
        .is_err()
    );
}

#[test]
fn months_are_folders() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::create(folder.path(), Partition::Month).unwrap();
    writer.push(&record("a", 3)).unwrap();
    let undated = serde_json::json!({"doc": {"id": "b", "published": null}, "text": "x"});
    writer.push(undated.to_string().as_bytes()).unwrap();
    writer.finish().unwrap();
    for month in ["2023-03", "unknown"] {
        let path = folder.path().join(format!("reports/month={month}/part-0.parquet"));
        assert_eq!(records(File::open(path).unwrap()).unwrap().count(), 1);
    }
}

#[test]
fn listings_have_types() {
    let mut store = Store::in_memory().unwrap();
    let records = [record("a", 3), record("b", 10)];
    store.append(records.iter().map(Vec::as_slice), 1_700_000_000_000).unwrap();
    for &(name, of) in Listing::ALL {
        let mut rows = 0;
        let bytes = write_to(Vec::new(), listing::schema(of), |write| {
            listing::batches::<chancery_arrow::Error>(&store, of, &Filter::default(), |batch| {
                rows += batch.num_rows() as u64;
                write(&batch)
            })?;
            Ok(())
        })
        .unwrap();
        assert_eq!(rows, store.count(of, &Filter::default()).unwrap(), "{name}");
        let path = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(path.path(), bytes).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(path.reopen().unwrap()).unwrap();
        assert_eq!(reader.schema().field(0).name(), of.columns()[0].name);
        let read: usize = reader.build().unwrap().map(|b| b.unwrap().num_rows()).sum();
        assert_eq!(read as u64, rows);
        if of == Listing::Parties {
            let mut counts = Vec::new();
            listing::batches::<chancery_arrow::Error>(&store, of, &Filter::default(), |batch| {
                let column = batch.column_by_name("engagements").unwrap().as_primitive::<Int64Type>().clone();
                counts.extend(column.iter().flatten());
                Ok(())
            })
            .unwrap();
            assert!(counts.iter().all(|&n| n > 0) && !counts.is_empty());
        }
    }
}
