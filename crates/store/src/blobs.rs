use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::StoreError;

/// Original bytes, compressed, named by their hash. A file that is there is whole: it is written under another name,
/// synced and renamed.
#[derive(Debug)]
pub(crate) struct Blobs {
    root: PathBuf,
}

const LEVEL: i32 = 3;

impl Blobs {
    pub(crate) fn new(desk: &Path) -> Self {
        Blobs { root: desk.join("blobs") }
    }

    /// The folder of half-written files.
    fn unfinished(&self) -> PathBuf {
        self.root.join("tmp")
    }

    pub(crate) fn path(&self, hash: &str) -> PathBuf {
        self.root.join(hash.get(..2).unwrap_or("00")).join(format!("{hash}.zst"))
    }

    /// Removes what a killed process left half-written. Only under the desk's lock.
    pub(crate) fn clear_unfinished(&self) -> Result<(), StoreError> {
        let folder = self.unfinished();
        match fs::remove_dir_all(&folder) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::io(&folder, e)),
            _ => Ok(()),
        }
    }

    /// Stores all, and returns once they are safely on the disk. Returns their hashes, in order.
    pub(crate) fn put<'a>(
        &self,
        originals: impl Iterator<Item = Option<&'a [u8]>>,
    ) -> Result<Vec<Option<String>>, StoreError> {
        let mut hashes = Vec::new();
        let mut folders = BTreeSet::new();
        for original in originals {
            let Some(bytes) = original else {
                hashes.push(None);
                continue;
            };
            let hash = blake3::hash(bytes).to_hex().to_string();
            let path = self.path(&hash);
            if !path.exists() {
                self.write(&hash, &path, bytes)?;
                folders.extend(path.parent().map(Path::to_owned));
            }
            hashes.push(Some(hash));
        }
        for folder in folders {
            sync_folder(&folder)?;
        }
        Ok(hashes)
    }

    fn write(&self, hash: &str, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let unfinished = self.unfinished();
        let folder = path.parent().unwrap_or(&self.root);
        for needed in [&unfinished, folder] {
            fs::create_dir_all(needed).map_err(|e| StoreError::io(needed, e))?;
        }
        let draft = unfinished.join(hash);
        let fail = |e| StoreError::io(&draft, e);
        let packed = zstd::encode_all(bytes, LEVEL).map_err(fail)?;
        let mut file = File::create(&draft).map_err(fail)?;
        file.write_all(&packed).and_then(|()| file.sync_data()).map_err(fail)?;
        drop(file);
        fs::rename(&draft, path).map_err(|e| StoreError::io(path, e))
    }

    /// The original bytes.
    pub(crate) fn get(&self, hash: &str) -> Result<Vec<u8>, StoreError> {
        let path = self.path(hash);
        let fail = |e| StoreError::io(&path, e);
        let file = File::open(&path).map_err(fail)?;
        zstd::decode_all(file).map_err(fail)
    }
}

/// Makes renames in a folder last through a power cut. Not every system can open a folder; there it is left out.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    match File::open(folder) {
        Ok(open) if cfg!(unix) => open.sync_all().map_err(|e| StoreError::io(folder, e)),
        _ => Ok(()),
    }
}
