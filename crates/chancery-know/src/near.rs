//! Names that resemble one that is unknown: [`near_keys`] walks an automaton of names with the table of edit distances,
//! and turns back where no name further on can be near enough.

use fst::raw::Node;

use crate::pack::Section;

/// The longest key that is looked for, in bytes.
const LONGEST: usize = 64;

/// The keys at most `most` letters to change, add, drop or swap away from this one, each with that number and its value.
pub(crate) fn near_keys(fst: &fst::raw::Fst<Section>, key: &str, most: usize) -> Vec<(usize, u64)> {
    if key.len() > LONGEST {
        return Vec::new();
    }
    let mut walk = Walk { fst, asked: key.as_bytes(), most, path: Vec::new(), found: Vec::new() };
    let first = (0..=key.len()).collect();
    walk.enter(fst.root(), 0, &[first]);
    walk.found
}

struct Walk<'a> {
    fst: &'a fst::raw::Fst<Section>,
    asked: &'a [u8],
    most: usize,
    path: Vec<u8>,
    found: Vec<(usize, u64)>,
}

impl Walk<'_> {
    /// Looks at the names from a node on; `rows` are the last rows of the table of distances, the latest at the end.
    fn enter(&mut self, node: Node<'_>, output: u64, rows: &[Vec<usize>]) {
        let Some(row) = rows.last() else { return };
        if let Some(&far) = row.last().filter(|far| node.is_final() && **far <= self.most) {
            self.found.push((far, output + node.final_output().value()));
        }
        for transition in node.transitions() {
            let next = self.row(transition.inp, rows);
            if next.iter().min().is_some_and(|least| *least <= self.most) {
                self.path.push(transition.inp);
                let last = rows.last().cloned().unwrap_or_default();
                self.enter(self.fst.node(transition.addr), output + transition.out.value(), &[last, next]);
                self.path.pop();
            }
        }
    }

    /// The next row of the table of distances, for one more byte of a known name.
    fn row(&self, byte: u8, rows: &[Vec<usize>]) -> Vec<usize> {
        let (last, before) = (&rows[rows.len() - 1], rows.len().checked_sub(2).map(|at| &rows[at]));
        let mut row = vec![last[0] + 1];
        for (j, asked) in self.asked.iter().enumerate() {
            let change = last[j] + usize::from(*asked != byte);
            let mut cost = change.min(last[j + 1] + 1).min(row[j] + 1);
            if let (Some(before), Some(previous), true) = (before, self.path.last(), j > 0)
                && self.asked[j - 1] == byte
                && previous == asked
            {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::spelling::distance;

    #[test]
    fn the_same_names_are_near_as_by_their_distance() {
        let names = ["beirut", "berlin", "bern", "brest", "tirana", "trieste", "tripoli", "tripolis"];
        let bytes = fst::raw::Fst::from_iter_map(names.iter().zip(0u64..)).unwrap().into_inner();
        let fst = fst::raw::Fst::new(Section::Static(bytes.leak())).unwrap();
        for asked in ["tripoli", "tirpoli", "tripli", "brelin", "bern", "x", "", "trieste "] {
            for most in 0..3 {
                let near: BTreeSet<(usize, u64)> = near_keys(&fst, asked, most).into_iter().collect();
                let far = |(name, at): (&&str, u64)| distance(asked, name, most).map(|far| (far, at));
                let expected: BTreeSet<_> = names.iter().zip(0..).filter_map(far).collect();
                assert_eq!(near, expected, "{asked} {most}");
            }
        }
    }
}
