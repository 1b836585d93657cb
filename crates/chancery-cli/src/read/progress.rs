//! [`Progress`]: what the person at the keyboard sees of a run, on standard error.
//!
//! A terminal shows a bar with rate and remaining time; elsewhere a line is written now and then. A run of a second
//! or less shows nothing but what was amiss.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chancery::text::ProblemKind;
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::input::Inputs;
use super::report::{Outcome, Report};

/// Notes of one kind that are told in full; the rest are counted.
const TOLD: u64 = 5;

/// Reasons that are told apart.
const REASONS: usize = 50;

/// The first line of progress comes after this long.
const FIRST: Duration = Duration::from_secs(1);

/// The others follow at this distance.
const EVERY: Duration = Duration::from_secs(5);

pub(crate) struct Progress {
    started: Instant,
    next: Instant,
    total: Option<u64>,
    consumed: Arc<AtomicU64>,
    /// Pages that lists tell of, and how many of them were asked for.
    pages: Arc<(AtomicU64, AtomicU64)>,
    /// Why reports could not be read, and how many.
    reasons: BTreeMap<String, u64>,
    bar: Option<ProgressBar>,
    reports: u64,
    unread: u64,
    text: u64,
    notes: HashMap<ProblemKind, u64>,
}

impl Progress {
    pub(crate) fn new(inputs: &Inputs) -> Progress {
        let started = Instant::now();
        Progress {
            started,
            next: started + FIRST,
            total: inputs.total(),
            consumed: inputs.consumed(),
            pages: inputs.pages(),
            reasons: BTreeMap::new(),
            bar: None,
            reports: 0,
            unread: 0,
            text: 0,
            notes: HashMap::new(),
        }
    }

    /// Counts a report and tells what was amiss with it.
    pub(crate) fn done(&mut self, report: &Report) {
        if let Some(remark) = &report.remark {
            self.say(&format!("note: {remark}"));
        }
        self.reports += u64::from(report.outcome != Outcome::Nothing);
        self.text += report.text as u64;
        if let Some(failure) = report.failure() {
            self.unread += 1;
            // Few reasons are different, unless they name a place each.
            if self.reasons.len() < REASONS || self.reasons.contains_key(&failure.detail) {
                *self.reasons.entry(failure.detail.clone()).or_default() += 1;
            } else {
                *self.reasons.entry("other reasons".to_owned()).or_default() += 1;
            }
        }
        for note in &report.notes {
            let count = self.notes.entry(note.kind).or_default();
            *count += 1;
            if *count <= TOLD {
                let level = if note.is_fatal() { "error" } else { "warning" };
                self.say(&format!("{level}: {}: {}\nhint: {}", report.place, note.detail, note.hint));
            }
        }
        let now = Instant::now();
        if now >= self.next {
            self.next = now + if io::stderr().is_terminal() { Duration::from_millis(100) } else { EVERY };
            self.show();
        }
    }

    /// Why reports could not be read, the most frequent reason first.
    pub(crate) fn reasons(&self) -> Vec<(String, u64)> {
        let mut reasons: Vec<_> =
            self.reasons.iter().map(|(reason, &count)| (reason.clone(), count)).collect();
        reasons.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        reasons
    }

    /// Ends the talk; whether some reports could not be read.
    pub(crate) fn finish(self) -> bool {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let mut rest: Vec<_> = self.notes.iter().filter(|&(_, count)| *count > TOLD).collect();
        rest.sort_by_key(|&(kind, _)| format!("{kind:?}"));
        for (kind, count) in rest {
            self.say(&format!("and {} more: {}", count - TOLD, plainly(*kind)));
        }
        let elapsed = self.started.elapsed();
        if elapsed >= FIRST || self.reports >= 100 {
            let unread =
                if self.unread > 0 { format!(", {} of them unread", self.unread) } else { String::new() };
            self.say(&format!(
                "read {} reports in {:.1} s{unread} ({})",
                self.reports,
                elapsed.as_secs_f64(),
                self.rate()
            ));
        }
        self.unread > 0
    }

    fn rate(&self) -> String {
        let seconds = self.started.elapsed().as_secs_f64().max(1e-3);
        format!(
            "{:.0} reports/s, {:.1} MB/s of text",
            self.reports as f64 / seconds,
            self.text as f64 / seconds / 1e6
        )
    }

    fn show(&mut self) {
        // Of files the bytes are known beforehand, of lists the pages.
        let (pages, asked) = (self.pages.0.load(Ordering::Relaxed), self.pages.1.load(Ordering::Relaxed));
        let is_web = self.total.is_none() && pages > 0;
        let consumed = if is_web { asked } else { self.consumed.load(Ordering::Relaxed) };
        let total = if is_web { Some(pages) } else { self.total };
        if io::stderr().is_terminal() {
            let bar = self.bar.get_or_insert_with(|| bar(total, is_web));
            if is_web {
                bar.set_length(pages);
            }
            bar.set_position(consumed);
            bar.set_message(format!(
                "{} reports, {:.0}/s",
                self.reports,
                self.reports as f64 / self.started.elapsed().as_secs_f64()
            ));
            return;
        }
        let remaining = total.filter(|&total| total > 0 && consumed > 0).map(|total| {
            let share = (consumed as f64 / total as f64).min(1.0);
            let left = self.started.elapsed().mul_f64((1.0 - share) / share);
            format!(", {:.0} %, {} left", share * 100.0, HumanDuration(left))
        });
        self.say(&format!("{} reports, {}{}", self.reports, self.rate(), remaining.unwrap_or_default()));
    }

    /// Writes a line, above the bar where there is one.
    fn say(&self, line: &str) {
        // Where standard error is gone, there is nobody to tell.
        let write = || drop(writeln!(io::stderr().lock(), "{line}"));
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

fn bar(total: Option<u64>, is_web: bool) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let template = match total {
        Some(_) if is_web => "{bar:30} {pos} of {len} pages  {msg}, {eta} left",
        Some(_) => "{bar:30} {percent:>3} %  {msg}, {bytes_per_sec}, {eta} left",
        None => "{spinner} {msg}, {bytes_per_sec}, {elapsed}",
    };
    // The templates are ours and sound; the default would do as well.
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// What a kind of problem is, for a count of them.
fn plainly(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Unreadable => "could not be read",
        ProblemKind::Empty => "without text",
        ProblemKind::NoArticle => "pages without an article",
        ProblemKind::NoDate => "without a date of publication",
        ProblemKind::BadEncoding => "with broken characters",
        ProblemKind::Language => "in other languages",
        ProblemKind::Truncated => "that break off",
        _ => "with other problems",
    }
}
