//! Plots: a figure that the script fills from the API's JSON, with the same numbers as a table for those who do not see
//! it or run no scripts.

use maud::{Markup, html};

use super::{rows, words};

/// A figure: the kind of plot, the address of its rows, what it shows, and the rows as a table.
pub(crate) fn figure(
    kind: &str,
    source: &str,
    caption: &str,
    heads: &[&str],
    rows: &[Vec<String>],
) -> Markup {
    html! {
        @if !rows.is_empty() {
            figure data-plot=(kind) data-source=(source) data-caption=(caption) {
                div.plot {}
                figcaption {
                    (caption) " " a href=(source) { "JSON" }
                    @if matches!(kind, "curve" | "timeline" | "pairs") {
                        " " @for quad in ["VC", "MC", "VF", "MF"] { (rows::chip(&quad.to_lowercase(), words::quad(quad))) " " }
                    }
                }
                details {
                    summary { "As a table" }
                    div.wide tabindex="0" role="region" aria-label=(caption) {
                        table {
                            thead { tr { @for head in heads { th scope="col" { (head) } } } }
                            tbody { @for row in rows { tr { @for (i, cell) in row.iter().enumerate() { @if i == 0 { th scope="row" { (cell) } } @else { td { (cell) } } } } } }
                        }
                    }
                }
            }
        }
    }
}
