//! The compiled gazetteer: how it lies in bytes, and reading it.
//!
//! One zstd frame over: magic, number of rows, then sections with their byte lengths. Numbers are columns, one byte plane after
//! another (little endian), which compresses far better than rows. Names are one run of text with a column of lengths. The
//! index is an fst from folded names to a row or to a list of rows.

use std::io::Read;

use fst::Map;

/// First bytes of the uncompressed data; the last one is the version of the layout.
pub(super) const MAGIC: &[u8; 8] = b"PBGAZ\0\0\x01";
/// Marks a row that has no point.
pub(super) const NO_POINT: i32 = i32::MIN;
/// In the index: the value is an offset into the lists, not a row.
pub(super) const LIST: u64 = 1 << 40;
/// In the index and lists: the name is an alternate name of that row, not its own.
pub(super) const ALTERNATE: u32 = 1 << 31;
/// Marks a row without parent.
pub(super) const NO_PARENT: u32 = u32::MAX;

/// Why a compiled gazetteer cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("compiled gazetteer: {0}; compile it again with `cargo xtask gazetteer`")]
pub struct PackedError(pub(super) String);

/// A compiled gazetteer in memory.
#[derive(Default)]
pub(super) struct Packed {
    pub(super) ids: Vec<u32>,
    pub(super) latitudes: Vec<i32>,
    pub(super) longitudes: Vec<i32>,
    pub(super) populations: Vec<u32>,
    pub(super) parents: Vec<u32>,
    pub(super) countries: Vec<[u8; 2]>,
    pub(super) kinds: Vec<u8>,
    name_ends: Vec<u32>,
    names: String,
    index: Map<Vec<u8>>,
    lists: Vec<u32>,
}

impl std::fmt::Debug for Packed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Packed({} rows, {} names)", self.ids.len(), self.index.len())
    }
}

impl Packed {
    /// Reads compiled bytes.
    pub(super) fn read(compressed: &[u8]) -> Result<Self, PackedError> {
        let mut data = Vec::new();
        zstd::stream::read::Decoder::new(compressed)
            .and_then(|mut d| d.read_to_end(&mut data))
            .map_err(|e| PackedError(e.to_string()))?;
        let mut input = Sections { data: &data };
        if input.take(MAGIC.len())? != MAGIC {
            return Err(PackedError("not in the layout of this version".to_owned()));
        }
        let rows = input.length()?;
        let ids = input.column(rows)?;
        let latitudes = input.column(rows)?.into_iter().map(u32::cast_signed).collect();
        let longitudes = input.column(rows)?.into_iter().map(u32::cast_signed).collect();
        let populations = input.column(rows)?;
        let parents = input.column(rows)?;
        let countries = input.take(2 * rows)?;
        let (first, second) = countries.split_at(rows);
        let countries = first.iter().zip(second).map(|(&a, &b)| [a, b]).collect();
        let kinds = input.take(rows)?.to_vec();
        let mut end = 0;
        let mut name_ends = Vec::with_capacity(rows);
        for &length in input.take(rows)? {
            end += u32::from(length);
            name_ends.push(end);
        }
        let names = String::from_utf8(input.section()?.to_vec()).map_err(|e| PackedError(e.to_string()))?;
        let count = input.length()?;
        let lists = input.column(count)?;
        let index = Map::new(input.section()?.to_vec()).map_err(|e| PackedError(e.to_string()))?;
        if names.len() != end as usize {
            return Err(PackedError("names are cut".to_owned()));
        }
        Ok(Packed {
            ids,
            latitudes,
            longitudes,
            populations,
            parents,
            countries,
            kinds,
            name_ends,
            names,
            index,
            lists,
        })
    }

    /// Rows of a folded name, each with whether the name is an alternate one.
    pub(super) fn rows(&self, folded: &str) -> Vec<(usize, bool)> {
        let Some(value) = self.index.get(folded) else { return Vec::new() };
        let split = |v: u32| ((v & !ALTERNATE) as usize, v & ALTERNATE != 0);
        if value & LIST == 0 {
            return vec![split(value as u32)];
        }
        let at = (value & !LIST) as usize;
        let count = self.lists.get(at).copied().unwrap_or(0) as usize;
        self.lists.get(at + 1..at + 1 + count).unwrap_or_default().iter().map(|&v| split(v)).collect()
    }

    /// Whether any row has that folded name.
    pub(super) fn contains(&self, folded: &str) -> bool {
        self.index.contains_key(folded)
    }

    /// Name of a row.
    pub(super) fn name(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.name_ends[row - 1] };
        self.names.get(start as usize..self.name_ends[row] as usize).unwrap_or_default()
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Number of different folded names.
    pub(super) fn name_count(&self) -> usize {
        self.index.len()
    }
}

struct Sections<'a> {
    data: &'a [u8],
}

impl<'a> Sections<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], PackedError> {
        let (head, rest) = self.data.split_at_checked(count).ok_or_else(|| PackedError("cut short".to_owned()))?;
        self.data = rest;
        Ok(head)
    }

    fn length(&mut self) -> Result<usize, PackedError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    }

    fn section(&mut self) -> Result<&'a [u8], PackedError> {
        let count = self.length()?;
        self.take(count)
    }

    fn column(&mut self, rows: usize) -> Result<Vec<u32>, PackedError> {
        let planes = self.take(4 * rows)?;
        let plane = |p: usize, i: usize| planes[p * rows + i];
        Ok((0..rows).map(|i| u32::from_le_bytes([plane(0, i), plane(1, i), plane(2, i), plane(3, i)])).collect())
    }
}
