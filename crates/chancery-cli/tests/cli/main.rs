//! The command from outside: what goes in, what comes out on either stream, and with which status it ends.

mod alerts;
mod bulk;
mod examples;
mod faults;
mod layouts;
mod manners;
mod mcp;
mod parquet;
mod party;
mod property;
mod read;
mod run;
mod serve;
mod server;
mod sources;
mod valid;
mod r#where;
mod who;
