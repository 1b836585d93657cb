//! [`Ask`]: a request for rows, taken from the query of an address.

use chancery_store::Filter;

use crate::problem::Problem;
use crate::resource::{LONGEST, Resource};

/// Rows on a page where none are asked for.
pub(crate) const PAGE: u64 = 50;

/// Rows on a page at most.
pub(crate) const MOST: u64 = 1000;

/// What is asked of a resource.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) resource: &'static Resource,
    pub(crate) filter: Filter,
    /// The facets to count by.
    pub(crate) facets: Vec<&'static str>,
    /// What was given, in its order, without the cursor.
    pub(crate) given: Vec<(String, String)>,
}

impl Ask {
    /// Takes the query of an address. A form leaves fields empty, which then narrow nothing; a program that gives
    /// nothing as a value (`is_form` is false) is told.
    ///
    /// # Errors
    ///
    /// A parameter is unknown, is given twice, or its value is none that it may have.
    pub(crate) fn of(resource: &'static Resource, query: &str, is_form: bool) -> Result<Ask, Problem> {
        let mut ask = Ask { resource, filter: Filter::default(), facets: Vec::new(), given: Vec::new() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if is_form && value.trim().is_empty() {
                continue;
            }
            let is_repeated = ask.given.iter().any(|(n, _)| *n == name);
            let param = resource.params.iter().find(|p| p.name() == name);
            if is_repeated && !param.is_some_and(|p| p.is_list()) && name != "facets" {
                return Err(Problem::bad(format!("`{name}` is given twice")));
            }
            if value.is_empty() || value.chars().count() > LONGEST {
                return Err(Problem::bad(format!("`{name}` is empty or longer than {LONGEST} characters")));
            }
            match (&*name, param) {
                ("limit", _) => {
                    let limit = value.parse().ok().filter(|n| (1..=MOST).contains(n));
                    let refuse = || Problem::bad(format!("`limit` is a number from 1 to {MOST}"));
                    ask.filter.limit = Some(limit.ok_or_else(refuse)?);
                }
                ("cursor", _) => {
                    ask.filter.after = Some(value.into_owned());
                    continue;
                }
                ("facets", _) => {
                    for facet in value.split(',') {
                        let known = resource.listing.facets().find(|f| *f == facet).ok_or_else(|| {
                            let known: Vec<_> = resource.listing.facets().collect();
                            Problem::bad(format!("there is no facet `{facet}` of {}", resource.name))
                                .hint(format!("there are: {}", known.join(", ")))
                        })?;
                        if !ask.facets.contains(&known) {
                            ask.facets.push(known);
                        }
                    }
                }
                (_, Some(&param)) => resource
                    .narrow(&mut ask.filter, param, &value)
                    .map_err(|why| Problem::bad(format!("`{name}` cannot be `{value}`")).hint(why))?,
                (_, None) => {
                    let known: Vec<_> = resource.params.iter().map(|p| p.name()).collect();
                    return Err(Problem::bad(format!("{} have no parameter `{name}`", resource.name))
                        .hint(format!("there are: {}, limit, cursor, facets", known.join(", "))));
                }
            }
            ask.given.push((name.into_owned(), value.into_owned()));
        }
        // A pair counts as two.
        if ask.filter.parties.len() > 10 {
            return Err(Problem::bad("more than 8 parties and a pair are given"));
        }
        Ok(ask)
    }

    /// The query again, without the cursor, with `change` put in the place of what has its name.
    pub(crate) fn query(&self, change: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.given {
            if !change.iter().any(|(n, _)| n == name) {
                query.append_pair(name, value);
            }
        }
        for (name, value) in change.iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        query.finish()
    }

    /// The address of the same question in another format, `html` being none.
    pub(crate) fn address(&self, format: &str, change: &[(&str, &str)]) -> String {
        let query = self.query(change);
        let dot = if format.is_empty() { "" } else { "." };
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/{}{dot}{format}{mark}{query}", self.resource.name)
    }

    /// The value given for a parameter.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.given.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }
}

/// Words as people type them, as a query of FTS5 that is never ill-formed: all words, those in quotation marks as they
/// stand, and `word*` for a beginning.
pub(crate) fn words(typed: &str) -> String {
    let mut query: Vec<String> = Vec::new();
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„');
    for (i, part) in typed.split(is_quote).enumerate() {
        let part = part.replace('\0', " ");
        if i % 2 == 1 {
            query.push(format!("\"{part}\""));
            continue;
        }
        for word in part.split_whitespace() {
            let (word, star) = word.strip_suffix('*').map_or((word, ""), |word| (word, "*"));
            if !word.is_empty() {
                query.push(format!("\"{word}\"{star}"));
            }
        }
    }
    query.retain(|part| part.chars().any(char::is_alphanumeric));
    // A search for marks alone finds nothing, which is not the same as everything.
    if query.is_empty() { "\"\"".to_owned() } else { query.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::named;

    #[test]
    fn words_of_people() {
        assert_eq!(words("peace talks"), "\"peace\" \"talks\"");
        assert_eq!(words("the “two state\" sol*"), "\"the\" \"two state\" \"sol\"*");
        assert_eq!(words("a AND (b"), "\"a\" \"AND\" \"(b\"");
        assert_eq!(words("\"open"), "\"open\"");
        assert_eq!(words(" ?! "), "\"\"");
    }

    #[test]
    fn any_words_are_a_query() {
        let store = chancery_store::Store::in_memory().expect("a store");
        for typed in
            ["\"", "*", "a*b", "NEAR(", "col:x", "-x", "^x", "\0", "' OR 1=1 --", "{a b}: c", "…", "ä“"]
        {
            let filter = Filter { words: Some(words(typed)), ..Filter::default() };
            store
                .count(chancery_store::Listing::Reports, &filter)
                .unwrap_or_else(|e| panic!("{typed:?}: {e}"));
        }
    }

    #[test]
    fn what_is_wrong_with_a_query_is_told() {
        let engagements = named("engagements").expect("engagements");
        let of = |query| Ask::of(engagements, query, false);
        for (query, told) in [
            ("nothing=1", "no parameter `nothing`"),
            ("limit=0", "from 1 to 1000"),
            ("limit=1&limit=2", "twice"),
            ("type=TALK", "cannot be"),
            ("from=", "empty"),
            ("from=May", "cannot be"),
            ("facets=colour", "no facet"),
            ("pair=IND", "cannot be"),
        ] {
            let problem = of(query).expect_err(query);
            assert!(problem.detail.contains(told), "{query}: {}", problem.detail);
        }
        let ask = of("pair=ind-rus&type=CONSULT&cursor=ab&limit=3").expect("an ask");
        assert_eq!(ask.filter.parties, ["IND", "RUS"]);
        assert_eq!(ask.address("csv", &[("limit", "")]), "/engagements.csv?pair=ind-rus&type=CONSULT");
    }
}
