//! Compiles the rules, which are YAML under `rules/`, into static tables.

mod events;
mod inflect;

use std::path::Path;

fn main() {
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build");
    events::compile(Path::new("rules"), &out.join("events.rs"));
}
