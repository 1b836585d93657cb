//! Runs a trained text encoder and its heads, on a CPU, without knowing what the labels mean.
//!
//! [`Encoder`] is made from the bytes of a model file (module `format`), which holds vocabulary, weights and the labels
//! of every head. A text becomes [`Pieces`] (WordPiece subwords with byte offsets), many texts become [`Encoded`]
//! vectors in one pass, and heads turn vectors into tags, spans and scores:
//!
//! ```text
//! &str --Encoder::pieces--> Pieces --Encoder::encode--> Encoded --heads--> tags, spans, probabilities
//! ```
//!
//! The vectors of a text depend on that text alone: texts are never padded, and activations are quantised a subword
//! at a time, so the same text has the same vectors in whatever company and at whatever number of threads.

pub mod format;
mod heads;
mod kernels;
mod network;
mod pieces;

pub use format::{Error, Header};
pub use heads::{Distribution, PairHead, RelationHead, Run, SpanHead, TextHead, TokenHead, best_path, runs};
pub use network::{Encoded, Encoder};
pub use pieces::{Case, Piece, Pieces};
