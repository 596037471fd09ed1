//! `fineline import` of 200,000 rows: the peak of its memory has a bound that is far below the size of
//! the file, since no file is ever held as a whole.

#![expect(clippy::expect_used, reason = "tests")]

mod common;

use std::fs::{self, File};
use std::io::{BufWriter, Read as _, Write as _};
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

use common::Place;

const ROWS: u32 = 200_000;
const ACCOUNTS: u32 = 20_000;

/// In kB, less than the files have. What is kept is about 250 bytes per entry; measured 60 MB on 2026-11-22.
const BOUND: u64 = 88 * 1024;

/// Contacts of a large company with the long notes that such exports have.
fn write_exports(place: &Place) -> u64 {
    let mut accounts = BufWriter::new(File::create(place.path("Account.csv")).expect("a file"));
    writeln!(accounts, "Id,Name,Website,OwnerId,Description").expect("a header");
    for at in 0..ACCOUNTS {
        let row = format!("001A{at:011},Company {at},https://www.company-{at}.example,005A,{at}");
        writeln!(accounts, "{row}").expect("a row");
    }
    let note = "Met at the fair in spring, asked for the long brochure; call again. ".repeat(6);
    let path = place.path("Contact.csv");
    let mut contacts = BufWriter::new(File::create(&path).expect("a file"));
    writeln!(
        contacts,
        "Id,AccountId,LastName,FirstName,Email,Description,LinkedIn__c"
    )
    .expect("a header");
    for at in 0..ROWS {
        let account = at / (ROWS / ACCOUNTS);
        let row = format!(
            "003A{at:011},001A{account:011},Last{at},First,person-{at}@company-{account}.example,\"{note}\",\
             https://www.linkedin.com/in/first-last-{at}"
        );
        writeln!(contacts, "{row}").expect("a row");
    }
    drop((accounts, contacts.into_inner().expect("all of it")));
    fs::metadata(path).expect("a size").len()
}

/// The highest memory of a process so far, in kB.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("a process");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number
        .and_then(|number| number.parse().ok())
        .expect("VmHWM in kB")
}

/// Runs the command, and looks at its memory when all its work is done: its words, and the peak in kB.
fn run(place: &Place, args: &[&str], list: &Path) -> (String, u64) {
    // Its standard output is a full pipe: there it waits, alive, with its last words.
    let (mut reader, mut writer) = std::io::pipe().expect("a pipe");
    writer.write_all(&[b' '; 65_536]).expect("a full pipe");
    let mut command = place.command(args);
    let mut child = command.stdout(writer).spawn().expect("the command runs");
    // The command holds the other end as long as it lives.
    drop(command);
    while !list.exists() {
        let state = child.try_wait().expect("a state");
        assert!(state.is_none(), "it ended without a list");
        sleep(Duration::from_millis(20));
    }
    let peak = peak(&child);
    let mut said = String::new();
    reader.read_to_string(&mut said).expect("its words");
    assert!(child.wait().expect("an end").success());
    (said, peak)
}

#[test]
fn two_hundred_thousand_rows_stream_in_bounded_memory() {
    let place = Place::new();
    fs::create_dir_all(place.path("bank")).expect("a folder");
    fs::write(
        place.path("bank/people.csv"),
        "id,name\nmara,Mara Lindqvist\n",
    )
    .expect("a file");
    let size = write_exports(&place);
    assert!(size > 90_000_000, "a file of {size} bytes");
    let files = ["import", "bank", "Contact.csv", "Account.csv"];
    let options = [
        "--audience",
        "all",
        "--apply",
        "--linkedin-column",
        "LinkedIn__c",
    ];
    let list = place.path("bank/audiences/all.csv");
    let (said, peak) = run(&place, &[&files[..], &options].concat(), &list);
    let counts = "220000 new, 0 changed, 0 unchanged, 0 kept";
    assert!(said.contains(counts), "{said}");
    let rows = fs::read_to_string(&list).expect("the list").lines().count();
    assert_eq!(rows, 220_001);
    println!(
        "peak {} MB for files of {} MB",
        peak / 1024,
        size / 1_000_000
    );
    assert!(peak < BOUND, "peak of {peak} kB, at most {BOUND} kB");
}
