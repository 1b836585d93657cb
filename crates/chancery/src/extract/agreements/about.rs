//! Whom a report is about: [`About`], the two parties that it names most, and the one that it names before all others.

use std::collections::BTreeMap;

use super::beside::{is_setting, is_site};
use super::parties::NO_PARTIES;
use crate::Analysis;
use crate::analyze::{EntityKind, MentionId};

/// How many times as often as the next the one is named before all others.
const BEFORE_ALL: usize = 3;

/// The parties that a report is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct About<'a> {
    /// The two states that it is about; none where it is about more.
    pub(super) pair: Option<[&'a str; 2]>,
    /// The one state that it is about, whoever else is named in passing.
    pub(super) one: Option<&'a str>,
}

impl<'a> About<'a> {
    pub(super) fn of(analysis: &'a Analysis) -> About<'a> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entity in analysis.entities.list.iter().filter(|e| !e.mentions.is_empty()) {
            if let Some(code) = entity
                .party
                .as_deref()
                .filter(|_| entity.kind != EntityKind::Place)
                // The European Union makes agreements as a state does.
                .filter(|c| {
                    *c == "EU" || !NO_PARTIES.contains(c) && analysis.entities.state_name(c).is_some()
                })
            {
                // "signed *in Juba*" tells where, "signed *in Ghana*" too.
                let told = |m: &&MentionId| {
                    let at = analysis.tokens.at_or_after(analysis.mentions[**m].phrase.start);
                    let inside = at.checked_sub(1).is_some_and(|b| analysis.tokens.lower(b) == "in");
                    !is_site(analysis, **m) && !is_setting(analysis, **m) && !inside
                };
                let named = entity.mentions.iter().filter(told).count();
                if named > 0 {
                    *counts.entry(code).or_default() += named;
                }
            }
        }
        let mut most: Vec<(usize, &str)> = counts.into_iter().map(|(code, count)| (count, code)).collect();
        most.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let pair = match most[..] {
            [(_, a), (second, b)] => (second > 0).then_some([a, b]),
            [(_, a), (second, b), (third, _), ..] => (third * 2 <= second).then_some([a, b]),
            _ => None,
        };
        let one = match most[..] {
            [(_, one)] => Some(one),
            [(first, one), (second, _), ..] => (first >= BEFORE_ALL * second).then_some(one),
            _ => None,
        };
        About { pair, one }
    }
}
