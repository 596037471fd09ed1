//! The processes that one of our own processes started, to end them with it. Found by parentage in
//! `/proc`; where there is none, the list is empty.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// How long a killed process may take to be gone.
const LIMIT: Duration = Duration::from_secs(5);

/// Ends a process of ours and all that it started, and waits until they are gone: a helper process of
/// a browser that still writes would bring the removed profile back.
pub(crate) fn end(parent: Pid) {
    let family: Vec<Pid> = descendants(parent).into_iter().chain([parent]).collect();
    for member in &family {
        let _gone_before = kill_process(*member, Signal::KILL);
    }
    let deadline = Instant::now() + LIMIT;
    while family.iter().any(|member| is_alive(*member)) && Instant::now() < deadline {
        sleep(Duration::from_millis(5));
    }
}

/// All that a process started, and all that those did.
pub(crate) fn descendants(parent: Pid) -> Vec<Pid> {
    let all = parents();
    let mut found = vec![parent];
    let mut next = 0;
    while let Some(current) = found.get(next).copied() {
        found.extend(
            all.iter()
                .filter(|(_, parent)| *parent == current)
                .map(|(child, _)| *child),
        );
        next += 1;
    }
    found.split_off(1)
}

/// Every process with its parent.
fn parents() -> Vec<(Pid, Pid)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let pids = ids.filter_map(Pid::from_raw);
    pids.filter_map(|pid| Some((pid, status(pid)?.1))).collect()
}

fn is_alive(pid: Pid) -> bool {
    status(pid).is_some_and(|(state, _)| state != "Z" && state != "X")
}

/// State and parent. The name before them is in brackets and may hold anything.
fn status(pid: Pid) -> Option<(String, Pid)> {
    let line = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    let (_, rest) = line.rsplit_once(") ")?;
    let mut words = rest.split(' ');
    let state = words.next()?.to_owned();
    Some((state, Pid::from_raw(words.next()?.parse().ok()?)?))
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn ends_children_and_grandchildren_and_nobody_else() {
        let start = |script: &str| {
            let mut command = Command::new("sh");
            command
                .args(["-c", script])
                .stdout(Stdio::null())
                .spawn()
                .expect("a shell")
        };
        let mut ours = start("sh -c 'sleep 60; true' & sleep 60");
        let mut another = start("sleep 60; true");
        let pid = Pid::from_child(&ours);
        while descendants(pid).len() < 3 {
            std::thread::yield_now();
        }
        let family = descendants(pid);
        end(pid);
        assert!(family.iter().all(|member| !is_alive(*member)));
        assert!(is_alive(Pid::from_child(&another)));
        ours.wait().expect("it has ended");
        end(Pid::from_child(&another));
        another.wait().expect("it has ended");
    }
}
