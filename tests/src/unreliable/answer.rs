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

/// Answers with the file, if there is one, and with the fault, if there is one. An error means that
/// the browser has gone, which is what many of these are about.
pub(super) async fn answer(
    socket: &mut TcpStream,
    file: Option<Vec<u8>>,
    fault: Option<Fault>,
) -> io::Result<()> {
    let file = file.as_deref();
    let body = file.unwrap_or(PAGE.as_bytes());
    match fault {
        None | Some(Fault::Held) => {
            whole(socket, if file.is_some() { 200 } else { 404 }, body).await
        }
        Some(Fault::HangUp) => Ok(()),
        Some(Fault::Cut(at)) => part(socket, body.len(), first(body, at)).await,
        Some(Fault::Truncated(at)) => whole(socket, 200, first(body, at)).await,
        Some(Fault::Corrupted(at)) => whole(socket, 200, &corrupted(body, at)).await,
        Some(Fault::OneMore) => whole(socket, 200, &[body, b"x"].concat()).await,
        Some(Fault::SaysMore) => part(socket, body.len() + 1000, body).await,
        Some(Fault::SaysLess) => part(socket, body.len() / 2, body).await,
        Some(Fault::Endless) => endless(socket, body).await,
        Some(Fault::Silent) => gone(socket).await,
        Some(Fault::Stalled) => {
            part(socket, body.len(), first(body, body.len() / 2)).await?;
            gone(socket).await
        }
        Some(Fault::Drips) => drip(socket, body).await,
        Some(Fault::Status(status)) => whole(socket, status, PAGE.as_bytes()).await,
        Some(Fault::MovedTo(address)) => {
            let more = format!("Location: {address}\r\nContent-Length: 0\r\n");
            head(socket, 302, &more).await
        }
        Some(Fault::LoginPage) => whole(socket, 200, PAGE.as_bytes()).await,
        Some(Fault::NotCompressed) => {
            let length = body.len();
            let more = format!("Content-Encoding: gzip\r\nContent-Length: {length}\r\n");
            head(socket, 200, &more).await?;
            socket.write_all(body).await
        }
    }
}

fn first(body: &[u8], length: usize) -> &[u8] {
    body.get(..length).unwrap_or(body)
}

fn corrupted(body: &[u8], at: usize) -> Vec<u8> {
    let mut body = body.to_vec();
    if let Some(byte) = body.get_mut(at) {
        *byte ^= 1;
    }
    body
}

async fn whole(socket: &mut TcpStream, status: u16, body: &[u8]) -> io::Result<()> {
    head(socket, status, &length_line(body.len())).await?;
    socket.write_all(body).await
}

async fn part(socket: &mut TcpStream, says: usize, body: &[u8]) -> io::Result<()> {
    head(socket, 200, &length_line(says)).await?;
    socket.write_all(body).await
}

async fn endless(socket: &mut TcpStream, body: &[u8]) -> io::Result<()> {
    head(socket, 200, "").await?;
    socket.write_all(body).await?;
    loop {
        socket.write_all(&[b' '; 1 << 16]).await?;
    }
}

async fn drip(socket: &mut TcpStream, body: &[u8]) -> io::Result<()> {
    head(socket, 200, &length_line(body.len())).await?;
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

fn length_line(length: usize) -> String {
    format!("Content-Length: {length}\r\n")
}

async fn head(socket: &mut TcpStream, status: u16, more: &str) -> io::Result<()> {
    // One connection for each file: what happens to it happens to nothing else.
    let head = format!(
        "HTTP/1.1 {status} -\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n{more}\r\n"
    );
    socket.write_all(head.as_bytes()).await
}
