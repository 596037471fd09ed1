//! Published vectors of Project Wycheproof for every kind of signature that counts: valid ones hold, all
//! others do not. Malleable and oddly encoded signatures are among them.

#![expect(clippy::expect_used, reason = "part of the tests")]

use bundle::key::PublicKey;
use serde_json::json;
use wycheproof::{TestResult, ecdsa, eddsa, rsa_pss_verify};

fn key(kind: &str, scheme: &str, public: &str) -> PublicKey {
    let written = json!({ "keytype": kind, "scheme": scheme, "keyval": { "public": public } });
    PublicKey::from_json(&written).expect("a key of a known kind")
}

/// How many vectors were played, and which ones came out otherwise.
#[derive(Default)]
struct Played {
    count: usize,
    wrong: Vec<String>,
}

impl Played {
    /// `Acceptable` signatures may hold or not, by what a standard allows; ours are strict.
    fn play(
        &mut self,
        key: &PublicKey,
        (message, signature): (&[u8], &[u8]),
        wanted: (usize, TestResult),
    ) {
        let (id, result) = wanted;
        self.count += 1;
        let holds = key.verifies(message, &hex::encode(signature));
        let is_fine = match result {
            TestResult::Valid => holds,
            TestResult::Invalid => !holds,
            TestResult::Acceptable => true,
        };
        if !is_fine {
            self.wrong
                .push(format!("vector {id} is {result:?}, found {holds}"));
        }
    }

    fn finish(self, least: usize) {
        assert_eq!(self.wrong, [] as [String; 0]);
        assert!(self.count >= least, "{} vectors", self.count);
    }
}

#[test]
fn ed25519() {
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).expect("the vectors");
    let mut played = Played::default();
    for group in set.test_groups {
        let key = key("ed25519", "ed25519", &hex::encode(&group.key.pk));
        for test in group.tests {
            played.play(&key, (&test.msg, &test.sig), (test.tc_id, test.result));
        }
    }
    played.finish(140);
}

#[test]
fn ecdsa_p256() {
    let set = ecdsa::TestSet::load(ecdsa::TestName::EcdsaSecp256r1Sha256).expect("the vectors");
    let mut played = Played::default();
    for group in set.test_groups {
        let key = key("ecdsa", "ecdsa-sha2-nistp256", &group.pem);
        for test in group.tests {
            played.play(&key, (&test.msg, &test.sig), (test.tc_id, test.result));
        }
    }
    played.finish(450);
}

#[test]
fn rsa_pss() {
    use rsa_pss_verify::TestName;
    let mut played = Played::default();
    for name in [
        TestName::RsaPss2048Sha256Mgf1SaltLen32,
        TestName::RsaPss3072Sha256Mgf1SaltLen32,
        TestName::RsaPss4096Sha256Mgf1SaltLen32,
    ] {
        let set = rsa_pss_verify::TestSet::load(name).expect("the vectors");
        for group in set.test_groups {
            let key = key("rsa", "rsassa-pss-sha256", &group.pem);
            for test in group.tests {
                played.play(&key, (&test.msg, &test.sig), (test.tc_id, test.result));
            }
        }
    }
    played.finish(200);
}
