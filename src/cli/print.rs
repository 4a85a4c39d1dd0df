//! `print`, which packages ask and people do not: manual pages, completions of shells, licences, from the same definitions
//! as the help.

use super::arguments::{Arguments, Printed, Shell};
use super::failure::Failure;
use super::streams::Streams;
use crate::session::licences;
use clap::{Command, CommandFactory};

/// Writes what is asked for.
pub(super) fn run(printed: &Printed, streams: &mut Streams<'_>) -> Result<(), Failure> {
    match printed {
        Printed::Commands => {
            let command = Arguments::command();
            let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
            shown.map(Command::get_name).try_for_each(|name| writeln!(streams.out, "{name}"))?;
        }
        Printed::Manual { command } => {
            let page = page_of(command.as_deref())?;
            let mut bytes = Vec::new();
            clap_mangen::Man::new(page).render(&mut bytes)?;
            streams.out.write_all(&bytes)?;
        }
        Printed::Completions { shell } => streams.out.write_all(&completions(*shell))?,
        Printed::Licences => {
            for shipped in licences::crates() {
                writeln!(streams.out, "{}\t{}\t{}", shipped.name, shipped.version, shipped.licence)?;
            }
        }
    }
    Ok(())
}

/// What the page of the program, or of one of its commands, is made of.
fn page_of(name: Option<&str>) -> Result<Command, Failure> {
    let mut all = Arguments::command();
    // Passes what concerns every command on to each.
    all.build();
    let Some(name) = name else { return Ok(all) };
    let found = all.find_subcommand(name).filter(|command| !command.is_hide_set());
    let command = found.ok_or_else(|| Failure::usage(format!("there is no command of this name: {name}")))?;
    Ok(command.clone().display_name(format!("parallax-{name}")))
}

fn completions(shell: Shell) -> Vec<u8> {
    let shell = match shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
    };
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "parallax", &mut bytes);
    bytes
}
