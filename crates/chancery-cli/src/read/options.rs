//! [`Options`]: how reports are read, for every command that reads some.

use std::num::NonZeroUsize;

use chancery::Models;
use clap::ValueEnum;
use jiff::civil::Date;

use super::input::Kind;
use super::report::{Layout, Reading};
use super::web::WebArgs;

#[derive(clap::Args, Clone)]
pub(crate) struct Options {
    /// What the inputs hold
    #[arg(long, value_enum, default_value_t = Kind::Auto)]
    pub(crate) input: Kind,
    /// The day of publication of reports that do not tell theirs
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    published: Option<Date>,
    /// Number of reports read side by side [default: the number of cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// What finds mentions, sayings and events
    #[arg(long, value_enum, default_value_t = Reader::Model)]
    reader: Reader,
    #[command(flatten)]
    pub(crate) web: WebArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reader {
    /// The trained reader, with the rules
    Model,
    /// Rules and tables alone
    Rules,
}

pub(crate) fn parse_date(text: &str) -> Result<Date, String> {
    chancery::read::parse_date(text).ok_or_else(|| "a date is written like 2023-12-28".to_owned())
}

impl Options {
    /// The models that are asked for.
    pub(crate) fn models(&self) -> anyhow::Result<Models> {
        crate::model::models(self.reader == Reader::Model)
    }

    /// What reports are read with, and how their records are set.
    pub(crate) fn reading<'m>(&self, models: &'m Models, layout: Layout) -> Reading<'m> {
        Reading {
            models,
            know: chancery_know::Knowledge::embedded(),
            layout,
            otherwise: self.published,
            least: 0.0,
            names: false,
        }
    }

    /// Threads that read.
    pub(crate) fn threads(&self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}
