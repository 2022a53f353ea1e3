//! The binary: reads the command line and calls the library.

use clap::Parser;
use server::{
    commands,
    config::{Cli, Command, ProgrammeCommand},
};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(options) => commands::serve(options).await,
        Command::CheckProgramme { dir } => commands::check_programme(&dir),
        Command::Programme(ProgrammeCommand::New(new)) => commands::new_programme(&new),
        Command::ImportUnits(units) => commands::import_units(units).await,
        Command::CreateOfficer(officer) => commands::create_officer(officer).await,
        Command::VerifyLog(storage) => commands::verify_log(storage).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("server: {error}");
            ExitCode::FAILURE
        }
    }
}
