//! Questions as people and programs put them, in strings: [`Asked`] of who held an office, [`Where`] of a place, each
//! turned into what the tables are asked, or refused as [`Unclear`] with what to do about it.

use jiff::civil::Date;

use crate::{Knowledge, Located, Near, Office, PartialDate, Party, Question};

/// Why a question cannot be asked as it was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// The part of the question: `on`, `party`; nothing for the whole.
    pub part: &'static str,
    /// What is wrong with it.
    pub problem: String,
    /// What to do about it.
    pub hint: String,
}

impl Unclear {
    fn new(part: &'static str, problem: impl Into<String>, hint: impl Into<String>) -> Unclear {
        Unclear { part, problem: problem.into(), hint: hint.into() }
    }
}

/// A question about offices and their holders.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// A name, an office, or both: "Lavrov", "Russian foreign minister".
    pub words: &'a str,
    /// A day, a month or a year asked about.
    pub on: Option<&'a str>,
    /// The first day of the time asked about, where no `on` is given.
    pub from: Option<&'a str>,
    /// The last day of the time asked about.
    pub to: Option<&'a str>,
    /// Only offices of this party: its code or name.
    pub party: Option<&'a str>,
    /// Only this office.
    pub office: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// What it asks of the tables.
    ///
    /// # Errors
    ///
    /// Nothing is asked, or a part of it is not known or no date.
    pub fn question(self, know: &Knowledge) -> Result<Question<'_>, Unclear> {
        let mut question = know.question(self.words);
        let party = self.party.map(|name| party(know, "party", name)).transpose()?;
        let office = self.office.map(|title| office(know, title)).transpose()?;
        question.party = party.or(question.party);
        question.office = office.or(question.office);
        question.time = self.time(know)?;
        if question.name.is_empty() && question.party.is_none() && question.office.is_none() {
            return Err(Unclear::new("", "nothing is asked", "give a name, a party or an office"));
        }
        Ok(question)
    }

    fn time(self, know: &Knowledge) -> Result<(Option<Date>, Option<Date>), Unclear> {
        if let Some(on) = self.on.map(|text| day(know, "on", text)).transpose()? {
            return Ok((Some(on.first()), Some(on.last())));
        }
        let from = self.from.map(|text| day(know, "from", text)).transpose()?;
        let to = self.to.map(|text| day(know, "to", text)).transpose()?;
        if let (Some(from), Some(to)) = (from, to)
            && to.last() < from.first()
        {
            return Err(Unclear::new("to", format!("{to} lies before {from}"), "turn them round"));
        }
        Ok((from.map(PartialDate::first), to.map(PartialDate::last)))
    }

    /// The question in words, what narrows it included.
    pub fn told(self) -> String {
        let parts = [Some(self.words), self.office, self.party];
        let parts = parts.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// The date that a part of a question tells, if it is one of the years that the tables tell of.
///
/// # Errors
///
/// It is no date, or out of the tables' reach.
pub fn day(know: &Knowledge, part: &'static str, text: &str) -> Result<PartialDate, Unclear> {
    let (first, last) = know.reach();
    let Some(date) = PartialDate::parse(text).filter(|date| date.is_real()) else {
        let problem = format!("`{}` is no date", text.escape_debug());
        return Err(Unclear::new(part, problem, "write 2023-12-27, 2023-12 or 2023"));
    };
    if date.last() < first || date.first() > last {
        let hint = format!("the tables tell of {} to {}", first.year(), last.year());
        return Err(Unclear::new(part, format!("{date} is out of range"), hint));
    }
    Ok(date)
}

/// The party that a part of a question tells by its code or name.
///
/// # Errors
///
/// No party is known by it; the hint has those whose names are near.
pub fn party<'k>(know: &'k Knowledge, part: &'static str, name: &str) -> Result<Party<'k>, Unclear> {
    let best = know.parties_named(name).first().map(|found| found.party);
    best.ok_or_else(|| {
        let hint = match near_parties(know, name).join(", ").as_str() {
            "" => "give its code or its name: IND, \"European Union\"".to_owned(),
            near => format!("did you mean {near}?"),
        };
        Unclear::new(part, format!("`{}` is no party", name.escape_debug()), hint)
    })
}

/// Parties whose names resemble one that is unknown: "IRQ (Iraq)".
pub fn near_parties(know: &Knowledge, name: &str) -> Vec<String> {
    let told = |party: &Party<'_>| format!("{} ({})", party.code(), party.name());
    know.near_parties(name).iter().map(told).collect()
}

fn office<'k>(know: &'k Knowledge, title: &str) -> Result<Office<'k>, Unclear> {
    let known = know.office(title.trim()).or_else(|| know.office(&title.trim().to_lowercase()));
    known.ok_or_else(|| {
        let near: Vec<&str> = know.near_offices(title).map(Office::name).take(4).collect();
        let near = if near.is_empty() { vec!["foreign minister", "secretary-general"] } else { near };
        let problem = format!("`{}` is no office", title.escape_debug());
        Unclear::new("office", problem, format!("there are {}", near.join(", ")))
    })
}

/// A question about a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Where<'a> {
    /// Its name, also with what it lies in: "Tripoli, Lebanon".
    pub name: &'a str,
    /// What it should be near: a state, another place, or degrees north and east ("34.4,35.8").
    pub near: Option<&'a str>,
}

/// The kilometres beyond which a place is not "in" what was told after the comma, whose middle may be far away.
const FAR: f64 = 1.0;

/// The least score of a party that is named, not told by its demonym or seat: "Beirut" is the town.
const NAMED: f32 = 0.9;

impl<'a> Where<'a> {
    /// The places of the name; of "Tripoli, Lebanon" those near the second, where the whole is no name.
    ///
    /// # Errors
    ///
    /// What it should be near is not known.
    pub fn places(self, know: &Knowledge) -> Result<Vec<Located<'_>>, Unclear> {
        let near = self.near.map(|text| near(know, text)).transpose()?;
        let found = know.located(self.name, near);
        let parts = self.name.rsplit_once(',').filter(|_| found.is_empty() && near.is_none());
        let Some((inner, outer)) = parts else { return Ok(found) };
        let inner = know.located(inner.trim(), place_or_party(know, outer.trim()));
        // What lies elsewhere is not what was asked for.
        Ok(inner.into_iter().filter(|place| place.km.is_some_and(|km| km < FAR)).collect())
    }
}

/// What a place should be near, as it is told.
fn near<'k>(know: &'k Knowledge, text: &str) -> Result<Near<'k>, Unclear> {
    let text = text.trim();
    if let Some((lat, lon)) = text.split_once(',')
        && let (Ok(lat), Ok(lon)) = (lat.trim().parse::<f64>(), lon.trim().parse::<f64>())
    {
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            let hint = "write degrees north, then degrees east: 34.4,35.8";
            return Err(Unclear::new("near", format!("`{text}` is no point of the Earth"), hint));
        }
        return Ok(Near::Point(lat, lon));
    }
    place_or_party(know, text).ok_or_else(|| {
        let hint = match near_parties(know, text).join(", ").as_str() {
            "" => "give a state, a place or degrees: LBN, Beirut, 34.4,35.8".to_owned(),
            near => format!("did you mean {near}?"),
        };
        Unclear::new("near", format!("`{}` is neither a state nor a place", text.escape_debug()), hint)
    })
}

fn place_or_party<'k>(know: &'k Knowledge, text: &str) -> Option<Near<'k>> {
    let party = |least: f32| {
        let mut named = know.parties_named(text).into_iter();
        named.find(|found| found.score >= least && found.party.place().is_some()).map(|m| m.party)
    };
    if let Some(party) = party(NAMED) {
        return Some(Near::Party(party));
    }
    let place = know.located(text, None).first().map(|found| Near::Place(found.place));
    place.or_else(|| party(0.0).map(Near::Party))
}
