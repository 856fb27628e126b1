//! Places of the world, by name: GeoNames towns and divisions compiled into the binary, readable tables on top (`data/gazetteer`),
//! and a user's own table in the GeoNames dump format on top of both.

mod centres;
mod fold;
mod pack;
mod packed;
mod tables;
mod toponym;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

pub use fold::{fold, without_marks};
pub use pack::{Row, pack};
pub use packed::PackedError;
pub use tables::TableError;
pub use toponym::{Feature, Toponym};

use packed::{NO_PARENT, NO_POINT, Packed};

static COMPILED: &[u8] = include_bytes!("../../../../data/gazetteer/gazetteer.bin");

/// Places of the world, by name.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    packed: Arc<Packed>,
    /// Places of the readable tables and of the user, by folded name; they come before the compiled ones.
    added: HashMap<String, Vec<Arc<Toponym>>>,
    /// Names that stand for another name of the same country and kind: folded alias to entries.
    aliases: HashMap<String, Vec<tables::Alias>>,
    /// Names to show for compiled rows in place of their own.
    shown: HashMap<usize, String>,
}

impl Gazetteer {
    /// The gazetteer that is built in. Read once, then shared.
    pub fn embedded() -> Self {
        static SHARED: OnceLock<Gazetteer> = OnceLock::new();
        SHARED
            .get_or_init(|| {
                // A broken embedded file fails the tests of this crate; a user still gets the tables.
                let mut gazetteer = Gazetteer::compiled(COMPILED).unwrap_or_default();
                if let Some(packed) = Arc::get_mut(&mut gazetteer.packed) {
                    centres::lay_over(packed);
                }
                gazetteer.add_tables();
                gazetteer
            })
            .clone()
    }

    /// A gazetteer of compiled bytes (see [`pack`]) alone.
    ///
    /// # Errors
    /// Where the bytes are not in the layout of this version.
    pub fn compiled(bytes: &[u8]) -> Result<Self, PackedError> {
        Ok(Gazetteer { packed: Arc::new(Packed::read(bytes)?), ..Gazetteer::default() })
    }

    /// Every place of that name (see [`fold`] for what is ignored), the most populous first; places of the tables stand before
    /// the compiled ones. Where the name is unknown, its spellings with the Arabic article otherwise written are tried.
    pub fn lookup(&self, name: &str) -> Vec<Toponym> {
        let folded = fold(name);
        let found = self.exact(&folded);
        if !found.is_empty() {
            return found;
        }
        fold::variants(&folded).iter().map(|v| self.exact(v)).find(|f| !f.is_empty()).unwrap_or_default()
    }

    /// Every place of a folded name; no other spellings are tried.
    pub fn exact(&self, folded: &str) -> Vec<Toponym> {
        if folded.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Toponym> = self.added.get(folded).into_iter().flatten().map(|t| Toponym::clone(t)).collect();
        let mut push = |toponym: Toponym| {
            if !found.iter().any(|f| f.same_place(&toponym)) {
                found.push(toponym);
            }
        };
        for alias in self.aliases.get(folded).into_iter().flatten() {
            for (row, _) in self.packed.rows(&alias.target) {
                let toponym = self.toponym(row, false);
                if alias.fits(&toponym) {
                    push(toponym);
                }
            }
        }
        for (row, alternate) in self.packed.rows(folded) {
            push(self.toponym(row, alternate));
        }
        found
    }

    /// Whether a folded name is known, without building the places.
    pub fn contains(&self, folded: &str) -> bool {
        self.added.contains_key(folded) || self.aliases.contains_key(folded) || self.packed.contains(folded)
    }

    /// Number of compiled places and of their different folded names.
    pub fn size(&self) -> (usize, usize) {
        (self.packed.len(), self.packed.name_count())
    }

    fn toponym(&self, row: usize, alternate: bool) -> Toponym {
        let p = &self.packed;
        let shown = |row: usize| self.shown.get(&row).map_or_else(|| p.name(row), String::as_str).to_owned();
        let point = |v: i32| (v != NO_POINT).then_some(f64::from(v) / 10_000.0);
        let mut admin1 = None;
        let mut admin2 = None;
        let mut parent = p.parents[row];
        // Divisions nest two deep; the bound guards against a broken file.
        for _ in 0..2 {
            if parent == NO_PARENT || parent as usize >= p.len() {
                break;
            }
            let at = parent as usize;
            match Feature::of_code(p.kinds[at] & 0xf) {
                Feature::Admin1 => admin1 = Some(shown(at)),
                Feature::Admin2 => admin2 = Some(shown(at)),
                _ => {}
            }
            parent = p.parents[at];
        }
        let feature = Feature::of_code(p.kinds[row] & 0xf);
        match feature {
            Feature::Admin1 => admin1 = Some(shown(row)),
            Feature::Admin2 => admin2 = Some(shown(row)),
            _ => {}
        }
        let seat = p.kinds[row] >> 4;
        Toponym {
            geonameid: (p.ids[row] != 0).then_some(u64::from(p.ids[row])),
            name: shown(row),
            country: p.countries[row].iter().map(|&b| char::from(b)).collect(),
            admin1,
            admin2,
            latitude: point(p.latitudes[row]),
            longitude: point(p.longitudes[row]),
            population: u64::from(p.populations[row]),
            feature,
            seat: (seat > 0).then(|| Feature::of_code(seat - 1)),
            within: None,
            alternate,
        }
    }
}
