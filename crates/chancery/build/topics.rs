//! The weights by which phrases are taken for topics: `rules/topics.tsv`, compiled into one table.

use std::fmt::Write;
use std::path::Path;

/// FNV-1a of a thing seen, as the reader makes it.
fn key(seen: &str) -> u64 {
    seen.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Compiles the weights of `rules` into Rust source at `out`: a map from the key of what is seen to its weight.
pub(crate) fn compile(rules: &Path, out: &Path) {
    let path = rules.join("topics.tsv");
    let table = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut map = phf_codegen::Map::new();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (seen, weight) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in {line:?}"));
        let weight: f32 = weight.parse().unwrap_or_else(|e| panic!("{line:?}: {e}"));
        map.entry(key(seen), format!("{weight:?}"));
    }
    let mut source = String::new();
    writeln!(source, "static WEIGHTS: phf::Map<u64, f32> = {};", map.build()).expect("writing to a string");
    std::fs::write(out, source).expect("OUT_DIR is writable");
}
