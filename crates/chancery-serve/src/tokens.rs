//! [`Tokens`]: who may read from afar and who may write. The file keeps hashes, so that reading it gives nobody a token.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Right {
    /// To read.
    Read,
    /// To read, add reports and judge.
    Write,
}

/// A token as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Whose it is, or what for.
    pub name: String,
    /// What it allows.
    pub right: Right,
    /// BLAKE3 of the token. A token is 32 random bytes, so that its hash needs neither salt nor slowness.
    pub hash: String,
    /// When it was made, in milliseconds since 1970.
    pub made: i64,
}

/// The tokens of a server.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    kept: Vec<Kept>,
}

impl Tokens {
    /// Reads a file of tokens, one JSON object a line. Where there is no file there are no tokens.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or a line of it is no token.
    pub fn open(path: &Path) -> io::Result<Tokens> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Tokens::default()),
            Err(e) => return Err(e),
        };
        let kept: serde_json::Result<Vec<Kept>> =
            text.lines().filter(|l| !l.trim().is_empty()).map(serde_json::from_str).collect();
        Ok(Tokens { kept: kept.map_err(io::Error::other)? })
    }

    /// Writes the file anew, readable for its owner alone.
    ///
    /// # Errors
    ///
    /// The file or its folder cannot be written.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let beside = path.with_extension("new");
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        for kept in &self.kept {
            writeln!(file, "{}", serde_json::to_string(kept).map_err(io::Error::other)?)?;
        }
        file.sync_all()?;
        fs::rename(beside, path)
    }

    /// Makes a token, in the place of an older one of this name, and gives it: nobody can give it again.
    ///
    /// # Errors
    ///
    /// The system has no random numbers.
    pub fn make(&mut self, name: &str, right: Right, now: i64) -> io::Result<String> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let token = bytes.iter().fold(String::from("chy_"), |token, byte| format!("{token}{byte:02x}"));
        self.revoke(name);
        self.kept.push(Kept { name: name.to_owned(), right, hash: hash(&token), made: now });
        Ok(token)
    }

    /// Takes a token away; false where there was none.
    pub fn revoke(&mut self, name: &str) -> bool {
        let before = self.kept.len();
        self.kept.retain(|kept| kept.name != name);
        self.kept.len() < before
    }

    /// All, as they are kept.
    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }

    /// What `token` allows, if it is one of ours. Hashes are compared, which tells a listener to the time it takes
    /// nothing about the token.
    pub(crate) fn right(&self, token: &str) -> Option<Right> {
        let asked = hash(token);
        self.kept.iter().find(|kept| kept.hash == asked).map(|kept| kept.right)
    }
}

fn hash(token: &str) -> String {
    blake3::hash(token.as_bytes()).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_kept_as_hashes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tokens");
        let mut tokens = Tokens::open(&path).expect("no tokens yet");
        let read = tokens.make("desk", Right::Read, 1).expect("a token");
        let write = tokens.make("ingest", Right::Write, 2).expect("a token");
        tokens.save(&path).expect("saved");
        let text = fs::read_to_string(&path).expect("text");
        assert!(!text.contains(&read[4..]) && !text.contains(&write[4..]));
        let mut again = Tokens::open(&path).expect("tokens");
        assert_eq!(again.right(&read), Some(Right::Read));
        assert_eq!(again.right(&write), Some(Right::Write));
        assert_eq!(again.right("chy_"), None);
        assert!(again.revoke("desk") && !again.revoke("desk"));
        assert_eq!(again.right(&read), None);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).expect("metadata").permissions().mode() & 0o777, 0o600);
        }
    }
}
