//! The native module `_chancery` of the Python package `chancery`. Its functions take and give plain values (JSON, Arrow
//! streams, [`table::Table`]); the package puts typed Python over them and is what people use.
//!
//! Nothing is started when the module is imported: threads live as long as a call, so that a process may fork before and
//! after, and a store is opened for each question.

mod knowledge;
mod reading;
mod store;
mod table;

use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

create_exception!(
    chancery,
    Error,
    PyException,
    "What could not be read, made or asked, and what to do about it."
);

/// An error of ours as one of Python's, with its hint on a line of its own.
pub(crate) fn error(message: impl std::fmt::Display, hint: Option<&str>) -> PyErr {
    Error::new_err(hint.map_or_else(|| message.to_string(), |hint| format!("{message}\nhint: {hint}")))
}

/// An error of tables.
pub(crate) fn of_tables(e: chancery_arrow::Error) -> PyErr {
    error(&e, e.advice())
}

#[pymodule(gil_used = false)]
fn _chancery(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("SCHEMA", chancery::record::SCHEMA)?;
    module.add("Error", module.py().get_type::<Error>())?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(reading::read_line, module)?)?;
    module.add_function(wrap_pyfunction!(reading::read_table, module)?)?;
    module.add_function(wrap_pyfunction!(reading::tables, module)?)?;
    module.add_function(wrap_pyfunction!(reading::empty, module)?)?;
    module.add_function(wrap_pyfunction!(knowledge::who, module)?)?;
    module.add_function(wrap_pyfunction!(knowledge::places, module)?)?;
    module.add_function(wrap_pyfunction!(knowledge::party, module)?)?;
    module.add_function(wrap_pyfunction!(store::check, module)?)?;
    module.add_function(wrap_pyfunction!(store::listings, module)?)?;
    module.add_function(wrap_pyfunction!(store::query, module)?)?;
    module.add_function(wrap_pyfunction!(store::count, module)?)?;
    Ok(())
}
