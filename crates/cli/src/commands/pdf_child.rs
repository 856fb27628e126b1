use crate::exit::Done;

pub fn run() -> anyhow::Result<Done> {
    polybius_ingest::pdf_child_main()?;
    Ok(Done::All)
}
