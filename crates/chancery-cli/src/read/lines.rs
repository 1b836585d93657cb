//! [`Lines`]: a stream of JSON lines, one report a line.

use std::io::{self, BufRead, Read};
use std::path::PathBuf;

use chancery::read::Provenance;

use super::input::{Content, LONGEST, PEEK, Raw, Stream, fault};

pub(super) struct Lines {
    pub(super) path: PathBuf,
    pub(super) stream: Stream,
    pub(super) number: u64,
}

impl Lines {
    pub(super) fn next(&mut self) -> Option<Raw> {
        let mut line = Vec::new();
        let read = (&mut self.stream).take(LONGEST as u64 + 1).read_until(b'\n', &mut line);
        self.number += 1;
        let id = self.number.to_string();
        let content = match read {
            Ok(0) => return None,
            Ok(_) if line.len() > LONGEST && !line.ends_with(b"\n") => match self.skip() {
                Ok(more) => {
                    let length = line.len() as u64 + more;
                    let reason = format!(
                        "the line is {} MB long, and a report may be {} MB",
                        length >> 20,
                        LONGEST >> 20
                    );
                    line.truncate(PEEK);
                    Content::Fault { reason, hint: "divide it, or leave it out", line: Some(line) }
                }
                Err(error) => self.broken(&error),
            },
            Ok(_) => {
                while line.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
                    line.pop();
                }
                // A mark of UTF-8 before the first line is no part of it.
                if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                    line.drain(..3);
                }
                Content::Line(line)
            }
            Err(error) => self.broken(&error),
        };
        let place = format!("{}:{}", self.path.display(), self.number);
        Some(Raw { place, content, ..Raw::of(Provenance { id, ..Provenance::default() }) })
    }

    /// Passes over the rest of a line, and tells its length.
    fn skip(&mut self) -> io::Result<u64> {
        let mut skipped = 0;
        loop {
            let buffer = self.stream.fill_buf()?;
            let end = buffer.iter().position(|&b| b == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            skipped += used as u64;
            let is_last = end.is_some() || buffer.is_empty();
            self.stream.consume(used);
            if is_last {
                return Ok(skipped);
            }
        }
    }

    /// What is left of a stream that broke: nothing after this line can be read.
    fn broken(&mut self, error: &io::Error) -> Content {
        self.stream = Box::new(io::empty());
        fault(format!("reading it failed: {error}"), "look whether the file is whole")
    }
}
