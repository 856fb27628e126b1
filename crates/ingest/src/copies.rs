//! Near-duplicates: ten copies of one agency report are one source.
//!
//! Two documents are compared where they share a bucket of their signatures and few documents stand between them in its order; copies of copies
//! are copies. One document more or less concerns those groups alone that it touches, and [`regroup`] looks at no other.

use std::collections::{BTreeMap, BTreeSet};

use crate::signature::{Signature, near_duplicate};

/// Two documents of a bucket with this many others between them are not compared: copies stand together.
const WINDOW: usize = 8;

/// A collection of signatures whose groups are known as of the last time. Buckets are those of now.
pub trait Copies {
    /// What may go wrong in asking.
    type Error;

    /// Places and documents of a bucket before and after a place, the nearest first, at most so many a side; who stands at the place
    /// itself is left out.
    fn around(&self, bucket: u64, place: u64, most: usize) -> Result<[Vec<(u64, u64)>; 2], Self::Error>;

    /// A document's signature and place.
    fn signature(&self, document: u64) -> Result<Option<(Signature, u64)>, Self::Error>;

    /// The documents of the group that a document was in; itself alone if it was in none.
    fn group(&self, document: u64) -> Result<Vec<u64>, Self::Error>;
}

/// A document that came, went or changed: its signature and place before and now.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The document, by the collection's number.
    pub document: u64,
    /// As it was.
    pub before: Option<(Signature, u64)>,
    /// As it is.
    pub now: Option<(Signature, u64)>,
}

/// The groups that changes touch, as they are now: all documents of each, sorted.
///
/// # Errors
/// The collection cannot be asked.
pub fn regroup<C: Copies>(collection: &C, changes: &[Changed]) -> Result<Vec<Vec<u64>>, C::Error> {
    let moves = moves(changes);
    let came: BTreeSet<u64> = changes.iter().filter(|c| c.now.is_some()).map(|c| c.document).collect();
    let mut open = came.clone();
    for change in changes.iter().filter(|c| c.before.is_some()) {
        open.extend(collection.group(change.document)?);
    }
    for change in changes {
        for other in copies_of(collection, change.now.as_ref())? {
            open.extend(collection.group(other)?);
        }
    }
    for (x, y) in displaced(collection, &moves, &came)? {
        open.extend(collection.group(x)?);
        open.extend(collection.group(y)?);
    }
    for gone in changes.iter().filter(|c| c.now.is_none()) {
        open.remove(&gone.document);
    }
    let documents: Vec<u64> = open.into_iter().collect();
    let mut parents: Vec<usize> = (0..documents.len()).collect();
    for (at, &document) in documents.iter().enumerate() {
        for other in copies_of(collection, collection.signature(document)?.as_ref())? {
            if let Ok(other) = documents.binary_search(&other) {
                let (a, b) = (root(&mut parents, at), root(&mut parents, other));
                parents[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    for (at, &document) in documents.iter().enumerate() {
        groups.entry(root(&mut parents, at)).or_default().push(document);
    }
    Ok(groups.into_values().collect())
}

/// Copies among those near in some bucket.
fn copies_of<C: Copies>(collection: &C, own: Option<&(Signature, u64)>) -> Result<BTreeSet<u64>, C::Error> {
    let mut near = BTreeSet::new();
    let Some((signature, place)) = own else { return Ok(near) };
    for bucket in signature.bands() {
        let both = collection.around(bucket, *place, WINDOW + 1)?;
        near.extend(both.iter().flatten().map(|(_, document)| *document));
    }
    let mut copies = BTreeSet::new();
    for document in near {
        if collection.signature(document)?.is_some_and(|(other, _)| near_duplicate(signature, &other)) {
            copies.insert(document);
        }
    }
    Ok(copies)
}

/// By bucket, the places where a document came (+1) or went (-1).
fn moves(changes: &[Changed]) -> BTreeMap<u64, BTreeMap<u64, i32>> {
    let mut out: BTreeMap<u64, BTreeMap<u64, i32>> = BTreeMap::new();
    for change in changes {
        for (state, step) in [(&change.before, -1), (&change.now, 1)] {
            if let Some((signature, place)) = state {
                signature.bands().for_each(|b| *out.entry(b).or_default().entry(*place).or_default() += step);
            }
        }
    }
    out.values_mut().for_each(|moves| moves.retain(|_, step| *step != 0));
    out
}

/// Copies that stayed and that the window parts now, or parted before, because others came or went between them.
fn displaced<C: Copies>(
    collection: &C,
    moves: &BTreeMap<u64, BTreeMap<u64, i32>>,
    came: &BTreeSet<u64>,
) -> Result<Vec<(u64, u64)>, C::Error> {
    let mut out = Vec::new();
    for (&bucket, moves) in moves {
        for (&at, &step) in moves {
            let [before, after] = collection.around(bucket, at, WINDOW + 1 + moves.len())?;
            for (i, x) in before.iter().enumerate().filter(|(_, x)| !came.contains(&x.1)) {
                for (j, y) in after.iter().enumerate().filter(|(_, y)| !came.contains(&y.1)) {
                    let between = i + j + usize::from(step > 0);
                    let steps: i32 = moves.range(x.0..=y.0).map(|(_, step)| step).sum();
                    let then = i32::try_from(between).unwrap_or(i32::MAX).saturating_sub(steps);
                    if (then <= WINDOW as i32) != (between <= WINDOW) {
                        let both = (collection.signature(x.1)?, collection.signature(y.1)?);
                        if let (Some((a, _)), Some((b, _))) = both
                            && near_duplicate(&a, &b)
                        {
                            out.push((x.1, y.1));
                        }
                    }
                }
            }
        }
    }
    Ok(out)
}

/// Groups of documents (id, signature) that copy one another, by way of others too, from nothing: their ids, sorted, the groups by their first.
/// Documents that nobody copied are in none.
pub fn source_groups(documents: &[(String, Signature)]) -> Vec<Vec<String>> {
    let places: Vec<u64> = documents.iter().map(|(id, signature)| signature.place(id)).collect();
    let mut standing: Vec<(u64, u64, u32)> = Vec::new();
    for (at, ((_, signature), &place)) in documents.iter().zip(&places).enumerate() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        standing.extend(signature.bands().map(|bucket| (bucket, place, at)));
    }
    standing.sort_unstable();
    let mut parents: Vec<usize> = (0..documents.len()).collect();
    for bucket in standing.chunk_by(|x, y| x.0 == y.0) {
        for (i, &(_, _, x)) in bucket.iter().enumerate() {
            for &(_, _, y) in bucket.iter().skip(i + 1).take(WINDOW + 1) {
                let (a, b) = (root(&mut parents, x as usize), root(&mut parents, y as usize));
                if a != b && near_duplicate(&documents[x as usize].1, &documents[y as usize].1) {
                    parents[a.max(b)] = a.min(b);
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..documents.len() {
        groups.entry(root(&mut parents, at)).or_default().push(at);
    }
    let ids = |group: Vec<usize>| {
        let mut ids: Vec<String> = group.into_iter().map(|at| documents[at].0.clone()).collect();
        ids.sort_unstable();
        ids
    };
    let mut groups: Vec<Vec<String>> = groups.into_values().filter(|group| group.len() > 1).map(ids).collect();
    groups.sort_unstable();
    groups
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::signature::tests::article;

    fn texts() -> Vec<(String, Signature)> {
        let mut out = Vec::new();
        for story in 0..6 {
            for copy in 0..14 {
                // Cut more and more: the first and the last copy hang together by those between.
                let text = article(story % 4, 30 - copy).join(" ");
                out.push((format!("d{story}-{copy}"), Signature::of_text(&text)));
            }
        }
        out.push(("empty".to_owned(), Signature::of_text("")));
        out
    }

    #[test]
    fn groups_do_not_depend_on_the_order() {
        let mut documents = texts();
        let groups = source_groups(&documents);
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [28, 28, 14, 14]);
        documents.reverse();
        assert_eq!(source_groups(&documents), groups);
    }

    /// A collection in memory; the document is its index.
    #[derive(Default)]
    struct Memory {
        known: BTreeMap<u64, (Signature, u64)>,
        buckets: BTreeSet<(u64, u64, u64)>,
        groups: Vec<Vec<u64>>,
    }

    impl Copies for Memory {
        type Error = Infallible;

        fn around(&self, bucket: u64, place: u64, most: usize) -> Result<[Vec<(u64, u64)>; 2], Infallible> {
            let before = self.buckets.range((bucket, 0, 0)..(bucket, place, 0)).rev().take(most);
            let after = self.buckets.range((bucket, place + 1, 0)..(bucket + 1, 0, 0)).take(most);
            let of = |s: &(u64, u64, u64)| (s.1, s.2);
            Ok([before.map(of).collect(), after.map(of).collect()])
        }

        fn signature(&self, document: u64) -> Result<Option<(Signature, u64)>, Infallible> {
            Ok(self.known.get(&document).cloned())
        }

        fn group(&self, document: u64) -> Result<Vec<u64>, Infallible> {
            Ok(self.groups.iter().find(|g| g.contains(&document)).cloned().unwrap_or(vec![document]))
        }
    }

    #[test]
    fn one_document_more_or_less_gives_the_groups_of_all() {
        let documents = texts();
        let mut memory = Memory::default();
        // Each comes in an order that mixes the stories, and every third goes again and comes back.
        for step in 0..2 * documents.len() {
            let at = (step * 37) % documents.len();
            if step >= documents.len() && !at.is_multiple_of(3) {
                continue;
            }
            let (id, signature) = &documents[at];
            let state = (signature.clone(), signature.place(id));
            let before = memory.known.remove(&(at as u64));
            let now = before.is_none().then_some(state.clone());
            for bucket in state.0.bands() {
                match now {
                    Some(_) => memory.buckets.insert((bucket, state.1, at as u64)),
                    None => memory.buckets.remove(&(bucket, state.1, at as u64)),
                };
            }
            memory.known.extend(now.clone().map(|now| (at as u64, now)));
            let groups = regroup(&memory, &[Changed { document: at as u64, before, now }]).unwrap();
            let touched: BTreeSet<u64> = groups.iter().flatten().copied().chain([at as u64]).collect();
            memory.groups.retain(|group| !group.iter().any(|d| touched.contains(d)));
            memory.groups.extend(groups);

            let all: Vec<(String, Signature)> = memory.known.keys().map(|at| documents[*at as usize].clone()).collect();
            let ids = |group: &Vec<u64>| {
                let mut ids: Vec<String> = group.iter().map(|at| documents[*at as usize].0.clone()).collect();
                ids.sort_unstable();
                ids
            };
            let kept: BTreeSet<Vec<String>> = memory.groups.iter().filter(|g| g.len() > 1).map(ids).collect();
            let whole: BTreeSet<Vec<String>> = source_groups(&all).into_iter().collect();
            assert_eq!(kept, whole, "step {step}");
        }
    }
}
