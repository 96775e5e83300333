//! Coded answers, and how the crate's errors become such.

use handoff::Error;
use serde_json::{Value, json};

/// `code`, and what the catalogue has beside it.
#[derive(Debug, Clone)]
pub struct Failure(pub Value);

impl Failure {
    pub fn new(code: &str, message: impl std::fmt::Display) -> Self {
        Failure(json!({ "code": code, "message": message.to_string() }))
    }

    pub fn code(&self) -> &str {
        self.0["code"].as_str().unwrap_or("io")
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::new("io", error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = match &error {
            Error::Io(_) | Error::Nix(_) | Error::Channel => "io",
            Error::Codec(_) => "codec",
            Error::Protocol(_) => "protocol",
            Error::FrameTooLarge(_) | Error::FrameMalformed(_) => "frame_size",
            Error::PidMismatch { .. } => "pid_mismatch",
            Error::VersionMismatch { .. } => "version_mismatch",
            Error::UnexpectedMessage(_) => "unexpected_message",
            Error::Timeout(_) => "timeout",
            Error::LockHeld { .. } => "lock_held",
            Error::StaleLockBreakRefused { .. } => "stale_lock_refused",
            Error::HandoffInProgress => "handoff_in_progress",
            Error::Aborted(_) => "aborted",
            Error::MissingEnv(_) => "missing_env",
            Error::BadEnv { .. } => "bad_env",
            #[cfg(feature = "hardened")]
            Error::SocketPathTooLong { .. } => "path_too_long",
            #[cfg(feature = "hardened")]
            Error::PeerNotPermitted { .. } => "peer_not_permitted",
        };
        let mut told = json!({ "code": code, "message": error.to_string() });
        match error {
            Error::Aborted(reason) => told["message"] = reason.into(),
            Error::FrameTooLarge(declared) | Error::FrameMalformed(declared) => told["declared"] = declared.into(),
            Error::LockHeld { holder_pid } | Error::StaleLockBreakRefused { holder_pid } => {
                told["holder_pid"] = holder_pid.into();
            }
            Error::VersionMismatch { our_min, our_max, their_min, their_max } => {
                told["our_min"] = our_min.into();
                told["our_max"] = our_max.into();
                told["their_min"] = their_min.into();
                told["their_max"] = their_max.into();
            }
            _ => {}
        }
        Failure(told)
    }
}
