use super::lines;
use crate::arguments::AnnotateArguments;
use crate::exit::Done;

pub fn run(arguments: &AnnotateArguments) -> anyhow::Result<Done> {
    lines::write(&arguments.inputs, polybius_coder::annotate)
}
