use polybius_ingest::{Copies, Signature};
use polybius_merge::{Neighbourhood, Prefers, Standing, number};
use polybius_records::Report;
use polybius_store::{Desk, StoreError};

/// The desk as merging and grouping of copies ask it.
pub(crate) struct Around<'d>(pub &'d Desk);

impl Neighbourhood for Around<'_> {
    type Error = StoreError;

    fn block(&self, key: u64, most: usize) -> Result<Vec<Standing>, StoreError> {
        let of = |(order, number, native)| Standing { key, order, number, native };
        Ok(self.0.block(key, most)?.into_iter().map(of).collect())
    }

    fn around(&self, key: u64, place: (u64, u64), most: usize) -> Result<[Vec<Standing>; 2], StoreError> {
        let sides = self.0.around_in_block(key, place, most)?;
        let of = |(order, number, native)| Standing { key, order, number, native };
        Ok(sides.map(|side| side.into_iter().map(of).collect()))
    }

    fn between(&self, key: u64, from: (u64, u64), to: (u64, u64), most: usize) -> Result<usize, StoreError> {
        self.0.between_in_block(key, from, to, most)
    }

    fn sketch(&self, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.0.sketch_of_number(number)
    }

    fn report(&self, number: u64) -> Result<Report, StoreError> {
        self.0.report_of_number(number)
    }

    fn reports_of(&self, document: &str) -> Result<Vec<u64>, StoreError> {
        Ok(self.0.reports_of_document(document)?.iter().map(|id| number(id)).collect())
    }

    fn event_of(&self, number: u64) -> Result<Option<String>, StoreError> {
        self.0.event_of_number(number)
    }

    fn members(&self, event: &str) -> Result<Vec<(u64, Prefers)>, StoreError> {
        self.0.members_of_event(event)
    }
}

impl Copies for Around<'_> {
    type Error = StoreError;

    fn around(&self, bucket: u64, place: u64, most: usize) -> Result<[Vec<(u64, u64)>; 2], StoreError> {
        let sides = self.0.around_in_bucket(bucket, place, most)?;
        Ok(sides.map(|side| side.into_iter().map(|(place, document, _)| (place, document)).collect()))
    }

    fn signature(&self, document: u64) -> Result<Option<(Signature, u64)>, StoreError> {
        let Some(id) = self.0.document_id(document)? else { return Ok(None) };
        Ok(read(&id, self.0.signature_of(document)?.as_deref()))
    }

    fn group(&self, document: u64) -> Result<Vec<u64>, StoreError> {
        self.0.documents_of_source(document)
    }
}

/// A signature and its place. One of another form counts as none: its document is a source of its own.
pub(crate) fn read(document: &str, bytes: Option<&[u8]>) -> Option<(Signature, u64)> {
    let signature = Signature::from_bytes(bytes?)?;
    let place = signature.place(document);
    Some((signature, place))
}
