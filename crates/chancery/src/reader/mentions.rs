//! Names of the rules as the model sees them.
//!
//! Runs of capitalised words that no table knows are taken by the rules for persons. Where the model sees no name there,
//! or one of a place, an agreement or a time, they are none. (Names that the model alone finds are not added: measured on
//! coded reports, that cost more persons and parties than it brought.)

use super::findings::{FoundMention, MentionClass};
use crate::analyze::mention::Reading;
use crate::analyze::{Mention, MentionForm};

/// The mentions of a report, in order: those of the rules without what the model takes for no person.
pub(crate) fn combine(rules: Vec<Mention>, found: &[FoundMention]) -> Vec<Mention> {
    let is_kept = |rule: &Mention| {
        let bare = matches!(rule.reading, Reading::Person { office: None, party: None });
        !bare || rule.form != MentionForm::Name || may_be_person(rule, found)
    };
    rules.into_iter().filter(is_kept).collect()
}

/// Whether of the names that the model found in the words of `rule` the one that shares most with it may be a person's.
fn may_be_person(rule: &Mention, found: &[FoundMention]) -> bool {
    let from = found.partition_point(|f| f.span.end <= rule.span.start);
    let over = found[from..].iter().take_while(|f| f.span.start < rule.span.end);
    let shared = |f: &&FoundMention| f.span.end.min(rule.span.end) - f.span.start.max(rule.span.start);
    let class = over.max_by_key(shared).map(|f| f.class);
    !matches!(class, None | Some(MentionClass::Place | MentionClass::Agreement | MentionClass::Time))
}
