use std::io::{self, BufRead, Read};

use flate2::bufread::MultiGzDecoder;

/// Every stream may inflate to this much, whatever its ratio.
const FREE_BYTES: u64 = 16 << 20;

/// A gzip stream (several members, as WARC has them) that refuses to inflate beyond a ratio.
pub(crate) struct Gunzip<R> {
    decoder: MultiGzDecoder<Counted<R>>,
    inflated: u64,
    ratio: u64,
}

impl<R: BufRead> Gunzip<R> {
    pub fn new(reader: R, ratio: u64) -> Self {
        Gunzip { decoder: MultiGzDecoder::new(Counted { reader, read: 0 }), inflated: 0, ratio }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(buffer)?;
        self.inflated += read as u64;
        let packed = self.decoder.get_ref().read.max(1);
        if self.inflated > FREE_BYTES && self.inflated / packed > self.ratio {
            let problem = format!("{packed} bytes inflate to more than {}", self.inflated);
            return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
        }
        Ok(read)
    }
}

struct Counted<R> {
    reader: R,
    read: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount as u64;
        self.reader.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory does not fail");
        encoder.finish().expect("memory does not fail")
    }

    #[test]
    fn inflates_members_and_stops_bombs() {
        let two = [packed(b"one "), packed(b"two")].concat();
        assert_eq!(io::read_to_string(Gunzip::new(&two[..], 200)).expect("sound"), "one two");

        let bomb = packed(&vec![0; 40 << 20]);
        let mut seen = 0;
        let mut reader = Gunzip::new(&bomb[..], 200);
        let mut buffer = [0; 1 << 16];
        let error = loop {
            match reader.read(&mut buffer) {
                Ok(read) => seen += read,
                Err(error) => break error,
            }
        };
        assert!(seen <= (16 << 20) + buffer.len(), "{seen}");
        assert!(error.to_string().contains("inflate"), "{error}");
    }
}
