//! [`Members`]: the plain bytes of a file of gzip members, also of a damaged one.
//!
//! Archives pack each record by itself. Where a member is damaged, what came out of it before the damage is given, then
//! a break, then the next member that is whole: it is looked for from the damaged one's beginning, for the unpacking of
//! broken bytes runs on into what follows.

use std::io::{self, BufRead, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

/// Packed bytes that are kept to go back to. A member longer than this that is damaged may cost the one after it.
const KEPT: usize = 32 << 20;

/// Packed bytes that are gone over again in all, so that no file can be made to be read for ever.
const AGAIN: usize = 256 << 20;

/// Bytes taken in at a time.
const STEP: usize = 64 << 10;

/// What came next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// More bytes were appended.
    More,
    /// What follows does not go on from what came before.
    Break,
    /// The same, and what came before has not the sum that it should have.
    Doubt,
    /// The end.
    End,
}

pub(crate) enum Members<R> {
    /// A file that is not packed.
    Plain(R),
    Packed(Box<Packed<R>>),
}

pub(crate) struct Packed<R> {
    input: R,
    /// Packed bytes from the present member's beginning, as far as kept.
    raw: Vec<u8>,
    /// How far they are unpacked.
    at: usize,
    /// Whether `raw` still begins where the member does.
    is_from_start: bool,
    member: Option<Member>,
    /// Bytes that were gone over again.
    again: usize,
    ended: bool,
}

/// A member being unpacked.
struct Member {
    inflate: Decompress,
    crc: Crc,
    ended: bool,
}

impl<R: BufRead> Members<R> {
    pub(crate) fn new(mut input: R) -> io::Result<Members<R>> {
        if !input.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
            return Ok(Members::Plain(input));
        }
        let packed = Packed {
            input,
            raw: Vec::new(),
            at: 0,
            is_from_start: true,
            member: None,
            again: 0,
            ended: false,
        };
        Ok(Members::Packed(Box::new(packed)))
    }

    /// Appends some more bytes to `out`.
    pub(crate) fn next(&mut self, out: &mut Vec<u8>) -> io::Result<Next> {
        match self {
            Members::Plain(input) => {
                let read = input.by_ref().take(STEP as u64).read_to_end(out)?;
                Ok(if read == 0 { Next::End } else { Next::More })
            }
            Members::Packed(packed) => packed.next(out),
        }
    }
}

impl<R: BufRead> Packed<R> {
    fn next(&mut self, out: &mut Vec<u8>) -> io::Result<Next> {
        let Some(member) = &mut self.member else { return self.open() };
        if member.ended {
            return self.close();
        }
        let before = (member.inflate.total_in(), member.inflate.total_out());
        let start = out.len();
        out.reserve(STEP);
        let status = member.inflate.decompress_vec(&self.raw[self.at..], out, FlushDecompress::None);
        self.at += (member.inflate.total_in() - before.0) as usize;
        member.crc.update(&out[start..]);
        let progressed = member.inflate.total_in() > before.0 || member.inflate.total_out() > before.1;
        match status {
            Ok(Status::StreamEnd) => member.ended = true,
            Ok(_) if progressed => {}
            Ok(_) if self.fill()? => {}
            // The file ends inside the member, or what it holds is no packing.
            _ => return self.damage(),
        }
        if !self.is_from_start || self.at > KEPT {
            self.raw.drain(..self.at);
            (self.at, self.is_from_start) = (0, false);
        }
        Ok(Next::More)
    }

    /// Reads more of the file; whether there was more.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let read = match self.input.by_ref().take(STEP as u64).read_to_end(&mut self.raw) {
            // A packed stream within this one that breaks is an end that came too early.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => 0,
            other => other?,
        };
        self.ended = read == 0;
        Ok(read > 0)
    }

    /// Begins the next member.
    fn open(&mut self) -> io::Result<Next> {
        self.raw.drain(..self.at);
        self.at = 0;
        let mut is_after_zeros = false;
        loop {
            match header(&self.raw) {
                // What stands between is told first.
                Header::Length(_) if is_after_zeros => return Ok(Next::Break),
                Header::Length(length) => {
                    self.at = length;
                    self.is_from_start = true;
                    self.member =
                        Some(Member { inflate: Decompress::new(false), crc: Crc::new(), ended: false });
                    return Ok(Next::More);
                }
                // Zeros that fill up the last block of a file are no member and no loss.
                _ if self.raw.first() == Some(&0) => {
                    is_after_zeros = true;
                    let zeros = self.raw.iter().take_while(|&&b| b == 0).count();
                    self.raw.drain(..zeros);
                }
                Header::Short if self.fill()? => {}
                _ if self.raw.is_empty() => return Ok(Next::End),
                Header::None | Header::Short => return self.damage(),
            }
        }
    }

    /// Ends the present member: its sum and length stand behind it.
    fn close(&mut self) -> io::Result<Next> {
        while self.raw.len() < self.at + 8 {
            if !self.fill()? {
                return self.damage();
            }
        }
        let Some(member) = self.member.take() else { return Ok(Next::More) };
        let told =
            |at: usize| self.raw[at..at + 4].iter().rev().fold(0u32, |sum, &b| sum << 8 | u32::from(b));
        if told(self.at) != member.crc.sum() || told(self.at + 4) != member.crc.amount() {
            return self.damage().map(|_| Next::Doubt);
        }
        self.at += 8;
        Ok(Next::More)
    }

    /// Gives the present member up, and looks for the next.
    fn damage(&mut self) -> io::Result<Next> {
        self.member = None;
        // From the beginning of the damaged one, where that is still there.
        let mut from = match self.is_from_start {
            true if self.again < AGAIN => 1,
            true => self.at.max(1),
            false => 0,
        };
        self.again += self.at;
        loop {
            if let Some(found) = memchr::memmem::find(&self.raw[from.min(self.raw.len())..], &[0x1f, 0x8b, 8])
            {
                self.raw.drain(..from + found);
                break;
            }
            // The mark may be cut by the end of what was taken in.
            self.raw.drain(..self.raw.len().saturating_sub(2));
            from = 0;
            if !self.fill()? {
                self.raw.clear();
                break;
            }
        }
        self.at = 0;
        self.is_from_start = true;
        Ok(Next::Break)
    }
}

enum Header {
    Length(usize),
    /// There is none here.
    None,
    /// More bytes are needed to tell.
    Short,
}

/// The length of a member's header.
fn header(raw: &[u8]) -> Header {
    if raw.len() < 10 {
        return Header::Short;
    }
    if !raw.starts_with(&[0x1f, 0x8b, 8]) || raw[3] & 0xe0 != 0 {
        return Header::None;
    }
    let flags = raw[3];
    let mut at = 10;
    if flags & 4 != 0 {
        let [low, high] = match raw.get(at..at + 2) {
            Some(&[low, high]) => [low, high],
            _ => return Header::Short,
        };
        at += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            // A name that does not end is none.
            match raw.get(at..).and_then(|rest| memchr::memchr(0, &rest[..rest.len().min(1 << 16)])) {
                Some(end) => at += end + 1,
                None if raw.len() > at + (1 << 16) => return Header::None,
                None => return Header::Short,
            }
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    if raw.len() < at { Header::Short } else { Header::Length(at) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed =
            flate2::GzBuilder::new().filename("x").write(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).expect("packed");
        packed.finish().expect("packed")
    }

    /// What comes out, with `|` for each break.
    fn unpacked(file: &[u8]) -> String {
        let mut members = Members::new(file).expect("read");
        let (mut out, mut all) = (Vec::new(), String::new());
        loop {
            let next = members.next(&mut out).expect("read");
            all.push_str(&String::from_utf8_lossy(&std::mem::take(&mut out)));
            match next {
                Next::More => {}
                Next::Break | Next::Doubt => all.push('|'),
                Next::End => return all,
            }
        }
    }

    #[test]
    fn members_come_one_after_the_other() {
        assert_eq!(unpacked(b"plain"), "plain");
        assert_eq!(unpacked(&[gzip(b"one "), gzip(b""), gzip(b"two")].concat()), "one two");
        for zeros in [5, 4096, 3 * STEP] {
            assert_eq!(unpacked(&[gzip(b"one"), vec![0; zeros]].concat()), "one");
            assert_eq!(unpacked(&[gzip(b"one"), vec![0; zeros], gzip(b"two")].concat()), "one|two");
        }
        let long: Vec<u8> =
            (0..200_000u32).flat_map(|i| (i.wrapping_mul(i) % 2323).to_string().into_bytes()).collect();
        assert_eq!(unpacked(&gzip(&long)).as_bytes(), long);
    }

    #[test]
    fn damage_costs_the_member_and_not_the_next() {
        let words: Vec<u8> =
            (0..3000u32).map(|i| b'a' + (i.wrapping_mul(2_654_435_761) >> 24) as u8 % 26).collect();
        let (one, two) = (gzip(&words), gzip(b"two"));
        // Bytes are missing from the first.
        let cut = [&one[..one.len() / 2], &two].concat();
        assert!(unpacked(&cut).ends_with("|two"), "{}", unpacked(&cut));
        // The sum is wrong.
        let mut wrong = one.clone();
        let at = wrong.len() - 6;
        wrong[at] ^= 1;
        assert!(unpacked(&[wrong, two.clone()].concat()).ends_with("|two"));
        // The file ends early.
        let end = unpacked(&[two.clone(), one[..one.len() - 4].to_vec()].concat());
        assert!(end.starts_with("two") && end.ends_with('|'));
        // There is something between.
        assert_eq!(unpacked(&[two.clone(), b"no member at all".to_vec(), two].concat()), "two|two");
    }

    proptest::proptest! {
        #[test]
        fn any_damage_is_survived(at in 0usize..400, value in 0u8.., cut in 0usize..400) {
            let mut file = [gzip(&[b'a'; 300]), gzip(b"the ministers met in the capital"), gzip(b"end")].concat();
            let at = at % file.len();
            file[at] = value;
            unpacked(&file[..cut.min(file.len())]);
            unpacked(&file);
        }
    }
}
