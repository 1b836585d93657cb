//! The model in `models/` gives what the training framework gave for the same texts, within what int8 costs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;

use chancery_encoder::{
    Distribution, Encoder, PairHead, Pieces, RelationHead, TextHead, TokenHead, best_path, runs,
};
use serde_json::Value;

fn models() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models")
}

fn encoder() -> (Vec<u8>, Encoder) {
    let bytes = std::fs::read(models().join("reader.bin")).unwrap();
    let encoder = Encoder::load(&bytes).unwrap();
    (bytes, encoder)
}

fn reference() -> Vec<Value> {
    let text = std::fs::read_to_string(models().join("reference.json")).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    all["texts"].as_array().unwrap().clone()
}

fn numbers(value: &Value) -> Vec<f32> {
    match value {
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        other => vec![other.as_f64().unwrap() as f32],
    }
}

/// The mean of the absolute differences, as a share of the mean size.
fn apart(mine: &[f32], theirs: &[f32]) -> f32 {
    assert_eq!(mine.len(), theirs.len());
    let size: f32 = theirs.iter().map(|v| v.abs()).sum();
    mine.iter().zip(theirs).map(|(a, b)| (a - b).abs()).sum::<f32>() / size.max(1e-6)
}

#[test]
fn pieces_are_the_framework_s() {
    let (_, encoder) = encoder();
    for row in reference() {
        let pieces = encoder.pieces(row["text"].as_str().unwrap());
        let list = |name: &str| -> Vec<u32> { numbers(&row[name]).iter().map(|&n| n as u32).collect() };
        assert_eq!(pieces.list.iter().map(|p| p.id).collect::<Vec<_>>(), list("ids"), "{}", row["text"]);
        assert_eq!(
            pieces.list.iter().map(|p| p.start).collect::<Vec<_>>(),
            list("starts"),
            "{}",
            row["text"]
        );
        assert_eq!(pieces.list.iter().map(|p| p.end).collect::<Vec<_>>(), list("ends"), "{}", row["text"]);
        assert_eq!(
            pieces.list.iter().map(|p| p.case as u32).collect::<Vec<_>>(),
            list("cases"),
            "{}",
            row["text"]
        );
    }
}

#[test]
fn scores_are_the_framework_s() {
    let (_, encoder) = encoder();
    let rows = reference();
    let pieces: Vec<Pieces> = rows.iter().map(|r| encoder.pieces(r["text"].as_str().unwrap())).collect();
    let inputs: Vec<(&Pieces, &[u8])> = pieces.iter().map(|p| (p, &[] as &[u8])).collect();
    let part = PairHead::new(&encoder, "part").unwrap();
    let passage = TextHead::new(&encoder, "passage").unwrap();
    let relation = RelationHead::new(&encoder, "relation").unwrap();
    for ((row, encoded), pieces) in rows.iter().zip(encoder.encode(&inputs)).zip(&pieces) {
        for name in ["mention", "cue", "trigger", "side"] {
            let head = TokenHead::new(&encoder, name).unwrap();
            let mine = head.apply(&encoder, &encoded);
            let off = apart(&mine.values, &numbers(&row["scores"][name]));
            assert!(off < 0.06, "{name} is {off} off in {}", row["text"]);
            if name == "mention" {
                let theirs = Distribution { labels: mine.labels, values: numbers(&row["scores"][name]) };
                let _ = runs(&best_path(&mine));
                let found: Vec<usize> = runs(&best_path(&theirs))
                    .into_iter()
                    .flat_map(|r| [r.pieces.start, r.pieces.end, r.class])
                    .collect();
                let expected: Vec<usize> = numbers(&row["mentions"]).iter().map(|&n| n as usize).collect();
                assert_eq!(found, expected, "the same scores give the same runs");
            }
        }
        let anchor = row["anchor"].as_u64().unwrap() as usize;
        let (range, mine) = part.apply(&encoder, &encoded, &[anchor..anchor + 1]).remove(0);
        assert_eq!(range, 0..pieces.list.len());
        let theirs: Vec<f32> = numbers(&row["part"]).iter().map(|v| v.exp()).collect();
        let off = apart(&mine.probabilities().values, &theirs);
        assert!(off < 0.08, "parts are {off} off in {}", row["text"]);
        let off = apart(&passage.apply(&encoder, &encoded), &numbers(&row["passage"]));
        // The whole passage is judged from a mean, on which the rounding of every subword works.
        assert!(off < 0.1, "passage is {off} off in {}", row["text"]);
        let sides: Vec<u8> = numbers(&row["sides"]).iter().map(|&side| side as u8).collect();
        let sided = encoder.encode(&[(pieces, &sides)]).remove(0);
        let off = apart(&relation.apply(&encoder, &sided, &sides), &numbers(&row["relation"]));
        assert!(off < 0.08, "relation is {off} off in {}", row["text"]);
    }
}

#[test]
fn company_and_threads_change_nothing() {
    let (_, encoder) = encoder();
    let texts: Vec<String> = reference().iter().map(|r| r["text"].as_str().unwrap().to_owned()).collect();
    let pieces: Vec<Pieces> = texts.iter().map(|t| encoder.pieces(t)).collect();
    let all: Vec<(&Pieces, &[u8])> = pieces.iter().map(|p| (p, &[] as &[u8])).collect();
    let head = TokenHead::new(&encoder, "mention").unwrap();
    let together: Vec<Vec<f32>> =
        encoder.encode(&all).iter().map(|e| head.apply(&encoder, e).values).collect();
    std::thread::scope(|scope| {
        let handles: Vec<_> = all
            .iter()
            .map(|one| scope.spawn(|| head.apply(&encoder, &encoder.encode(&[*one])[0]).values))
            .collect();
        for (alone, together) in handles.into_iter().zip(together) {
            assert_eq!(alone.join().unwrap(), together);
        }
    });
}

#[test]
fn long_texts_are_read_in_windows() {
    let (_, encoder) = encoder();
    let text = "The ministers met in Oslo and agreed to meet again. ".repeat(60);
    let pieces = encoder.pieces(&text);
    assert!(pieces.list.len() > 3 * encoder.room());
    let encoded = encoder.encode(&[(&pieces, &[])]).remove(0);
    assert_eq!(encoded.len(), pieces.list.len());
    let one = "x".repeat(10_000);
    assert_eq!(encoder.pieces(&one).list.len(), 1, "a word without end is one unknown piece");
    assert!(encoder.encode(&[(&encoder.pieces(""), &[])]).remove(0).is_empty());
}

#[test]
fn a_damaged_file_is_refused() {
    let (bytes, _) = encoder();
    let why = |bytes: &[u8]| Encoder::load(bytes).unwrap_err().to_string();
    assert!(why(b"").contains("does not begin"));
    assert!(why(&bytes[..bytes.len() - 1]).contains("truncated"));
    let mut other = bytes.clone();
    other[16] = 99;
    assert!(why(&other).contains("version 99"));
    let mut other = bytes;
    let middle = other.len() / 2;
    other[middle] ^= 1;
    assert!(why(&other).contains("checksum"));
}
