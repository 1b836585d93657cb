//! Unpacking what came packed, up to a length: [`unpack`].
//!
//! A few kilobytes may unpack to gigabytes. Nothing here gives more than it was allowed.

use std::io::{self, Read};

/// Why bytes could not be unpacked.
#[derive(Debug)]
pub(crate) enum Fault {
    /// They unpack to more than was allowed.
    TooLong,
    /// They are packed in a way that is not known.
    Unknown,
    /// They are damaged; what came out before the damage.
    Broken(Vec<u8>),
}

/// Unpacks `bytes` by the name that HTTP has for the packing (`gzip`, `deflate`, `br`; several are undone from the last to
/// the first), to at most `longest` bytes.
pub(crate) fn unpack(bytes: Vec<u8>, names: &str, longest: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = bytes;
    for name in names.rsplit(',').map(str::trim).filter(|name| !name.is_empty()) {
        bytes = match name.to_ascii_lowercase().as_str() {
            "identity" | "none" | "utf-8" => bytes,
            "gzip" | "x-gzip" => limited(flate2::read::MultiGzDecoder::new(bytes.as_slice()), longest)?,
            // Servers send both of what has this name.
            "deflate" => {
                limited(flate2::read::ZlibDecoder::new(bytes.as_slice()), longest).or_else(|fault| {
                    match fault {
                        Fault::Broken(some) if some.is_empty() => {
                            limited(flate2::read::DeflateDecoder::new(bytes.as_slice()), longest)
                        }
                        other => Err(other),
                    }
                })?
            }
            "br" => limited(brotli_decompressor::Decompressor::new(bytes.as_slice(), 1 << 14), longest)?,
            _ => return Err(Fault::Unknown),
        };
    }
    Ok(bytes)
}

/// Whether bytes are packed with gzip.
pub(crate) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 8])
}

fn limited(mut packed: impl Read, longest: usize) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let read: io::Result<_> = packed.by_ref().take(longest as u64 + 1).read_to_end(&mut out);
    match read {
        _ if out.len() > longest => Err(Fault::TooLong),
        Ok(_) => Ok(out),
        Err(_) => Err(Fault::Broken(out)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).expect("packed");
        packed.finish().expect("packed")
    }

    #[test]
    fn what_is_packed_comes_back() {
        let words = b"The ministers met.".repeat(9);
        assert_eq!(unpack(gzip(&words), "gzip", 1000).expect("whole"), words);
        assert_eq!(unpack(gzip(&gzip(&words)), "gzip, GZIP", 1000).expect("whole"), words);
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(&words).expect("packed");
        assert_eq!(unpack(zlib.finish().expect("packed"), "deflate", 1000).expect("whole"), words);
        let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        raw.write_all(&words).expect("packed");
        assert_eq!(unpack(raw.finish().expect("packed"), "deflate", 1000).expect("whole"), words);
        assert!(matches!(unpack(words, "compress", 1000), Err(Fault::Unknown)));
    }

    #[test]
    fn bombs_are_refused_and_damage_is_told() {
        assert!(matches!(unpack(gzip(&vec![0; 1 << 24]), "gzip", 1 << 20), Err(Fault::TooLong)));
        let whole = gzip(&b"The ministers met. ".repeat(400));
        assert!(matches!(unpack(whole[..whole.len() / 2].to_vec(), "gzip", 1 << 20), Err(Fault::Broken(_))));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(0u8.., 0..80), name in "(gzip|deflate|br|, ){1,3}") {
            let _ = unpack(bytes, &name, 1000);
        }
    }
}
