//! Published vectors of Project Wycheproof for what lists are sealed with: AES-SIV with AES-128 and CMAC, and HKDF with
//! SHA-256. (Argon2id is held against its reference implementation where it is used.)

use aes_siv::KeyInit as _;
use aes_siv::siv::Aes128Siv;
use hkdf::Hkdf;
use sha2::Sha256;
use wycheproof::{TestResult, aead, hkdf as vectors};

#[test]
fn aes_siv_seals_and_opens_as_published() {
    let set = aead::TestSet::load(aead::TestName::AesSivCmac).expect("vectors");
    let (mut valid, mut invalid) = (0, 0);
    let tests = set.test_groups.iter().flat_map(|group| &group.tests);
    for test in tests.filter(|test| test.key.len() == 32) {
        let siv = || Aes128Siv::new_from_slice(&test.key).expect("32 bytes");
        let headers = || [test.aad.as_ref(), test.nonce.as_ref()];
        let sealed = [test.tag.as_ref(), test.ct.as_ref()].concat();
        let opened = siv().decrypt(headers(), &sealed);
        match test.result {
            TestResult::Invalid => {
                assert!(opened.is_err(), "vector {} opens", test.tc_id);
                invalid += 1;
            }
            TestResult::Valid | TestResult::Acceptable => {
                assert_eq!(
                    opened.as_deref(),
                    Ok(test.pt.as_ref()),
                    "vector {}",
                    test.tc_id
                );
                let made = siv().encrypt(headers(), &test.pt);
                assert_eq!(made, Ok(sealed), "vector {}", test.tc_id);
                valid += 1;
            }
        }
    }
    assert!(
        valid > 20 && invalid > 20,
        "{valid} valid, {invalid} invalid"
    );
}

#[test]
fn hkdf_expands_as_published() {
    let set = vectors::TestSet::load(vectors::TestName::HkdfSha256).expect("vectors");
    let mut played = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut made = vec![0; test.size];
        let expanded =
            Hkdf::<Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut made);
        match test.result {
            TestResult::Invalid => assert!(expanded.is_err(), "vector {}", test.tc_id),
            _ => assert_eq!(
                (expanded.is_ok(), made.as_slice()),
                (true, test.okm.as_ref()),
                "vector {}",
                test.tc_id
            ),
        }
        played += 1;
    }
    assert!(played > 50, "{played} vectors");
}
