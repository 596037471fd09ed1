//! `fineline serve`: shows a published folder over HTTP; the server itself lives in `server`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use server::{Options, Reach, Server};

use crate::outcome::Outcome;

/// Serve a published folder over HTTP, on this machine unless told otherwise
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline serve published                          on http://127.0.0.1:8080
  fineline serve published --listen 127.0.0.1:0     on any free port
  fineline serve published --listen 0.0.0.0:8080 --allow-network

The first line names the address. For other machines put TLS in front: browsers accept https only.")]
pub(crate) struct ServeArgs {
    /// The folder that `publish` wrote.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Address and port; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Allow an address that other machines can reach.
    #[arg(long)]
    allow_network: bool,
}

/// Serves until it is stopped.
pub(crate) fn run(args: ServeArgs, say: &mut dyn FnMut(&Outcome)) -> anyhow::Result<Outcome> {
    let reach = if args.allow_network {
        Reach::Network
    } else {
        Reach::Loopback
    };
    let options = Options {
        folder: args.folder,
        listen: args.listen,
        reach,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let server = Server::bind(&options).await?;
        let address = format!("http://{}", server.address()?);
        let line = format!("listening on {address}");
        say(&Outcome::new(
            &[line],
            json!({ "ok": true, "listening": address }),
        ));
        server.run().await?;
        Ok(Outcome::new(
            &["stopped".to_owned()],
            json!({ "ok": true, "stopped": true }),
        ))
    })
}
