//! An invented bank of any size, its maps at each version, and a browser that asks them.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::pin::pin;
use std::sync::OnceLock;
use std::task::{Context, Poll, Waker};

use bundle::Files;
use bundle::builder::company::{self, Company};
use bundle::builder::compile::{compile, release};
use bundle::builder::key::SecretKey;
use bundle::builder::seal::previous::Previous;
use bundle::builder::seal::secret::MapSecret;
use bundle::builder::seal::{Derive, MapReport, SealError, Sealed, open_lists, seal};
use bundle::builder::source::Sources;
use bundle::content::Bundle;
use bundle::content::asking::{OpenMap, Source, ask};
use bundle::content::open::{self, OPEN};
use bundle::map::kdf::{Derived, Memory, Profile, Salt, derive};
use bundle::map::manifest::{Manifest, Reference, path};
use bundle::map::merkle::Digest;
use bundle::map::secret::CohortKey;
use bundle::map::state::{Parts, State};
use bundle::map::update::Plan;
use policy::{Asked, Author, Day, Known};

/// A day in November 2026, and as many days later.
pub(crate) fn day(later: i64) -> Day {
    Day::from_unix_seconds(1_795_000_000 + later * 86_400)
}

/// The files of the bank.
#[derive(Clone)]
pub(crate) struct Bank(pub(crate) BTreeMap<String, String>);

impl Bank {
    /// A bank with a client for each number: `@client7`, and every third a company with page, name and domain.
    pub(crate) fn with_clients(numbers: impl Iterator<Item = u32>) -> Self {
        let mut clients = "kind,display_name,company,x_handle,linkedin_company_url,email_domain,state,owner,backup,team,confirmed_on,valid_until\n".to_owned();
        for number in numbers {
            let owner = ["jonas", "mara"][number as usize % 2];
            clients += &match number % 3 {
                0 => format!(
                    "company,,Vineyard {number},,/company/vineyard-{number},v{number}.example,,{owner},,,,\n"
                ),
                _ => format!(
                    ",Client {number},,@client{number},,,negotiation,{owner},ruth,key,2026-11-0{},2027-12-31\n",
                    number % 9 + 1
                ),
            };
        }
        let files = [
            (
                "fineline.toml",
                "company = \"Aldermoor Bank\"\nlanguage = \"en\"\n[roles.engineer]\nlabel = \"Engineer\"\n[roles.sales]\nlabel = \"Sales\"\n\
                 [teams]\nkey = \"Key accounts\"\n[sealing]\nprofile = \"test\"\n",
            ),
            (
                "desks.toml",
                "[press]\nname = \"Press desk\"\nlink = \"mailto:press@aldermoor.example\"\n",
            ),
            (
                "people.csv",
                "id,name,title,team,roles,link,x_handle\n\
                 jonas,Jonas Brandt,Account manager,key,sales,mailto:jonas.brandt@aldermoor.example,@jonas_brandt\n\
                 mara,Mara Lindqvist,Deal lead,key,sales,https://chat.aldermoor.example/mara,\n\
                 ruth,Ruth Okoye,Head of press,,engineer,mailto:ruth@aldermoor.example,\n",
            ),
            (
                "audiences/clients.toml",
                "label = \"Clients\"\nclass = \"client\"\nowner = \"jonas\"\n",
            ),
            ("audiences/clients.csv", clients.as_str()),
            (
                "audiences/rivals.toml",
                "label = \"Rivals\"\nclass = \"competitor\"\nowner = \"ruth\"\n",
            ),
            (
                "audiences/rivals.csv",
                "display_name,x_handle,owner\nVictor Hale,@victor_hale,ruth\n",
            ),
            ("rules/a.toml", RULE),
        ];
        Self(
            files
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .into(),
        )
    }

    /// With `to` in the place of `from` everywhere in a file.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) -> Self {
        let mut files = self.0.clone();
        let text = &self.0[path];
        assert!(text.contains(from), "`{from}` in {path}");
        files.insert(path.to_owned(), text.replace(from, to));
        Self(files)
    }

    /// With a file more, or in the place of another.
    pub(crate) fn with(&self, path: &str, text: &str) -> Self {
        let mut files = self.0.clone();
        files.insert(path.to_owned(), text.to_owned());
        Self(files)
    }

    pub(crate) fn read(&self) -> Company {
        // Topics are the same in all of them.
        static KEPT: OnceLock<Option<Vec<u8>>> = OnceLock::new();
        let read = |kept| {
            let files = self.0.iter();
            let files = files.map(|(path, text)| (path.as_str(), text.as_str()));
            let mut sources = Sources::from_iter(files);
            sources.kept = kept;
            let read = company::read(&sources);
            read.unwrap_or_else(|report| panic!("{:#?}", report.problems))
        };
        read(KEPT.get_or_init(|| read(None).to_keep).clone())
    }
}

const RULE: &str = "[[rule]]\nid = \"a\"\ntier = \"note\"\nowner = \"jonas\"\nwhat.text = [\"discount\"]\nroute = { desk = \"press\" }\n\
    [rule.text.en]\ntitle = \"The {desk} is glad to help\"\nbody = \"A word with them first helps both.\"\nwhy = \"It is about a price.\"\n\
    [[rule.example]]\nas = \"engineer\"\nsurface = \"post\"\ntext = \"Hello\"\nexpect = \"silent\"\n\
    [[rule.example]]\nas = \"engineer\"\nsurface = \"post\"\ntext = \"A discount\"\nexpect = \"note\"\n";

/// Derives at the lowest price.
struct Deriving(MapSecret);

impl Derive for Deriving {
    type Error = Infallible;

    fn derive(&mut self, keys: Vec<String>) -> Result<Vec<Derived>, Infallible> {
        let (salt, mut memory) = (self.0.salt(), Memory::default());
        let mut one = |key: &String| derive(Profile::Test, &salt, key, &mut memory).unwrap();
        Ok(keys.iter().map(&mut one).collect())
    }
}

pub(crate) fn secret() -> MapSecret {
    MapSecret::of(&SecretKey::from_seed(&[1; 32]))
}

/// A version as it is published.
pub(crate) struct Version {
    pub(crate) company: Company,
    pub(crate) sealed: Sealed,
    pub(crate) targets: Files,
}

impl Version {
    pub(crate) fn first(bank: &Bank) -> Self {
        Self::after(bank, None, day(0))
    }

    /// The next version after a published one.
    pub(crate) fn after(bank: &Bank, before: Option<&Self>, today: Day) -> Self {
        let company = bank.read();
        let previous = |cohort: &str| {
            let before = before?;
            let manifest = before.targets.get(&bundle::map::manifest::target(cohort))?;
            let get = |path: &str| before.sealed.objects.get(path).cloned();
            Some((
                cohort.to_owned(),
                Previous::read(manifest.clone(), get).unwrap(),
            ))
        };
        let previous = ["everyone", "for-sales", OPEN]
            .into_iter()
            .filter_map(previous);
        let previous: BTreeMap<String, Previous> = previous.collect();
        let mut derive = Deriving(secret());
        let sealed = seal(&company, (&secret(), &mut derive), &previous, today).unwrap();
        let open: Result<_, SealError<Infallible>> =
            open_lists(&company, previous.get(OPEN), today);
        let sealed = sealed.with(open.unwrap());
        let targets = release(&company, &sealed).unwrap().files;
        Self {
            company,
            sealed,
            targets,
        }
    }

    pub(crate) fn manifest(&self) -> Manifest {
        let target = bundle::map::manifest::target("everyone");
        Manifest::read(&self.targets[&target]).unwrap()
    }

    pub(crate) fn report(&self) -> &MapReport {
        &self.sealed.maps[0]
    }

    fn get(&self, file: &Reference) -> Vec<u8> {
        self.sealed.objects[&file.path()].clone()
    }

    /// What a browser with a stored state fetches, and what comes of it.
    pub(crate) fn update(&self, stored: Option<&(State, Parts)>) -> (usize, (State, Parts)) {
        self.follow(self.manifest(), stored)
    }

    /// The same of the open lists.
    pub(crate) fn open_lists(&self, stored: Option<&(State, Parts)>) -> (usize, (State, Parts)) {
        let manifest = &self.targets[&bundle::map::manifest::target(OPEN)];
        self.follow(Manifest::read(manifest).unwrap(), stored)
    }

    fn follow(
        &self,
        manifest: Manifest,
        stored: Option<&(State, Parts)>,
    ) -> (usize, (State, Parts)) {
        let stored = stored.map(|(state, parts)| (state, parts));
        let plan = Plan::new(manifest, stored).unwrap();
        let files: Vec<Vec<u8>> = plan.wanted().iter().map(|file| self.get(file)).collect();
        let bytes = files.iter().map(Vec::len).sum();
        (bytes, plan.finish(files).unwrap())
    }

    /// What the company itself knows, with every list open.
    pub(crate) fn plainly(&self, asked: &[Asked], author: &Author) -> Known {
        compile(&self.company).look_up(asked, None, author)
    }

    /// What a browser in `state` with this key knows.
    pub(crate) fn asked(
        &self,
        (state, key): (&State, CohortKey),
        asked: &[Asked],
        author: &Author,
    ) -> Known {
        let stored = Stored::of(self.sealed.objects.clone());
        let (known, bad) = self.asked_by(stored, (state, key), (asked, author));
        assert_eq!(bad, [] as [Digest; 0]);
        known
    }

    /// The same of nobody in particular with other storage, and what was missing or spoilt in it.
    pub(crate) fn asked_in(
        &self,
        stored: Stored,
        map: (&State, CohortKey),
        asked: &[Asked],
    ) -> (Known, Vec<Digest>) {
        self.asked_by(stored, map, (asked, &Author::default()))
    }

    fn asked_by(
        &self,
        mut stored: Stored,
        (state, key): (&State, CohortKey),
        (asked, author): (&[Asked], &Author),
    ) -> (Known, Vec<Digest>) {
        let bundle = Bundle::parse(&self.targets).unwrap();
        let map = OpenMap {
            state: state.clone(),
            key,
        };
        let keys = bundle.keys(asked);
        let mut found = ready(ask(&[map], &keys, &mut stored));
        let (lists, _) = self.open_lists(None).1;
        ready(open::ask(&lists, &keys, (&mut stored, &mut found)));
        let known = bundle.look_up_with(asked, None, (author, &found));
        (known, stored.bad)
    }
}

/// A browser's storage.
pub(crate) struct Stored {
    objects: Files,
    memory: Memory,
    bad: Vec<Digest>,
}

impl Stored {
    fn of(objects: Files) -> Self {
        Self {
            objects,
            memory: Memory::default(),
            bad: Vec::new(),
        }
    }

    /// Everything of a version, but this in the place of a shard, or nothing.
    pub(crate) fn without(version: &Version, shard: &Digest, instead: Option<Vec<u8>>) -> Self {
        let mut objects = version.sealed.objects.clone();
        objects.remove(&path(shard));
        objects.extend(instead.map(|bytes| (path(shard), bytes)));
        Self::of(objects)
    }
}

impl Source for Stored {
    fn derive(&mut self, (profile, salt): (Profile, &Salt), key: &str) -> Option<Derived> {
        derive(profile, salt, key, &mut self.memory)
    }

    async fn shard(&mut self, digest: &Digest) -> Option<Vec<u8>> {
        self.objects.get(&path(digest)).cloned()
    }

    fn is_bad(&mut self, digest: &Digest) {
        self.bad.push(*digest);
    }
}

/// What never waits is ready at once.
fn ready<T>(job: impl Future<Output = T>) -> T {
    match pin!(job).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("nothing here waits"),
    }
}
