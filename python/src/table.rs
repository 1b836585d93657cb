//! [`Table`]: Arrow batches that Python holds and hands on through the PyCapsule interface; [`batches`] takes such batches
//! from whatever speaks that interface.
//!
//! This is the one place where memory goes from one language to the other, by the Arrow C data interface.

use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyTuple};

use crate::error;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// A table in Arrow's columns. pyarrow, pandas, polars and DuckDB take it as it is, without a copy.
#[pyclass(module = "chancery", frozen)]
#[derive(Clone)]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Table {
        Table { schema, batches }
    }
}

#[pymethods]
impl Table {
    /// The number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns, in order.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|f| f.name().clone()).collect()
    }

    /// What each column means.
    #[getter]
    fn descriptions(&self) -> std::collections::BTreeMap<String, String> {
        let described = |f: &arrow_schema::FieldRef| {
            (f.name().clone(), f.metadata().get("description").cloned().unwrap_or_default())
        };
        self.schema.fields().iter().map(described).collect()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    fn __repr__(&self) -> String {
        let name = self.schema.metadata().get("chancery.table").map_or("", String::as_str);
        format!("<chancery.Table {name}: {} rows, {} columns>", self.num_rows(), self.schema.fields().len())
    }

    /// The table as a stream of the Arrow C interface; a schema asked for is not regarded, as the interface allows.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches =
            RecordBatchIterator::new(self.batches.clone().into_iter().map(Ok), Arc::clone(&self.schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), STREAM)
    }

    /// The columns as a schema of the Arrow C interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(wrong)?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }

    /// The same as a `pyarrow.Table`.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// The same as a `pandas.DataFrame`.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Table::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// The same as a `polars.DataFrame`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let table = slf.get();
        let mut writer = StreamWriter::try_new(Vec::new(), &table.schema).map_err(wrong)?;
        for batch in &table.batches {
            writer.write(batch).map_err(wrong)?;
        }
        let bytes = writer.into_inner().map_err(wrong)?;
        Ok((slf.get_type().getattr("_from_ipc")?, (PyBytes::new(slf.py(), &bytes),)))
    }

    #[staticmethod]
    fn _from_ipc(bytes: &[u8]) -> PyResult<Table> {
        let reader = StreamReader::try_new(bytes, None).map_err(wrong)?;
        let schema = reader.schema();
        Ok(Table::new(schema, reader.collect::<Result<_, _>>().map_err(wrong)?))
    }
}

pub(crate) fn wrong(e: ArrowError) -> PyErr {
    error(e, None)
}

/// The batches of a table, batch or stream of any library that speaks the PyCapsule interface.
pub(crate) fn batches(table: &Bound<'_, PyAny>) -> PyResult<Box<dyn RecordBatchReader + Send>> {
    if table.hasattr("__arrow_c_stream__")? {
        let capsule = table.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let stream = capsule.pointer_checked(Some(STREAM))?.as_ptr().cast::<FFI_ArrowArrayStream>();
        // The interface promises that a capsule of this name holds such a stream. It is moved out of the capsule,
        // which is left with an empty one.
        #[allow(unsafe_code, reason = "the Arrow C interface hands pointers over")]
        let reader = unsafe { RecordBatchStreamReader::from_raw(stream) };
        return Ok(Box::new(reader.map_err(wrong)?));
    }
    if table.hasattr("__arrow_c_array__")? {
        let pair = table.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let schema = pair.get_item(0)?.cast_into::<PyCapsule>()?.pointer_checked(Some(SCHEMA))?;
        let array = pair.get_item(1)?.cast_into::<PyCapsule>()?.pointer_checked(Some(ARRAY))?;
        // As above; the schema stays with its capsule, which lives until the end of the block.
        #[allow(unsafe_code, reason = "the Arrow C interface hands pointers over")]
        let data = unsafe {
            let array = FFI_ArrowArray::from_raw(array.as_ptr().cast());
            from_ffi(array, &*schema.as_ptr().cast::<FFI_ArrowSchema>())
        };
        let batch = RecordBatch::from(StructArray::from(data.map_err(wrong)?));
        let schema = batch.schema();
        return Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
    }
    Err(PyTypeError::new_err(
        "this is no Arrow table: it has neither __arrow_c_stream__ nor __arrow_c_array__\n\
         hint: give a table of pyarrow, polars or pandas, or make one: pyarrow.table({\"id\": …, \"text\": …})",
    ))
}
