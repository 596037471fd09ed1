//! Keys under a passphrase: where it comes from, and that nothing is signed without it.

use std::fs;
use std::io::{Read, Write as _};
use std::os::unix::fs::PermissionsExt as _;

use crate::common::Place;
use crate::{company, openssl, run_with, small};

const PASSPHRASE: &str = "correct horse battery staple";
const WITH: (&str, &str) = ("FINELINE_PASSPHRASE", PASSPHRASE);

fn protected(kind: &str) -> Place {
    let place = small();
    let args = ["keygen", "bank", "--kind", kind];
    let said = run_with(&place, &args, WITH).fine();
    assert!(said.contains("under your passphrase"), "{said}");
    assert!(!said.contains("NO PASSPHRASE"), "{said}");
    place.run(&["compile", "bank"]).fine();
    place
}

fn mode(place: &Place, name: &str) -> u32 {
    let metadata = fs::metadata(place.path(name)).expect("a file");
    metadata.permissions().mode() & 0o777
}

#[test]
fn both_kinds_are_encrypted_sign_with_the_passphrase_and_are_read_by_openssl() {
    for kind in ["ed25519", "ecdsa-p256"] {
        let place = protected(kind);
        let pem = fs::read_to_string(place.path("bank/keys/targets.pem")).expect("a key");
        assert!(
            pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"),
            "{pem}"
        );
        let signed = run_with(&place, &["sign", "bank"], WITH).fine();
        assert!(signed.starts_with("signed release 1\n"), "{signed}");
        assert!(!signed.contains("warning"), "{signed}");
        place.run(&["publish", "bank", "--to", "served"]).fine();
        crate::refresh(&place, &bundle::Files::new()).expect("clients accept it");
        // OpenSSL finds the same key behind the same passphrase.
        let given = format!("pass:{PASSPHRASE}");
        let keys = place.path("bank/keys");
        openssl(
            &keys,
            &[
                "pkey",
                "-in",
                "targets.pem",
                "-passin",
                &given,
                "-pubout",
                "-out",
                "p.pem",
            ],
        );
        let found = fs::read_to_string(keys.join("p.pem")).expect("a public key");
        let found = bundle::builder::key::public_key(&found).expect("of a known kind");
        assert_eq!(
            found.id().to_string(),
            crate::id(&place, "targets"),
            "{kind}"
        );
    }
}

#[test]
fn the_wrong_passphrase_or_none_signs_nothing() {
    let place = protected("ed25519");
    let wrong = ("FINELINE_PASSPHRASE", "correct horse battery stable");
    let said = run_with(&place, &["sign", "bank"], wrong).failed(1);
    assert!(
        said.contains("`bank/keys/root-1.pem`: the passphrase does not open this key"),
        "{said}"
    );
    let said = place.run(&["sign", "bank"]).failed(1);
    for way in [
        "no terminal to ask on",
        "--passphrase-file FILE",
        "FINELINE_PASSPHRASE",
    ] {
        assert!(said.contains(way), "{said}");
    }
    assert!(
        !place.path("bank/build/release").exists(),
        "nothing half-signed"
    );
}

#[test]
fn a_passphrase_comes_from_the_first_line_of_a_file() {
    let place = small();
    fs::write(place.path("secret"), format!("{PASSPHRASE}\nnot this\n")).expect("a file");
    place
        .run(&["keygen", "bank", "--passphrase-file", "secret"])
        .fine();
    place.run(&["compile", "bank"]).fine();
    run_with(&place, &["sign", "bank"], WITH).fine();
    fs::write(place.path("secret"), "\nsecond line is no passphrase\n").expect("a file");
    let said = place
        .run(&["sign", "bank", "--passphrase-file", "secret"])
        .failed(1);
    assert!(
        said.contains("`secret` has no passphrase in its first line"),
        "{said}"
    );
}

#[test]
fn new_keys_need_a_passphrase_of_some_length_or_a_loud_word() {
    let place = small();
    let said = place.run(&["keygen", "bank"]).failed(1);
    assert!(
        said.contains("a passphrase is needed and there is no terminal"),
        "{said}"
    );
    let short = ("FINELINE_PASSPHRASE", "too short");
    let said = run_with(&place, &["keygen", "bank"], short).failed(1);
    assert!(
        said.contains("the passphrase has 9 characters, expected at least 12"),
        "{said}"
    );
    assert!(!place.path("bank/keys").exists() && !place.path("bank/trust").exists());
    let said = place.run(&["keygen", "bank", "--no-passphrase"]).fine();
    assert!(
        said.contains("NO PASSPHRASE: anyone who can read these files can sign"),
        "{said}"
    );
}

#[test]
fn unprotected_keys_sign_with_a_warning() {
    let place = company();
    let said = place
        .run(&["sign", "bank", "--key", "bank/keys/targets.pem"])
        .fine();
    assert!(
        said.contains("warning: without a passphrase: `bank/keys/targets.pem`;"),
        "{said}"
    );
    assert!(!said.contains("can be read by others"), "{said}");
    let open = fs::Permissions::from_mode(0o644);
    fs::set_permissions(place.path("bank/keys/snapshot.pem"), open).expect("a mode");
    let said = place
        .run(&["sign", "bank", "--key", "bank/keys/snapshot.pem"])
        .fine();
    assert!(
        said.contains("can be read by others (mode 644, expected 600)"),
        "{said}"
    );
}

#[test]
fn secret_keys_and_their_folder_are_for_their_owner_alone() {
    let place = protected("ed25519");
    assert_eq!(mode(&place, "bank/keys"), 0o700);
    for name in [
        "root-1",
        "root-2",
        "root-3",
        "targets",
        "snapshot",
        "timestamp",
    ] {
        assert_eq!(
            mode(&place, &format!("bank/keys/{name}.pem")),
            0o600,
            "{name}"
        );
    }
}

#[test]
fn one_key_more_is_made_beside_the_others_and_never_over_them() {
    let place = company();
    let said = place
        .run(&["keygen", "bank", "--only", "alice", "--no-passphrase"])
        .fine();
    let id = crate::id(&place, "alice");
    assert!(said.contains(&format!("key {id}\n")), "{said}");
    assert_eq!(mode(&place, "bank/keys/alice.pem"), 0o600);
    let before = fs::read(place.path("bank/keys/alice.pem")).expect("a key");
    let said = place
        .run(&["keygen", "bank", "--only", "alice", "--no-passphrase"])
        .failed(1);
    assert!(
        said.contains("`bank/keys/alice.pem` is there already"),
        "{said}"
    );
    assert_eq!(
        fs::read(place.path("bank/keys/alice.pem")).expect("a key"),
        before
    );
    let said = place
        .run(&["keygen", "bank", "--only", "../a", "--no-passphrase"])
        .failed(2);
    assert!(said.contains("`../a` is no name for a key"), "{said}");
    // It signs nothing before a root names it.
    let said = place
        .run(&["sign", "bank", "--key", "bank/keys/alice.pem"])
        .fine();
    assert!(
        said.contains("  targets: 0 of 1, missing: targets ("),
        "{said}"
    );
}

/// `script` gives the command a terminal of its own; it is part of every Debian, as `stty` is.
#[cfg(target_os = "linux")]
#[test]
fn a_passphrase_typed_on_a_terminal_is_not_shown() {
    use std::process::{Command, Stdio};
    let place = small();
    let line = format!("tty; {} keygen bank", env!("CARGO_BIN_EXE_fineline"));
    let mut script = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(place.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("`script` of util-linux");
    let mut input = script.stdin.take().expect("its input");
    let mut output = script.stdout.take().expect("its output");
    let mut said = String::new();
    for question in ["Passphrase for the new keys: ", "The same once more: "] {
        read_until(&mut output, &mut said, question);
        let terminal = said.lines().next().expect("its name").trim_end();
        wait_for_no_echo(terminal);
        input
            .write_all(format!("{PASSPHRASE}\n").as_bytes())
            .expect("typing");
    }
    output.read_to_string(&mut said).expect("the rest");
    assert!(script.wait().expect("an end").success(), "{said}");
    assert!(said.contains("under your passphrase"), "{said}");
    assert!(!said.contains("correct horse"), "{said}");
    // The keys open with it.
    place.run(&["compile", "bank"]).fine();
    run_with(&place, &["sign", "bank"], WITH).fine();
}

/// Reads what is said up to the end of a question.
#[cfg(target_os = "linux")]
fn read_until(output: &mut impl Read, said: &mut String, question: &str) {
    let mut byte = [0];
    while !said.ends_with(question) {
        output.read_exact(&mut byte).expect("a question");
        said.push(char::from(byte[0]));
    }
}

/// Waits until a terminal shows nothing of what is typed.
#[cfg(target_os = "linux")]
fn wait_for_no_echo(terminal: &str) {
    let is_silent = || {
        let stty = std::process::Command::new("stty")
            .args(["-a", "-F", terminal])
            .output();
        let stty = stty.expect("`stty`").stdout;
        String::from_utf8_lossy(&stty).contains(" -echo ")
    };
    let silent = (0..1_000).find(|_| is_silent());
    assert!(silent.is_some(), "`{terminal}` shows what is typed");
}
