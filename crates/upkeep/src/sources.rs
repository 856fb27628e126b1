use std::collections::{BTreeMap, BTreeSet};

use polybius_ingest::{Changed, Signature, regroup, source_groups};
use polybius_store::{Desk, Renewing};

use crate::UpkeepError;
use crate::neighbourhood::{Around, read};

/// Brings the sources of documents up to date that changed; returns those whose source is another one now.
pub(crate) fn renew_few(work: &Renewing<'_>) -> Result<BTreeSet<String>, UpkeepError> {
    let desk = work.desk();
    let mut changes = Vec::new();
    for changed in desk.changed_documents()? {
        let (before, now) = (read(&changed.id, changed.was.as_deref()), read(&changed.id, changed.now.as_deref()));
        if let Some((signature, place)) = &before {
            for bucket in signature.bands() {
                work.take_from_bucket(bucket, *place, changed.number)?;
            }
        }
        if let Some((signature, place)) = &now {
            for bucket in signature.bands() {
                work.put_in_bucket(bucket, *place, changed.number)?;
            }
        }
        if before != now {
            changes.push(Changed { document: changed.number, before, now });
        }
    }
    // Groups are those of before until all are known.
    let groups = regroup(&Around(desk), &changes)?;
    let mut wanted: BTreeMap<String, Option<String>> = BTreeMap::new();
    for change in &changes {
        wanted.extend(desk.document_id(change.document)?.map(|id| (id, None)));
    }
    for group in groups {
        let mut ids = Vec::with_capacity(group.len());
        for document in group {
            ids.extend(desk.document_id(document)?);
        }
        let source = ids.iter().min().cloned().filter(|_| ids.len() > 1);
        wanted.extend(ids.into_iter().map(|id| (id, source.clone())));
    }
    let mut moved = BTreeSet::new();
    for (document, source) in wanted {
        if desk.source_of(&document)? != source {
            work.set_source(&document, source.as_deref())?;
            moved.insert(document);
        }
    }
    Ok(moved)
}

/// Groups all documents anew; returns document and source of those that have copies.
pub(crate) fn renew_all(work: &Renewing<'_>) -> Result<BTreeMap<String, String>, UpkeepError> {
    let desk: &Desk = work.desk();
    let mut known: Vec<(String, Signature)> = Vec::new();
    let mut buckets: Vec<(u64, u64, u64)> = Vec::new();
    desk.each_signature(|number, id, bytes| {
        if let Some((signature, place)) = read(id, Some(bytes)) {
            buckets.extend(signature.bands().map(|bucket| (bucket, place, number)));
            known.push((id.to_owned(), signature));
        }
    })?;
    buckets.sort_unstable();
    for (bucket, place, document) in buckets {
        work.put_in_bucket(bucket, place, document)?;
    }
    let mut sources = BTreeMap::new();
    for group in source_groups(&known) {
        let Some(source) = group.first().cloned() else { continue };
        for document in group {
            work.set_source(&document, Some(&source))?;
            sources.insert(document, source.clone());
        }
    }
    Ok(sources)
}
