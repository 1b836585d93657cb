//! [`Rules`]: what a site's `robots.txt` asks of us (RFC 9309).
//!
//! The group of our own name holds, else that of `*`; among its rules the longest that fits decides, and `Allow` where
//! two are as long. `*` stands for any characters, `$` for the end.

/// What a site asks of one visitor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Patterns of paths, and whether they may be asked for.
    rules: Vec<(String, bool)>,
    /// Seconds between two requests.
    pub delay: Option<f64>,
}

/// How much of a file counts, in bytes: the least that the standard asks for.
const LONGEST: usize = 500 << 10;

impl Rules {
    /// Rules that allow nothing.
    pub fn nothing() -> Rules {
        Rules { rules: vec![("/".to_owned(), false)], delay: None }
    }

    /// The rules that a file has for the visitor of this name, written in lower case.
    pub fn parse(file: &[u8], name: &str) -> Rules {
        let text = String::from_utf8_lossy(&file[..file.len().min(LONGEST)]);
        let mut own: Option<Rules> = None;
        let mut anybody = Rules::default();
        // Whom the present group is for, and whether its list of names is still open.
        let (mut is_own, mut is_anybody, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !naming {
                    (is_own, is_anybody) = (false, false);
                }
                naming = true;
                let named = value.split(['/', ' ']).next().unwrap_or_default().to_ascii_lowercase();
                is_anybody |= named == "*";
                if named == name {
                    is_own = true;
                    own.get_or_insert_default();
                }
                continue;
            }
            if !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                continue;
            }
            naming = false;
            let groups = [own.as_mut().filter(|_| is_own), Some(&mut anybody).filter(|_| is_anybody)];
            for group in groups.into_iter().flatten() {
                match key.as_str() {
                    "crawl-delay" => group.delay = value.parse().ok().filter(|seconds: &f64| *seconds >= 0.0),
                    // An empty rule forbids nothing.
                    _ if value.is_empty() => {}
                    _ => group.rules.push((plain(value), key == "allow")),
                }
            }
        }
        own.unwrap_or(anybody)
    }

    /// Whether this path, with its query, may be asked for.
    pub fn allow(&self, path: &str) -> bool {
        let path = plain(path);
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern.as_bytes(), path.as_bytes()));
        fitting.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed)).is_none_or(|&(_, allowed)| allowed)
    }
}

/// A path with one writing for each character: escapes in capitals, and none for letters, digits and `-._~`.
fn plain(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let bytes = path.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|&b| char::from(b).to_digit(16)).map(|d| d as u8);
    let mut at = 0;
    while at < bytes.len() {
        let (byte, escaped) = match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                at += 2;
                (high << 4 | low, true)
            }
            (byte, ..) => (byte, false),
        };
        at += 1;
        let is_free = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_free || !escaped && byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Whether a pattern fits the beginning of a path. After a star the earliest place that fits is taken, which is enough.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split(|&b| b == b'*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !to_end || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() && to_end {
            return rest.ends_with(part);
        }
        match memchr::memmem::find(rest, part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, allowed: &[&str], forbidden: &[&str]) {
        let rules = Rules::parse(file.as_bytes(), "chancery");
        allowed.iter().for_each(|path| assert!(rules.allow(path), "{path} in {rules:?}"));
        forbidden.iter().for_each(|path| assert!(!rules.allow(path), "{path} in {rules:?}"));
    }

    #[test]
    fn the_longest_rule_decides() {
        check("User-agent: *\nDisallow: /a\nAllow: /a/b\n", &["/", "/b", "/a/b/c"], &["/a", "/abc", "/a/c"]);
        check("user-agent:*\ndisallow:/\nallow:/news", &["/news/1"], &["/", "/other"]);
        check("User-agent: *\nDisallow: /p\nAllow: /p", &["/p"], &[]);
        check("User-agent: *\nDisallow:\n", &["/"], &[]);
    }

    #[test]
    fn our_own_group_goes_before_that_of_all() {
        check(
            "User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: Chancery/1.0\nDisallow: /private # no\n",
            &["/", "/news"],
            &["/private/x"],
        );
        check("User-agent: chancery\n\nUser-agent: *\nDisallow: /\n", &[], &["/"]);
        check("User-agent: other\nDisallow: /\n", &["/"], &[]);
        let rules = Rules::parse(b"User-agent: *\nCrawl-delay: 2.5\nDisallow: /x", "chancery");
        assert_eq!(rules.delay, Some(2.5));
    }

    #[test]
    fn stars_ends_and_escapes() {
        check(
            "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print\nDisallow: /a%3cb\nDisallow: /%7ejoe\nDisallow: /*?s=",
            &["/x.pdf?y", "/print", "/joe"],
            &["/x.pdf", "/a/b/print/1", "/a%3Cb", "/~joe/x", "/?s=1"],
        );
    }

    #[test]
    fn nothing_is_nothing() {
        assert!(!Rules::nothing().allow("/x"));
        assert!(Rules::default().allow("/x"));
        assert!(Rules::parse(b"<html>not found</html>", "chancery").allow("/x"));
    }

    proptest::proptest! {
        #[test]
        fn any_file_is_survived(file in "(User-agent|Allow|Disallow|: |\\*|/|\\$|%4|\n|\\PC){0,30}", path in "/[a-z%*$/0-9]{0,10}") {
            let _ = Rules::parse(file.as_bytes(), "chancery").allow(&path);
        }

        #[test]
        fn a_pattern_fits_itself(path in "/[a-z/]{0,10}") {
            proptest::prop_assert!(fits(path.as_bytes(), path.as_bytes()));
            let to_end = format!("{path}*$");
            proptest::prop_assert!(fits(to_end.as_bytes(), path.as_bytes()));
        }
    }
}
