//! [`Error`]: what can go wrong with tables and their files.

use std::fmt;

/// Why a table could not be made, written or read.
#[derive(Debug)]
pub struct Error {
    message: String,
    hint: Option<&'static str>,
}

/// What this crate gives back.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn new(message: impl Into<String>) -> Error {
        Error { message: message.into(), hint: None }
    }

    pub(crate) fn hint(mut self, hint: &'static str) -> Error {
        self.hint = Some(hint);
        self
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
        Error::new(error.to_string())
    }
}

impl From<chancery_store::Error> for Error {
    fn from(error: chancery_store::Error) -> Error {
        Error { message: error.to_string(), hint: error.advice() }
    }
}
