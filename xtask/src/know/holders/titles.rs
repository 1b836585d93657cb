//! From a source's title to an office: [`Titles`].

use anyhow::{Context, bail};

/// The rules of `titles.tsv`.
pub(crate) struct Titles {
    rules: Vec<Rule>,
}

struct Rule {
    office: String,
    /// One word of each group must be in the title.
    all: Vec<Vec<String>>,
    none: Vec<String>,
    /// ISO 3166 alpha-2 of the only state where the rule holds.
    state: Option<String>,
}

impl Titles {
    pub(crate) fn read() -> anyhow::Result<Titles> {
        let lines = include_str!("titles.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
        let rules = lines.map(|line| Rule::read(line).with_context(|| format!("in titles.tsv: {line}")));
        Ok(Titles { rules: rules.collect::<anyhow::Result<_>>()? })
    }

    /// The office that a title of the state `iso2` means; `None` for one that the tables leave out.
    pub(crate) fn office(&self, title: &str, iso2: &str) -> Option<&str> {
        let folded = fold(title);
        let rule = self.rules.iter().find(|rule| rule.fits(&folded, iso2))?;
        Some(rule.office.as_str()).filter(|office| *office != "-")
    }
}

impl Rule {
    fn read(line: &str) -> anyhow::Result<Rule> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [office, all, rest @ ..] = &cells[..] else { bail!("a rule has an office and words") };
        let words =
            |group: &str| group.split('/').filter(|w| !w.is_empty()).map(|w| w.replace('_', " ")).collect();
        let state = rest.get(1).copied().unwrap_or_default();
        Ok(Rule {
            office: (*office).to_owned(),
            all: all.split(' ').filter(|g| !g.is_empty()).map(words).collect(),
            none: words(rest.first().copied().unwrap_or_default()),
            state: (!state.is_empty()).then(|| state.to_owned()),
        })
    }

    fn fits(&self, title: &str, iso2: &str) -> bool {
        self.state.as_deref().is_none_or(|s| s == iso2)
            && self.all.iter().all(|group| group.iter().any(|word| has(title, word)))
            && !self.none.iter().any(|word| has(title, word))
    }
}

/// Whether a folded title has these words, or with `*` at the end words that begin so.
fn has(title: &str, words: &str) -> bool {
    match words.strip_suffix('*') {
        Some(start) => title.contains(&format!(" {start}")),
        None => title.contains(&format!(" {words} ")),
    }
}

/// A title in small letters without accents, its words parted and enclosed by single spaces.
fn fold(title: &str) -> String {
    let mut out = String::from(" ");
    for c in title.to_lowercase().chars() {
        let c = match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            '\u{2019}' => '\'',
            c if c.is_alphanumeric() || matches!(c, '\'' | '-') => c,
            _ => ' ',
        };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, iso2: &str, expected: &str) {
        let titles = Titles::read().unwrap();
        assert_eq!(titles.office(title, iso2).unwrap_or("-"), expected, "{title}");
    }

    #[test]
    fn titles_of_the_sources() {
        check("Minister of Foreign Affairs", "RU", "foreign minister");
        check("Minister of Foreign Affairs and Worship", "AR", "foreign minister");
        check("Minister of External Affairs", "IN", "foreign minister");
        check("Minister of International Relations and Cooperation", "ZA", "foreign minister");
        check("Minister of Foreign Trade", "CU", "trade minister");
        check("Secretary of State for Foreign and Commonwealth Affairs", "GB", "foreign secretary");
        check("Minister of State for Foreign Affairs", "JP", "deputy foreign minister");
        check("Secretary of State", "US", "secretary of state");
        check("Secretary of State", "BE", "state secretary");
        check("Minister of National Defence", "TR", "defence minister");
        check("Federal Minister of Finance", "DE", "finance minister");
        check("ambassador to Hungary", "FR", "ambassador");
        check("Permanent Representative to the United Nations", "IN", "permanent representative");
        check("Deputy Prime Minister", "RU", "deputy prime minister");
        check("Prime Minister", "IN", "prime minister");
        check("President of the Senate", "FR", "senate president");
        check("President of the Republic", "FR", "president");
        check("Vice President", "US", "vice president");
        check("Lord Mayor of Dublin", "IE", "-");
        check("Prime Minister of Iraqi Kurdistan", "IQ", "-");
    }
}
