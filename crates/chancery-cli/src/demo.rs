//! `chancery demo`: a store made from the examples that are part of the program, served.

use std::process::ExitCode;

use chancery::read::{self, Body, Line, Provenance};
use chancery::record;
use chancery_know::Knowledge;
use chancery_store::Store;

use crate::read::Reader;
use crate::serve::Site;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    site: Site,
}

/// The examples: the name of each and its words.
const EXAMPLES: [(&str, &str); 5] = [
    ("examples/wire-story.txt", include_str!("../../../examples/wire-story.txt")),
    ("examples/readout.txt", include_str!("../../../examples/readout.txt")),
    ("examples/communique.txt", include_str!("../../../examples/communique.txt")),
    ("examples/page.html", include_str!("../../../examples/page.html")),
    ("examples/reports.jsonl", include_str!("../../../examples/reports.jsonl")),
];

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let folder = std::env::temp_dir().join(format!("chancery-demo-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let db = folder.join("demo.db");
    let served =
        fill(&db, args.site.reader() == Reader::Model).and_then(|()| crate::serve::serve(db, args.site));
    std::fs::remove_dir_all(&folder)?;
    served
}

fn fill(db: &std::path::Path, is_trained: bool) -> anyhow::Result<()> {
    let models = crate::model::models(is_trained)?;
    let json = |document| {
        record::of_with(&document, &models, Knowledge::embedded(), |r| {
            serde_json::to_vec(r).unwrap_or_default()
        })
    };
    let mut records = Vec::new();
    for (name, text) in EXAMPLES {
        let named = Provenance {
            id: name.to_owned(),
            source: Some("Chancery examples".to_owned()),
            ..Provenance::default()
        };
        match name.rsplit('.').next() {
            Some("html") => records.push(json(chancery_html::page(named, text.as_bytes().to_vec()))),
            Some("jsonl") => {
                for line in text.lines() {
                    if let Ok(Line { provenance, body: Body::Text(text) }) =
                        read::json_line(line.as_bytes(), None)
                    {
                        records.push(json(read::text(provenance, text)));
                    }
                }
            }
            _ => records.push(json(read::text(named, text.to_owned()))),
        }
    }
    let now = jiff::Timestamp::now().as_millisecond();
    Store::open(db)?.append(records.iter().map(Vec::as_slice), now)?;
    Ok(())
}
