//! Compiles the rules, which are YAML under `rules/`, into static tables.

mod agreements;
mod events;
mod inflect;
mod names;
mod ontology;
mod politics;
mod speech;
mod time;
mod topics;

use std::path::Path;

#[allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
fn main() {
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build");
    agreements::compile(Path::new("rules"), &out.join("agreements.rs"));
    events::compile(Path::new("rules"), &out.join("events.rs"));
    names::compile(Path::new("rules"), &out.join("names.rs"));
    speech::compile(Path::new("rules"), &out.join("speech.rs"));
    ontology::compile(Path::new("rules"), &out.join("ontology.rs"));
    politics::compile(Path::new("rules"), &out.join("politics.rs"));
    time::compile(Path::new("rules"), &out.join("time.rs"));
    topics::compile(Path::new("rules"), &out.join("topic_weights.rs"));
}
