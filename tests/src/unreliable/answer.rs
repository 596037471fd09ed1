//! One answer on the wire, honest or with a fault. Written by hand: a library for HTTP would not lie.
//! Which fault a request meets is left to the server.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::interval;

use super::fault::Fault;

/// From one byte of a drip to the next.
const DRIP: Duration = Duration::from_millis(20);

const PAGE: &str = "<!doctype html><title>Hotel</title><p>Please enter your room number.</p>";

/// A file as the server has it, with the name of this very content.
#[derive(Clone, Debug)]
pub(super) struct Tagged {
    pub(super) bytes: Vec<u8>,
    pub(super) tag: String,
}

/// Answers with the file, if there is one, and with the fault, if there is one. An error means that
/// the browser has gone, which is what many of these are about. What is wrong with a file carries the
/// name of the right one all the same, as it would behind a broken cache.
pub(super) async fn answer(
    socket: &mut TcpStream,
    file: Option<Tagged>,
    fault: Option<Fault>,
) -> io::Result<()> {
    let is_there = file.is_some();
    let (body, tag) = file.map_or((PAGE.into(), String::new()), |file| (file.bytes, file.tag));
    let says = |length: usize| format!("Content-Length: {length}\r\nETag: \"{tag}\"\r\n");
    let length = body.len();
    let (status, more, sent) = match &fault {
        None | Some(Fault::Held) if is_there => (200, says(length), body),
        None | Some(Fault::Held) => return page(socket, 404).await,
        Some(Fault::HangUp) => return Ok(()),
        Some(Fault::Silent) => return gone(socket).await,
        Some(Fault::Status(status)) => return page(socket, *status).await,
        Some(Fault::LoginPage) => return page(socket, 200).await,
        Some(Fault::MovedTo(address)) => (302, format!("Location: {address}\r\n"), Vec::new()),
        Some(Fault::Cut(at)) => (200, says(length), first(&body, *at)),
        Some(Fault::Truncated(at)) => (200, says(*at), first(&body, *at)),
        Some(Fault::Corrupted(at)) => (200, says(length), corrupted(body, *at)),
        Some(Fault::OneMore) => (200, says(length + 1), [body.as_slice(), b"x"].concat()),
        Some(Fault::SaysMore) => (200, says(length + 1000), body),
        Some(Fault::SaysLess) => (200, says(length / 2), body),
        Some(Fault::Stalled) => (200, says(length), first(&body, length / 2)),
        Some(Fault::Drips) => return drip(socket, &says(length), &body).await,
        Some(Fault::Endless) => (200, String::new(), body),
        Some(Fault::NotCompressed) => {
            let more = format!("Content-Encoding: gzip\r\n{}", says(length));
            (200, more, body)
        }
    };
    head(socket, status, &more).await?;
    socket.write_all(&sent).await?;
    match fault {
        Some(Fault::Stalled) => gone(socket).await,
        Some(Fault::Endless) => endless(socket).await,
        _ => Ok(()),
    }
}

/// Says that the browser's own copy is still the right one.
pub(super) async fn unchanged(socket: &mut TcpStream, tag: &str) -> io::Result<()> {
    head(socket, 304, &format!("ETag: \"{tag}\"\r\n")).await
}

async fn page(socket: &mut TcpStream, status: u16) -> io::Result<()> {
    let length = PAGE.len();
    head(socket, status, &format!("Content-Length: {length}\r\n")).await?;
    socket.write_all(PAGE.as_bytes()).await
}

fn first(body: &[u8], length: usize) -> Vec<u8> {
    body.get(..length).unwrap_or(body).to_vec()
}

fn corrupted(mut body: Vec<u8>, at: usize) -> Vec<u8> {
    if let Some(byte) = body.get_mut(at) {
        *byte ^= 1;
    }
    body
}

async fn endless(socket: &mut TcpStream) -> io::Result<()> {
    loop {
        socket.write_all(&[b' '; 1 << 16]).await?;
    }
}

async fn drip(socket: &mut TcpStream, more: &str, body: &[u8]) -> io::Result<()> {
    head(socket, 200, more).await?;
    let mut drops = interval(DRIP);
    for byte in body {
        drops.tick().await;
        socket.write_all(&[*byte]).await?;
    }
    Ok(())
}

/// Waits until the browser has closed the connection.
async fn gone(socket: &mut TcpStream) -> io::Result<()> {
    while socket.read(&mut [0; 1024]).await? > 0 {}
    Ok(())
}

async fn head(socket: &mut TcpStream, status: u16, more: &str) -> io::Result<()> {
    // One connection for each file: what happens to it happens to nothing else.
    let head = format!(
        "HTTP/1.1 {status} -\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n{more}\r\n"
    );
    socket.write_all(head.as_bytes()).await
}
