//! Holders of offices anew from Wikidata's query service: [`run`] asks for each state and writes the tables when all are
//! answered. An answer is SPARQL JSON, which [`statements`] reads.

use std::{collections::BTreeMap, fmt::Write as _, fs, thread, time::Duration};

use anyhow::{Context, bail};
use chancery_know::{Knowledge, Party};
use jiff::{Timestamp, tz::TimeZone};
use serde::Deserialize;

use super::holders::{
    self, Alias, Held, Titles,
    wikidata::{Reader, Statement},
};

/// Where Wikidata answers.
pub(crate) const ENDPOINT: &str = "https://query.wikidata.org/sparql";

/// How the service is told who asks, as its rules want it.
const AGENT: &str =
    concat!("chancery-know/", env!("CARGO_PKG_VERSION"), " (https://github.com/chancery/chancery)");

/// How often a state is asked for, and how long a service that is busy is left alone if it does not say.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_secs(10);

/// Classes of positions whose holders the tables have: head of state, head of government, minister, foreign minister,
/// deputy minister, ambassador, permanent representative to the United Nations, central bank governor.
const CLASSES: [&str; 8] =
    ["Q48352", "Q2285706", "Q83307", "Q7330070", "Q26204040", "Q121998", "Q21074709", "Q665807"];

/// Asks for the states with these codes, or for all, and writes their rows in place of those that stand in the tables.
pub(crate) fn run(endpoint: &str, only: &[String]) -> anyhow::Result<()> {
    let know = Knowledge::embedded();
    if let Some(unknown) = only.iter().find(|code| know.party(code).and_then(Party::iso2).is_none()) {
        bail!("`{unknown}` is no state of today\nhint: give ISO 3166-1 alpha-3 codes: --only FRA,DEU");
    }
    let asked = |party: &Party<'_>| {
        party.to().is_none()
            && party.iso2().is_some()
            && (only.is_empty() || only.iter().any(|c| c == party.code()))
    };
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date().to_string();
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(90)))
        .user_agent(AGENT)
        .build()
        .into();
    let titles = Titles::read()?;
    let mut reader = Reader::new(know, &titles);
    let mut counts = BTreeMap::new();
    for party in know.parties().filter(asked) {
        let answer = ask(&agent, endpoint, &query(party.iso2().unwrap_or_default()))
            .with_context(|| format!("{}: no table was changed", party.name()))?;
        let found = statements(&answer, party.code(), &today).with_context(|| party.name().to_owned())?;
        println!("{}: {} statements", party.name(), found.len());
        counts.insert(party.code(), found.len());
        found.into_iter().for_each(|statement| reader.push(statement));
    }
    let mut aliases = Vec::new();
    let rows = reader.finish(&mut aliases);
    write(rows, &aliases, |code| counts.get(code).is_some_and(|count| *count > 0))
}

/// What is asked about one state, by its ISO 3166-1 alpha-2 code.
fn query(iso2: &str) -> String {
    let classes = CLASSES.map(|class| format!("wd:{class}")).join(" ");
    format!(
        r#"SELECT DISTINCT ?person ?personLabel ?positionLabel ?start ?startPrecision ?end ?endPrecision ?article WHERE {{
  ?state wdt:P297 "{iso2}" .
  VALUES ?class {{ {classes} }}
  ?position wdt:P279*|wdt:P31/wdt:P279* ?class ; wdt:P1001|wdt:P17 ?state .
  ?person p:P39 ?held .
  ?held ps:P39 ?position .
  MINUS {{ ?held wikibase:rank wikibase:DeprecatedRank }}
  OPTIONAL {{ ?held pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ] }}
  OPTIONAL {{ ?held pqv:P582 [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision ] }}
  FILTER(BOUND(?start) && (!BOUND(?end) || YEAR(?end) >= 1985))
  OPTIONAL {{ ?page schema:about ?person ; schema:isPartOf <https://en.wikipedia.org/> ; schema:name ?article }}
  SERVICE wikibase:label {{ bd:serviceParam wikibase:language "en,mul" }}
}}"#
    )
}

/// The body of the service's answer; a service that is busy is asked again.
fn ask(agent: &ureq::Agent, endpoint: &str, query: &str) -> anyhow::Result<String> {
    for attempt in 1.. {
        let sent = agent
            .get(endpoint)
            .header("Accept", "application/sparql-results+json")
            .query("query", query)
            .query("format", "json")
            .call();
        match sent {
            Ok(mut answer) => {
                let body = answer.body_mut().with_config().limit(200 << 20).read_to_string();
                return body.with_context(|| format!("the answer of {endpoint} broke off"));
            }
            Err(ureq::Error::StatusCode(429 | 500..=599)) if attempt < TRIES => {
                thread::sleep(PAUSE * attempt);
            }
            Err(ureq::Error::StatusCode(status)) => {
                bail!(
                    "{endpoint} answers with status {status}\nhint: try later, or state by state: --only FRA,DEU"
                )
            }
            Err(error) => bail!(
                "cannot reach {endpoint}: {error}\nhint: refreshing needs a network; without one the tables stay as they are"
            ),
        }
    }
    unreachable!("the last try returns")
}

/// The service's answer: the names of the columns, and the rows as maps from them.
#[derive(Deserialize)]
struct Answer {
    results: Results,
}

#[derive(Deserialize)]
struct Results {
    bindings: Vec<BTreeMap<String, Term>>,
}

#[derive(Deserialize)]
struct Term {
    value: String,
}

/// The statements of an answer about a party, seen on the day `seen`.
///
/// # Errors
///
/// Text that is no SPARQL JSON, for instance the page of a proxy.
fn statements(answer: &str, party: &str, seen: &str) -> anyhow::Result<Vec<Statement>> {
    let answer: Answer = serde_json::from_str(answer).context(
        "the answer is no SPARQL JSON\nhint: does something between here and Wikidata answer in its place?",
    )?;
    let statement = |row: &BTreeMap<String, Term>| {
        let get = |column: &str| row.get(column).map_or("", |term| term.value.as_str());
        Statement {
            party: party.to_owned(),
            position: get("positionLabel").to_owned(),
            person: get("personLabel").to_owned(),
            item: get("person").rsplit('/').next().unwrap_or_default().to_owned(),
            article: get("article").to_owned(),
            from: time(get("start"), get("startPrecision")),
            to: time(get("end"), get("endPrecision")),
            seen: seen.to_owned(),
        }
    };
    Ok(answer.results.bindings.iter().map(statement).collect())
}

/// A time of Wikidata as far as its precision goes: 11 is a day, 10 a month, 9 a year, less is none.
fn time(value: &str, precision: &str) -> String {
    let len = match precision {
        "11" | "12" | "13" | "14" => 10,
        "10" => 7,
        "9" => 4,
        _ => return String::new(),
    };
    holders::date(value.trim_start_matches('+').get(..len).unwrap_or_default())
}

/// Writes the tables: new rows where `is_new` says that a party was answered for, those that stood for the others.
fn write(mut rows: Vec<Held>, aliases: &[Alias], is_new: impl Fn(&str) -> bool) -> anyhow::Result<()> {
    let tables = super::crate_dir().join("tables");
    let path = tables.join("holdings_wikidata.tsv");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    rows.extend(text.lines().skip(1).filter_map(standing).filter(|row| !is_new(&row.party)));
    holders::write("holdings_wikidata.tsv", "wikidata", rows)?;
    let path = tables.join("aliases_open.tsv");
    let mut text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    for alias in aliases {
        let names: Vec<&str> = alias.aliases.iter().map(String::as_str).collect();
        let row = format!("{}\t{}\t{}\t{}", alias.person, alias.wikidata, alias.party, names.join("|"));
        if !text.lines().any(|line| line == row) {
            writeln!(text, "{row}")?;
        }
    }
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("now compile them: cargo xtask know build");
    Ok(())
}

/// A row that stands in the table.
fn standing(line: &str) -> Option<Held> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [person, wikidata, party, office, title, from, to, known_until, _] = cells[..] else { return None };
    Some(Held {
        party: party.into(),
        office: office.into(),
        from: from.into(),
        to: to.into(),
        person: person.into(),
        wikidata: wikidata.into(),
        title: title.into(),
        known_until: known_until.into(),
    })
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpListener,
    };

    use super::*;

    /// An answer in the form in which the service gives them.
    const ANSWER: &str = r#"{
      "head": { "vars": ["person", "personLabel", "positionLabel", "start", "startPrecision", "end", "endPrecision"] },
      "results": { "bindings": [
        { "person": { "type": "uri", "value": "http://www.wikidata.org/entity/Q58217" },
          "personLabel": { "xml:lang": "en", "type": "literal", "value": "Sergey Lavrov" },
          "positionLabel": { "xml:lang": "en", "type": "literal", "value": "Minister of Foreign Affairs of Russia" },
          "start": { "datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "type": "literal", "value": "2004-03-09T00:00:00Z" },
          "startPrecision": { "datatype": "http://www.w3.org/2001/XMLSchema#integer", "type": "literal", "value": "11" },
          "article": { "xml:lang": "en", "type": "literal", "value": "Sergey Lavrov (diplomat)" } },
        { "person": { "type": "uri", "value": "http://www.wikidata.org/entity/Q1" },
          "personLabel": { "xml:lang": "en", "type": "literal", "value": "Igor Ivanov" },
          "positionLabel": { "xml:lang": "en", "type": "literal", "value": "Minister of Foreign Affairs of Russia" },
          "start": { "type": "literal", "value": "1998-09-01T00:00:00Z" },
          "startPrecision": { "type": "literal", "value": "10" },
          "end": { "type": "literal", "value": "2004-01-01T00:00:00Z" },
          "endPrecision": { "type": "literal", "value": "9" } },
        { "person": { "type": "uri", "value": "http://www.wikidata.org/entity/Q2" },
          "personLabel": { "type": "literal", "value": "Q2" },
          "positionLabel": { "type": "literal", "value": "Minister of Foreign Affairs of Russia" } },
        { "person": { "type": "uri", "value": "http://www.wikidata.org/entity/Q3" },
          "personLabel": { "type": "literal", "value": "Somebody" },
          "positionLabel": { "type": "literal", "value": "mayor of Omsk" } }
      ] } }"#;

    #[test]
    fn an_answer_becomes_rows() {
        let found = statements(ANSWER, "RUS", "2026-11-26").unwrap();
        let told = |s: &Statement| format!("{} {} {}..{}", s.item, s.person, s.from, s.to);
        let told: Vec<String> = found.iter().map(told).collect();
        assert_eq!(
            told,
            [
                "Q58217 Sergey Lavrov 2004-03-09..",
                "Q1 Igor Ivanov 1998-09..2004",
                "Q2 Q2 ..",
                "Q3 Somebody .."
            ]
        );
        let titles = Titles::read().unwrap();
        let mut reader = Reader::new(Knowledge::embedded(), &titles);
        found.into_iter().for_each(|statement| reader.push(statement));
        let rows = reader.finish(&mut Vec::new());
        let told: Vec<String> =
            rows.iter().map(|r| format!("{} {} {} {}", r.person, r.party, r.office, r.known_until)).collect();
        assert_eq!(
            told,
            ["Sergey Lavrov RUS foreign minister 2026-11-26", "Igor Ivanov RUS foreign minister 2026-11-26"]
        );
    }

    #[test]
    fn what_is_no_answer_is_told() {
        for text in
            ["", "<html>", "{}", "{\"results\":{}}", "[1]", "{\"results\":{\"bindings\":[{\"person\":1}]}}"]
        {
            let error = format!("{:#}", statements(text, "RUS", "2026-11-26").unwrap_err());
            assert!(error.contains("no SPARQL JSON") && error.contains("hint: "), "{text}: {error}");
        }
        let empty = r#"{"head":{"vars":[]},"results":{"bindings":[]}}"#;
        assert!(statements(empty, "RUS", "2026-11-26").unwrap().is_empty());
    }

    #[test]
    fn the_query_asks_for_one_state_and_has_its_brackets() {
        let query = query("FR");
        assert!(query.contains("wdt:P297 \"FR\""));
        let count = |c: char| query.chars().filter(|other| *other == c).count();
        assert_eq!((count('{'), count('[')), (count('}'), count(']')));
    }

    fn agent() -> ureq::Agent {
        ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(5))).build().into()
    }

    #[test]
    fn without_a_network_the_hint_says_so() {
        // A port that was just free: nobody listens there.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let error =
            ask(&agent(), &format!("http://127.0.0.1:{port}/sparql"), "ASK {}").unwrap_err().to_string();
        assert!(error.starts_with("cannot reach http://127.0.0.1"), "{error}");
        assert!(error.contains("hint: refreshing needs a network"), "{error}");
    }

    #[test]
    fn the_service_is_asked_as_it_wants_to_be() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}/sparql", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 8192];
            let len = stream.read(&mut request).unwrap();
            let body = "{\"results\":{\"bindings\":[]}}";
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            )
            .unwrap();
            String::from_utf8_lossy(&request[..len]).into_owned()
        });
        let answer = ask(&agent(), &endpoint, "SELECT ?a { ?a ?b \"x & y\" }").unwrap();
        assert_eq!(answer, "{\"results\":{\"bindings\":[]}}");
        let request = server.join().unwrap();
        assert!(request.starts_with("GET /sparql?query=SELECT%20"), "{request}");
        assert!(request.contains("x%20%26%20y") && request.contains("sparql-results+json"), "{request}");
    }

    #[test]
    fn times_are_cut_to_their_precision() {
        for (value, precision, expected) in [
            ("2004-03-09T00:00:00Z", "11", "2004-03-09"),
            ("2004-03-01T00:00:00Z", "10", "2004-03"),
            ("2004-01-01T00:00:00Z", "9", "2004"),
            ("2000-01-01T00:00:00Z", "8", ""),
            ("-0044-03-15T00:00:00Z", "11", ""),
            ("", "", ""),
        ] {
            assert_eq!(time(value, precision), expected, "{value} {precision}");
        }
    }
}
