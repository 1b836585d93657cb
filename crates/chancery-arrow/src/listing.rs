//! [`batches`]: what a store lists, as Arrow batches of the listing's columns.

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder, TimestampMillisecondBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, SchemaRef, TimeUnit};
use chancery_store::{Column, ColumnKind, Filter, Listing, Store};
use serde_json::Value;

use crate::column::{day_fields, days, lists, schema as with_metadata, texts};
use crate::{Error, Result};

/// Rows of a batch.
const ROWS: usize = 8192;

/// The columns of a listing: dates as `date32` with their precision, times as milliseconds in UTC, lists as lists.
pub fn schema(listing: Listing) -> SchemaRef {
    let field = |column: &Column, data| vec![Field::new(column.name, data, true)];
    let fields = listing.columns().iter().flat_map(|column| match column.kind {
        ColumnKind::Text => field(column, DataType::Utf8),
        ColumnKind::Date => day_fields(column.name, "").into(),
        ColumnKind::Time => field(column, DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into()))),
        ColumnKind::Integer => field(column, DataType::Int64),
        ColumnKind::Real => field(column, DataType::Float64),
        ColumnKind::List => field(column, texts()),
    });
    with_metadata(listing.name(), fields.collect())
}

/// Gives the rows of `listing` that fit `filter` to `each`, some thousand at a time, in the listing's order; returns the
/// cursor of the last row, if there may be more. Where there are no rows, `each` is not called.
///
/// # Errors
///
/// As [`Store::list`], or `each` fails.
pub fn batches<E: From<Error>>(
    store: &Store,
    listing: Listing,
    filter: &Filter,
    mut each: impl FnMut(RecordBatch) -> std::result::Result<(), E>,
) -> std::result::Result<Option<String>, E> {
    /// Tells the errors of the store from those of `each`.
    enum Failed<E> {
        Store(Error),
        Each(E),
    }
    impl<E> From<chancery_store::Error> for Failed<E> {
        fn from(error: chancery_store::Error) -> Failed<E> {
            Failed::Store(error.into())
        }
    }
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let listed = store.list::<Failed<E>>(listing, filter, |row| {
        rows.push(row.to_vec());
        if rows.len() == ROWS {
            let full = batch(listing, &rows).map_err(Failed::Store)?;
            rows.clear();
            each(full).map_err(Failed::Each)?;
        }
        Ok(())
    });
    let cursor = listed.map_err(|failed| match failed {
        Failed::Store(error) => error.into(),
        Failed::Each(error) => error,
    })?;
    if !rows.is_empty() {
        each(batch(listing, &rows)?)?;
    }
    Ok(cursor)
}

/// Rows of a listing, as [`Store::list`] gives them, as a batch.
///
/// # Errors
///
/// The words of one column are more than 2 GB.
pub fn batch(listing: Listing, rows: &[Vec<Value>]) -> Result<RecordBatch> {
    let arrays = listing.columns().iter().enumerate().flat_map(|(i, column)| array(*column, i, rows));
    Ok(RecordBatch::try_new(schema(listing), arrays.collect())?)
}

fn array(column: Column, at: usize, rows: &[Vec<Value>]) -> Vec<ArrayRef> {
    let values = rows.iter().map(|row| row.get(at).unwrap_or(&Value::Null));
    match column.kind {
        ColumnKind::Text => {
            let mut builder = StringBuilder::new();
            values.for_each(|v| builder.append_option(v.as_str()));
            vec![Arc::new(builder.finish())]
        }
        ColumnKind::Date => days(values.map(Value::as_str)).into(),
        ColumnKind::Time => {
            let mut builder = TimestampMillisecondBuilder::new().with_timezone("UTC");
            values.for_each(|v| builder.append_option(v.as_i64()));
            vec![Arc::new(builder.finish())]
        }
        ColumnKind::Integer => {
            let mut builder = Int64Builder::new();
            values.for_each(|v| builder.append_option(v.as_i64()));
            vec![Arc::new(builder.finish())]
        }
        ColumnKind::Real => {
            let mut builder = Float64Builder::new();
            values.for_each(|v| builder.append_option(v.as_f64()));
            vec![Arc::new(builder.finish())]
        }
        ColumnKind::List => {
            // Words as they are, anything else as its JSON.
            let words: Vec<Option<Vec<String>>> = values
                .map(|v| {
                    let word = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
                    v.as_array().map(|list| list.iter().map(word).collect())
                })
                .collect();
            vec![lists(words.iter().map(|list| list.as_ref().map(|l| l.iter().map(String::as_str))))]
        }
    }
}
