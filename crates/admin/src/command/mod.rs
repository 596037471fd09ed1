//! One file per command: its arguments, and a `run` that does the work and says what came of it.

mod audit;
mod check;
mod client;
mod compile;
mod diff;
mod enrol;
mod explain;
mod import;
mod init;
mod inspect;
mod keygen;
mod kill;
mod matrix;
mod publish;
mod review;
mod rollback;
mod root;
mod schema;
mod serve;
mod sign;
mod status;
mod test;

use clap::Subcommand;

use crate::outcome::Outcome;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Init(init::InitArgs),
    Check(check::CheckArgs),
    Test(test::TestArgs),
    Matrix(matrix::MatrixArgs),
    Diff(diff::DiffArgs),
    Review(review::ReviewArgs),
    Schema(schema::SchemaArgs),
    Keygen(keygen::KeygenArgs),
    Root(root::RootArgs),
    Compile(compile::CompileArgs),
    Sign(sign::SignArgs),
    Audit(audit::AuditArgs),
    Publish(publish::PublishArgs),
    Status(status::StatusArgs),
    Rollback(rollback::RollbackArgs),
    Kill(kill::KillArgs),
    Enrol(enrol::EnrolArgs),
    Serve(serve::ServeArgs),
    Explain(explain::ExplainArgs),
    Inspect(inspect::InspectArgs),
    Import(import::ImportArgs),
    Client(client::ClientArgs),
}

impl Command {
    /// The folder that `check` is about, as it was named; nothing for the others.
    pub(crate) fn checked_folder(&self) -> Option<String> {
        match self {
            Self::Check(args) => Some(args.folder().to_string_lossy().into_owned()),
            _ => None,
        }
    }

    /// Does it. `say` prints something before the end; only a command that goes on needs it.
    pub(crate) fn run(self, say: &mut dyn FnMut(&Outcome)) -> anyhow::Result<Outcome> {
        match self {
            Self::Init(args) => init::run(&args),
            Self::Check(args) => check::run(&args),
            Self::Test(args) => test::run(&args),
            Self::Matrix(args) => matrix::run(&args),
            Self::Diff(args) => diff::run(&args),
            Self::Review(args) => review::run(&args),
            Self::Schema(args) => schema::run(&args),
            Self::Keygen(args) => keygen::run(&args),
            Self::Root(args) => root::run(&args),
            Self::Compile(args) => compile::run(&args),
            Self::Sign(args) => sign::run(&args),
            Self::Audit(args) => audit::run(&args),
            Self::Publish(args) => publish::run(&args),
            Self::Status(args) => status::run(&args),
            Self::Rollback(args) => rollback::run(&args),
            Self::Kill(args) => kill::run(&args),
            Self::Enrol(args) => enrol::run(args),
            Self::Serve(args) => serve::run(args, say),
            Self::Explain(args) => explain::run(&args),
            Self::Inspect(args) => inspect::run(&args),
            Self::Import(args) => import::run(&args),
            Self::Client(args) => client::run(args),
        }
    }
}
