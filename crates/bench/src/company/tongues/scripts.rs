//! Languages with a script of their own; names carry how addresses spell them.

use super::{Order, Tongue};

#[rustfmt::skip]
pub(super) static SCRIPTS: [Tongue; 8] = [
    Tongue {
        share: 9,
        order: Order::GivenFirst,
        given: &[
            "Ольга/olga", "Богдан/bohdan", "Виктория/viktoria", "Галина/galina", "Дмитро/dmytro",
            "Елена/elena", "Жанна/zhanna", "Зоя/zoya", "Кирилл/kirill", "Людмила/lyudmila",
            "Мирослав/miroslav", "Наталья/natalya", "Пётр/petr", "Светлана/svetlana", "Тарас/taras",
            "Юлия/yulia",
        ],
        family: &[
            "Абрамцев/abramtsev", "Бережная/berezhnaya", "Вересаев/veresaev", "Гриценко/hrytsenko",
            "Дорошенко/doroshenko", "Жуковец/zhukovets", "Зарецкая/zaretskaya", "Коваленко/kovalenko",
            "Лебедь/lebed", "Мельниченко/melnychenko", "Орлова/orlova", "Полевая/polevaya",
            "Рябинин/ryabinin", "Соколовская/sokolovskaya", "Тихомиров/tikhomirov", "Шевчук/shevchuk",
        ],
        onsets: "бвгдзлмнпрстф",
        vowels: "аеиоу",
        trades: &["Логистика", "Энерго", "Верфь", "Книги", "Металл"],
        forms: &[" ООО", " АО", ""],
    },
    Tongue {
        share: 3,
        order: Order::GivenFirst,
        given: &[
            "Αλέξανδρος/alexandros", "Βασιλική/vasiliki", "Γιώργος/giorgos", "Δήμητρα/dimitra",
            "Ελένη/eleni", "Ζωή/zoi", "Θανάσης/thanasis", "Ιωάννα/ioanna", "Κώστας/kostas", "Μαρία/maria",
            "Νίκος/nikos", "Σοφία/sofia",
        ],
        family: &[
            "Αναγνώστου/anagnostou", "Βλάχος/vlachos", "Γεωργιάδης/georgiadis", "Δημητρίου/dimitriou",
            "Ζαφείρης/zafeiris", "Καραμήτρος/karamitros", "Λαμπρινού/lamprinou", "Μανωλάκης/manolakis",
            "Παπαδάκη/papadaki", "Σταματόπουλος/stamatopoulos", "Τριανταφύλλου/triantafyllou",
            "Χατζής/chatzis",
        ],
        onsets: "βγδζθκλμνπρστφχ",
        vowels: "αειου",
        trades: &["Ναυτιλία", "Τρόφιμα", "Ενέργεια", "Εκδόσεις"],
        forms: &[" ΑΕ", " ΕΠΕ", ""],
    },
    Tongue {
        share: 6,
        order: Order::GivenFirst,
        given: &[
            "أحمد/ahmad", "بسمة/basma", "جميلة/jamila", "حسن/hasan", "خالد/khalid", "دانا/dana", "رامي/rami",
            "زينب/zaynab", "سلمى/salma", "طارق/tariq", "عمر/omar", "ليلى/layla", "مريم/maryam", "نادر/nader",
            "هدى/huda", "يوسف/yusuf",
        ],
        family: &[
            "البستاني/albustani", "الجندي/aljundi", "الحداد/alhaddad", "الخطيب/alkhatib", "الرفاعي/alrifai",
            "الزين/alzein", "السعدي/alsaadi", "الشامي/alshami", "الصباغ/alsabbagh", "العطار/alattar",
            "الفارس/alfaris", "القباني/alqabbani", "الكيلاني/alkilani", "المصري/almasri", "النجار/alnajjar",
            "الهاشمي/alhashimi",
        ],
        onsets: "بتجحدرزسشصطعفقكلمنهو",
        vowels: "",
        trades: &["للشحن", "للطاقة", "للتجارة", "للبرمجيات"],
        forms: &[" ش.م.م", ""],
    },
    Tongue {
        share: 2,
        order: Order::GivenFirst,
        given: &[
            "אביגיל/avigail", "ברק/barak", "גלית/galit", "דוד/david", "הילה/hila", "זאב/zeev", "יעל/yael",
            "מיכל/michal", "נועם/noam", "עדי/adi", "רחל/rachel", "שירה/shira",
        ],
        family: &[
            "אלמוג/almog", "ברזילי/barzilay", "גולן/golan", "דרורי/drori", "הררי/harari", "זמיר/zamir",
            "כרמי/karmi", "לביא/lavie", "נחמני/nachmani", "פלדמן/feldman", "שגב/segev", "תבור/tavor",
        ],
        onsets: "אבגדהזחטילמנסעפקרשת",
        vowels: "",
        trades: &["לוגיסטיקה", "אנרגיה", "תוכנה"],
        forms: &[" בע״מ", ""],
    },
    Tongue {
        share: 6,
        order: Order::FamilyFirst,
        given: &[
            "佳怡/jiayi", "志强/zhiqiang", "美玲/meiling", "建国/jianguo", "晓明/xiaoming", "雅婷/yating", "俊杰/junjie",
            "淑芬/shufen", "浩然/haoran", "欣妍/xinyan", "文博/wenbo", "丽华/lihua", "子轩/zixuan", "诗涵/shihan",
        ],
        family: &[
            "陈/chen", "林/lin", "黄/huang", "吴/wu", "周/zhou", "徐/xu", "孙/sun", "马/ma", "朱/zhu", "胡/hu",
            "郭/guo", "何/he", "罗/luo", "欧阳/ouyang",
        ],
        onsets: "安邦成达东方丰福海恒宏华汇金锦景立联隆明诺鹏齐庆荣瑞盛泰天通万伟祥新信兴旭亚阳益永宇元云泽振正智中卓",
        vowels: "",
        trades: &["物流", "科技", "资本", "食品", "能源"],
        forms: &["有限公司", "股份有限公司", ""],
    },
    Tongue {
        share: 3,
        order: Order::FamilyFirst,
        given: &[
            "太郎/taro", "花子/hanako", "健一/kenichi", "さくら/sakura", "陽子/yoko", "大輔/daisuke", "美咲/misaki",
            "翔太/shota", "葵/aoi", "直樹/naoki", "恵/megumi", "隆/takashi",
        ],
        family: &[
            "山本/yamamoto", "川村/kawamura", "石原/ishihara", "森田/morita", "藤井/fujii", "岡部/okabe", "西野/nishino",
            "長谷川/hasegawa", "小松/komatsu", "高瀬/takase", "中島/nakajima", "渡部/watabe",
        ],
        onsets: "アイウエカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ",
        vowels: "",
        trades: &["運輸", "電機", "製薬", "食品", "システムズ"],
        forms: &["株式会社", "合同会社", ""],
    },
    Tongue {
        share: 3,
        order: Order::FamilyFirst,
        given: &[
            "민준/minjun", "서연/seoyeon", "지훈/jihoon", "하은/haeun", "도윤/doyun", "수빈/subin", "예준/yejun",
            "지우/jiwoo", "현우/hyunwoo", "유나/yuna", "은지/eunji", "태영/taeyoung",
        ],
        family: &[
            "강/kang", "권/kwon", "남궁/namgung", "류/ryu", "문/moon", "박/park", "배/bae", "서/seo", "신/shin",
            "윤/yoon", "임/lim", "홍/hong",
        ],
        onsets: "가나다라마바사아자차카타파하고노도로모보소오조초코토포호",
        vowels: "",
        trades: &["물류", "전자", "식품", "에너지"],
        forms: &[" 주식회사", ""],
    },
    Tongue {
        share: 3,
        order: Order::GivenFirst,
        given: &[
            "अनन्या/ananya", "भरत/bharat", "चित्रा/chitra", "दीपक/deepak", "गीता/geeta", "हरीश/harish",
            "इंदु/indu", "कविता/kavita", "मोहन/mohan", "नेहा/neha", "प्रिया/priya", "रोहन/rohan",
        ],
        family: &[
            "अग्रवाल/agrawal", "बनर्जी/banerjee", "चौहान/chauhan", "देसाई/desai", "गुप्ते/gupte",
            "जोशी/joshi", "कुलकर्णी/kulkarni", "मेहरा/mehra", "नायर/nair", "पाटिल/patil", "शर्मा/sharma",
            "वर्मा/verma",
        ],
        onsets: "कगचजटडतदनपबमरलवसह",
        vowels: "ािीुूेो",
        trades: &["लॉजिस्टिक्स", "ऊर्जा", "वस्त्र", "सॉफ्टवेयर"],
        forms: &[" प्राइवेट लिमिटेड", ""],
    },
];
