//! How fast the encoder runs alone, in bytes of text, on one thread. `cargo bench -p chancery-encoder`.

use chancery_encoder::{Encoder, Pieces};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/reader.bin");
const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/wire-story.txt");

/// Passages of some number of pieces each.
#[divan::bench(args = [24, 60, 140])]
fn passages(bencher: Bencher, size: usize) {
    let encoder = Encoder::load(&std::fs::read(MODEL).expect("the model file")).expect("a model");
    let text = std::fs::read_to_string(TEXT).expect("an example").repeat(4);
    let pieces = encoder.pieces(&text);
    let passages: Vec<Pieces> = pieces.list.chunks(size).map(|list| Pieces { list: list.to_vec() }).collect();
    let inputs: Vec<(&Pieces, &[u8])> = passages.iter().map(|p| (p, &[] as &[u8])).collect();
    bencher.counter(BytesCount::new(text.len())).bench(|| encoder.encode(&inputs));
}

#[divan::bench]
fn pieces(bencher: Bencher) {
    let encoder = Encoder::load(&std::fs::read(MODEL).expect("the model file")).expect("a model");
    let text = std::fs::read_to_string(TEXT).expect("an example").repeat(4);
    bencher.counter(BytesCount::new(text.len())).bench(|| encoder.pieces(&text));
}
