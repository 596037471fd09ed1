//! A normalised key → 32 bytes, at a price: whoever guesses names pays it for every guess.
//!
//! Argon2id (RFC 9106) in three strengths. What is made of the 32 bytes is left to [`super::secret`].

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};

/// How dear a guess is. Names in files are in kebab case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// 19 MiB in 2 passes: what OWASP recommends as the least for passwords.
    #[default]
    Sealed,
    /// 8 MiB in 1 pass: for slow machines.
    SealedLight,
    /// As little as there is: for tests. Protects nothing.
    Test,
}

impl Profile {
    /// Every strength, the strongest first.
    pub const ALL: [Self; 3] = [Self::Sealed, Self::SealedLight, Self::Test];

    /// The name used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::SealedLight => "sealed-light",
            Self::Test => "test",
        }
    }

    /// Memory in KiB.
    #[must_use]
    pub fn memory_kib(self) -> u32 {
        match self {
            Self::Sealed => 19 * 1024,
            Self::SealedLight => 8 * 1024,
            Self::Test => 8,
        }
    }

    /// Passes over the memory.
    #[must_use]
    pub fn passes(self) -> u32 {
        match self {
            Self::Sealed => 2,
            Self::SealedLight | Self::Test => 1,
        }
    }
}

/// Sixteen bytes of the company's own, so that no table made for another company helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

/// What the price was paid for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Derived(pub [u8; 32]);

impl std::fmt::Debug for Derived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Derived(…)")
    }
}

/// The work memory, used again from key to key.
#[derive(Default)]
pub struct Memory(Vec<argon2::Block>);

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Memory({} KiB)", self.0.len())
    }
}

/// Derives from a normalised key, e.g. `x:@jdoe`.
///
/// Nothing when the parameters are refused, which those of a [`Profile`] never are.
#[must_use]
pub fn derive(profile: Profile, salt: &Salt, key: &str, memory: &mut Memory) -> Option<Derived> {
    let params = Params::new(profile.memory_kib(), profile.passes(), 1, Some(32)).ok()?;
    memory
        .0
        .resize(params.block_count(), argon2::Block::default());
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut derived = [0; 32];
    let done = argon.hash_password_into_with_memory(
        key.as_bytes(),
        &salt.0,
        &mut derived,
        memory.0.as_mut_slice(),
    );
    done.ok().map(|()| Derived(derived))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected: `argon2_cffi` 25.1 (the reference implementation in C), `low_level.hash_secret_raw`, type ID.
    #[test]
    fn derives_what_the_reference_implementation_derives() {
        let salt = Salt(*b"0123456789abcdef");
        for (profile, key, expected) in [
            (
                Profile::Sealed,
                "x:@jdoe",
                "3b390931903eab3b11e93d8c41fff8db9885f10686fea2783e155cc6b40a3a35",
            ),
            (
                Profile::SealedLight,
                "x:@jdoe",
                "22bf1a4cfca85029069f7a6347dce44df57c36d1dbe89bc2827d4e38c33abfba",
            ),
            (
                Profile::Test,
                "org:acme",
                "159013061e8e269812e68df16da46cac05aabb696cd3157c1b939a6b0ca676e8",
            ),
        ] {
            let mut memory = Memory::default();
            let derived = derive(profile, &salt, key, &mut memory).map(|derived| derived.0);
            assert_eq!(derived.map(hex::encode).as_deref(), Some(expected));
            let again = derive(profile, &salt, key, &mut memory).map(|derived| derived.0);
            assert_eq!(derived, again, "memory that was used says nothing");
        }
    }
}
