//! The command from outside: what goes in, what comes out on either stream, and with which status it ends.

mod bulk;
mod examples;
mod faults;
mod layouts;
mod property;
mod read;
mod run;
mod serve;
mod valid;
mod who;
