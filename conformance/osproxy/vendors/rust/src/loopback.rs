//! The upstream clusters: one HTTP/1.1 server on the loopback interface that applies every write, or holds it.

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::board::{Arrival, Board, Place};

/// The header in which a proxy's operation carries its number on the board.
pub const OPERATION: &str = "x-cutover-operation";

/// Serves until the process ends; every change of `cases` hangs up on all connections.
pub async fn serve(listener: TcpListener, board: Arc<Board>, cases: watch::Sender<u64>) {
    while let Ok((stream, _)) = listener.accept().await {
        let mut next_case = cases.subscribe();
        let board = Arc::clone(&board);
        board.connection_opened();
        tokio::spawn(async move {
            // Hanging up with a reset leaves no port behind in TIME_WAIT.
            let _ = stream.set_nodelay(true);
            let _ = stream.set_zero_linger();
            tokio::select! {
                _ = next_case.changed() => {}
                _ = converse(stream, &board) => {}
            }
            board.connection_closed();
        });
    }
}

struct Message {
    method: String,
    path: String,
    operation: Option<u64>,
    length: usize,
    body_at: usize,
}

/// Answers requests until the peer hangs up, talks nonsense, or a held write ends without an answer.
async fn converse(mut stream: TcpStream, board: &Board) -> Option<()> {
    let mut bytes = Vec::new();
    loop {
        let message = loop {
            if let Some(message) = parse(&bytes)? {
                break message;
            }
            read_more(&mut stream, &mut bytes).await?;
        };
        let end = message.body_at + message.length;
        while bytes.len() < end {
            read_more(&mut stream, &mut bytes).await?;
        }
        bytes.drain(..end);
        let response = answer(&message, board).await?;
        stream.write_all(response.as_bytes()).await.ok()?;
    }
}

async fn read_more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    match stream.read_buf(bytes).await {
        Ok(count) if count > 0 => Some(()),
        _ => None,
    }
}

/// `None` if this is not HTTP, `Some(None)` if it is not complete.
fn parse(bytes: &[u8]) -> Option<Option<Message>> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut request = httparse::Request::new(&mut headers);
    let body_at = match request.parse(bytes).ok()? {
        httparse::Status::Complete(body_at) => body_at,
        httparse::Status::Partial => return Some(None),
    };
    let (method, path) = (request.method?.to_owned(), request.path?.to_owned());
    let number = |name: &str| {
        let header = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(header.value).ok()?.parse::<u64>().ok()
    };
    let length = number("content-length").map_or(Some(0), |length| usize::try_from(length).ok())?;
    Some(Some(Message { method, path, operation: number(OPERATION), length, body_at }))
}

async fn answer(message: &Message, board: &Board) -> Option<String> {
    if let Some(number) = message.operation {
        match board.arrive(number, place(&message.path, board)?) {
            Arrival::Applied => {}
            Arrival::Held(told) => {
                if !told.await.unwrap_or(false) {
                    return None;
                }
            }
            Arrival::Unknown => return None,
        }
        return Some(match message.method.as_str() {
            "DELETE" => response("200 OK", r#"{"result":"deleted"}"#),
            _ => response("201 Created", r#"{"result":"created"}"#),
        });
    }
    Some(if message.path.contains("/_search") {
        response("200 OK", r#"{"took":0,"timed_out":false,"hits":{"total":{"value":0,"relation":"eq"},"hits":[]}}"#)
    } else {
        response("404 Not Found", r#"{"found":false}"#)
    })
}

/// `/{cluster number}/{index}/_doc/{id}`; the index is taken as it arrives, since the sink does not encode it.
fn place(path: &str, board: &Board) -> Option<Place> {
    let (number, rest) = path.strip_prefix('/')?.split_once('/')?;
    let verb = ["/_doc", "/_create", "/_update"].into_iter().filter_map(|verb| rest.rfind(verb)).max()?;
    Some(Place { cluster: board.cluster(number.parse().ok()?)?, index: rest[..verb].to_owned() })
}

fn response(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}
