//! Rows in words: what a row is called, where its page is, and what parties, types and dates are called.

pub(crate) use chancery::record::day;
use chancery_know::Knowledge;
use chancery_store::Listing;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

/// What stands as it is in a part of a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A row by the names of its columns.
pub(crate) type Object = Map<String, Value>;

/// The text in a column, nothing for an unknown.
pub(crate) fn text<'a>(row: &'a Object, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

/// The number in a column.
pub(crate) fn number(row: &Object, column: &str) -> u64 {
    row.get(column).and_then(Value::as_u64).unwrap_or_default()
}

/// The words of a list in a column.
pub(crate) fn list<'a>(row: &'a Object, column: &str) -> Vec<&'a str> {
    row.get(column)
        .and_then(Value::as_array)
        .map_or_else(Vec::new, |list| list.iter().filter_map(Value::as_str).collect())
}

/// The rows under a name of a JSON object.
pub(crate) fn rows<'a>(value: &'a Value, name: &str) -> Vec<&'a Object> {
    value[name].as_array().map_or_else(Vec::new, |rows| rows.iter().filter_map(Value::as_object).collect())
}

/// The name of a party, or its code where it has none.
pub(crate) fn party(code: &str) -> &str {
    Knowledge::embedded().party(code).map_or(code, |party| party.name())
}

/// The name of a topic.
pub(crate) fn topic(code: &str) -> &str {
    chancery::ontology::topics().iter().find(|t| t.code == code).map_or(code, |t| t.name)
}

/// A part of a path.
pub(crate) fn part(name: &str) -> String {
    utf8_percent_encode(name, PATH).to_string()
}

/// Names with commas and “and”.
pub(crate) fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What a type of event is called in its mode.
pub(crate) fn event(kind: &str, mode: &str) -> &'static str {
    match (kind, mode) {
        ("CONSULT", "visit") => "Visit",
        ("CONSULT", "phone") => "Call",
        ("CONSULT", "multilateral") => "Multilateral meeting",
        ("CONSULT", "third-party") => "Mediation",
        ("CONSULT", _) => "Talks",
        ("SUPPORT", _) => "Support",
        ("AGREE", _) => "Pledge",
        ("CONCEDE", _) => "Concession",
        ("COOPERATE", _) => "Cooperation",
        ("AID", _) => "Aid",
        ("RETREAT", "release") => "Release",
        ("RETREAT", "ceasefire") => "Ceasefire",
        ("RETREAT", "resign") => "Resignation",
        ("RETREAT", "withdraw") => "Withdrawal",
        ("RETREAT", _) => "Easing",
        ("REQUEST", _) => "Demand",
        ("ACCUSE", "investigate") => "Investigation",
        ("ACCUSE", "allege") => "Allegation",
        ("ACCUSE", _) => "Disapproval",
        ("REJECT", _) => "Refusal",
        ("THREATEN", _) => "Threat",
        ("PROTEST", _) => "Protest",
        ("SANCTION", "expel") => "Expulsion",
        ("SANCTION", _) => "Sanction",
        ("MOBILIZE", _) => "Mobilisation",
        ("COERCE", "arrest") => "Arrest",
        ("COERCE", _) => "Coercion",
        ("ASSAULT", _) => "Attack",
        ("STATEMENT", _) => "Statement",
        _ => "Event",
    }
}

/// What a status of an event means.
pub(crate) fn status(status: &str) -> &str {
    match status {
        "actual" => "took place",
        "planned" => "planned",
        "hypothetical" => "possible only",
        "negated" => "denied or called off",
        "historical" => "background",
        other => other,
    }
}

/// The quad class in words.
pub(crate) fn quad(quad: &str) -> &'static str {
    match quad {
        "VC" => "cooperation in words",
        "MC" => "cooperation in deeds",
        "VF" => "conflict in words",
        "MF" => "conflict in deeds",
        _ => "neither cooperation nor conflict",
    }
}

/// Who takes part: `India and Russia`, `Germany → Russia`.
pub(crate) fn sides(row: &Object) -> String {
    let names = |column: &str| and(&list(row, column).into_iter().map(party).collect::<Vec<_>>());
    match (names("actors"), names("recipients")) {
        (actors, recipients) if recipients.is_empty() => actors,
        (actors, recipients) if actors.is_empty() => format!("→ {recipients}"),
        (actors, recipients) => format!("{actors} → {recipients}"),
    }
}

/// The address of the page of a row.
pub(crate) fn address(listing: Listing, row: &Object) -> String {
    let key = |column: &str| part(text(row, column));
    match listing {
        Listing::Parties => format!("/parties/{}", key("party")),
        Listing::Pairs | Listing::Relations => {
            let pair = format!("{}-{}", text(row, "party"), text(row, "other"));
            // Groups that have no code have no dossier.
            match crate::resource::pair(&pair) {
                Some(_) => format!("/pairs/{pair}"),
                None => format!("/engagements?party={}&party={}", key("party"), key("other")),
            }
        }
        Listing::Topics => format!("/engagements?topic={}", key("topic")),
        Listing::Places => format!("/engagements?place={}", key("place")),
        Listing::Sources if text(row, "source").is_empty() => "/reports".to_owned(),
        Listing::Sources => format!("/reports?source={}", key("source")),
        Listing::Gone => match text(row, "became") {
            "" => format!("/{}/{}", text(row, "kind"), key("id")),
            _ => format!("/{}/{}", text(row, "kind"), key("became")),
        },
        _ => format!("/{}/{}", crate::resource::of(listing).name, key("id")),
    }
}

/// What a row is called.
pub(crate) fn title(listing: Listing, row: &Object) -> String {
    let title = match listing {
        Listing::Engagements | Listing::Events => {
            format!("{}: {}", event(text(row, "type"), text(row, "mode")), sides(row))
        }
        Listing::Statements => {
            let speaker = match (text(row, "speaker"), text(row, "speaker_party")) {
                ("", "") => "Somebody",
                ("", code) => party(code),
                (name, _) => name,
            };
            format!("{speaker}: “{}”", short(text(row, "words"), 160))
        }
        Listing::Agreements => text(row, "title").to_owned(),
        Listing::Reports => match text(row, "title") {
            "" => text(row, "sender_id").to_owned(),
            title => title.to_owned(),
        },
        Listing::Parties => party(text(row, "party")).to_owned(),
        Listing::Pairs => format!("{} and {}", party(text(row, "party")), party(text(row, "other"))),
        Listing::Relations => {
            format!(
                "{} and {}, {}",
                party(text(row, "party")),
                party(text(row, "other")),
                day(text(row, "month"))
            )
        }
        Listing::People => text(row, "name").to_owned(),
        Listing::Topics => topic(text(row, "topic")).to_owned(),
        Listing::Places => text(row, "place").to_owned(),
        Listing::Sources => text(row, "source").to_owned(),
        Listing::Gone => text(row, "id").to_owned(),
    };
    if title.trim().is_empty() { "(unnamed)".to_owned() } else { title }
}

/// What there is to say of a row in a line.
pub(crate) fn summary(listing: Listing, row: &Object) -> String {
    let mut parts: Vec<String> = Vec::new();
    match listing {
        Listing::Engagements | Listing::Events => {
            parts.push(day(text(row, "date")));
            parts.push(status(text(row, "status")).to_owned());
            parts.push(text(row, "place").to_owned());
            if listing == Listing::Events {
                parts.push(short(text(row, "sentence"), 400));
            } else {
                parts.push(and(&list(row, "persons")));
                parts.push(list(row, "topics").join("; "));
                parts.push(counted(number(row, "reports"), "report", "reports"));
            }
        }
        Listing::Statements => {
            parts.extend([day(text(row, "published")), text(row, "channel").to_owned()]);
            parts.push(short(text(row, "words"), 1000));
        }
        Listing::Agreements => {
            let parties: Vec<&str> = list(row, "parties").into_iter().map(party).collect();
            parts.extend([
                text(row, "kind").to_owned(),
                text(row, "status").to_owned(),
                and(&parties),
                day(text(row, "date")),
            ]);
        }
        Listing::Reports => {
            parts.extend([text(row, "source").to_owned(), day(text(row, "published"))]);
            parts.push(counted(number(row, "events"), "event", "events"));
        }
        Listing::Gone => parts.push(format!("became {}", text(row, "became"))),
        Listing::Sources => parts.push(counted(number(row, "reports"), "report", "reports")),
        _ => parts.push(counted(number(row, "engagements"), "engagement", "engagements")),
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// `1 report`, `7 reports`.
pub(crate) fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

/// `1,234,567`.
pub(crate) fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut set = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            set.push(',');
        }
        set.push(digit);
    }
    set
}

/// At most `most` characters on one line, with a mark where there are more.
pub(crate) fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_for_readers() {
        assert_eq!(day("2023-12-07"), "7 December 2023");
        assert_eq!(day("2023-12"), "December 2023");
        assert_eq!(day("2023"), "2023");
        assert_eq!(day("2023-00-1"), "2023-00-1");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(thousands(12), "12");
        assert_eq!(short("a  b\nc", 3), "a b…");
        assert_eq!(part("its embassy/“x”?"), "its%20embassy%2F%E2%80%9Cx%E2%80%9D%3F");
    }
}
