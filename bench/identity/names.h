// Names that invented people are given, by group. The commonest come first: the generator draws
// them with a skew. All are ordinary names; none is anybody's. Data only.
#pragma once
#include <array>
#include <string_view>

namespace bench {

enum class Group { english, welsh, irish, south_asian, african, east_european };
inline constexpr std::array<std::string_view, 6> kGroups = {
    "english", "welsh", "irish", "south_asian", "african", "east_european"};

struct Names {
    std::string_view boys, girls, men, women, surnames;
};

inline constexpr std::array<Names, 6> kNames = {{
    // English and Scottish
    {"Oliver George Noah Arthur Harry Leo Muhammad Jack Charlie Oscar Jacob Henry Thomas Freddie "
     "Alfie "
     "Theo William Theodore Archie Joshua Alexander James Isaac Edward Lucas Tommy Finley Max "
     "Logan "
     "Ethan Mohammed Teddy Benjamin Arlo Joseph Sebastian Harrison Elijah Adam Daniel Samuel Louie "
     "Mason Reuben Albie Rory Jaxon Hugo Luca Zachary Reggie Hunter Louis Dylan Albert David Jude "
     "Frankie Roman Ezra Toby Riley Carter Ronnie Frederick Gabriel Stanley Bobby Jesse Michael "
     "Elliot Grayson Mohammad Liam Jenson Ellis Harley Harvey Jayden Jake Ralph Rowan Elliott "
     "Jasper "
     "Ollie Charles Finn Felix Caleb Chester Jackson Hudson Leon Ibrahim Ryan Blake Alfred Oakley "
     "Matthew Luke Rupert Nathan Tyler Connor Callum Kai Bradley Kian Tobias Robert Ted Sonny Milo "
     "Jamie Owen Lewis Kaiden Aiden Cameron Christopher Ashton Dexter Preston Lennon Kayden Corey "
     "Kieran Rhys Robin Barnaby Cody Zac Billy Spencer Austin Tyrell Declan Brandon Jordan Kyle "
     "Joel Xavier Kit Wilfred Ernest Otis Rafferty Miles Monty Percy Marley Kobe Jay Taylor Ewan "
     "Fraser Angus Hamish Struan Lachlan Innes Gregor Finlay Brody Ollivander Jonah Caden",
     "Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy "
     "Sienna Poppy Elsie Emily Ella Evelyn Phoebe Evie Charlotte Harper Millie Matilda Maya Sophie "
     "Alice Emilia Isabelle Ruby Luna Maisie Aria Penelope Mila Bonnie Eva Hallie Eliza Ada Violet "
     "Esme Arabella Imogen Jessica Delilah Chloe Orla Lottie Nancy Rose Aurora Eleanor Mabel Layla "
     "Zara Molly Ottilie Holly Thea Lola Ellie Iris Scarlett Maeve Robyn Lyra Bella Margot Gracie "
     "Clara Nora Heidi Erin Amber Eden Lucy Olive Abigail Darcie Jasmine Myla Amelie Beatrice "
     "Summer Maria Felicity Edith Hannah Martha Anna Lara Nova Skye Harriet Megan Georgia Hope "
     "Victoria Darcey Darcy Zoe Lexi Maryam Elizabeth Penny Tilly Tabitha Callie Autumn Rebecca "
     "Lacey Libby Leah Amy Paige Katie Kayleigh Courtney Shannon Demi Jade Tia Keira Madison "
     "Bethany Lauren Caitlin Francesca Madeleine Niamh Kiera Faith Skyla Alexa Alexandra Naomi "
     "Rachel Aimee Abbie Brooke Mollie Lilly Kacey Ellie-Mae Lilly-May Lexi-Mae Gracie-Mae "
     "Ava-Rose Ellie-Rose Kirsty Eilidh Mhairi Ailsa Fiona Iona Catriona Rhona Morag Savannah",
     "David Paul John Andrew Mark James Michael Stephen Christopher Robert Richard Peter Matthew "
     "Daniel Simon Ian Anthony Kevin Steven Gary Thomas Lee Jonathan William Philip Craig Stuart "
     "Darren Neil Adam Martin Jason Nicholas Benjamin Alan Wayne Carl Dean Graham Ryan Jamie Scott "
     "Luke Nathan Joseph Samuel Joshua Liam Gareth Colin Keith Ashley Shaun Sean Barry Karl Nigel "
     "Adrian Trevor Damian Aaron Edward Timothy Alexander Patrick Kieran Jordan Kyle Russell Leon "
     "Marc Brian Duncan Ross Terence Raymond Gavin Alistair Malcolm Derek Roger Dale Dominic Glen "
     "Jake Connor Jack Callum Bradley Brett Clive Desmond Frederick Geoffrey Graeme Ronald Fraser "
     "Kenneth Lawrence Leslie Julian Justin Jeremy Curtis Damon Elliott Frank Garry Howard Hugh",
     "Sarah Laura Emma Rebecca Claire Nicola Lisa Michelle Karen Samantha Louise Joanne Victoria "
     "Rachel Jessica Kelly Amy Donna Charlotte Gemma Hannah Natalie Amanda Julie Susan Katie "
     "Lauren "
     "Stephanie Jennifer Danielle Jane Helen Hayley Leanne Tracey Sharon Alison Stacey Kerry Lucy "
     "Angela Zoe Kirsty Melissa Vicky Chloe Natasha Deborah Lindsey Tina Caroline Holly Paula Lynn "
     "Elizabeth Heather Sophie Carly Dawn Melanie Jade Teresa Tanya Kimberley Catherine Katherine "
     "Debbie Gail Wendy Jacqueline Marie Lorraine Jodie Abigail Shelley Bethany Naomi Francesca "
     "Carol Maxine Beverley Margaret Christine Mandy Cheryl Alexandra Sally Lesley Georgina "
     "Kathryn "
     "Toni Leah Kim Elaine Denise Anna Chantelle Shannon Kayleigh Toni-Ann Fiona Lyndsey Ellen",
     "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans "
     "Walker "
     "White Roberts Green Hall Wood Jackson Clarke Clark Harrison Hughes Edwards Turner Lewis Hill "
     "Scott Cooper Martin Ward Morris Moore Watson Harris Baker King Lee Young Allen Anderson "
     "Mitchell "
     "Phillips James Morgan Bell Parker Bennett Collins Cook Shaw Miller Richardson Cox Marshall "
     "Campbell Stewart Simpson Carter Price Gray Wilkinson Adams Ellis Richards Foster Murray "
     "Chapman "
     "Mason Webb Rogers Robertson Hunt Mills Holmes Palmer Matthews Gibson Fisher Knight Barnes "
     "Thomson Lloyd Butler Stevens Russell Reid Jenkins Fletcher Barker Dixon Stevenson Johnston "
     "Pearson Elliott Harvey Graham Powell Reynolds Fox Payne Andrews Ford Walsh West Day Hart "
     "Saunders Cole Lawrence Bradley Spencer Lowe Dawson Atkinson Bailey Wells Carr Armstrong "
     "Burton "
     "Cunningham Macdonald Brooks Lawson Hudson Hawkins Grant Gregory Grayson Porter Booth Watts "
     "Rose Hamilton Mcdonald Henderson Nicholson Peacock Rhodes Sutton Pearce Ryan Perry Newton "
     "Coleman Parsons Stephens Nelson Ferguson Hewitt Bates Bird Barton Burgess Sharp Thornton "
     "Hodgson Hargreaves Ashworth Whittaker Greenwood Holt Haworth Pickup Entwistle Schofield "
     "Kershaw "
     "Ormerod Sutcliffe Butterworth Crabtree Duckworth Fielding Gorton Heaton Kay Leach Nuttall "
     "Openshaw Parkinson Rigby Singleton Tattersall Unsworth Winstanley Yates Bleasdale Catterall "
     "Eccles Forshaw Gornall Hesketh Iddon Lathom Mayor Naylor Osbaldeston Pilling Rawcliffe "
     "Swarbrick "
     "Threlfall Wareing Alston Balshaw Cowell Dewhurst Eastham Farnworth Gregson Halliwell Ingham "
     "Jolly Kellet Livesey Marsden Noblett Ogden Procter Riding Sharples Tomlinson Walmsley "
     "Wolstenholme "
     "Smith-Jones Taylor-Brown Wood-Harris Clarke-Hall Mackenzie Mackay Maclean Fraser Ross "
     "Sinclair "
     "Buchanan Drummond Gillespie Kerr Lindsay Munro Paterson Ritchie Sutherland Wallace Kennedy"},
    // Welsh
    {"Rhys Dylan Osian Macsen Ioan Jac Tomos Harri Elis Evan Owain Gethin Emrys Llewelyn Iestyn "
     "Cai "
     "Gruffydd Steffan Deio Guto Ifan Rhodri Gwilym Tegan Morgan Idris Bedwyr Caradog Dafydd Aled",
     "Seren Cadi Mali Efa Erin Megan Ffion Nia Carys Cerys Lowri Eleri Mabli Ela Gwen Martha Non "
     "Bronwen Rhiannon Angharad Betsan Eira Heledd Llinos Nansi Sioned Catrin Mared Tesni Alys",
     "Gareth Huw Rhys Gethin Geraint Owain Dafydd Aled Emyr Dewi Hywel Iwan Llyr Meirion Arwel "
     "Alun "
     "Bryn Carwyn Dilwyn Eirion Elfed Gwyn Ieuan Iolo Rhodri Sion Tudur Wyn Gwynfor Dai",
     "Sian Rhian Bethan Nia Catrin Lowri Ffion Angharad Carys Delyth Elin Eleri Gwen Gwenllian Haf "
     "Heledd Llinos Manon Mair Meinir Menna Myfanwy Nerys Nesta Olwen Rhiannon Sioned Tegwen Menai",
     "Jones Davies Williams Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards Owen Rees "
     "James Jenkins Price Morris Richards Lloyd Phillips Parry Ellis Powell Llewellyn Bowen "
     "Howells "
     "Humphreys Pritchard Pugh Probert Vaughan Gwynne Bevan Mathias Meredith Tudor Prosser "
     "Protheroe "
     "Gittins Beynon Hopkin Cadwallader Penry Maddocks Gough Ap-Rhys Rhydderch Eynon Treharne "
     "Yorath"},
    // Irish
    {"Conor Cian Oisin Finn Rory Cillian Liam Darragh Fionn Sean Patrick Declan Tadhg Eoin Callum "
     "Ronan Cormac Diarmuid Eoghan Killian Donnacha Shay Niall Senan Odhran Ruairi Cathal Brendan "
     "Dara Lorcan Aidan Fiachra Padraig Michael John-Paul Martin Simon-Peter Miley Jimmy Paddy",
     "Aoife Saoirse Niamh Caoimhe Ciara Roisin Orla Sinead Eabha Fiadh Clodagh Aisling Grainne "
     "Erin "
     "Maeve Siobhan Una Eimear Aine Shauna Deirdre Mairead Bridget Margaret Kathleen Mary-Kate "
     "Shannon Keeva Tara Nuala Bronagh Dearbhla Sorcha Cara Riona Bridie Nora Theresa Ann-Marie "
     "Keira",
     "Patrick Sean Michael Liam Declan Kieran Brendan Dermot Eamon Fergus Gerard Niall Padraig "
     "Seamus "
     "Conor Aidan Barry Brian Cathal Colm Damien Donal Eugene Finbar Francis Gerry Hugh Kevin Noel "
     "Owen",
     "Siobhan Bridget Mary Kathleen Sinead Margaret Bernadette Geraldine Deirdre Grainne Orla "
     "Ciara "
     "Roisin Aisling Niamh Maureen Noreen Patricia Philomena Theresa Una Breda Carmel Colette "
     "Dympna "
     "Eileen Fionnuala Imelda Josephine Attracta",
     "Murphy Kelly Byrne Ryan O'Brien Walsh O'Sullivan O'Connor Doyle McCarthy Gallagher O'Neill "
     "Lynch Kennedy Murray Quinn Moore McLoughlin Carroll Connolly Daly O'Connell Wilson Dunne "
     "Brennan "
     "Burke Collins Campbell Clarke Johnston Hughes Farrell Fitzgerald Brown Martin Maguire Nolan "
     "Flynn Thompson Callaghan O'Donnell Duffy O'Mahony Boyle Healy O'Shea White Sweeney Hayes "
     "Kavanagh Power McGrath Moran Brady Stewart Casey Foley Fitzpatrick O'Leary McDonnell "
     "MacMahon "
     "Donnelly Regan Donovan Burns Flanagan Mullan Barry Kane Robinson Cunningham Griffin Kenny "
     "Sheehan Ward Whelan Lyons Reid Graham Higgins Cullen Keane King Maher McKenna Bell Scott "
     "Hogan "
     "O'Keeffe Magee McNamara McDonald McDermott Moloney O'Rourke Buckley O'Dwyer McDonagh Doherty "
     "Joyce Cash Stokes Connors Mongan Gavin Delaney Ó-Briain Nic-Giolla McGinley"},
    // South Asian
    {"Muhammad Mohammed Mohammad Ibrahim Yusuf Musa Ali Ahmad Adam Zayn Ayaan Hamza Umar Isa "
     "Ismail "
     "Abdullah Omar Haris Zakariya Eesa Bilal Rayyan Aydin Mikail Hashim Zain Yahya Haroon "
     "Sulaiman "
     "Idris Hassan Hussain Aarav Arjun Vihaan Rohan Krish Ishaan Dhruv Aryan Kabir Dev Neel Veer "
     "Arnav Reyansh Jai Ayan Kian Shayan Rehan Faizan Danyal Adeel Usman Saif Taha Zaid Salman "
     "Junaid "
     "Kashif Nabil Tariq Imran Shahzaib Subhan Ahsan Awais Fahad Hasnain Ehsan Mustafa Murtaza "
     "Raza "
     "Rizwan Sufyan Talha Uzair Waleed Yasin Zubair Huzaifa Abdul-Rahman Abdur-Rehman Abdul-Ahad "
     "Muhammad-Ali Muhammad-Yusuf Gurpreet Harpreet Jaspreet Manpreet Sukhdeep Arjan Fateh Himmat "
     "Jovan Kiran Rajan Sahib Simran Tejas Yuvraj Zorawar Vivaan Aadam Aarif Ameer Aqib Armaan "
     "Azaan",
     "Fatima Aisha Maryam Zainab Zara Aaliyah Hafsa Khadija Amina Inaya Aleena Ayesha Safa Hana "
     "Sara "
     "Noor Alina Anaya Mariam Iqra Sumayyah Hania Eshal Maira Zoya Laiba Amna Hadiya Minahil Anam "
     "Rida Saira Sana Sadia Samira Saba Nadia Mehak Maha Kinza Javeria Humaira Hira Fiza Eman Dua "
     "Bushra Asma Arisha Areeba Anabia Alisha Aiza Afifa Zahra Zunaira Yusra Umaimah Sidra Shanzay "
     "Ruqayyah Rabia Nimra Nabeeha Mahnoor Mahira Kashaf Jannat Ifra Haleema Ghazal Falak Anisa "
     "Aanya Diya Priya Riya Anika Meera Isha Kavya Nisha Pooja Shreya Tara Aarohi Myra Saanvi Avni "
     "Jasmeet Simran Harleen Manreet Navjot Gurleen Kirandeep Amrit Ravneet Sukhmani Tanvi Vidya "
     "Nur Jahan Sultana Nafisa Tahmina Farhana Rukhsana Tasnim Maisha Nusrat Sabiha Afsana",
     "Mohammed Muhammad Mohammad Imran Asif Shahid Abdul Tariq Nadeem Kashif Khalid Amjad Arshad "
     "Javed Zahid Rashid Saeed Naveed Waseem Sajid Shabir Tahir Usman Wajid Yasir Zafar Adnan "
     "Aftab "
     "Akhtar Ansar Arif Ashraf Atif Babar Ehsan Faisal Ghulam Habib Hanif Iftikhar Ijaz Iqbal "
     "Irfan "
     "Jamil Kamran Mahmood Majid Manzoor Masood Mubashir Munir Nasir Nisar Parvez Qasim Rafiq "
     "Rizwan "
     "Sohail Sultan Raj Rajesh Sanjay Sunil Vijay Amit Anil Ashok Bharat Deepak Dinesh Harish "
     "Jayesh "
     "Kamal Mahesh Manish Mukesh Naresh Nitin Paresh Pradeep Rakesh Ramesh Suresh Gurdeep Harjit "
     "Balwinder Jaswinder Kulwinder Lakhbir Manjit Sukhwinder Shafiq Mizanur Shamim Anwar Moin",
     "Shazia Nazia Rukhsana Fatima Ayesha Saima Samina Nasreen Shabana Rubina Farzana Zahida "
     "Tahira "
     "Uzma Yasmin Zainab Aisha Amina Asma Bushra Fozia Ghazala Humaira Irum Kausar Khalida Mariam "
     "Mumtaz Nadia Naheed Naila Nargis Parveen Rabia Razia Rehana Robina Sadia Safia Sajida Salma "
     "Sana Shaheen Shamim Shamshad Sobia Sumaira Tabassum Tasleem Zara Priya Anita Sunita Kavita "
     "Rekha Meena Neeta Bhavna Hina Jyoti Kiran Lata Manisha Nisha Pooja Rashmi Seema Shilpa Usha "
     "Vandana Gurpreet Harpreet Jaspreet Kuldeep Manjit Paramjit Rajinder Sukhjit Shamima Nurjahan "
     "Hasina Momtaz Rahima Rina Shirin Taslima",
     "Khan Hussain Ahmed Patel Ali Begum Singh Akhtar Mahmood Shah Iqbal Malik Kaur Bibi Miah "
     "Rahman "
     "Mohammed Uddin Islam Choudhury Hussein Chaudhry Rashid Aslam Mirza Qureshi Siddiqui Ahmad "
     "Bashir "
     "Sharif Raja Butt Mehmood Hassan Hasan Saleem Yousaf Younis Rehman Sheikh Shaikh Ansari Javed "
     "Khalid Rafiq Tariq Aziz Zaman Anwar Akram Ashraf Asghar Azam Bhatti Chohan Dar Farooq Gill "
     "Haider "
     "Haq Ishaq Jabbar Karim Latif Majid Munir Nawaz Parveen Qadir Riaz Sadiq Sarwar Shafi Sultana "
     "Tahir Waheed Yaqoob Zaheer Sharma Kumar Desai Mistry Shah Joshi Mehta Parmar Solanki Chauhan "
     "Rathod Vora Amin Bhatt Gandhi Modi Lad Naik Pandya Rana Thakkar Trivedi Vyas Dhillon Sandhu "
     "Sidhu Grewal Bains Johal Sahota Dhaliwal Virk Atwal Bhogal Chana Deol Hundal Kang Mann "
     "Nijjar "
     "Ahmed-Khan Ali-Shah Khatun Khanam Hoque Haque Alam Chowdhury Talukdar Sarkar Bhuiyan Mia "
     "Kamali"},
    // African, Caribbean and Arab
    {"Emmanuel David Samuel Daniel Joshua Michael Elijah Abdul Abdullahi Ibrahim Mohamed Ahmed "
     "Yusuf "
     "Tobi Ayomide Oluwaseun Chidi Chukwuemeka Obinna Ikenna Kwame Kofi Kwabena Yaw Kojo Nana "
     "Tendai "
     "Tinashe Tafadzwa Simba Blessing Prince Junior King Malachi Isaiah Micah Nathaniel Jeremiah "
     "Zion Josiah Kwaku Sekou Mamadou Amadou Ousmane Lamin Ebrima Abdirahman Abdi Liban Mahad "
     "Bilal "
     "Zakaria Hamza Omar Khalid Yonas Dawit Samson Filmon Nahom Robel Henok Jean-Pierre Christian "
     "Ezekiel Toluwani Damilola Femi Segun Wale Babatunde Emeka Nnamdi Uche Olamide Jayden Tyrone",
     "Blessing Grace Faith Mercy Esther Deborah Ruth Precious Favour Joy Patience Hope Chidinma "
     "Chioma Adaeze Ngozi Ifeoma Amara Oluwatoyin Temitope Folake Yetunde Ayomide Tolu Simisola "
     "Abena "
     "Ama Akosua Adwoa Efua Esi Afia Rutendo Tanaka Nyasha Ruvimbo Chipo Tariro Fatou Aminata "
     "Mariama "
     "Isatou Binta Khadija Hodan Hibo Ayan Fadumo Sagal Ifrah Maryan Zahra Selam Feven Rahel "
     "Bethlehem "
     "Hiwot Semhar Naomi Miriam Shanice Keisha Tiana Destiny Zuri Imani Nia Aaliyah Makayla",
     "Emmanuel Samuel John Joseph Mohamed Ahmed Ibrahim Abdi Hassan Yusuf Kwame Kofi Kwabena Emeka "
     "Chukwudi Olumide Adewale Babajide Tunde Femi Tendai Tawanda Farai Simbarashe Lamin Ousman "
     "Mamadou Bakary Dawit Yohannes Tesfaye Berhane Abraham Isaac Peter Paul Patrick Winston "
     "Delroy",
     "Grace Mary Esther Comfort Mercy Patience Florence Ngozi Chinwe Nkechi Folasade Bukola "
     "Abimbola "
     "Adunni Akua Abena Ama Efua Memory Rudo Tsitsi Chipo Nyarai Fatou Mariama Isatou Amina Halima "
     "Hodan Sahra Fadumo Asha Safia Tsega Almaz Selamawit Marcia Beverley Yvonne Paulette "
     "Claudette",
     "Mohamed Ali Ahmed Hassan Abdi Hussein Ibrahim Osman Yusuf Omar Adeyemi Okafor Okonkwo Eze "
     "Nwosu Obi Okeke Adebayo Afolabi Ogunleye Balogun Olawale Williams Mensah Owusu Boateng "
     "Asante "
     "Appiah Osei Agyeman Amoah Addo Moyo Ncube Ndlovu Sibanda Dube Chikwanha Mutasa Marufu Phiri "
     "Banda Mwale Tembo Kamara Sesay Koroma Conteh Bangura Jallow Ceesay Touray Diallo Bah Barry "
     "Sow "
     "Traore Keita Tesfay Gebremedhin Haile Kidane Tekle Abraha Warsame Farah Jama Nur Aden "
     "Campbell "
     "Brown Clarke Francis Joseph Charles Baptiste Grant Gordon Reid Ogbonna Uzoma Adeleke Bakare"},
    // Eastern European and Roma
    {"Jakub Antoni Jan Filip Szymon Kacper Michal Mateusz Wojciech Adam Piotr Kamil Dawid Bartosz "
     "Oskar Mikolaj Igor Tymon Alan Dominik Maciej Marcel Fabian Nikodem Patryk Sebastian Krystian "
     "Andrei David Matei Stefan Alexandru Luca Gabriel Ionut Darius Rares Mihai Robert Florin "
     "Denis "
     "Lukas Matas Jonas Dominykas Nojus Artjoms Maksim Daniils Roberts Martin Tomas Samuel "
     "Kristian "
     "Erik Viktor Georgi Ivan Dimitar Nikola Kaloyan Aleksandar Lazar Zoltan Bence Mate Levente",
     "Zuzanna Julia Maja Zofia Hanna Lena Alicja Maria Oliwia Amelia Aleksandra Wiktoria Natalia "
     "Emilia Nikola Weronika Gabriela Martyna Kinga Karolina Oliwka Lilianna Nadia Nina Antonina "
     "Sofia Andreea Ioana Alexandra Daria Denisa Elena Bianca Larisa Miruna Raluca Anastasia "
     "Emilija "
     "Liepa Gabija Ugne Urte Austeja Kamile Viktorija Katerina Tereza Kristina Vanesa Ivana Nikol "
     "Simona Gergana Petya Desislava Rozalia Esmeralda Narcisa Rebeka Dorina",
     "Piotr Krzysztof Andrzej Tomasz Pawel Marcin Michal Grzegorz Jozef Adam Lukasz Zbigniew Jerzy "
     "Mariusz Dariusz Rafal Robert Artur Marek Slawomir Ion Gheorghe Vasile Constantin Florin "
     "Mihai "
     "Nicolae Adrian Cristian Marian Daniel Vladimir Sergei Andrius Tomas Darius Mindaugas Jan "
     "Milan",
     "Anna Katarzyna Malgorzata Agnieszka Barbara Ewa Magdalena Elzbieta Joanna Monika Dorota "
     "Beata "
     "Aneta Iwona Justyna Karolina Marta Natalia Paulina Renata Sylwia Elena Maria Ioana Andreea "
     "Mihaela Cristina Daniela Gabriela Alina Florentina Rasa Jurgita Daiva Ilona Jana Zuzana "
     "Lucia",
     "Nowak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski Wozniak "
     "Dabrowski Kozlowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski "
     "Grabowski Zajac Pawlowski Michalski Krol Wieczorek Jablonski Wrobel Nowakowski Majewski "
     "Olszewski Stepien Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Gorski Witkowski Walczak "
     "Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Rusu Munteanu Matei Constantin Marin "
     "Lacatus Ciurar Covaci Horvath Balog Lakatos Kotlar Gunar Cervenak Pokuta Duna Kovacs Nagy "
     "Kazlauskas Petrauskas Jankauskas Ivanov Petrov Dimitrov Georgiev Todorov Berzins Kalnins "
     "Ozols"},
}};

// Surnames of places: a first and a last part make some thousands that are each rare.
inline constexpr std::string_view kFirstParts =
    "Ash Black Brad Brook Burn Clay Cold Cross Dun East Fair Farn Glen Green Had Hart Hazel Hather "
    "High Hol Horn Kirk Lang Lin Long Low Mar Mel Mid Mil New North Nor Oak Old Pen Red Rad Ravens "
    "Rock Rush Sand Shel Sher Sil Stan Stock Stan Sut Sway Thorn Tun Up Wad Wake Wal West Whit Wil "
    "Win Wood Wor Yar Alder Apple Barn Beck Birch Bram Brier Cald Carl Charl Chester Crow Dal Den "
    "Elm Ever Fen Forth Gar Gold Grim Hamp Hein Hing Hux Ing Ked Lock Mosel Nether Orm Pad Pick "
    "Rish";
inline constexpr std::string_view kLastParts =
    "ley ton ford ham burn worth well wood field brook bury by stead land ridge shaw hurst man ing "
    "ington ingham wick den dale combe more ster bourne gate holme mere side thorpe thwaite croft "
    "ward away low cliffe stone bridge church hill house lock row smith son sall nall";

// What people are called for short, or the other way: any of a line may stand for its first.
inline constexpr std::array<std::string_view, 92> kShort = {
    "William Will Bill Billy Liam",
    "Robert Rob Bob Bobby",
    "Richard Rich Ricky Dick",
    "Michael Mike Mick Mikey",
    "James Jim Jimmy Jamie",
    "John Jack Johnny",
    "Thomas Tom Tommy",
    "Joseph Joe Joey",
    "Charles Charlie Chuck",
    "Edward Ed Eddie Ted",
    "Alexander Alex Xander Sandy",
    "Andrew Andy Drew",
    "Anthony Tony Ant",
    "Benjamin Ben Benny",
    "Christopher Chris Kit",
    "Daniel Dan Danny",
    "David Dave Davey",
    "Frederick Fred Freddie",
    "Gregory Greg",
    "Harrison Harry",
    "Henry Harry Hal",
    "Jonathan Jon Jonny",
    "Joshua Josh",
    "Kenneth Ken Kenny",
    "Lawrence Larry Laurie",
    "Leonard Len Lenny Leo",
    "Matthew Matt Matty",
    "Nathaniel Nathan Nat",
    "Nicholas Nick Nicky",
    "Oliver Ollie Olly",
    "Patrick Pat Paddy",
    "Peter Pete",
    "Philip Phil",
    "Raymond Ray",
    "Ronald Ron Ronnie",
    "Samuel Sam Sammy",
    "Stephen Steve Ste",
    "Steven Steve Ste",
    "Stuart Stu",
    "Terence Terry",
    "Timothy Tim",
    "Theodore Theo Ted Teddy",
    "Vincent Vince",
    "Zachary Zac Zak",
    "Archie Archibald",
    "Alfred Alfie Fred",
    "Albert Bert Albie",
    "Arthur Art Artie",
    "Abigail Abi Abbie Gail",
    "Alexandra Alex Lexi Sandra",
    "Amanda Mandy",
    "Amelia Millie Mia Amy",
    "Angela Angie",
    "Barbara Barb Babs",
    "Beatrice Bea Trixie",
    "Bethany Beth",
    "Catherine Cathy Cath Kate",
    "Katherine Kathy Kate Katie Kat",
    "Charlotte Charlie Lottie",
    "Christine Chris Chrissie",
    "Deborah Debbie Deb",
    "Eleanor Ellie Nell Nora",
    "Elizabeth Liz Beth Lizzie Betty",
    "Emily Em Emmy",
    "Florence Flo Florrie",
    "Francesca Fran Frankie",
    "Georgina Georgie Gina",
    "Grace Gracie",
    "Isabella Bella Izzy",
    "Isabelle Izzy Belle",
    "Jacqueline Jackie",
    "Jennifer Jen Jenny",
    "Jessica Jess Jessie",
    "Josephine Jo Josie",
    "Kimberley Kim",
    "Lillian Lily Lil",
    "Margaret Maggie Peggy Meg",
    "Matilda Tilly Mattie",
    "Natalie Nat",
    "Olivia Liv Livvy",
    "Patricia Pat Trish",
    "Penelope Penny",
    "Rebecca Becky Becca",
    "Samantha Sam Sammy",
    "Sarah Sal Sally",
    "Stephanie Steph",
    "Susan Sue Susie",
    "Victoria Vicky Tori",
    "Muhammad Mo Mohammed",
    "Mohammed Mo Muhammad",
    "Abdullah Abdul",
    "Aleksandra Ola Alex",
};

}  // namespace bench
