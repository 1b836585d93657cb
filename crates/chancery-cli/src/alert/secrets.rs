//! [`Secrets`]: what messages are signed with. They are kept beside the store and not in it, so that a copy of a store or a
//! look into it gives nobody the means to sign.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Secrets by the name of their alert.
pub(crate) struct Secrets {
    path: PathBuf,
    kept: BTreeMap<String, String>,
}

/// What a secret begins with.
const PREFIX: &str = "whsec_";

impl Secrets {
    /// Those of the store at `db`; none where there is no file.
    ///
    /// # Errors
    ///
    /// The file cannot be read or is none of ours.
    pub(crate) fn of(db: &Path) -> io::Result<Secrets> {
        let mut path = db.as_os_str().to_owned();
        path.push(".secrets");
        let path = PathBuf::from(path);
        let kept = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::other)?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(e) => return Err(e),
        };
        Ok(Secrets { path, kept })
    }

    /// Makes a secret for an alert, keeps it, and gives it.
    ///
    /// # Errors
    ///
    /// The system has no random numbers, or the file cannot be written.
    pub(crate) fn make(&mut self, alert: &str) -> io::Result<String> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| io::Error::other(e.to_string()))?;
        let secret = format!("{PREFIX}{}", STANDARD.encode(bytes));
        self.kept.insert(alert.to_owned(), secret.clone());
        self.save()?;
        Ok(secret)
    }

    /// Forgets the secret of an alert.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub(crate) fn forget(&mut self, alert: &str) -> io::Result<()> {
        if self.kept.remove(alert).is_some() {
            self.save()?;
        }
        Ok(())
    }

    fn save(&self) -> io::Result<()> {
        let beside = self.path.with_extension("new");
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(&serde_json::to_vec_pretty(&self.kept).map_err(io::Error::other)?)?;
        file.sync_all()?;
        fs::rename(beside, &self.path)
    }

    /// The signature of a message (Standard Webhooks): HMAC-SHA256 of its id, the time in seconds and its body.
    pub(crate) fn sign(&self, alert: &str, id: &str, time: i64, body: &str) -> Option<String> {
        let secret = self.kept.get(alert)?;
        let key = STANDARD.decode(secret.strip_prefix(PREFIX)?).ok()?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
        mac.update(format!("{id}.{time}.").as_bytes());
        mac.update(body.as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example that the standard's own libraries are tested with.
    #[test]
    fn signatures_are_those_of_the_standard() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned();
        let secrets = Secrets { path: PathBuf::new(), kept: BTreeMap::from([("a".to_owned(), secret)]) };
        let signed =
            secrets.sign("a", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert_eq!(secrets.sign("b", "", 0, ""), None);
    }
}
