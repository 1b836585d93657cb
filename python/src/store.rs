//! Questions to a store. It is opened for each, so that nothing open is carried over a fork or into a pickle.

use std::path::{Path, PathBuf};

use chancery_arrow::listing;
use chancery_store::{Filter, Listing, Store};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::table::Table;
use crate::{error, of_tables};

fn open(path: &Path) -> PyResult<Store> {
    Store::open_read_only(path).map_err(|e| error(&e, e.advice()))
}

fn of_name(name: &str) -> PyResult<Listing> {
    let found = Listing::ALL.iter().find(|(known, _)| *known == name).map(|(_, listing)| *listing);
    found.ok_or_else(|| {
        let known: Vec<&str> = Listing::ALL.iter().map(|(known, _)| *known).collect();
        PyValueError::new_err(format!("`{name}` is no listing\nhint: there are {}", known.join(", ")))
    })
}

fn filter(told: &Bound<'_, PyDict>) -> PyResult<Filter> {
    let mut filter = Filter::default();
    for (key, value) in told.iter() {
        let text = || value.extract::<String>().map(Some);
        match key.extract::<String>()?.as_str() {
            "parties" => filter.parties = value.extract()?,
            "person" => filter.person = text()?,
            "type" => filter.kind = text()?,
            "status" => filter.status = text()?,
            "since" => filter.from = text()?,
            "until" => filter.to = text()?,
            "place" => filter.place = text()?,
            "topic" => filter.topic = text()?,
            "source" => filter.source = text()?,
            "words" => filter.words = text()?,
            "engagement" => filter.engagement = text()?,
            "report" => filter.report = text()?,
            "speaker" => filter.speaker = text()?,
            "about" => filter.about = text()?,
            "channel" => filter.channel = text()?,
            "in_force" => filter.in_force = text()?,
            "updated_since" => filter.updated_since = Some(value.extract()?),
            "limit" => filter.limit = Some(value.extract()?),
            other => return Err(PyValueError::new_err(format!("nothing can be asked by `{other}`"))),
        }
    }
    Ok(filter)
}

/// Opens a store once, to tell at once what is wrong with it.
#[pyfunction]
pub(crate) fn check(path: PathBuf) -> PyResult<()> {
    open(&path).map(drop)
}

/// The names of what can be listed.
#[pyfunction]
pub(crate) fn listings() -> Vec<&'static str> {
    Listing::ALL.iter().map(|(name, _)| *name).collect()
}

/// The rows of a listing.
#[pyfunction]
pub(crate) fn query(
    py: Python<'_>,
    path: PathBuf,
    listing: &str,
    filter: &Bound<'_, PyDict>,
) -> PyResult<Table> {
    let (listing, filter) = (of_name(listing)?, self::filter(filter)?);
    py.detach(|| {
        let store = open(&path)?;
        let mut batches = Vec::new();
        let keep = |batch| -> Result<(), chancery_arrow::Error> {
            batches.push(batch);
            Ok(())
        };
        listing::batches(&store, listing, &filter, keep).map_err(of_tables)?;
        Ok(Table::new(listing::schema(listing), batches))
    })
}

/// How many rows a listing has.
#[pyfunction]
pub(crate) fn count(
    py: Python<'_>,
    path: PathBuf,
    listing: &str,
    filter: &Bound<'_, PyDict>,
) -> PyResult<u64> {
    let (listing, filter) = (of_name(listing)?, self::filter(filter)?);
    py.detach(|| open(&path)?.count(listing, &filter).map_err(|e| error(&e, e.advice())))
}
