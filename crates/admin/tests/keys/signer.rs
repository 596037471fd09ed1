//! Keys that are somewhere else: a program signs, and what it returns is not believed but checked. OpenSSL
//! stands for the hardware.

use std::fs;
use std::path::Path;

use crate::common::Place;
use crate::{company, id, openssl};

/// A company whose targets key is held by OpenSSL: P-256, as hardware has it.
fn with_hardware() -> Place {
    let place = company();
    let folder = place.path("");
    let curve = "ec_paramgen_curve:P-256";
    openssl(
        &folder,
        &[
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            curve,
            "-out",
            "hardware.pem",
        ],
    );
    openssl(
        &folder,
        &[
            "pkey",
            "-in",
            "hardware.pem",
            "-pubout",
            "-out",
            "module.pem",
        ],
    );
    let exchange = [
        "--role",
        "targets",
        "--remove",
        "targets",
        "--add",
        "module.pem",
    ];
    let args: Vec<&str> = ["root", "rotate", "bank"]
        .into_iter()
        .chain(exchange)
        .collect();
    place.run(&args).fine();
    place.run(&["root", "sign", "bank"]).fine();
    fs::remove_file(place.path("bank/keys/targets.pem")).expect("the old key");
    place
}

const DER: &str = "openssl dgst -sha256 -sign hardware.pem";

fn sign(place: &Place, command: &str) -> crate::common::Said {
    place.run(&[
        "sign",
        "bank",
        "--signer",
        command,
        "--signer-key",
        "module",
    ])
}

#[test]
fn a_program_signs_in_hexadecimal_or_in_bytes() {
    for command in [DER.to_owned(), format!("{DER} -hex | sed 's/.*= //'")] {
        let place = with_hardware();
        let said = sign(&place, &command).fine();
        assert!(said.contains("  targets: 1 of 1, 1 added now\n"), "{said}");
        place.run(&["sign", "bank"]).fine();
        place.run(&["publish", "bank", "--to", "served"]).fine();
        crate::refresh(&place, &bundle::Files::new()).expect("clients accept it");
        // The hardware signed the line in the log, too.
        let said = place.run(&["audit", "bank", "--format", "json"]).json();
        let lines = said["lines"].as_array().expect("lines");
        let line = lines
            .iter()
            .find(|line| line["name"] == "module")
            .expect("its line");
        assert_eq!(
            (&line["signed"], &line["role"]),
            (&true.into(), &"targets".into())
        );
    }
}

#[test]
fn a_program_is_told_the_key_and_the_role_and_never_the_passphrase() {
    let place = with_hardware();
    let tell = "env | grep ^FINELINE_ | sort > told.$FINELINE_ROLE; ";
    let args = [
        "sign",
        "bank",
        "--signer",
        &format!("{tell}{DER}"),
        "--signer-key",
        "module",
    ];
    crate::run_with(
        &place,
        &args,
        ("FINELINE_PASSPHRASE", "correct horse battery"),
    )
    .fine();
    let told = fs::read_to_string(place.path("told.targets")).expect("what it was told");
    let id = id(&place, "module");
    let expected = format!(
        "FINELINE_KEY_ID={id}\nFINELINE_KEY_SCHEME=ecdsa-sha2-nistp256\nFINELINE_ROLE=targets\nFINELINE_VERSION=1\n"
    );
    assert_eq!(told, expected);
    assert!(
        place.path("told.audit").exists(),
        "the line of the log is asked for, too"
    );
}

#[test]
fn what_is_no_signature_is_refused_with_what_the_program_says() {
    let place = with_hardware();
    for (command, expected) in [
        (
            "echo 'token is locked' >&2; exit 3",
            "failed (exit status: 3) for role `targets`: token is locked",
        ),
        (
            "echo 'no slot' >&2; echo 00ff",
            "wrote 2 bytes that are no signature of key `",
        ),
        ("true", "wrote 0 bytes that are no signature"),
        ("no-such-program-here", "no-such-program-here"),
        // Of the right key over something else.
        (&format!("tr a b | {DER}"), "are no signature of key `"),
    ] {
        let said = sign(&place, command).failed(1);
        assert!(said.contains(expected), "{command}: {said}");
        assert!(
            !place.path("bank/build/release").exists(),
            "{command}: nothing half-signed"
        );
    }
    let said = sign(&place, "echo 'no slot' >&2; echo 00ff").failed(1);
    assert!(said.contains("no slot"), "{said}");
}

#[test]
fn the_keys_of_a_program_are_named() {
    let place = with_hardware();
    let said = place.run(&["sign", "bank", "--signer", DER]).failed(2);
    assert!(said.contains("--signer-key <KEY>"), "{said}");
    let args = ["sign", "bank", "--signer", DER, "--signer-key", "modul"];
    let said = place.run(&args).failed(1);
    assert!(
        said.contains("unknown key `modul`: known are module ("),
        "{said}"
    );
    let digits = &id(&place, "module")[..8];
    place
        .run(&["sign", "bank", "--signer", DER, "--signer-key", digits])
        .fine();
    assert!(Path::new(&place.path("bank/build/release")).exists());
}
