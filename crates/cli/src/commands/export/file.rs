use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What `sha256sum` and `wc -c` say of a file.
#[derive(Debug, Serialize)]
pub struct Checksum {
    sha256: String,
    bytes: u64,
}

impl Checksum {
    /// In hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Length of the file.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// The checksum of what is written; it goes nowhere.
pub fn sum(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<Checksum> {
    let mut out = Summed { out: io::sink(), sha256: Sha256::new(), bytes: 0 };
    write(&mut out)?;
    Ok(out.checksum())
}

/// Writes beside the file and renames at the end: whoever reads it never sees half of it.
pub fn write<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<(T, Checksum)> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(".tmp");
    let attempt = || -> anyhow::Result<(T, Checksum)> {
        let mut out = Summed { out: BufWriter::new(File::create(&draft)?), sha256: Sha256::new(), bytes: 0 };
        let made = write(&mut out)?;
        out.flush()?;
        fs::rename(&draft, path)?;
        Ok((made, out.checksum()))
    };
    let outcome = attempt();
    if outcome.is_err() {
        let _ = fs::remove_file(&draft);
    }
    outcome.with_context(|| format!("cannot write {}", path.display()))
}

/// Adds up what goes through.
struct Summed<W> {
    out: W,
    sha256: Sha256,
    bytes: u64,
}

impl<W> Summed<W> {
    fn checksum(self) -> Checksum {
        let sha256 = self.sha256.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Checksum { sha256, bytes: self.bytes }
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sha256.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn a_failed_export_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.csv");
        let ((), sum) = write(&path, |out| Ok(out.write_all(b"abc")?)).unwrap();
        assert_eq!(sum.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(sum.bytes, 3);
        let failed: anyhow::Result<((), Checksum)> = write(&path, |out| {
            out.write_all(b"half")?;
            bail!("no more")
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"abc");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
