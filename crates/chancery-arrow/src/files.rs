//! [`Writer`]: tables of claims as Parquet files in a folder; [`TableFile`]: one file; [`records`]: records read back.
//!
//! A file is written under another name and takes its own when it is whole, so that a run that was stopped leaves none
//! that only looks so. Reports go into row groups as they come; memory is bounded whatever their number.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::SchemaRef;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use chancery_store::Listing;

use crate::{Claims, Error, Result, Table, listing, rebuild};

/// Bytes of a row group in memory after which it is written out.
const GROUP: usize = 32 << 20;

/// Bytes of records after which their rows are made.
const CHUNK: usize = 4 << 20;

/// Months that are open at a time, in a partitioned folder.
const OPEN: usize = 24;

/// One Parquet file on its way.
pub struct TableFile {
    writer: ArrowWriter<File>,
    path: PathBuf,
    partial: PathBuf,
}

impl TableFile {
    /// Begins a file of batches with `schema`; `path` is taken when it is finished.
    ///
    /// # Errors
    ///
    /// The file cannot be made.
    pub fn create(path: &Path, schema: SchemaRef) -> Result<TableFile> {
        let mut partial = path.as_os_str().to_owned();
        partial.push(".part");
        let partial = PathBuf::from(partial);
        let file = File::create(&partial).map_err(|e| failed(path, &e))?;
        let writer = ArrowWriter::try_new(file, schema, Some(properties()))?;
        Ok(TableFile { writer, path: path.to_owned(), partial })
    }

    /// Writes a batch.
    ///
    /// # Errors
    ///
    /// The disk fails, or the batch has other columns.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        self.writer.write(batch)?;
        if self.writer.in_progress_size() > GROUP {
            self.writer.flush()?;
        }
        Ok(())
    }

    /// Ends the file, which then is there under its name.
    ///
    /// # Errors
    ///
    /// The disk fails.
    pub fn finish(self) -> Result<()> {
        let file = self.writer.into_inner()?;
        file.sync_all().map_err(|e| failed(&self.path, &e))?;
        fs::rename(&self.partial, &self.path).map_err(|e| failed(&self.path, &e))
    }
}

/// A Parquet file of batches written into any stream, for answers that are no files.
///
/// # Errors
///
/// The stream fails, or a batch has other columns.
pub fn write_to<W: std::io::Write + Send>(
    out: W,
    schema: SchemaRef,
    mut fill: impl FnMut(&mut dyn FnMut(&RecordBatch) -> Result<()>) -> Result<()>,
) -> Result<W> {
    let mut writer = ArrowWriter::try_new(out, schema, Some(properties()))?;
    fill(&mut |batch| {
        writer.write(batch)?;
        if writer.in_progress_size() > GROUP {
            writer.flush()?;
        }
        Ok(())
    })?;
    Ok(writer.into_inner()?)
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(concat!("chancery ", env!("CARGO_PKG_VERSION")).to_owned())
        .build()
}

fn failed(path: &Path, error: &std::io::Error) -> Error {
    let hint = match error.kind() {
        std::io::ErrorKind::StorageFull => "free some space and run the same command again",
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            "give a folder that may be written to"
        }
        _ => "check that the folder exists and may be written to",
    };
    Error::new(format!("{} cannot be written: {error}", path.display())).hint(hint)
}

/// How the files of a folder are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partition {
    /// One file for each table: `events.parquet`.
    None,
    /// A folder for each table with one for each month of publication in it, as Hive names them:
    /// `events/month=2023-12/part-0.parquet`; reports without a date are in `month=unknown`.
    Month,
}

/// The tables of many records, on their way into a folder.
pub struct Writer {
    folder: PathBuf,
    partition: Partition,
    /// Records whose rows are not made yet, with the bytes of each month's.
    waiting: BTreeMap<String, (Vec<Claims>, usize)>,
    bytes: usize,
    /// The files of each month that is open, the least lately used first.
    open: Vec<(String, Vec<TableFile>)>,
    /// How many files each month has had.
    parts: BTreeMap<String, usize>,
}

impl Writer {
    /// Begins to write into `folder`, which is made where there is none. Files of an earlier run stand in the way.
    ///
    /// # Errors
    ///
    /// The folder cannot be made, or holds tables already.
    pub fn create(folder: &Path, partition: Partition) -> Result<Writer> {
        fs::create_dir_all(folder).map_err(|e| failed(folder, &e))?;
        for table in Table::ALL {
            for name in [table.name().to_owned(), format!("{}.parquet", table.name())] {
                if folder.join(&name).exists() {
                    return Err(Error::new(format!("{} holds {name} already", folder.display()))
                        .hint("give a new folder, or remove what an earlier run wrote"));
                }
            }
        }
        Ok(Writer {
            folder: folder.to_owned(),
            partition,
            waiting: BTreeMap::new(),
            bytes: 0,
            open: Vec::new(),
            parts: BTreeMap::new(),
        })
    }

    /// Takes one record (JSON, format v1).
    ///
    /// # Errors
    ///
    /// It is no record, or the disk fails.
    pub fn push(&mut self, record: &[u8]) -> Result<()> {
        let claims = Claims::new(record)?;
        let month = match self.partition {
            Partition::None => String::new(),
            Partition::Month => {
                let known = claims.record().doc.published.as_deref().and_then(|d| d.get(..7));
                // It becomes the name of a folder.
                let plain = |m: &&str| m.bytes().all(|b| b.is_ascii_digit() || b == b'-');
                known.filter(plain).unwrap_or("unknown").to_owned()
            }
        };
        let waiting = self.waiting.entry(month).or_default();
        waiting.0.push(claims);
        waiting.1 += record.len();
        self.bytes += record.len();
        if self.bytes >= CHUNK * if self.partition == Partition::Month { 4 } else { 1 } {
            self.flush()?;
        }
        Ok(())
    }

    /// Makes rows of all that wait.
    fn flush(&mut self) -> Result<()> {
        self.bytes = 0;
        for (month, (claims, _)) in std::mem::take(&mut self.waiting) {
            let files = self.files(&month)?;
            for (table, file) in Table::ALL.iter().zip(files) {
                let batch = table.batch(&claims)?;
                if batch.num_rows() > 0 {
                    file.write(&batch)?;
                }
            }
        }
        Ok(())
    }

    /// The files of a month; where too many months are open the one longest unused is ended.
    fn files(&mut self, month: &str) -> Result<&mut Vec<TableFile>> {
        if let Some(at) = self.open.iter().position(|(m, _)| m == month) {
            let used = self.open.remove(at);
            self.open.push(used);
        } else {
            if self.open.len() == OPEN {
                self.open.remove(0).1.into_iter().try_for_each(TableFile::finish)?;
            }
            let part = self.parts.entry(month.to_owned()).or_default();
            let mut files = Vec::new();
            for table in Table::ALL {
                let path = match self.partition {
                    Partition::None => self.folder.join(format!("{}.parquet", table.name())),
                    Partition::Month => {
                        let folder = self.folder.join(table.name()).join(format!("month={month}"));
                        fs::create_dir_all(&folder).map_err(|e| failed(&folder, &e))?;
                        folder.join(format!("part-{part}.parquet"))
                    }
                };
                files.push(TableFile::create(&path, table.schema())?);
            }
            *part += 1;
            self.open.push((month.to_owned(), files));
        }
        // The month was put last just now.
        self.open.last_mut().map(|(_, files)| files).ok_or_else(|| Error::new("no file is open"))
    }

    /// Writes what is left and ends all files. Also without any record, each table is there.
    ///
    /// # Errors
    ///
    /// The disk fails.
    pub fn finish(mut self) -> Result<()> {
        self.flush()?;
        if self.partition == Partition::None {
            self.files("")?;
        }
        for (_, files) in self.open {
            files.into_iter().try_for_each(TableFile::finish)?;
        }
        Ok(())
    }
}

/// Whether a file is a table of reports in Parquet, with their records.
pub fn holds_records(path: &Path) -> bool {
    let mut magic = [0; 4];
    let begins = File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok();
    if !begins || &magic != b"PAR1" {
        return false;
    }
    let schema = File::open(path).ok().and_then(|file| ParquetRecordBatchReaderBuilder::try_new(file).ok());
    let has = |name| schema.as_ref().is_some_and(|s| s.schema().field_with_name(name).is_ok());
    has("text") && has("record")
}

/// Whether a file is one of the other tables of claims in Parquet, or of a listing, which are made of the table of reports.
pub fn holds_claims(path: &Path) -> bool {
    let schema = File::open(path).ok().and_then(|file| ParquetRecordBatchReaderBuilder::try_new(file).ok());
    schema.is_some_and(|found| {
        let names = |fields: &arrow_schema::Fields| {
            fields.iter().map(|field| field.name().clone()).collect::<Vec<_>>()
        };
        let found = names(found.schema().fields());
        let is_of_claims = Table::ALL
            .iter()
            .any(|table| *table != Table::Reports && names(table.schema().fields()) == found);
        is_of_claims
            || Listing::ALL.iter().any(|(_, listing)| names(listing::schema(*listing).fields()) == found)
    })
}

/// The records that a Parquet file of the table of reports holds, one after the other, as JSON.
///
/// # Errors
///
/// The file cannot be read or has no columns `text` and `record` of words; later, that it is damaged.
pub fn records(file: File) -> Result<impl Iterator<Item = Result<Vec<u8>>> + Send> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| {
        Error::new(format!("it is no Parquet file: {e}")).hint("look whether the file is whole")
    })?;
    let names = ["text", "record"];
    let schema = builder.schema();
    if let Some(missing) = names.iter().find(|name| schema.field_with_name(name).is_err()) {
        return Err(Error::new(format!("it has no column `{missing}`"))
            .hint("give the table of reports that `chancery read --format parquet` or the wheel wrote"));
    }
    let mask = ProjectionMask::columns(builder.parquet_schema(), names);
    let reader = builder.with_projection(mask).with_batch_size(256).build()?;
    Ok(reader.flat_map(|batch| {
        let rows = batch.map_err(Error::from).and_then(|batch| records_of(&batch));
        match rows {
            Ok(rows) => rows.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        }
    }))
}

/// The records of some rows of a table of reports, as JSON.
///
/// # Errors
///
/// There are no columns `text` and `record` of words, or a row holds no record.
pub fn records_of(batch: &RecordBatch) -> Result<Vec<Vec<u8>>> {
    let texts = |name: &str| -> Result<Vec<&str>> {
        let column = batch.column_by_name(name);
        let wrong = || Error::new(format!("its column `{name}` holds no words"));
        let column = column.ok_or_else(wrong)?;
        // Engines write words as any of these.
        if let Some(words) = column.as_string_opt::<i32>() {
            Ok(words.iter().map(Option::unwrap_or_default).collect())
        } else if let Some(words) = column.as_string_opt::<i64>() {
            Ok(words.iter().map(Option::unwrap_or_default).collect())
        } else if let Some(words) = column.as_string_view_opt() {
            Ok(words.iter().map(Option::unwrap_or_default).collect())
        } else {
            Err(wrong())
        }
    };
    let (text, record) = (texts("text")?, texts("record")?);
    debug_assert_eq!(batch.num_rows(), batch.column(0).len());
    text.into_iter().zip(record).map(|(t, r)| rebuild(t, r).map(String::into_bytes)).collect()
}
