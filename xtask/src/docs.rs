//! `cargo xtask docs`: pages that are made from the ontology, so that what is documented is what the program knows.

use std::fmt::Write;
use std::path::Path;

use chancery::ontology::{self, EventType};

/// The pages, by their path in the repository.
const ONTOLOGY: &str = "docs/ontology.md";

pub(crate) fn run() -> anyhow::Result<()> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(ONTOLOGY);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&path, ontology_page())?;
    println!("docs: wrote {ONTOLOGY}");
    Ok(())
}

/// What kinds of events and issues there are.
fn ontology_page() -> String {
    let mut page = String::from(
        "<!-- Made by `cargo xtask docs` from crates/chancery/rules/ontology; change the files there. -->\n\n\
         # Events and issues\n\n\
         The event types of PLOVER (2021 draft) in our words, with CAMEO codes and intensities from -10 to +10, and \n\
         STATEMENT, which PLOVER dropped and which is most of diplomacy news. Quads: VC and MC are verbal and material \n\
         cooperation, VF and MF verbal and material conflict.\n\n",
    );
    for event in ontology::types() {
        section(&mut page, event);
    }
    page.push_str("## Issues\n\nWhat events and statements are about.\n\n| code | name | PLOVER context | covers |\n| --- | --- | --- | --- |\n");
    for topic in ontology::topics() {
        let context = topic.context.unwrap_or("-");
        let _ = writeln!(page, "| `{}` | {} | {context} | {} |", topic.code, topic.name, topic.definition);
    }
    page
}

fn section(page: &mut String, event: &EventType) {
    let quad = event.quad.map_or(String::new(), |quad| format!(", {quad}"));
    let intensity = event.intensity.map_or(String::new(), |i| format!(", intensity {i:+}"));
    let _ = write!(page, "## {}\n\nEvent type{quad}{intensity}. {}\n\n", event.name, event.definition);
    let _ = write!(page, "{}\n\n", event.covers);
    let codes: Vec<String> = event.codes.iter().map(|(code, meaning)| format!("{code} {meaning}")).collect();
    let _ = write!(page, "CAMEO: {}.\n\n", codes.join(" · "));
    if !event.modes.is_empty() {
        page.push_str("| mode | intensity | what |\n| --- | ---: | --- |\n");
        for mode in event.modes {
            let _ = writeln!(page, "| `{}` | {:+} | {} |", mode.name, mode.intensity, mode.definition);
        }
        page.push('\n');
    }
    for example in event.examples {
        let _ = writeln!(page, "- {example}");
    }
    for (text, is) in event.look_alikes {
        let _ = writeln!(page, "- Not, but {is}: {text}");
    }
    page.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_what_the_ontology_says() {
        let written = include_str!("../../docs/ontology.md");
        assert_eq!(written, ontology_page(), "run `cargo xtask docs`");
    }
}
