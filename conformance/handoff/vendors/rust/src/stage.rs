//! What a process does before anything else: it puts its number into the variables that ask for it. The number is known only
//! now, and the variables must be there from the start, so the program is executed once more.

use std::os::unix::process::CommandExt;
use std::process::{Command, exit};

/// Set where variables hold `{pid}`.
pub const STAGE: &str = "SHIM_STAGE";

pub fn enter() {
    if std::env::var_os(STAGE).is_none() {
        return;
    }
    let pid = std::process::id().to_string();
    let mut again = Command::new("/proc/self/exe");
    again.args(std::env::args_os().skip(1)).env_remove(STAGE);
    for (name, value) in std::env::vars().filter(|(name, value)| !name.starts_with("SHIM_") && value.contains("{pid}"))
    {
        again.env(name, value.replace("{pid}", &pid));
    }
    eprintln!("the process did not start: {}", again.exec());
    exit(70);
}
