//! Shows how sentences are taken apart, for whoever writes rules:
//! `echo "Mali accused Algeria of spying." | cargo run --profile try -p chancery --example outline`.

#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::io::Read;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let document = chancery::text::Document::from_text(text);
    print!("{}", chancery::analyze(&document, chancery_know::Knowledge::embedded()).outline());
    Ok(())
}
