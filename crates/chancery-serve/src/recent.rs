//! [`Recent`]: rows that are summed up from the whole store (pairs, places, people …) and the parts of dossiers, kept for
//! a while. They cost most and change least, so while the store is written to, one that is a little behind is given and a new one made
//! meanwhile.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::answer::Page;
use crate::ask::Ask;

/// How far behind a page may be while the store is written to.
const BEHIND: Duration = Duration::from_secs(60);

/// Pages kept at most.
const MOST: usize = 2000;

/// Pages that were made a short while ago.
#[derive(Default)]
pub(crate) struct Recent(Mutex<HashMap<String, Kept>>);

struct Kept {
    page: Arc<Page>,
    /// The state of the store that it was made from.
    version: i64,
    made: Instant,
    /// Whether a new one is being made.
    is_renewed: bool,
}

/// What is kept of a page.
pub(crate) enum Found {
    /// The page, of the present state of the store.
    Fresh(Arc<Page>),
    /// The page, a little behind; `renew` is for the caller to make a new one, once.
    Behind { page: Arc<Page>, renew: bool },
    /// Nothing.
    Nothing,
}

impl Recent {
    pub(crate) fn find(&self, ask: &Ask, version: i64, now: Instant) -> Found {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(found) = kept.get_mut(&name(ask)) else { return Found::Nothing };
        if found.version == version {
            return Found::Fresh(Arc::clone(&found.page));
        }
        if now.duration_since(found.made) > BEHIND {
            return Found::Nothing;
        }
        let renew = !std::mem::replace(&mut found.is_renewed, true);
        Found::Behind { page: Arc::clone(&found.page), renew }
    }

    pub(crate) fn keep(&self, ask: &Ask, version: i64, page: &Arc<Page>, now: Instant) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.retain(|_, k| now.duration_since(k.made) < BEHIND);
            if kept.len() >= MOST {
                kept.clear();
            }
        }
        kept.insert(name(ask), Kept { page: Arc::clone(page), version, made: now, is_renewed: false });
    }
}

/// What tells one question from another.
fn name(ask: &Ask) -> String {
    format!("{} {} {:?} {:?}", ask.resource.name, ask.query(&[]), ask.filter.limit, ask.filter.after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_behind_is_renewed_once() {
        let recent = Recent::default();
        let pairs = crate::resource::named("pairs").expect("pairs");
        let ask = Ask::of(pairs, "party=IND", false).expect("an ask");
        let other = Ask::of(pairs, "party=RUS", false).expect("an ask");
        let page =
            Arc::new(Page { total: 0, rows: Vec::new(), next: None, facets: Vec::new(), gone: Vec::new() });
        let start = Instant::now();
        recent.keep(&ask, 1, &page, start);
        assert!(matches!(recent.find(&ask, 1, start), Found::Fresh(_)));
        assert!(matches!(recent.find(&other, 1, start), Found::Nothing));
        assert!(matches!(recent.find(&ask, 2, start), Found::Behind { renew: true, .. }));
        assert!(matches!(recent.find(&ask, 2, start), Found::Behind { renew: false, .. }));
        assert!(matches!(recent.find(&ask, 2, start + 2 * BEHIND), Found::Nothing));
        recent.keep(&ask, 2, &page, start);
        assert!(matches!(recent.find(&ask, 2, start), Found::Fresh(_)));
    }
}
