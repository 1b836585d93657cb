//! [`Error`]: what can go wrong with tables and their files.

use std::{fmt, io};

/// Why a table could not be made, written or read.
#[derive(Debug)]
pub struct Error {
    message: String,
    hint: Option<&'static str>,
    kind: Kind,
}

/// Whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Something failed.
    Failure,
    /// It was asked wrongly.
    Usage,
    /// Whoever read what was written went away.
    BrokenPipe,
}

/// What this crate gives back.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Error {
        Error { message: message.into(), hint: None, kind: Kind::Failure }
    }

    pub(crate) fn hint(mut self, hint: &'static str) -> Error {
        self.hint = Some(hint);
        self
    }

    /// Whether it was asked wrongly, and nothing failed.
    pub fn is_usage(&self) -> bool {
        self.kind == Kind::Usage
    }

    /// Whether whoever read what was written went away.
    pub fn is_broken_pipe(&self) -> bool {
        self.kind == Kind::BrokenPipe
    }

    /// What the user may do about it.
    pub fn advice(&self) -> Option<&'static str> {
        self.hint
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<arrow_schema::ArrowError> for Error {
    fn from(error: arrow_schema::ArrowError) -> Error {
        Error::new(error.to_string())
    }
}

impl From<parquet::errors::ParquetError> for Error {
    fn from(error: parquet::errors::ParquetError) -> Error {
        let broken = |error: &(dyn std::error::Error + Send + Sync + 'static)| {
            error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
        };
        let is_broken = matches!(&error, parquet::errors::ParquetError::External(e) if broken(e.as_ref()));
        let kind = if is_broken { Kind::BrokenPipe } else { Kind::Failure };
        Error { kind, ..Error::new(error.to_string()) }
    }
}

impl From<chancery_store::Error> for Error {
    fn from(error: chancery_store::Error) -> Error {
        let kind = if error.is_usage() { Kind::Usage } else { Kind::Failure };
        Error { message: error.to_string(), hint: error.advice(), kind }
    }
}
