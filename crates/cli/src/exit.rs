use std::io::{self, Write};
use std::process::ExitCode;

use crate::terminal::{self, plain};

/// How a command ended that ran to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// All of it: exit code 0.
    All,
    /// The rest was done, but some inputs could not be read, or faults were found: exit code 1.
    WithFailures,
}

/// The exit code of a command, its error told on standard error. 2 is a command that was refused or had to stop.
pub fn code(outcome: anyhow::Result<Done>) -> ExitCode {
    match outcome {
        Ok(Done::All) => ExitCode::SUCCESS,
        Ok(Done::WithFailures) => ExitCode::from(1),
        // Somebody has read enough: `polybius export csv | head`.
        Err(_) if terminal::is_closed() => ExitCode::SUCCESS,
        Err(e) => {
            let causes: Vec<String> = e.chain().map(ToString::to_string).collect();
            let mut message = String::new();
            for cause in &causes {
                // Errors that quote their source would say it twice.
                if !message.ends_with(cause.as_str()) {
                    message.push_str(if message.is_empty() { "" } else { ": " });
                    message.push_str(cause);
                }
            }
            // Nothing is left to tell if standard error is closed too.
            let _ = writeln!(io::stderr().lock(), "polybius: {}", plain(&message));
            ExitCode::from(2)
        }
    }
}
