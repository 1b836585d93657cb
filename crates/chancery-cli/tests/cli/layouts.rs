//! Events in the layouts of other data sets read as those do.

use std::process::Command;

use crate::run::chancery;

#[test]
fn rows_have_the_columns_of_their_data_set() {
    for (format, columns, header) in [("polecat", 40, true), ("icews", 20, true), ("gdelt", 61, false)] {
        let out = chancery(&["read", "--format", format, "examples/wire-story.txt", "examples/readout.txt"]);
        assert_eq!(out.status, 0, "{}", out.stderr);
        let lines: Vec<Vec<&str>> = out.stdout.lines().map(|l| l.split('\t').collect()).collect();
        assert!(lines.len() > usize::from(header), "{format} has no rows");
        assert!(lines.iter().all(|l| l.len() == columns), "{format}: {lines:?}");
        assert_eq!(lines[0][0] == "Event ID", header, "{format}");
    }
}

/// What a script of a user of these sets does; where pandas is not there, the test above stands alone.
#[test]
fn pandas_reads_them() {
    let python = std::env::var("CHANCERY_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import pandas"]).output();
    if !there.is_ok_and(|o| o.status.success()) {
        eprintln!("passed over: no pandas");
        return;
    }
    let script = "\
import sys, pandas as pd
kind, path = sys.argv[1:]
if kind == 'gdelt':
    d = pd.read_csv(path, sep='\\t', header=None, dtype={26: str, 27: str, 28: str})
    assert d.shape[1] == 61, d.shape
    assert pd.api.types.is_integer_dtype(d[0]) and d[0].is_unique
    assert pd.to_datetime(d[1], format='%Y%m%d').notna().all()
    assert d[29].isin([1, 2, 3, 4]).all() and pd.api.types.is_numeric_dtype(d[30])
else:
    d = pd.read_csv(path, sep='\\t')
    assert d.shape[1] == {'polecat': 40, 'icews': 20}[kind], d.shape
    assert d['Event ID'].is_unique and pd.api.types.is_numeric_dtype(d['Intensity'])
    assert pd.to_datetime(d['Event Date']).notna().any()
assert len(d) > 0
";
    let folder = tempfile::tempdir().expect("a folder");
    for format in ["polecat", "icews", "gdelt"] {
        let out = chancery(&["read", "--format", format, "examples/wire-story.txt", "examples/readout.txt"]);
        let path = folder.path().join(format);
        std::fs::write(&path, out.stdout).expect("the folder is ours");
        let read =
            Command::new(&python).args(["-c", script, format]).arg(&path).output().expect("python runs");
        assert!(read.status.success(), "{format}: {}", String::from_utf8_lossy(&read.stderr));
    }
}
