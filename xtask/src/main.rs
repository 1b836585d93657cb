//! Generated files, the evaluation gate, release chores.
fn main() {}
