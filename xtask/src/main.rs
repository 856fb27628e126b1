//! Tasks of the project: `cargo xtask TASK`.

mod bench;
mod clients;
mod demo;
mod gazetteer;
mod kill_test;
mod process;
mod quality;
mod quiet;
mod server;
mod test;
mod texts;
mod web;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask TASK

  demo                 build polybius, code the documents of demo/, show what was found and open the desk in a browser
  test                 formatting, lints, documentation tests and all tests, those in a browser included
  web                  build the web app that the binary carries
  clients              serve the demo's desk to clients of other projects: the PyPI packages acled and schemathesis, and GDAL
  bench [N]            code N documents of ordinary length (1000) on two threads, with and without the encoder: speed and memory
  bench --merge [N]    merge up to N made-up reports (1000000) from nothing: how time and memory grow; draws docs/merging.svg
  bench --grow [N [DIR]]  a desk of N made-up reports (1000000): what one document more takes; the desk is kept in DIR
  bench --serve [N [DIR]]  pages of a desk of N made-up events (1000000) under load; the desk is kept in DIR
  bench --map [N [DIR]]  the map of N made-up events (100000) in headless Chromium
  gazetteer            compile the gazetteer from its packages
  quality ...          measure the coder on benchmark texts
  confidence --data DIR --out DIR  write what training/confidence fits on
  tolls --data DIR --out DIR  write what training/chooser fits on
  rarity --data DIR    count how common words are in reports: the weights of shared words in merging
  kill-test [--times N]  kill a run N times (20) at random moments, run it again, compare the exports
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["demo"] => demo::run_demo(),
        ["test"] => test::run_all(),
        ["web"] => web::build(),
        ["clients"] => clients::check(),
        ["bench"] => bench::run(1000),
        ["bench", "--merge"] => bench::merge(1_000_000),
        ["bench", "--merge", n] => number(n).and_then(bench::merge),
        ["bench", "--grow"] => bench::grow(1_000_000, None),
        ["bench", "--grow", n] => number(n).and_then(|n| bench::grow(n, None)),
        ["bench", "--grow", n, folder] => number(n).and_then(|n| bench::grow(n, Some(folder.as_ref()))),
        ["bench", "--serve"] => bench::serve(1_000_000, None),
        ["bench", "--serve", n] => number(n).and_then(|n| bench::serve(n, None)),
        ["bench", "--serve", n, folder] => number(n).and_then(|n| bench::serve(n, Some(folder.as_ref()))),
        ["bench", "--map"] => bench::map(100_000, None),
        ["bench", "--map", n] => number(n).and_then(|n| bench::map(n, None)),
        ["bench", "--map", n, folder] => number(n).and_then(|n| bench::map(n, Some(folder.as_ref()))),
        ["bench", n] => number(n).and_then(bench::run),
        ["gazetteer"] => gazetteer::run(&process::workspace()).map(|result| process::say(&result)),
        ["quality", rest @ ..] => quality::run(&process::workspace(), rest).map(|table| process::print(&table)),
        ["rarity", rest @ ..] => quality::write_rarity(&process::workspace(), rest).map(|said| process::say(&said)),
        ["confidence", rest @ ..] => quality::write_signs(&process::workspace(), rest).map(|said| process::say(&said)),
        ["tolls", rest @ ..] => quality::write_tolls(&process::workspace(), rest).map(|said| process::say(&said)),
        ["kill-test"] => kill_test::run(20),
        ["kill-test", "--times", n] => number(n).and_then(kill_test::run),
        _ => Err(anyhow::anyhow!("{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            process::say(&format!("{e:#}"));
            ExitCode::FAILURE
        }
    }
}

fn number(word: &str) -> anyhow::Result<usize> {
    word.parse().map_err(|_| anyhow::anyhow!("{word:?} is not a number\n\n{USAGE}"))
}
