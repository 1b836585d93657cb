//! When events happened: [`Dates`] says what each time expression of a report dates.
//!
//! A time belongs to one verb or to one noun. It dates the verb before it ("met in Geneva *on Monday*"), or the one
//! that it stands directly before ("on Monday *condemned*"), or at the head of a sentence its main verb. It belongs to a
//! noun where it describes it ("the *2015* deal", "*Monday's* strike") or where the noun opens a phrase of its own
//! ("following an attack *on Sunday*"). So a date told of the background never dates the act.

mod host;

use jiff::Span;
use jiff::civil::Date;

pub(super) use self::host::Host;
use self::host::{APART, REACH};
use super::{Event, When};
use crate::Analysis;
use crate::analyze::clause::{Clauses, PhraseId, Relation, VerbId};
use crate::analyze::word::{form, kind};
use crate::analyze::{Status, Time, TimeKind, Trigger};

/// Days before publication from which a dated act is background.
const HISTORICAL_DAYS: i32 = 35;

/// Days before publication from which a day that is told is no background.
const RECENT_DAYS: i32 = 1;

/// How many sentences open a report, headings among them.
const OPENING: usize = 5;

/// How many bytes apart a trigger and the time that dates it may stand.
const APART_BYTES: u32 = 1200;

/// What the time expressions of a report date.
pub(super) struct Dates<'a> {
    analysis: &'a Analysis<'a>,
    clauses: Clauses<'a>,
    /// For each time expression, if it dates anything.
    dated: Vec<Option<Dated>>,
}

/// What a time expression dates, and with which date.
struct Dated {
    host: Host,
    when: When,
    /// Whether it ended before publication.
    past: bool,
    /// Whether it begins after publication.
    future: bool,
    /// "by Friday": at the latest.
    by: bool,
}

/// How surely a time dates an act, from the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// It is the verb's or noun's own.
    Own,
    /// It is that of a verb joined to it: "came *on Monday* and met".
    Joined,
    /// It is that of the meeting which a journey to come is for.
    Ahead,
    /// It is that of the verb which it depends on, or that depends on it: "arrived *on Monday* to meet".
    Dependent,
    /// It is that of the report.
    Report,
}

/// The words of a trigger as the grammar has them.
struct Place {
    verb: Option<VerbId>,
    /// Where it is no verb.
    noun: Option<PhraseId>,
    /// The verb in whose clause the noun stands, and the one that it is subject of.
    around: [Option<VerbId>; 2],
}

impl<'a> Dates<'a> {
    pub(super) fn new(analysis: &'a Analysis<'a>) -> Dates<'a> {
        let mut dates = Dates { analysis, clauses: Clauses::new(analysis), dated: Vec::new() };
        let mut sentence = 0;
        for time in &analysis.times {
            while analysis.sentences.get(sentence).is_some_and(|s| s.span.end <= time.span.start) {
                sentence += 1;
            }
            let dated = dates.date(time, sentence);
            dates.dated.push(dated);
        }
        dates
    }

    /// What `time`, which stands in sentence `sentence`, dates.
    fn date(&self, time: &Time, sentence: usize) -> Option<Dated> {
        let published = self.analysis.document.published_on();
        let own = self.analysis.tokens.within(time.span);
        let (host, when) = match (time.kind, &time.from) {
            (TimeKind::Date | TimeKind::Time, Some(from)) => {
                let when = When { value: from.clone(), until: time.until.clone(), told: true };
                (host::of(self.analysis, time, sentence)?, when)
            }
            (TimeKind::Duration, _) => self.distance(time, sentence)?,
            _ => return None,
        };
        let end = when.until.as_deref().unwrap_or(&when.value);
        let days = |value: &str| published.and_then(|p| days_before(value, p)).unwrap_or(0);
        Some(Dated {
            past: days(end) > 0,
            future: days(&when.value) < 0,
            by: own.start.checked_sub(1).is_some_and(|b| self.analysis.tokens.lower(b) == "by"),
            host,
            when,
        })
    }

    /// Days, months or years that tell of another time than that of the report: "*four days* earlier", "*a day* after
    /// the attack", "*six years* after it cut ties". A month or year is told to its own precision.
    fn distance(&self, time: &Time, sentence: usize) -> Option<(Host, When)> {
        let tokens = &self.analysis.tokens;
        let end = tokens.within(time.span).end;
        let limit = self.analysis.sentences.get(sentence)?.tokens.end;
        let value = time.value.as_deref()?.strip_prefix('P')?;
        let n: i64 = value.get(..value.len().checked_sub(1)?)?.parse().ok()?;
        let unit = value.as_bytes().last()?;
        let (host, n) = match tokens.lower(end) {
            "earlier" => (host::of(self.analysis, time, sentence)?, -n),
            "after" => (host::after(self.analysis, end + 1, limit)?, -n),
            "before" => (host::after(self.analysis, end + 1, limit)?, n),
            "ahead" if tokens.lower(end + 1) == "of" => (host::after(self.analysis, end + 2, limit)?, n),
            _ => return None,
        };
        let (apart, precision) = match unit {
            b'D' => (Span::new().try_days(n), 10),
            b'W' => (Span::new().try_weeks(n), 10),
            b'M' => (Span::new().try_months(n), 7),
            b'Y' => (Span::new().try_years(n), 4),
            _ => return None,
        };
        let day = self.analysis.document.published_on()?.checked_add(apart.ok()?).ok()?;
        let value = day.to_string().get(..precision)?.to_owned();
        Some((host, When { value, until: None, told: true }))
    }

    /// What the time expression `index` dates.
    pub(super) fn host(&self, index: usize) -> Option<Host> {
        Some(self.dated.get(index)?.as_ref()?.host)
    }

    /// The verb in whose clause a phrase stands.
    pub(super) fn verb_around(&self, phrase: PhraseId, sentence: usize) -> Option<VerbId> {
        self.clauses.verb_around(phrase, sentence)
    }

    /// The date of what a trigger tells of, where its sentence tells it.
    pub(super) fn told(&self, trigger: &Trigger) -> Option<When> {
        let times = &self.analysis.times;
        let sentence = self.analysis.sentences.get(trigger.sentence)?.span;
        let quoted = self.analysis.quotation_at(trigger.span.start);
        let place = self.place(trigger);
        let first = sentence.start.max(trigger.span.start.saturating_sub(APART_BYTES));
        let last = sentence.end.min(trigger.span.end.saturating_add(APART_BYTES));
        let mut best: Option<((Bond, u32), usize)> = None;
        for k in
            times.partition_point(|t| t.span.end <= first)..times.partition_point(|t| t.span.start < last)
        {
            let (time, Some(dated)) = (&times[k], &self.dated[k]) else { continue };
            // What a quotation tells of is of another time than what is told around it.
            if self.analysis.quotation_at(time.span.start) != quoted {
                continue;
            }
            if self.is_of_the_reason(trigger, time) {
                continue;
            }
            let Some(bond) = self.bond(trigger, time, dated, &place) else { continue };
            // "a day after the ministry *accuses*": how far apart two acts are is told of both.
            let end = self.analysis.tokens.within(time.span).end;
            let apart = time.kind == TimeKind::Duration
                && matches!(self.analysis.tokens.lower(end), "after" | "before" | "ahead");
            if !apart && !self.agrees(trigger, dated, &place, bond) {
                continue;
            }
            let after = time.span.start.saturating_sub(trigger.span.end);
            let gap = after.max(trigger.span.start.saturating_sub(time.span.end));
            if best.is_none_or(|(b, _)| (bond, gap) < b) {
                best = Some(((bond, gap), k));
            }
        }
        let k = self.start_of_range(best?.1);
        Some(self.dated[k].as_ref()?.when.clone())
    }

    fn place(&self, trigger: &Trigger) -> Place {
        let grammar = &self.analysis.grammar;
        let at = self.analysis.tokens.within(trigger.span);
        let verb = at.clone().find_map(|i| grammar.verb(i));
        let noun = at.clone().find_map(|i| grammar.phrase(i)).filter(|_| verb.is_none());
        let Some(n) = noun else { return Place { verb, noun, around: [None; 2] } };
        let phrase = &grammar.phrases[n];
        // "following an attack": not of the clause that it stands in.
        let word = |at: usize| self.analysis.tokens.lower(at);
        let apart = phrase
            .preposition
            .is_some_and(|p| APART.contains(&word(p)) || p > 0 && word(p) == "of" && word(p - 1) == "ahead");
        // "*Said on Saturday after a meeting*": he tells of it when it is over.
        let after = phrase.preposition.is_some_and(|p| {
            trigger.event == "CONSULT" && matches!(self.analysis.tokens.lower(p), "after" | "following")
        });
        let told_after = |v: &VerbId| after && self.clauses.words[grammar.verbs[*v].head].is_kind(kind::SAY);
        let around = self.clauses.verb_around(n, trigger.sentence).filter(|v| !apart || told_after(v));
        // "The summit *will take place* on June 12".
        let limit = self.analysis.sentences[trigger.sentence].tokens.end.min(phrase.end + REACH);
        let after = (phrase.end..limit).filter_map(|i| grammar.verb(i));
        let of = after.clone().find(|&v| grammar.verbs[v].subject == Some(n));
        Place { verb, noun, around: [around, of] }
    }

    /// Whether a time is of what someone is thanked or blamed for: "thanked Chad *for its help over the weekend*".
    fn is_of_the_reason(&self, trigger: &Trigger, time: &Time) -> bool {
        let tokens = &self.analysis.tokens;
        let between = tokens.within(trigger.span).end..tokens.at_or_after(time.span.start);
        // "Condemned the *launch last week*": blame is news, what is blamed may be older.
        let days = time.until.is_some() || time.from.as_ref().is_some_and(|f| f.len() < "2000-01-01".len());
        let right_before = |t: &Trigger| {
            let own = tokens.within(t.span);
            own.start >= between.start
                && own.end <= between.end
                && own.end + 1 >= between.end
                && own.clone().all(|at| self.analysis.grammar.verb(at).is_none())
        };
        let older = || {
            let here = self.analysis.triggers.iter().filter(|t| t.sentence == trigger.sentence);
            here.into_iter().any(right_before)
        };
        matches!(trigger.event, "SUPPORT" | "ACCUSE")
            && (self.analysis.document.government().is_some()
                && between.clone().any(|at| tokens.lower(at) == "for")
                || days && older())
    }

    /// How a time dates a trigger.
    fn bond(&self, trigger: &Trigger, time: &Time, dated: &Dated, place: &Place) -> Option<Bond> {
        let verbs = &self.analysis.grammar.verbs;
        if dated.by && matches!(trigger.status, Status::Actual | Status::Historical) {
            return None;
        }
        let host = match dated.host {
            _ if trigger.span.contains(time.span)
                && (place.verb.is_none() || trigger.status == Status::Planned) =>
            {
                return Some(Bond::Own);
            }
            Host::Report => return Some(Bond::Report),
            Host::Noun(n) if Some(n) == place.noun => return Some(Bond::Own),
            Host::Noun(n) if self.is_of_noun(trigger, time, place, n) => return Some(Bond::Joined),
            Host::Noun(_) => {
                let ahead = trigger.status == Status::Planned && time.span.start > trigger.span.end;
                return ahead.then_some(Bond::Ahead);
            }
            Host::Verb(host) => host,
        };
        let own = |v: VerbId| Some(v) == place.verb || place.around.contains(&Some(v));
        if own(host) {
            return Some(Bond::Own);
        }
        let governor = |v: VerbId| verbs[v].governor.filter(|_| verbs[v].infinitive);
        // "Talks were expected to take place next week".
        if place.noun.is_some() && governor(host).is_some_and(own) {
            return Some(Bond::Own);
        }
        let v = place.verb.or(place.around[0]).or(place.around[1])?;
        let joins = |a: VerbId, b: VerbId| {
            verbs[a].relation == Relation::Joined
                && (verbs[a].shares == Some(b) || verbs[a].governor == Some(b))
        };
        let joined = |a: VerbId, b: VerbId| joins(a, b) || joins(b, a);
        if joined(v, host) {
            return Some(Bond::Joined);
        }
        // What was ordered, agreed or planned lies ahead: a past time is that of the order.
        if governor(host).is_some_and(|above| dated.past && (above == v || joined(above, v))) {
            return Some(Bond::Dependent);
        }
        let depends = |a: VerbId, b: VerbId| {
            let group = &verbs[a];
            let word = self.clauses.words[verbs[b].head];
            let clause = match group.relation {
                Relation::Infinitive | Relation::Gerund => {
                    group.opener.is_none() && !word.is_kind(kind::BLAME | kind::CONTROL)
                }
                // "said last month that they would lift": a promise is of the day on which it is made.
                Relation::Complement => group.modal.is_some() && trigger.status == Status::Actual,
                _ => false,
            };
            group.governor == Some(b) && clause
        };
        (depends(v, host) || depends(host, v)).then_some(Bond::Dependent)
    }

    /// Whether an act is told with a noun that has a time: "the row over *the murder* of an envoy last month", "the 1976
    /// pact under which both *agreed*".
    fn is_of_noun(&self, trigger: &Trigger, time: &Time, place: &Place, noun: PhraseId) -> bool {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let up = |p: PhraseId| {
            let before = grammar.phrases[p].preposition?.checked_sub(1)?;
            grammar.phrase(before).filter(|&q| q < p)
        };
        let hangs = |p: PhraseId| std::iter::successors(Some(p), |&p| up(p)).take(5).any(|p| p == noun);
        if let Some(own) = place.noun {
            return time.span.start > trigger.span.end && hangs(own);
        }
        let relative = place.verb.map(|v| &grammar.verbs[v]).filter(|v| v.relation == Relation::Relative);
        let Some(which) = relative.and_then(|v| v.opener) else { return false };
        let led = which
            .checked_sub(1)
            .filter(|&at| matches!(tokens.lower(at), "in" | "under" | "at" | "during" | "by"));
        let last = led.and_then(|at| grammar.phrase(at.checked_sub(1)?));
        tokens.lower(which) == "which" && last.is_some_and(hangs)
    }

    /// Whether a time may be that of a trigger: what is planned lies ahead, what happened does not.
    fn agrees(&self, trigger: &Trigger, dated: &Dated, place: &Place, bond: Bond) -> bool {
        let head = place.verb.map(|v| self.clauses.words[self.analysis.grammar.verbs[v].head]);
        match trigger.status {
            // What is told of a noun's own time is surer than its status.
            _ if head.is_none() && bond == Bond::Own => true,
            Status::Planned | Status::Hypothetical => !dated.past,
            // "welcomes the signing on July 14": what is told in the present is of the day.
            Status::Actual if dated.past => !place.verb.is_some_and(|v| self.is_present(v)),
            // "meets on Friday" is still to come; "invited", "met" and "warned" are not.
            Status::Actual if dated.future => {
                trigger.event == "CONSULT" && !head.is_some_and(|word| word.has_form(form::PAST))
            }
            _ => true,
        }
    }

    /// The date of an act of which its own sentence tells none. What goes on is told of the same day until another is
    /// named, else of the day of publication; the stops of a journey to come lie in its days. `before` holds the acts
    /// of the same parties, the nearest first.
    pub(super) fn untold<'e>(
        &self,
        event: &Event,
        mut before: impl DoubleEndedIterator<Item = &'e Event>,
    ) -> Option<When> {
        let told = |e: &&Event| e.date.as_ref().is_some_and(|d| d.told);
        match event.status {
            Status::Actual | Status::Negated if self.is_of_now(event) => self.published(),
            Status::Actual | Status::Negated => {
                // "Mali, which *last week called* him a liar … France *recalls* its envoy": the present is not of that week.
                let present = self.tells_present(event);
                let mut known = before.filter(|e| {
                    let past = present == Some(true) && self.tells_present(e) == Some(false);
                    e.status == Status::Actual && told(e) && self.leads(e) && !past
                });
                let here = self.paragraph(event);
                // A new paragraph goes back to the day of the report.
                let nearest = known.next();
                // The release of a government tells of one day: that of its first sentences, or that of publication.
                let release = self.analysis.document.government().is_some();
                let told = match nearest {
                    _ if release => known.next_back().or(nearest).filter(|e| self.opens(e)),
                    Some(e) if self.paragraph(e) == here => nearest,
                    _ => known.next_back().or(nearest),
                };
                told.and_then(|e| e.date.clone()).or_else(|| self.published())
            }
            Status::Planned => {
                let journey =
                    before.find(|e| e.status == Status::Planned && e.event == "CONSULT" && told(e))?;
                journey.date.clone()
            }
            _ => None,
        }
    }

    fn published(&self) -> Option<When> {
        let published = self.analysis.document.published_on()?;
        Some(When { value: published.to_string(), until: None, told: false })
    }

    /// Whether a verb in the present tells of an event first; none where no verb does.
    fn tells_present(&self, event: &Event) -> Option<bool> {
        let mut own = self.analysis.tokens.within(*event.evidence.first()?);
        let verb = own.find_map(|at| self.analysis.grammar.verb(at))?;
        Some(self.is_present(verb))
    }

    /// Whether the words say that an act goes on as they are written: "*has been refusing*", "*are demanding*", and in the
    /// release of a government "we *call on*".
    fn is_of_now(&self, event: &Event) -> bool {
        let (tokens, grammar) = (&self.analysis.tokens, &self.analysis.grammar);
        let Some(&span) = event.evidence.first() else { return false };
        let Some(verb) = tokens.within(span).find_map(|at| grammar.verb(at)) else { return false };
        if self.analysis.quotation_at(span.start).is_some() {
            return false;
        }
        let group = &grammar.verbs[verb];
        let goes_on = self.clauses.words[group.head].has_form(form::ING)
            && matches!(tokens.lower(group.start), "is" | "are" | "has" | "have" | "am");
        goes_on || self.analysis.document.government().is_some() && self.is_present(verb)
    }

    /// The paragraph that tells of an event first.
    fn paragraph(&self, event: &Event) -> Option<usize> {
        let token = self.analysis.tokens.at_or_after(event.evidence.first()?.start);
        Some(self.analysis.sentences.get(self.analysis.sentence_of(token))?.paragraph)
    }

    /// Whether an event is told in the first sentences of the report.
    fn opens(&self, event: &Event) -> bool {
        event
            .evidence
            .first()
            .is_some_and(|s| self.analysis.sentence_of(self.analysis.tokens.at_or_after(s.start)) < OPENING)
    }

    /// Whether an event is told in a clause of its own somewhere, and not only as the background of another.
    fn leads(&self, event: &Event) -> bool {
        event.evidence.iter().any(|&span| self.is_told_for_itself(span))
    }

    /// Whether the words of a trigger tell of an act in a clause of its own.
    fn is_told_for_itself(&self, span: crate::text::Span) -> bool {
        let grammar = &self.analysis.grammar;
        let at = self.analysis.tokens.within(span);
        if let Some(v) = at.clone().find_map(|i| grammar.verb(i)) {
            let group = &grammar.verbs[v];
            return !matches!(group.relation, Relation::Adverbial | Relation::Relative) && !group.reduced;
        }
        let noun = at.clone().find_map(|i| grammar.phrase(i)).map(|n| grammar.phrases[n]);
        // "To follow up *on* their call of Monday": only the occasion itself tells when the rest was.
        noun.and_then(|n| n.preposition)
            .is_none_or(|p| matches!(self.analysis.tokens.lower(p), "at" | "in" | "during" | "with"))
    }

    /// Whether a verb stands in the present tense.
    fn is_present(&self, verb: VerbId) -> bool {
        let group = &self.analysis.grammar.verbs[verb];
        let word = self.clauses.words[group.head];
        let plain = group.start == group.head
            && !group.perfect
            && !group.passive
            && !group.gerund
            && !group.infinitive;
        plain && word.has_form(form::THIRD | form::BASE) && !word.has_form(form::PAST)
    }

    /// The time that begins the range which time `k` ends, else `k`.
    fn start_of_range(&self, k: usize) -> usize {
        let times = &self.analysis.times;
        let begins = k.checked_sub(1).filter(|&b| {
            let end = times[k].until.as_ref().or(times[k].from.as_ref());
            times[b].until.is_some()
                && times[b].until.as_ref() == end
                && times[k].span.start < times[b].span.end + 12
                && self.dated[b].is_some()
        });
        begins.unwrap_or(k)
    }
}

/// The status of an act, now that its date is known: one of long ago is background, one of a day to come is planned.
pub(super) fn status(analysis: &Analysis, status: Status, date: Option<&When>) -> Status {
    let days = date.zip(analysis.document.published_on()).and_then(|(d, p)| days_before(&d.value, p));
    match (status, days) {
        // What a text calls the first since years ago is of its day, where it says so.
        (Status::Historical, Some(days)) if (0..=RECENT_DAYS).contains(&days) && is_day(date) => {
            Status::Actual
        }
        (Status::Actual | Status::Planned, Some(days)) if days > HISTORICAL_DAYS => Status::Historical,
        (Status::Planned, Some(days)) if days > 0 => Status::Actual,
        (Status::Actual, Some(days)) if days < 0 => Status::Planned,
        _ => status,
    }
}

/// Whether a day is told, and not a month or a year alone.
fn is_day(date: Option<&When>) -> bool {
    date.is_some_and(|d| d.told && d.value.len() == 10)
}

/// Days from an ISO date, shortened or not, to `published`; negative where it lies ahead, 0 where it holds that day.
fn days_before(value: &str, published: Date) -> Option<i32> {
    let mut parts = value.split('-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let month = parts.next().and_then(Result::ok).and_then(|m| i8::try_from(m).ok());
    let day = parts.next().and_then(Result::ok).and_then(|d| i8::try_from(d).ok());
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (Some(_), Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        _ => first.last_of_year(),
    };
    let days = |from: Date, to: Date| from.until(to).map(|s| s.get_days()).ok();
    if first > published {
        days(first, published)
    } else if last < published {
        days(last, published)
    } else {
        Some(0)
    }
}

#[cfg(test)]
mod tests;
