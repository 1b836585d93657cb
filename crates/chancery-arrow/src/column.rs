//! [`Column`]: one column of a table, said once: its name, what it means, and how its values are found in a row.

use std::sync::Arc;

use arrow_array::builder::{
    Date32Builder, Float64Builder, ListBuilder, StringBuilder, StructBuilder, UInt32Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use chancery::record::Parsed;
use jiff::civil::Date;

use crate::{Result, VERSION};

/// Words with their place.
pub(crate) struct Words<'r> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) text: &'r str,
    /// The form of a mention.
    pub(crate) form: Option<&'r str>,
}

/// An amount with its words.
pub(crate) struct Amount<'r> {
    pub(crate) kind: &'r str,
    pub(crate) value: Option<f64>,
    pub(crate) unit: Option<&'r str>,
    pub(crate) words: Words<'r>,
}

/// How values are found in a row of claims `T`.
pub(crate) enum Of<T: 'static> {
    /// Text that every row has.
    Name(for<'r> fn(&ClaimRow<'r, T>) -> &'r str),
    /// Text.
    Text(for<'r> fn(&ClaimRow<'r, T>) -> Option<&'r str>),
    /// Text made for the table.
    Made(for<'r> fn(&ClaimRow<'r, T>) -> String),
    /// A list of words.
    Texts(for<'r> fn(&ClaimRow<'r, T>) -> Vec<&'r str>),
    /// An ISO date shortened to what is known: two columns.
    Day(for<'r> fn(&ClaimRow<'r, T>) -> Option<&'r str>),
    /// A whole number.
    Count(for<'r> fn(&ClaimRow<'r, T>) -> Option<u32>),
    /// A number.
    Real(for<'r> fn(&ClaimRow<'r, T>) -> Option<f64>),
    /// Words with their place.
    Span(for<'r> fn(&ClaimRow<'r, T>) -> Option<Words<'r>>),
    /// A list of words with their places.
    Spans(for<'r> fn(&ClaimRow<'r, T>) -> Vec<Words<'r>>),
    /// A list of mentions.
    Mentions(for<'r> fn(&ClaimRow<'r, T>) -> Vec<Words<'r>>),
    /// A list of amounts.
    Amounts(for<'r> fn(&ClaimRow<'r, T>) -> Vec<Amount<'r>>),
}

/// A claim of a record as a row of a table; of a report, the claim is the record with its JSON.
pub(crate) struct ClaimRow<'r, T> {
    pub(crate) record: &'r Parsed,
    pub(crate) claim: &'r T,
}

/// One column.
pub(crate) struct Column<T: 'static> {
    pub(crate) name: &'static str,
    /// What it means, kept with the field.
    pub(crate) about: &'static str,
    pub(crate) of: Of<T>,
}

fn span_fields() -> Vec<Field> {
    vec![
        Field::new("start", DataType::UInt32, false),
        Field::new("end", DataType::UInt32, false),
        Field::new("text", DataType::Utf8, false),
    ]
}

fn mention_fields() -> Vec<Field> {
    let mut fields = span_fields();
    fields.push(Field::new("form", DataType::Utf8, true));
    fields
}

fn amount_fields() -> Vec<Field> {
    let mut fields = vec![
        Field::new("kind", DataType::Utf8, false),
        Field::new("value", DataType::Float64, true),
        Field::new("unit", DataType::Utf8, true),
    ];
    fields.extend(span_fields());
    fields
}

/// The field of a list's values, which are never null.
fn inner(data: DataType) -> Arc<Field> {
    Arc::new(Field::new("item", data, false))
}

/// The type of a list of words.
pub(crate) fn texts() -> DataType {
    DataType::List(inner(DataType::Utf8))
}

fn described(name: &str, data: DataType, nullable: bool, about: &str) -> Field {
    let field = Field::new(name, data, nullable);
    if about.is_empty() {
        return field;
    }
    field.with_metadata(std::collections::HashMap::from([("description".to_owned(), about.to_owned())]))
}

/// The two fields of a date.
pub(crate) fn day_fields(name: &str, about: &str) -> [Field; 2] {
    let precision = format!("{name}_precision");
    [
        described(name, DataType::Date32, true, about),
        described(&precision, DataType::Utf8, true, "How much of the date is known: day, month or year."),
    ]
}

/// The schema of columns, under the name of their table.
pub(crate) fn schema(table: &str, fields: Vec<Field>) -> SchemaRef {
    let metadata = [("chancery.table", table), ("chancery.tables", VERSION)];
    let metadata = metadata.map(|(k, v)| (k.to_owned(), v.to_owned()));
    Arc::new(Schema::new_with_metadata(fields, std::collections::HashMap::from(metadata)))
}

/// Days since 1970 of the first day that an ISO date allows, and how much of it is known.
pub(crate) fn day(value: &str) -> Option<(i32, &'static str)> {
    let mut parts = value.splitn(3, '-');
    let year: i16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month = parts.next().map(str::parse::<i8>).transpose().ok()?;
    // A time after the day is passed over.
    let day = parts.next().map(|d| d.get(..2).unwrap_or(d).parse::<i8>()).transpose().ok()?;
    let precision = match (month, day) {
        (Some(_), Some(_)) => "day",
        (Some(_), None) => "month",
        _ => "year",
    };
    let date = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let days = date.since(jiff::civil::date(1970, 1, 1)).ok()?.get_days();
    Some((days, precision))
}

/// The two arrays of dates.
pub(crate) fn days<'v>(values: impl Iterator<Item = Option<&'v str>>) -> [ArrayRef; 2] {
    let (mut dates, mut precisions) = (Date32Builder::new(), StringBuilder::new());
    for value in values {
        let known = value.and_then(day);
        dates.append_option(known.map(|k| k.0));
        precisions.append_option(known.map(|k| k.1));
    }
    [Arc::new(dates.finish()), Arc::new(precisions.finish())]
}

/// The array of lists of words.
pub(crate) fn lists<'v, L: IntoIterator<Item = &'v str>>(
    values: impl Iterator<Item = Option<L>>,
) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new()).with_field(inner(DataType::Utf8));
    for value in values {
        let known = value.is_some();
        for text in value.into_iter().flatten() {
            builder.values().append_value(text);
        }
        builder.append(known);
    }
    Arc::new(builder.finish())
}

impl<T> Column<T> {
    fn fields(&self) -> Vec<Field> {
        let field = |data, nullable| vec![described(self.name, data, nullable, self.about)];
        let structs = |fields: Vec<Field>| DataType::Struct(Fields::from(fields));
        match self.of {
            Of::Name(_) | Of::Made(_) => field(DataType::Utf8, false),
            Of::Text(_) => field(DataType::Utf8, true),
            Of::Texts(_) => field(texts(), false),
            Of::Day(_) => day_fields(self.name, self.about).into(),
            Of::Count(_) => field(DataType::UInt32, true),
            Of::Real(_) => field(DataType::Float64, true),
            Of::Span(_) => field(structs(span_fields()), true),
            Of::Spans(_) => field(DataType::List(inner(structs(span_fields()))), false),
            Of::Mentions(_) => field(DataType::List(inner(structs(mention_fields()))), false),
            Of::Amounts(_) => field(DataType::List(inner(structs(amount_fields()))), false),
        }
    }

    fn arrays(&self, rows: &[ClaimRow<'_, T>]) -> Vec<ArrayRef> {
        match &self.of {
            Of::Name(of) => {
                let mut builder = StringBuilder::new();
                rows.iter().for_each(|row| builder.append_value(of(row)));
                vec![Arc::new(builder.finish())]
            }
            Of::Made(of) => {
                let mut builder = StringBuilder::new();
                rows.iter().for_each(|row| builder.append_value(of(row)));
                vec![Arc::new(builder.finish())]
            }
            Of::Text(of) => {
                let mut builder = StringBuilder::new();
                rows.iter().for_each(|row| builder.append_option(of(row)));
                vec![Arc::new(builder.finish())]
            }
            Of::Texts(of) => vec![lists(rows.iter().map(|row| Some(of(row))))],
            Of::Day(of) => days(rows.iter().map(of)).into(),
            Of::Count(of) => {
                let mut builder = UInt32Builder::new();
                rows.iter().for_each(|row| builder.append_option(of(row)));
                vec![Arc::new(builder.finish())]
            }
            Of::Real(of) => {
                let mut builder = Float64Builder::new();
                rows.iter().for_each(|row| builder.append_option(of(row)));
                vec![Arc::new(builder.finish())]
            }
            Of::Span(of) => {
                let mut builder = StructBuilder::from_fields(span_fields(), rows.len());
                for row in rows {
                    let words = of(row);
                    append_words(&mut builder, 0, words.as_ref());
                    builder.append(words.is_some());
                }
                vec![Arc::new(builder.finish())]
            }
            Of::Spans(of) => vec![structs(rows, span_fields(), |b, row| {
                for words in of(row) {
                    append_words(b, 0, Some(&words));
                    b.append(true);
                }
            })],
            Of::Mentions(of) => vec![structs(rows, mention_fields(), |b, row| {
                for words in of(row) {
                    append_words(b, 0, Some(&words));
                    append_text(b, 3, words.form);
                    b.append(true);
                }
            })],
            Of::Amounts(of) => vec![structs(rows, amount_fields(), |b, row| {
                for amount in of(row) {
                    append_text(b, 0, Some(amount.kind));
                    if let Some(values) = b.field_builder::<Float64Builder>(1) {
                        values.append_option(amount.value);
                    }
                    append_text(b, 2, amount.unit);
                    append_words(b, 3, Some(&amount.words));
                    b.append(true);
                }
            })],
        }
    }
}

/// Lists of structs, each row's filled in by `fill`.
fn structs<R>(rows: &[R], fields: Vec<Field>, fill: impl Fn(&mut StructBuilder, &R)) -> ArrayRef {
    let data = DataType::Struct(Fields::from(fields.clone()));
    let builder = StructBuilder::from_fields(fields, rows.len());
    let mut lists = ListBuilder::new(builder).with_field(inner(data));
    for row in rows {
        fill(lists.values(), row);
        lists.append(true);
    }
    Arc::new(lists.finish())
}

fn append_text(builder: &mut StructBuilder, at: usize, text: Option<&str>) {
    // The builder was made of our own fields, so the type is the one asked for.
    if let Some(texts) = builder.field_builder::<StringBuilder>(at) {
        texts.append_option(text);
    }
}

/// Appends `start`, `end` and `text` at field `at` and the two after it. A struct that is null still needs values where
/// its fields may not be.
fn append_words(builder: &mut StructBuilder, at: usize, words: Option<&Words<'_>>) {
    for (i, number) in [words.map_or(0, |w| w.start), words.map_or(0, |w| w.end)].into_iter().enumerate() {
        if let Some(numbers) = builder.field_builder::<UInt32Builder>(at + i) {
            numbers.append_value(number);
        }
    }
    append_text(builder, at + 2, Some(words.map_or("", |w| w.text)));
}

/// The schema of a table with these columns.
pub(crate) fn schema_of<T>(table: &str, columns: &[Column<T>]) -> SchemaRef {
    schema(table, columns.iter().flat_map(Column::fields).collect())
}

/// Rows as a batch of the table with these columns.
pub(crate) fn batch<T>(table: &str, columns: &[Column<T>], rows: &[ClaimRow<'_, T>]) -> Result<RecordBatch> {
    let arrays = columns.iter().flat_map(|column| column.arrays(rows)).collect();
    Ok(RecordBatch::try_new(schema_of(table, columns), arrays)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_dates() {
        assert_eq!(day("1970-01-02"), Some((1, "day")));
        assert_eq!(day("1970-02"), Some((31, "month")));
        assert_eq!(day("1971"), Some((365, "year")));
        assert_eq!(day("1969-12-31T10:00"), Some((-1, "day")));
        for none in ["", "70", "1970-13", "1970-02-30", "1970-", "é970-01-01"] {
            assert_eq!(day(none), None, "{none}");
        }
    }
}
