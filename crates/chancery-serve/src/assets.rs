//! The script, the style and the sign of the site, which are part of the program. The script is built from `web/src` by
//! `web/build.mjs`.

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};

use crate::problem::Problem;

const ASSETS: [(&str, &str, &[u8]); 3] = [
    ("chancery.js", "text/javascript; charset=utf-8", include_bytes!("../web/dist/chancery.js")),
    ("chancery.css", "text/css; charset=utf-8", include_bytes!("../web/chancery.css")),
    ("icon.svg", "image/svg+xml", include_bytes!("../web/icon.svg")),
];

/// A digest of each, by which a changed one has another address.
static DIGESTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    ASSETS.iter().map(|(_, _, bytes)| blake3::hash(bytes).to_hex()[..12].to_owned()).collect()
});

/// The address of an asset.
pub(crate) fn address(name: &str) -> String {
    let digest = ASSETS.iter().position(|a| a.0 == name).and_then(|i| DIGESTS.get(i));
    format!("/assets/{name}?{}", digest.map_or("", String::as_str))
}

/// An asset, to be kept by the browser where it was asked for by its digest.
pub(crate) fn asset(name: &str, query: &str) -> Result<Response<Body>, Problem> {
    let at = ASSETS.iter().position(|a| a.0 == name);
    let at = at.ok_or_else(|| Problem::missing(format!("there is no /assets/{name}")))?;
    let (_, media, bytes) = ASSETS[at];
    let mut answer = Response::new(Body::from(bytes));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    if DIGESTS.get(at).is_some_and(|digest| digest == query) {
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        answer.headers_mut().insert(header::CACHE_CONTROL, forever);
    }
    Ok(answer)
}
