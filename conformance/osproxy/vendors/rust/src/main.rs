//! `osproxy-shim [--profile store|control|fleet]`: adapter protocol v1 on standard input and output.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use osproxy_shim::pics::Profile;
use osproxy_shim::session::{Flow, Session};

/// Longest line, with its line feed.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let profile = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Some(Profile::Fleet),
        ["--profile", name] => Profile::named(name),
        _ => None,
    };
    let Some(profile) = profile else {
        eprintln!("usage: osproxy-shim [--profile store|control|fleet]");
        return ExitCode::from(64);
    };
    match converse(profile) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("osproxy-shim: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Answers until `bye` or the end of the input. Replies are flushed when no further request is waiting.
fn converse(profile: Profile) -> io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, io::stdin());
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout());
    let mut session = Session::new(profile);
    let mut line = Vec::new();
    loop {
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
        line.clear();
        input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if line.pop() != Some(b'\n') {
            // The end of the input; an unfinished last line is no request.
            return if line.len() as u64 + 1 < LONGEST_LINE { output.flush() } else { Err(too_long()) };
        }
        if session.take(&line, &mut output)? == Flow::End {
            return output.flush();
        }
    }
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a line is longer than 16 MiB")
}
