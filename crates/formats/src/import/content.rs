use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;

use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::ImportError;

/// Packed data may inflate to this much, whatever its ratio.
const FREE_BYTES: u64 = 64 << 20;
/// And beyond that to so many times its size: tables pack to a tenth, bombs to a thousandth.
const RATIO: u64 = 100;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Gzip,
    Zip,
    Workbook,
}

/// Told by the first bytes: names of files lie.
pub(super) fn kind(path: &Path) -> Result<Kind, ImportError> {
    let fail = |e| ImportError::read(path, e);
    let mut file = File::open(path).map_err(fail)?;
    let mut magic = [0; 4];
    let mut read = 0;
    while read < magic.len() {
        match file.read(&mut magic[read..]).map_err(fail)? {
            0 => break,
            n => read += n,
        }
    }
    Ok(match &magic[..read] {
        [0x1f, 0x8b, ..] => Kind::Gzip,
        [b'P', b'K', 3, 4] => {
            file.rewind().map_err(fail)?;
            let archive = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(path, e))?;
            if archive.index_for_name("xl/workbook.xml").is_some() { Kind::Workbook } else { Kind::Zip }
        }
        _ => Kind::Plain,
    })
}

/// Gives the text of a file to `each`, unpacked and without byte order mark: of an archive, one member after the other.
/// UTF-16 becomes UTF-8; other bytes come as they are.
pub(super) fn each_text<E: From<ImportError>>(
    path: &Path,
    kind: Kind,
    each: &mut dyn FnMut(&mut dyn BufRead) -> Result<(), E>,
) -> Result<(), E> {
    let fail = |e| ImportError::read(path, e);
    let file = File::open(path).map_err(fail)?;
    match kind {
        Kind::Plain => each(&mut decoded(file)),
        Kind::Gzip => {
            let packed = file.metadata().map_err(fail)?.len();
            each(&mut decoded(Bounded::new(MultiGzDecoder::new(BufReader::new(file)), packed)))
        }
        Kind::Zip => {
            let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(path, e))?;
            for member in 0..archive.len() {
                let member = archive.by_index(member).map_err(|e| broken(path, e))?;
                let resource_fork = member.name().is_ok_and(|name| name.starts_with("__MACOSX/"));
                if member.is_file() && !resource_fork {
                    let packed = member.compressed_size();
                    each(&mut decoded(Bounded::new(member, packed)))?;
                }
            }
            Ok(())
        }
        Kind::Workbook => {
            Err(ImportError::shape(path, "a workbook; this format is a text file: save the sheet as CSV").into())
        }
    }
}

/// Inflates every part of a workbook once and keeps nothing: what is read into memory later is known to be of a sane size.
pub(super) fn check_workbook(path: &Path) -> Result<(), ImportError> {
    let fail = |e| ImportError::read(path, e);
    let file = File::open(path).map_err(fail)?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(path, e))?;
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(|e| broken(path, e))?;
        let packed = part.compressed_size();
        io::copy(&mut Bounded::new(part, packed), &mut io::sink()).map_err(fail)?;
    }
    Ok(())
}

fn broken(path: &Path, e: zip::result::ZipError) -> ImportError {
    ImportError::shape(path, format!("the archive is broken ({e}); fetch it again"))
}

fn decoded(reader: impl Read) -> impl BufRead {
    let decoder = DecodeReaderBytesBuilder::new().utf8_passthru(true).strip_bom(true).bom_override(true).build(reader);
    BufReader::with_capacity(1 << 16, decoder)
}

/// A reader that refuses to inflate beyond a ratio.
struct Bounded<R> {
    reader: R,
    inflated: u64,
    most: u64,
}

impl<R: Read> Bounded<R> {
    fn new(reader: R, packed: u64) -> Self {
        Bounded { reader, inflated: 0, most: FREE_BYTES.max(packed.saturating_mul(RATIO)) }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.inflated += read as u64;
        if self.inflated > self.most {
            let problem = format!("it inflates to more than {} bytes, as no table does", self.most);
            return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn text(path: &Path) -> Result<String, ImportError> {
        let mut out = String::new();
        each_text(path, kind(path)?, &mut |reader| -> Result<(), ImportError> {
            reader.read_to_string(&mut out).map_err(|e| ImportError::read(path, e))?;
            Ok(())
        })?;
        Ok(out)
    }

    #[test]
    fn files_are_unpacked_by_what_they_are_and_bombs_stop() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        std::fs::write(&path, "\u{feff}a,b\n").unwrap();
        assert_eq!(text(&path).unwrap(), "a,b\n");
        std::fs::write(&path, b"\xff\xfea\0,\0\xe9\0").unwrap();
        assert_eq!(text(&path).unwrap(), "a,é");

        let zipped = |members: &[(&str, &[u8])]| {
            let mut writer = zip::ZipWriter::new(File::create(&path).unwrap());
            for (name, bytes) in members {
                writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
                writer.write_all(bytes).unwrap();
            }
            writer.finish().unwrap();
        };
        zipped(&[("one.csv", b"x\n"), ("__MACOSX/one.csv", b"junk"), ("two.csv", b"y\n")]);
        assert_eq!((kind(&path).unwrap(), text(&path).unwrap()), (Kind::Zip, "x\ny\n".to_owned()));
        let zeros = vec![b'0'; 80 << 20];
        zipped(&[("bomb.csv", &zeros)]);
        assert!(text(&path).unwrap_err().to_string().contains("inflates"));
        zipped(&[("xl/workbook.xml", b"<x/>"), ("xl/sharedStrings.xml", &zeros)]);
        assert_eq!(kind(&path).unwrap(), Kind::Workbook);
        assert!(check_workbook(&path).unwrap_err().to_string().contains("inflates"));
    }
}
