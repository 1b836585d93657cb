//! [`Error`]: what can go wrong with a store, with a hint of what to do.

use std::fmt;

/// Why a store could not do what was asked.
#[derive(Debug)]
pub struct Error {
    message: String,
    hint: Option<&'static str>,
    cause: Option<rusqlite::Error>,
    is_usage: bool,
}

/// What a store gives back.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Error {
        Error { message: message.into(), hint: None, cause: None, is_usage: false }
    }

    pub(crate) fn hint(mut self, hint: &'static str) -> Error {
        self.hint = Some(hint);
        self
    }

    /// A question that cannot be asked so.
    pub(crate) fn usage(message: impl Into<String>) -> Error {
        Error { is_usage: true, ..Error::new(message) }
    }

    /// Whether it was asked wrongly, and nothing failed.
    pub fn is_usage(&self) -> bool {
        self.is_usage
    }

    /// What the user may do about it.
    pub fn advice(&self) -> Option<&'static str> {
        self.hint
    }

    /// Whether the database failed, and not the question asked of it.
    pub fn is_failure(&self) -> bool {
        self.cause.is_some()
    }

    /// Whether the question was ended because it took too long ([`crate::Store::end_questions_when`]).
    pub fn is_late(&self) -> bool {
        let code = self.cause.as_ref().and_then(rusqlite::Error::sqlite_error_code);
        code == Some(rusqlite::ErrorCode::OperationInterrupted)
    }

    /// Whether the record given was at fault and not the store.
    pub fn is_record(&self) -> bool {
        self.cause.is_none() && self.message.starts_with("the record")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

// The cause is told in the message: as a source it would be told once more.
impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(cause: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode;
        let (message, hint) = match cause.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => (
                "the disk is full",
                Some("nothing of this batch was kept; free some space and run the same command again"),
            ),
            Some(ErrorCode::ReadOnly) => {
                ("the store cannot be written", Some("check the permissions of the file and of its folder"))
            }
            Some(ErrorCode::CannotOpen) => (
                "the store cannot be opened",
                Some(
                    "check that its folder exists and may be read, and written to where changes wait beside the file (-wal)",
                ),
            ),
            Some(ErrorCode::SystemIoFailure) => (
                "the store's file cannot be read or written",
                Some("check the disk and the space on it; what was kept before is there"),
            ),
            Some(ErrorCode::PermissionDenied) => {
                ("the store may not be read", Some("check the permissions of the file and of its folder"))
            }
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => (
                "the file is damaged or no store",
                Some("`chancery check` tells more; restore a backup made with `chancery backup`"),
            ),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
                "another process is writing to the store",
                Some("wait for it to finish, then run the same command again"),
            ),
            _ => ("the store failed", None),
        };
        Error { message: format!("{message}: {cause}"), hint, cause: Some(cause), is_usage: false }
    }
}
