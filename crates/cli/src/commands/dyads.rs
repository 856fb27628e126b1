use super::lines;
use crate::arguments::DyadsArguments;
use crate::exit::Done;

pub fn run(arguments: &DyadsArguments) -> anyhow::Result<Done> {
    lines::write(&arguments.inputs, polybius_coder::dyads)
}
