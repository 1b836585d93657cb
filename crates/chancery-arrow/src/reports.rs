//! [`Reports`]: the reports that any table holds, each row as the line of JSON that says the same.
//!
//! A table of reports has the columns that a line of JSON has keys: `id` (or `doc_id`), `text` or `html`, and perhaps
//! `title`, `published` (or `date`), `url`, `source` and `language`; other columns are passed over. What is in a row
//! then means what it means in a line, wherever the table comes from.

use std::fs::File;
use std::io::{self, BufRead, Cursor, Read};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, TimestampSecondType};
use arrow_array::{
    Array, RecordBatch, TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray,
};
use arrow_schema::{DataType, Schema, TimeUnit};
use jiff::Span;
use jiff::civil::Date;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::{Error, Result};

/// The keys of a line that columns may have.
const KEYS: [&str; 10] =
    ["id", "doc_id", "text", "html", "title", "published", "date", "url", "source", "language"];

/// Rows of a Parquet file that are in memory at a time.
const ROWS: usize = 64;

/// Which columns of a table tell of reports.
#[derive(Clone, Debug)]
pub struct Reports {
    columns: Vec<(&'static str, usize)>,
}

impl Reports {
    /// Looks for the columns of a table of reports.
    ///
    /// # Errors
    ///
    /// There is neither `text` nor `html`, or a column has a type that tells nothing.
    pub fn of(schema: &Schema) -> Result<Reports> {
        let column = |key: &'static str| Some((key, schema.fields().iter().position(|f| f.name() == key)?));
        let columns: Vec<_> = KEYS.iter().copied().filter_map(column).collect();
        if !columns.iter().any(|(key, _)| matches!(*key, "text" | "html")) {
            return Err(Error::new("the table has neither a column `text` nor `html`")
                .hint("a table of reports has a row for each, with `id` and `text`"));
        }
        for &(key, at) in &columns {
            let data = schema.field(at).data_type();
            if !is_told(data) {
                return Err(Error::new(format!("the column `{key}` holds {data}, which is no text"))
                    .hint("make text of it first"));
            }
        }
        Ok(Reports { columns })
    }

    /// The rows of a batch as lines of JSON.
    ///
    /// # Errors
    ///
    /// A value lies outside of what its type can hold.
    pub fn lines(&self, batch: &RecordBatch) -> Result<Vec<Vec<u8>>> {
        let mut lines = vec![String::from("{"); batch.num_rows()];
        for &(key, at) in &self.columns {
            let column =
                batch.columns().get(at).ok_or_else(|| Error::new("a batch lacks columns of its table"))?;
            let told = told(column.as_ref())
                .ok_or_else(|| Error::new(format!("the column `{key}` changed its type")))?;
            for (row, line) in lines.iter_mut().enumerate() {
                if let Some(value) = told(row) {
                    if line.len() > 1 {
                        line.push(',');
                    }
                    line.push_str(&format!("\"{key}\":"));
                    // A string always has a JSON form.
                    line.push_str(&serde_json::to_string(&value).unwrap_or_default());
                }
            }
        }
        Ok(lines.into_iter().map(|line| (line + "}").into_bytes()).collect())
    }
}

/// Whether values of a type are understood.
fn is_told(data: &DataType) -> bool {
    match data {
        DataType::Dictionary(_, values) => is_told(values),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => true,
        other => other.is_integer(),
    }
}

/// What each row of a column says, null where it says nothing.
fn told(column: &dyn Array) -> Option<Box<dyn Fn(usize) -> Option<String> + '_>> {
    macro_rules! words {
        ($array:expr) => {{
            let array = $array;
            Box::new(move |row| array.is_valid(row).then(|| array.value(row).to_owned()))
        }};
    }
    macro_rules! number {
        ($($kind:ident => $of:ident),*) => {
            match column.data_type() {
                DataType::Utf8 => words!(column.as_string_opt::<i32>()?),
                DataType::LargeUtf8 => words!(column.as_string_opt::<i64>()?),
                DataType::Utf8View => words!(column.as_string_view_opt()?),
                DataType::Null => Box::new(|_| None),
                DataType::Date32 => {
                    let array = column.as_primitive_opt::<Date32Type>()?;
                    Box::new(move |row| array.is_valid(row).then(|| day(array.value(row).into())).flatten())
                }
                DataType::Date64 => {
                    let array = column.as_primitive_opt::<arrow_array::types::Date64Type>()?;
                    Box::new(move |row| array.is_valid(row).then(|| second(array.value(row).div_euclid(1000))).flatten())
                }
                DataType::Timestamp(unit, _) => timestamp(column, *unit)?,
                DataType::Dictionary(..) => {
                    let dictionary = column.as_any_dictionary_opt()?;
                    let keys = dictionary.normalized_keys();
                    let values = told(dictionary.values().as_ref())?;
                    let nulls = dictionary.keys();
                    Box::new(move |row| nulls.is_valid(row).then(|| values(*keys.get(row)?)).flatten())
                }
                $(DataType::$kind => {
                    let array = column.as_primitive_opt::<arrow_array::types::$of>()?;
                    Box::new(move |row| array.is_valid(row).then(|| array.value(row).to_string()))
                })*
                _ => return None,
            }
        };
    }
    let of: Box<dyn Fn(usize) -> Option<String> + '_> = number!(
        Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type,
        UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type
    );
    Some(of)
}

/// Days of points in time, in UTC.
fn timestamp(column: &dyn Array, unit: TimeUnit) -> Option<Box<dyn Fn(usize) -> Option<String> + '_>> {
    let seconds: Box<dyn Fn(usize) -> i64 + '_> = match unit {
        TimeUnit::Second => {
            let array = column.as_primitive_opt::<TimestampSecondType>()?;
            Box::new(move |row| array.value(row))
        }
        TimeUnit::Millisecond => {
            let array = column.as_any().downcast_ref::<TimestampMillisecondArray>()?;
            Box::new(move |row| array.value(row).div_euclid(1000))
        }
        TimeUnit::Microsecond => {
            let array = column.as_any().downcast_ref::<TimestampMicrosecondArray>()?;
            Box::new(move |row| array.value(row).div_euclid(1_000_000))
        }
        TimeUnit::Nanosecond => {
            let array = column.as_any().downcast_ref::<TimestampNanosecondArray>()?;
            Box::new(move |row| array.value(row).div_euclid(1_000_000_000))
        }
    };
    Some(Box::new(move |row| column.is_valid(row).then(|| second(seconds(row))).flatten()))
}

fn second(seconds: i64) -> Option<String> {
    day(seconds.div_euclid(86_400))
}

fn day(days: i64) -> Option<String> {
    let day = Date::constant(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok()?;
    Some(day.to_string())
}

/// The reports of a Parquet file as a stream of JSON lines, a few rows in memory at a time.
///
/// # Errors
///
/// The file is no Parquet file, or no table of reports. That it is damaged later is an error of the stream.
pub fn json_lines(file: File) -> Result<impl BufRead + Send> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| {
        Error::new(format!("it is no Parquet file: {e}")).hint("look whether the file is whole")
    })?;
    Reports::of(builder.schema())?;
    let wanted: Vec<&str> =
        KEYS.into_iter().filter(|key| builder.schema().field_with_name(key).is_ok()).collect();
    let mask = ProjectionMask::columns(builder.parquet_schema(), wanted);
    let mut batches = builder.with_projection(mask).with_batch_size(ROWS).build()?;
    let mut failed = false;
    let lines = std::iter::from_fn(move || {
        if failed {
            return None;
        }
        let lines = batches.next()?.map_err(Error::from).and_then(|batch| {
            let lines = Reports::of(&batch.schema())?.lines(&batch)?;
            Ok(lines.into_iter().flat_map(|line| line.into_iter().chain([b'\n'])).collect::<Vec<u8>>())
        });
        failed = lines.is_err();
        Some(lines)
    });
    Ok(Stream { lines, now: Cursor::default() })
}

/// Chunks of bytes, one after the other.
struct Stream<I> {
    lines: I,
    now: Cursor<Vec<u8>>,
}

impl<I: Iterator<Item = Result<Vec<u8>>>> BufRead for Stream<I> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.now.position() >= self.now.get_ref().len() as u64 {
            match self.lines.next() {
                Some(lines) => self.now = Cursor::new(lines.map_err(|e| io::Error::other(e.to_string()))?),
                None => return Ok(&[]),
            }
        }
        self.now.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.now.consume(amount);
    }
}

impl<I: Iterator<Item = Result<Vec<u8>>>> Read for Stream<I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let count = ready.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::types::Int32Type;
    use arrow_array::{
        ArrayRef, Date32Array, DictionaryArray, Int64Array, LargeStringArray, NullArray, StringViewArray,
    };
    use arrow_array::{Float64Array, TimestampSecondArray};

    use super::*;

    fn lines(columns: Vec<(&str, ArrayRef)>) -> Result<String> {
        let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, a)| (n, a, true)))?;
        let lines = Reports::of(&batch.schema())?.lines(&batch)?;
        Ok(lines.into_iter().map(|line| String::from_utf8_lossy(&line).into_owned() + "\n").collect())
    }

    #[test]
    fn columns_of_many_types_are_lines() {
        let sources: DictionaryArray<Int32Type> = [Some("AP"), None, Some("AP")].into_iter().collect();
        let told = lines(vec![
            ("id", Arc::new(Int64Array::from(vec![1, -2, 3]))),
            ("text", Arc::new(LargeStringArray::from(vec![Some("a \"b\"\n"), Some("é"), None]))),
            ("html", Arc::new(NullArray::new(3))),
            ("title", Arc::new(StringViewArray::from(vec![Some("T"), None, None]))),
            ("source", Arc::new(sources)),
            ("published", Arc::new(Date32Array::from(vec![Some(19_718), None, Some(-1)]))),
            (
                "date",
                Arc::new(
                    TimestampSecondArray::from(vec![Some(-1), Some(86_400), None]).with_timezone("+00:00"),
                ),
            ),
            ("views", Arc::new(Float64Array::from(vec![1.0, 2.0, 3.0]))),
        ]);
        expect_test::expect![[r#"
            {"id":"1","text":"a \"b\"\n","title":"T","published":"2023-12-27","date":"1969-12-31","source":"AP"}
            {"id":"-2","text":"é","date":"1970-01-02"}
            {"id":"3","published":"1969-12-31","source":"AP"}
        "#]]
        .assert_eq(&told.unwrap_or_else(|e| e.to_string()));
    }

    #[test]
    fn what_is_no_table_of_reports_is_refused() {
        let numbers: ArrayRef = Arc::new(Float64Array::from(vec![1.0]));
        let refused = lines(vec![("text", numbers)]).map_err(|e| e.to_string());
        assert_eq!(refused, Err("the column `text` holds Float64, which is no text".to_owned()));
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        assert!(lines(vec![("id", ids)]).is_err());
    }
}
