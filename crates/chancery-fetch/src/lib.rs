//! Where reports come from: the web, lists of addresses, archives.
//!
//! - [`Visitor`] asks servers, politely (`robots.txt`, pauses, `Retry-After`) and safely ([`is_public`] addresses only,
//!   limits of size and time, nothing run).
//! - [`Listing`] is a feed, a sitemap or a list of feeds: the addresses of reports, with what it tells of them.
//! - [`Archive`] gives the pages of a web archive, also of a damaged one.
//!
//! A crate of its own for the weight of what it stands on; it keeps nothing and prints nothing.

mod archive;
mod client;
mod feed;
mod guard;
mod http;
mod listing;
mod members;
mod packed;
mod robots;
mod sitemap;
mod visit;

pub use archive::{Archive, Page, Piece, is_archive};
pub use client::{Answer, Client, Failure, Found, Limits, Validators};
pub use guard::is_public;
pub use listing::{Link, Listing, ListingKind, Words};
pub use robots::Rules;
pub use url::Url;
pub use visit::{Hosts, Manners, NAME, Stop, Visitor};
