//! Trains the models: `train SILVER.tsv OUT_DIR [fast|lemmas|names]` writes `syntax.bin.zst` and `lemmas.tsv`, and says how good they are. With
//! `lemmas` it writes only the lemmas; with `names` it keeps the tagger and parser that are in OUT_DIR.
//! Build with `--release --features train`.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::Path;
use std::time::Instant;

use polybius_syntax::train::{Plan, lemma_exceptions, read, train};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, silver, out, ..] = arguments.as_slice() else {
        return Err(io::Error::other("usage: train SILVER.tsv OUT_DIR [fast|lemmas|names]"));
    };
    let fast = arguments.get(3).is_some_and(|a| a == "fast");
    let begun = Instant::now();
    let mut log = |line: &str| {
        let _ = writeln!(io::stderr(), "[{:>5.0} s] {line}", begun.elapsed().as_secs_f64());
    };
    let samples = read(BufReader::new(File::open(silver)?))?;
    let plan = if fast {
        Plan {
            rounds: [4, 5, 5],
            bytes: [300_000, 400_000, 1_100_000],
            least: [2, 2, 3],
            halved: String::new(),
            held_out: 33,
        }
    } else {
        Plan {
            rounds: [5, 5, 6],
            bytes: [900_000, 1_300_000, 3_500_000],
            least: [2, 2, 4],
            halved: "gva".to_owned(),
            held_out: 33,
        }
    };
    let exceptions = lemma_exceptions(&samples, if fast { 2 } else { 3 });
    fs::write(Path::new(out).join("lemmas.tsv"), exceptions)?;
    if arguments.get(3).is_some_and(|a| a == "lemmas") {
        return Ok(());
    }
    let weights = Path::new(out).join("syntax.bin.zst");
    let earlier = if arguments.get(3).is_some_and(|a| a == "names") { Some(fs::read(&weights)?) } else { None };
    let (bytes, report) = train(&samples, &plan, earlier.as_deref(), &mut log)?;
    fs::write(&weights, bytes)?;
    write!(io::stdout(), "{report}")
}
