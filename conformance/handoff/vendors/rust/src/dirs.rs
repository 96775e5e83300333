//! Data directories, with their files and the locks that others hold.

use std::collections::BTreeMap;
use std::fs::{File, Permissions, read, read_to_string, set_permissions, write};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::lock_table::{self, LOCK_FILE, PID_FILE};
use crate::params::{DirHex, DirHold, DirText, Hex, LockName, Name};
use crate::streams::unknown;

#[derive(Clone)]
pub struct Dir {
    pub data: PathBuf,
    pub control: PathBuf,
    pub journal: PathBuf,
}

pub struct Dirs {
    root: PathBuf,
    pub device: String,
    known: BTreeMap<Name, Dir>,
    held: BTreeMap<Name, File>,
}

impl Dirs {
    pub fn new(root: &Path) -> io::Result<Dirs> {
        set_permissions(root, Permissions::from_mode(0o755))?;
        let device = lock_table::device_of(root)?;
        Ok(Dirs { root: root.to_path_buf(), device, known: BTreeMap::new(), held: BTreeMap::new() })
    }

    /// There from the first time that it is named. Control path and journal lie beside the data.
    pub fn dir(&mut self, name: &Name) -> Result<Dir, Failure> {
        if let Some(dir) = self.known.get(name) {
            return Ok(dir.clone());
        }
        let at = self.root.join(self.known.len().to_string());
        let dir = Dir { data: at.join("data"), control: at.join("control"), journal: at.join("journal") };
        std::fs::create_dir_all(&dir.data)?;
        self.known.insert(name.clone(), dir.clone());
        Ok(dir)
    }

    pub fn lock(&mut self, name: &Name) -> Result<Value, Failure> {
        let data = self.dir(name)?.data;
        Ok(json!({ "free": lock_table::holder(&self.device, &data).is_none() }))
    }

    pub fn files(&mut self, name: &Name) -> Result<Value, Failure> {
        let data = self.dir(name)?.data;
        let mut told = json!({});
        if let Ok(status) = std::fs::metadata(data.join(LOCK_FILE)) {
            told["lock_inode"] = status.ino().to_string().into();
        }
        if let Ok(text) = read(data.join(PID_FILE)) {
            told["pidfile"] = String::from_utf8_lossy(&text).into();
        }
        Ok(told)
    }

    pub fn paths(&mut self, name: &Name) -> Result<Value, Failure> {
        let dir = self.dir(name)?;
        Ok(json!({ "data_dir": dir.data, "control": dir.control, "journal": dir.journal }))
    }

    pub fn hold(&mut self, params: DirHold) -> Result<Value, Failure> {
        let data = self.dir(&params.dir)?.data;
        let file = File::options().read(true).write(true).create(true).truncate(false).open(data.join(LOCK_FILE))?;
        // SAFETY: flock on a descriptor that is open.
        if unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) } != 0 {
            let holder: i64 =
                read_to_string(data.join(PID_FILE)).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0);
            return Err(Failure(json!({ "code": "lock_held", "holder_pid": holder })));
        }
        self.held.insert(params.lock, file);
        Ok(json!({}))
    }

    pub fn release(&mut self, params: LockName) -> Result<Value, Failure> {
        self.held.remove(&params.lock).map(|_| json!({})).ok_or_else(|| unknown(&params.lock))
    }

    pub fn write_pidfile(&mut self, params: DirText) -> Result<Value, Failure> {
        write(self.dir(&params.dir)?.data.join(PID_FILE), params.text)?;
        Ok(json!({}))
    }

    pub fn read_journal(&mut self, name: &Name) -> Result<Value, Failure> {
        match read(self.dir(name)?.journal) {
            Ok(bytes) => Ok(json!({ "hex": Hex(bytes) })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(json!({})),
            Err(error) => Err(error.into()),
        }
    }

    pub fn write_journal(&mut self, params: DirHex) -> Result<Value, Failure> {
        write(self.dir(&params.dir)?.journal, params.hex.0)?;
        Ok(json!({}))
    }

    /// A file for the crate to read.
    pub fn scratch(&self) -> PathBuf {
        self.root.join("scratch")
    }
}
