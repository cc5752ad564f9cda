// Long because it is lists; there is nothing to follow.
#include "record/demo/lists.h"

#include <fmt/format.h>

#include <map>

#include "base/text.h"

namespace hearth::record::demo {
namespace {

using List = std::vector<std::string_view>;

struct Given {
    std::string_view female, male;
};

// British: by the time of birth, because a grandmother is not called Ellie-Mae.
struct Decade {
    int until;  // born before this year
    Given names;
};
constexpr std::array kBritish{
    Decade{1965,
           {"Margaret|Jean|Patricia|Maureen|Sheila|Barbara|Brenda|Dorothy|Joan|Pauline|Marjorie|"
            "Sylvia|Irene|Kathleen|Audrey",
            "Brian|Derek|Alan|Keith|Roy|Kenneth|Terence|Raymond|Ronald|Geoffrey|Norman|Harold|"
            "Dennis|Malcolm|Trevor"}},
    Decade{1980,
           {"Julie|Tracey|Sharon|Karen|Susan|Deborah|Alison|Michelle|Joanne|Lisa|Nicola|Angela|"
            "Jacqueline|Donna|Mandy|Dawn|Beverley|Lorraine",
            "Paul|Mark|Andrew|David|Stephen|Ian|Gary|Wayne|Darren|Lee|Shaun|Neil|Craig|Carl|Dean|"
            "Stuart|Anthony|Colin"}},
    Decade{1992,
           {"Kelly|Gemma|Stacey|Leanne|Natalie|Kirsty|Hayley|Samantha|Laura|Claire|Rachel|Vicky|"
            "Jenna|Danielle|Carly|Zoe|Amy|Katie|Rebecca|Lyndsey|Toni",
            "Ryan|Liam|Adam|Daniel|Christopher|Matthew|Scott|Jamie|Michael|James|Ashley|Robert|"
            "Simon|Gareth|Kevin|Martin|Phillip|Luke|Aaron"}},
    Decade{2004,
           {"Jade|Chloe|Bethany|Megan|Shannon|Courtney|Paige|Jodie|Lauren|Abbie|Georgia|Ellie|"
            "Demi|Caitlin|Holly|Amber|Sophie|Leah|Emily|Kayleigh|Shauna",
            "Connor|Jordan|Kieran|Callum|Josh|Jake|Bradley|Nathan|Reece|Kyle|Brandon|Lewis|Dylan|"
            "Curtis|Tyler|Jack|Declan|Sam|Ben|Elliot"}},
    Decade{2014,
           {"Lexi|Lacey|Summer|Evie|Ruby|Lily|Maisie|Amelia|Grace|Scarlett|Mia|Isla|Millie|"
            "Layla|Poppy|Skye|Ellie-Mae|Lola|Daisy|Freya|Brooke|Jessica|Tilly|Esme|Keira",
            "Jayden|Riley|Logan|Alfie|Harvey|Kayden|Tyler|Oliver|Charlie|Jacob|Mason|Leo|Archie|"
            "Finley|Max|Ethan|Noah|Harley|Toby|Kai|Corey|Blake|Isaac|Owen|Jenson"}},
    Decade{9999,
           {"Olivia|Ava|Willow|Ivy|Aria|Elsie|Harper|Luna|Mabel|Aurora|Nevaeh|Penelope|Bonnie|"
            "Robyn|Florence|Darcie|Hallie|Orla|Delilah|Edie|Margot|Rosie|Nova|Sienna|Thea",
            "Arlo|Theo|Luca|Albie|Roman|Hunter|Reggie|Freddie|Oscar|Hudson|Jude|Teddy|Ezra|Rory|"
            "Kit|Ronnie|Carter|Jaxon|Sonny|Otis|Louie|Vinnie|Bobby|Elijah|Rowan"}},
};

constexpr std::string_view kBritishSurnames =
    "Ashworth|Ainscough|Barlow|Bamber|Bickerstaffe|Birtwistle|Blackledge|Brindle|Catterall|"
    "Clegg|Cowell|Crompton|Cunliffe|Dewhurst|Duckworth|Eccles|Entwistle|Fairclough|Fazackerley|"
    "Fielding|Gornall|Greenhalgh|Grimshaw|Halliwell|Hargreaves|Haworth|Hesketh|Hindle|Holden|"
    "Hothersall|Ibbotson|Iddon|Kenyon|Kershaw|Leyland|Lomax|Marsden|Marland|Mercer|Nuttall|"
    "Ogden|Ormerod|Parkinson|Pickup|Pilkington|Rigby|Rimmer|Riding|Sagar|Schofield|Seddon|"
    "Sharples|Shorrock|Singleton|Slater|Southworth|Standish|Suthers|Swarbrick|Taylor|Tattersall|"
    "Threlfall|Tomlinson|Turnbull|Unsworth|Wadsworth|Walmsley|Whalley|Whiteside|Whittle|"
    "Winstanley|Wolstenholme|Woods|Yates|Jones|Smith|Brown|Wilson|Johnson|Roberts|Wright|Thompson|"
    "Evans|Walker|White|Green|Hall|Clarke|Jackson|Harrison|Cooper|Ward|Turner|Carter|Phillips|"
    "Mitchell|Campbell|Shaw|Kelly|Cook|Bennett|Gray|Palmer|Mills|Rogers|Hunt|Holmes|Knight|"
    "Stevens|Webb|Chapman|Ellis|Marshall|Barnes|Fisher";

struct People {
    std::string_view female, male, surnames;
};
// In the order of Origin, the first (British) having its own lists above.
constexpr std::array<People, kOrigins> kPeople{
    People{"", "", kBritishSurnames},
    People{"Aoife|Siobhan|Niamh|Ciara|Orla|Maeve|Roisin|Sinead|Grainne|Clodagh|Aisling|Bridget",
           "Sean|Padraig|Cormac|Eoin|Cian|Oisin|Declan|Brendan|Fergus|Donal|Ronan|Conor",
           "Byrne|Doyle|Gallagher|Brennan|Kavanagh|Nolan|Quinn|Reilly|Sheridan|Tierney|Fallon|"
           "O'Connell|O'Rourke|McGrath|McEvoy"},
    People{"Margaret|Kathleen|Bridie|Shannon|Chantelle|Winnie|Nora|Theresa|Philomena|Rosie|"
           "Crystal|Montana",
           "Paddy|Jimmy|Miley|Johnny|Michael|Martin|Ned|Felix|Patrick|Thomas|Bernard|Simey",
           "Ward|Connors|Maughan|Cash|McDonagh|Stokes|Joyce|Mongan|Sweeney|Price|Lee|Boswell"},
    People{"Aisha|Fatima|Zainab|Maryam|Sana|Iqra|Nadia|Hafsa|Samina|Rukhsana|Amina|Khadija|Noor|"
           "Saima|Bushra|Hira|Laiba",
           "Hamza|Bilal|Usman|Imran|Adil|Zain|Ibrahim|Kamran|Tariq|Yusuf|Haroon|Faisal|Rehan|"
           "Asim|Junaid|Shahid",
           "Ahmed|Hussain|Khan|Malik|Iqbal|Mahmood|Akhtar|Shah|Mirza|Rafiq|Aslam|Javed|Sadiq|"
           "Bashir|Chaudhry|Raja"},
    People{"Priya|Anjali|Meera|Kavita|Nisha|Hetal|Sunita|Rekha|Diya|Pooja|Jaswinder|Simran|"
           "Reena|Bhavna",
           "Rohan|Arjun|Vikram|Sanjay|Amit|Nikhil|Kiran|Rajesh|Dev|Harpreet|Manoj|Jay|Hitesh",
           "Patel|Desai|Shah|Mistry|Parmar|Solanki|Chauhan|Gill|Sandhu|Bhatt|Vora|Nagpal|Makwana"},
    People{"Nasrin|Sultana|Rumana|Tahmina|Shirin|Farzana|Taslima|Maliha|Sadia|Jannat",
           "Rahim|Karim|Shafiq|Mizan|Jamal|Tanvir|Rakib|Sohel|Nayeem|Arif",
           "Begum|Miah|Uddin|Rahman|Islam|Chowdhury|Alam|Haque|Sarkar|Talukdar"},
    People{"Agnieszka|Katarzyna|Magdalena|Zofia|Oliwia|Maja|Ewa|Joanna|Natalia|Hanna|Kinga|"
           "Dorota|Lena",
           "Piotr|Tomasz|Krzysztof|Jakub|Szymon|Marek|Kacper|Wojciech|Filip|Grzegorz|Antoni|"
           "Pawel",
           "Kowalski|Nowak|Wisniewski|Zielinski|Szymanski|Mazur|Krawczyk|Wojcik|Jablonski|"
           "Dabrowski|Lewandowski|Pawlak|Sikora|Baran"},
    People{"Ioana|Andreea|Elena|Alina|Mihaela|Daria|Larisa|Denisa|Florica|Bianca|Sorina",
           "Andrei|Ionut|Florin|Marius|Cosmin|Stefan|Gheorghe|Razvan|Denis|Vasile|Nicolae",
           "Popescu|Ionescu|Dumitru|Stoica|Constantin|Munteanu|Lacatus|Ciobanu|Radu|Dinu|Marin"},
    People{"Blessing|Ngozi|Adaeze|Temitope|Abena|Esi|Tendai|Rudo|Chipo|Folake|Amara|Hodan|"
           "Saba|Ifeoma",
           "Emeka|Kwame|Tunde|Kofi|Tafadzwa|Chidi|Segun|Yaw|Abdi|Farai|Samuel|Tesfaye|Ike",
           "Okafor|Mensah|Adeyemi|Moyo|Ncube|Boateng|Osei|Balogun|Eze|Tesfaye|Chikwanda|Asante|"
           "Abdullahi|Nwosu"},
    People{"Shanice|Keisha|Marcia|Jasmine|Aaliyah|Tanisha|Monique|Renee|Simone|Chanel|Imani",
           "Leroy|Marlon|Dwayne|Jermaine|Tyrone|Andre|Kemar|Malachi|Isaiah|Romario|Curtis",
           "Campbell|Gordon|Grant|Francis|Lewin|Bailey|Reid|Morrison|Henry|Samuels|Powell|Dacres"},
    People{"Mei|Xiu|Li Na|Yan|Jing|Hui|Fang|Yi", "Wei|Jun|Hao|Ming|Lei|Chen|Feng|Kai",
           "Chan|Wong|Lam|Cheung|Li|Zhang|Huang|Lau"},
    People{"Layla|Rania|Hala|Dima|Rasha|Salma|Yara|Nour|Farah|Lina",
           "Omar|Khaled|Mahmoud|Samir|Nabil|Rami|Tarek|Anas|Walid|Yassin",
           "Haddad|Khalil|Nasser|Saleh|Darwish|Hamdan|Sabbagh|Masri|Aziz|Qasim"},
};

constexpr std::array<OriginFacts, kOrigins> kFacts{
    OriginFacts{"WBRI", "English", 0.775, 0.0, "None"},
    OriginFacts{"WIRI", "English", 0.012, 0.0, "Roman Catholic"},
    OriginFacts{"WIRT", "English", 0.014, 0.0, "Roman Catholic"},
    OriginFacts{"APKN", "Urdu", 0.075, 0.16, "Muslim"},
    OriginFacts{"AIND", "Gujarati", 0.022, 0.08, "Hindu"},
    OriginFacts{"ABAN", "Bengali", 0.014, 0.2, "Muslim"},
    OriginFacts{"WOTH", "Polish", 0.034, 0.22, "Roman Catholic"},
    OriginFacts{"WROM", "Romanian", 0.018, 0.4, "Orthodox"},
    OriginFacts{"BAFR", "English", 0.016, 0.08, "Christian"},
    OriginFacts{"BCRB", "English", 0.008, 0.0, "Christian"},
    OriginFacts{"CHNE", "Cantonese", 0.004, 0.2, "None"},
    OriginFacts{"OOTH", "Arabic", 0.008, 0.45, "Muslim"},
};

constexpr std::array kDistricts{
    District{"E07000117", "Burnley", 84, "BB13|BB14",
             "Calderhulme|Brunside|Padley Green|Harlecote"},
    District{"E07000118", "Chorley", 95, "PR13|PR14",
             "Astleyhurst|Euxbridge|Withnell Moor|Clayburn"},
    District{"E07000119", "Fylde", 56, "FY9|FY10",
             "Saltmarsh Green|Kirkfield|Anslow Sands|Freckley"},
    District{"E07000120", "Hyndburn", 75, "BB15|BB16", "Accringham|Oswaldshaw|Rishcroft|Huncoate"},
    District{"E07000121", "Lancaster", 105, "LA24|LA25", "Moreby|Heysholme|Lunesdale|Skerby"},
    District{"E07000122", "Pendle", 86, "BB17|BB20",
             "Nelsworth|Colnebrook|Barrowclough|Earby Moss"},
    District{"E07000123", "Preston", 128, "PR15|PR16", "Fishergate End|Ribbleford|Ingolby|Fulwick"},
    District{"E07000124", "Ribble Valley", 46, "BB22|PR17",
             "Clitherby|Longridge Fell|Whalton|Sabdale"},
    District{"E07000125", "Rossendale", 61, "BB23|OL20",
             "Bacuphall|Rawtenshaw|Haslingby|Whitwell Vale"},
    District{"E07000126", "South Ribble", 92, "PR18|PR19",
             "Leyburn Moss|Penworthy|Bamber Fold|Lostholme"},
    District{"E07000127", "West Lancashire", 91, "WN9|L41", "Skelmere|Ormsgate|Burscoe|Tarleby"},
    District{"E07000128", "Wyre", 81, "FY11|FY12", "Fleetby|Thornham Cross|Poultonside|Garsby"},
};

constexpr std::string_view kStreetNames =
    "Albion|Bobbin|Calico|Carder|Chapel|Clough|Croft|Dobbie|Ebor|Factory|Fern|Fold|Foundry|"
    "Garnet|Gladstone|Hawthorn|Heald|Hornbeam|Jubilee|Kiln|Ladyfield|Larch|Laurel|Limekiln|Loom|"
    "Maple|Marsh|Meadow|Mill|Moorside|Nook|Orchard|Packhorse|Pendleside|Plantation|Quarry|"
    "Railway|Ropewalk|Rowan|Sandpiper|Shuttle|Spinners|Spring|Station|Stonebridge|Sycamore|"
    "Tanner|Tenter|Thistle|Turnpike|Union|Victoria|Weaver|Wharf|Whin|Willow|Windmill|Wordsworth";
constexpr std::string_view kStreetKinds =
    "Street|Street|Street|Road|Road|Avenue|Close|Lane|Grove|Terrace|Court|Drive|Way|Crescent";
constexpr std::string_view kSchoolWords =
    "St Cuthbert's|St Hilda's|Holy Cross|Moorside|Meadowbank|Brookfield|Riverside|Highfield|"
    "Oakwood|Parklands|Hillcrest|Fairhaven|Lowfield|Bridgeway|Whitegate";

const List& cached(std::string_view list) {
    // The lists are literals, so their address names them.
    thread_local std::map<const char*, List> known;
    auto& out = known[list.data()];
    if (out.empty()) out = split(list, '|');
    return out;
}

}  // namespace

const OriginFacts& facts(Origin origin) {
    return kFacts[static_cast<std::size_t>(origin)];
}

std::string_view pick_of(Random& random, std::string_view list) {
    return random.pick(cached(list));
}
std::vector<std::string_view> list_of(std::string_view list) {
    return cached(list);
}

std::string_view given_name(Random& random, Origin origin, Sex sex, Date born) {
    if (origin == Origin::british) {
        const int year = born.year();
        for (const auto& decade : kBritish)
            if (year < decade.until)
                return pick_of(random,
                               sex == Sex::female ? decade.names.female : decade.names.male);
    }
    const auto& people = kPeople[static_cast<std::size_t>(origin)];
    return pick_of(random, sex == Sex::female ? people.female : people.male);
}

std::string surname_for(std::string_view surname, Origin origin, Sex sex) {
    std::string out(surname);
    if (origin != Origin::polish) return out;
    if (sex == Sex::female && out.ends_with("ski")) out.back() = 'a';
    if (sex == Sex::male && out.ends_with("ska")) out.back() = 'i';
    return out;
}

std::string surname(Random& random, Origin origin, Sex sex) {
    return surname_for(pick_of(random, kPeople[static_cast<std::size_t>(origin)].surnames), origin,
                       sex);
}

std::span<const District> districts() {
    return kDistricts;
}

Address make_address(Random& random, int district) {
    const auto& place = kDistricts[static_cast<std::size_t>(district)];
    static constexpr std::string_view kInward = "ABDEFGHJLNPQRSTUWXYZ";  // letters that occur there
    Address out;
    out.district = district;
    const bool flat = random.chance(0.15);
    out.line1 = fmt::format(
        "{}{} {} {}", flat ? fmt::format("Flat {}, ", random.uniform(1, 12)) : "",
        random.uniform(1, 148), pick_of(random, kStreetNames), pick_of(random, kStreetKinds));
    out.town = pick_of(random, place.towns);
    out.postcode =
        fmt::format("{} {}{}{}", pick_of(random, place.outward), random.uniform(1, 9),
                    kInward[random.index(kInward.size())], kInward[random.index(kInward.size())]);
    return out;
}

std::string make_phone(Random& random, bool mobile) {
    // Ofcom: 07700 900000 to 900999 and 01632 960000 to 960999 are kept for drama.
    return fmt::format("{}{:03}", mobile ? "07700 900" : "01632 960", random.uniform(0, 999));
}

std::string school_name(Random& random, int district, bool secondary) {
    const auto& place = kDistricts[static_cast<std::size_t>(district)];
    const auto word = pick_of(random, kSchoolWords);
    const auto town = pick_of(random, place.towns);
    return secondary ? fmt::format("{} {} High School", town, word)
                     : fmt::format("{} {} Primary School", town, word);
}

}  // namespace hearth::record::demo
