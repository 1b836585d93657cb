//! Questions in words: [`Question`] is what "Russian foreign minister", "Lavrov" or "US ambassador to India" asks.

use jiff::civil::Date;

use crate::{Form, Knowledge, PartyKind, Sense, office::Office, party::Party, spelling};

/// A question about persons and offices. What is not told is open.
#[derive(Clone, Debug, Default)]
pub struct Question<'k> {
    /// The name of a person, as far as the words are not party or office.
    pub name: String,
    /// The party that the office belongs to or that the person served.
    pub party: Option<Party<'k>>,
    /// The office.
    pub office: Option<Office<'k>>,
    /// The words that told the office, for titles that only some use: "external affairs minister".
    pub title: String,
    /// Where someone is sent: "to India".
    pub target: Option<Party<'k>>,
    /// The first and the last day of the time asked about, each included; one day when they are equal.
    pub time: (Option<Date>, Option<Date>),
}

/// Words that part the others.
const BETWEEN: [&str; 16] = [
    "of", "the", "for", "to", "who", "is", "was", "were", "are", "s", "a", "an", "and", "in", "current",
    "then",
];

impl Knowledge {
    /// Takes a question in words apart. What is neither a party nor an office is the name of a person; so is the whole
    /// when it is one ("Jordan Bardella", "Chad Wolf").
    pub fn question<'k>(&'k self, text: &str) -> Question<'k> {
        let text = text.trim();
        let whole = self.longest_name(text).filter(|found| found.len == text.len());
        if let Some(whole) = whole
            && whole.persons().next().is_some()
            && whole.senses().all(|sense| matches!(sense, Sense::Person(_) | Sense::Place(_)))
        {
            return Question { name: text.to_owned(), ..Question::default() };
        }
        // Who asks in small letters means names all the same.
        let titled = capitalized(text);
        let text = if text.contains(char::is_uppercase) { text } else { &titled };
        let mut question = Question::default();
        let mut name: Vec<&str> = Vec::new();
        let (mut at, mut to) = (0, false);
        while let Some((start, word)) = next_word(text, at) {
            at = start + word.len();
            let between = BETWEEN.contains(&spelling::words(word).first().map_or("", String::as_str));
            match self.known_at(&text[start..]) {
                Some(Known { office: Some(office), party, len }) if question.office.is_none() => {
                    question.office = Some(office);
                    text[start..start + len].clone_into(&mut question.title);
                    question.party = question.party.or(party);
                    at = start + len;
                }
                Some(Known { party: Some(party), len, .. }) if question.party.is_none() && !to => {
                    question.party = Some(party);
                    at = start + len;
                }
                Some(Known { party: Some(party), len, .. }) if question.target.is_none() && to => {
                    question.target = Some(party);
                    at = start + len;
                }
                _ if between => {}
                _ => name.push(word.trim_matches(|c: char| matches!(c, ',' | ';' | '?' | '"'))),
            }
            to = word == "to" || between && to;
        }
        name.retain(|word| !word.is_empty());
        question.name = name.join(" ");
        // "The head of the IMF", "the Kremlin's boss".
        if let (Some(party), None) = (question.party, question.office)
            && matches!(question.name.to_lowercase().as_str(), "head" | "chief" | "boss")
        {
            let office = if party.kind() == PartyKind::Organization { "secretary-general" } else { "leader" };
            question.office = self.office_named(office);
            question.name.clear();
        }
        question
    }

    /// The office or party that a text begins with; an office that begins with its party's name ("UN chief") gives
    /// both.
    fn known_at<'k>(&'k self, text: &str) -> Option<Known<'k>> {
        let mut known: Option<Known<'k>> = None;
        for found in self.names_at(text).iter() {
            let office = found.senses().find_map(|sense| match sense {
                Sense::Office(office) => Some(office),
                _ => None,
            });
            let party = found.senses().find_map(|sense| match sense {
                Sense::Party { party, form: Form::Name | Form::Demonym | Form::Metonym } => Some(party),
                Sense::Body(body) => body.party(),
                _ => None,
            });
            match &mut known {
                None if office.is_some() || party.is_some() => {
                    known = Some(Known { office, party, len: found.len });
                }
                Some(longer) if longer.office.is_some() => longer.party = longer.party.or(party),
                _ => {}
            }
        }
        known
    }
}

/// A text with every word capitalised, as the tables have names: "lavrov" as "Lavrov".
pub(crate) fn capitalized(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        if inside {
            out.push(c);
        } else {
            out.extend(c.to_uppercase());
        }
        inside = c.is_alphanumeric() || c == '\'';
    }
    out
}

struct Known<'k> {
    office: Option<Office<'k>>,
    party: Option<Party<'k>>,
    len: usize,
}

/// The next word of a text and where it begins.
fn next_word(text: &str, at: usize) -> Option<(usize, &str)> {
    let gap =
        |c: char| c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '(' | ')' | '/' | '?' | ',' | ';');
    let rest = text.get(at..)?;
    let start = at + rest.find(|c| !gap(c))?;
    let len = text[start..].find(gap).unwrap_or(text.len() - start);
    Some((start, &text[start..start + len]))
}
