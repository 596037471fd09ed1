//! Languages that are written in Latin letters.

use super::{ONSETS, Order, Tongue, VOWELS};

#[rustfmt::skip]
pub(super) static LATIN: [Tongue; 7] = [
    Tongue {
        share: 22,
        order: Order::GivenFirst,
        given: &[
            "Alice", "Amara", "Ben", "Charlotte", "Daniel", "Edith", "Fiona", "George", "Hannah", "Isaac",
            "James", "Kate", "Liam", "Megan", "Nathan", "Olive", "Patrick", "Rose", "Simon", "Tessa",
            "Victor", "Wendy",
        ],
        family: &[
            "Ashdown", "Barrow", "Carmody", "Dunmore", "Ellwood", "Fairburn", "Garrick", "Hale", "Ingleby",
            "Kestrel", "Lockhart", "Marlowe", "Norbury", "O'Dell", "Penrose", "Quill", "Ravenhill",
            "Stanmore", "Thackeray", "Underhill", "Whitcombe", "Yarrow",
        ],
        onsets: ONSETS,
        vowels: VOWELS,
        trades: &["Logistics", "Capital", "Optics", "Foods", "Software", "& Sons", "Energy", "Freight"],
        forms: &[" Ltd", ", Inc.", " plc", " LLC", " Corp."],
    },
    Tongue {
        share: 12,
        order: Order::GivenFirst,
        given: &[
            "Anke", "Björn", "Clara", "Dörte", "Emil", "Friederike", "Gisela", "Hannes", "Ines", "Jörg",
            "Käthe", "Lukas", "Mareike", "Niklas", "Ömer", "Petra", "Rüdiger", "Sören", "Theresa", "Ulrike",
        ],
        family: &[
            "Ahrens", "Brandstätter", "Clausnitzer", "Dürrbeck", "Eichhorn", "Fröhlich", "Großkopf",
            "Hagedorn", "Jäger", "Köhler", "Lindqvist", "Müllerschön", "Nüßlein", "Oberhuber", "Pfefferkorn",
            "Rössler", "Schönfeld", "Thüringer", "Vogelsang", "Zwickl",
        ],
        onsets: ONSETS,
        vowels: VOWELS,
        trades: &["Logistik", "Werke", "Maschinenbau", "Verlag", "Privatbank", "Gebäudetechnik", "& Söhne"],
        forms: &[" GmbH", " AG", " GmbH & Co. KG", " SE"],
    },
    Tongue {
        share: 9,
        order: Order::GivenFirst,
        given: &[
            "Aïcha", "Benoît", "Cécile", "Didier", "Éloïse", "François", "Gaëlle", "Hélène", "Inès",
            "Jérôme", "Loïc", "Maëlle", "Noé", "Océane", "Pénélope", "Raphaël", "Solène", "Théo",
        ],
        family: &[
            "Aubépin", "Beaulieu", "Chênevert", "Delacourt", "Étienne", "Fontanelle", "Guérin", "Hébrard",
            "Jolivet", "Lemaître", "Mérigot", "Noël", "Préfontaine", "Quéré", "Roussière", "Séguin",
            "Tavernier", "Vauquelin",
        ],
        onsets: ONSETS,
        vowels: VOWELS,
        trades: &["Transports", "Énergies", "Conseil", "Éditions", "Vignobles", "et Fils", "Systèmes"],
        forms: &[" SARL", " SA", " SAS", " S.A.S."],
    },
    Tongue {
        share: 9,
        order: Order::GivenFirst,
        given: &[
            "Álvaro", "Beatriz", "Concepción", "Diego", "Estefanía", "Fermín", "Graça", "Héctor", "Íñigo",
            "João", "Lucía", "Martín", "Núria", "Óscar", "Pilar", "Raquel", "Sebastián", "Ximena",
        ],
        family: &[
            "Aguirre", "Barragán", "Cárdenas", "Domínguez", "Echeverría", "Ferrão", "Gálvez", "Herrero",
            "Ibáñez", "Junquera", "Lobão", "Muñoz", "Nogueira", "Ordóñez", "Peñalver", "Quiñones", "Rebelo",
            "Zúñiga",
        ],
        onsets: ONSETS,
        vowels: VOWELS,
        trades: &["Logística", "Energía", "Bodegas", "Textiles", "Construcciones", "e Hijos", "Cerámicas"],
        forms: &[" S.A.", " S.L.", " Ltda", " SGPS"],
    },
    Tongue {
        share: 5,
        order: Order::GivenFirst,
        given: &[
            "Agnieszka", "Bożena", "Čestmír", "Dorota", "Elżbieta", "Františka", "Grzegorz", "Jiří",
            "Łukasz", "Małgorzata", "Ondřej", "Paweł", "Růžena", "Sławomir", "Tomáš", "Żaneta",
        ],
        family: &[
            "Bąkowski", "Černohorský", "Dąbek", "Gołębiewska", "Hřebíček", "Jabłonowska", "Kříž", "Łęcka",
            "Mędrzycki", "Novotná", "Pięta", "Řezníček", "Świątek", "Trzciński", "Wróbel", "Żurawska",
        ],
        onsets: ONSETS,
        vowels: VOWELS,
        trades: &["Spedycja", "Budownictwo", "Pivovary", "Strojírny", "Meble", "Energetyka"],
        forms: &[" Sp. z o.o.", " S.A.", " s.r.o.", " a.s."],
    },
    Tongue {
        share: 4,
        order: Order::GivenFirst,
        given: &[
            "Åsa", "Bjørn", "Cecilie", "Dag", "Eeva", "Frøydis", "Göran", "Håkon", "Ingrid", "Jyrki", "Kåre",
            "Linnéa", "Märta", "Øystein", "Päivi", "Søren",
        ],
        family: &[
            "Ågren", "Bjørkelund", "Dahlström", "Enqvist", "Fjeldstad", "Grønlund", "Hämäläinen", "Ivarsson",
            "Kjærgaard", "Løvenskiold", "Mäkelä", "Nyqvist", "Östberg", "Rønneberg", "Sjögren", "Ylönen",
        ],
        onsets: ONSETS,
        vowels: VOWELS,
        trades: &["Rederi", "Teknik", "Skog", "Fisk", "Møbler", "Sähkö"],
        forms: &[" AB", " ASA", " A/S", " Oy"],
    },
    Tongue {
        share: 4,
        order: Order::GivenFirst,
        given: &[
            "Ayşe", "Barış", "Çağla", "Deniz", "Emre", "Figen", "Gülşen", "Işıl", "Kâzım", "Melike", "Nuri",
            "Özge", "Rıza", "Şebnem", "Tuğba", "Ümit",
        ],
        family: &[
            "Akgündüz", "Bozdağ", "Çelebi", "Demirtaş", "Ertuğrul", "Gökçen", "Işıklı", "Karakuş", "Öztekin",
            "Pınarbaşı", "Sarıgül", "Şahinoğlu", "Tunçay", "Uğurlu", "Yıldırım", "Zengin",
        ],
        onsets: ONSETS,
        vowels: VOWELS,
        trades: &["Lojistik", "Tekstil", "İnşaat", "Gıda", "Denizcilik", "Yazılım"],
        forms: &[" A.Ş.", " Ltd. Şti."],
    },
];
