// Long because: its parts share state that would have to be passed around; to be parted.
// The sentences of the demonstration, by who writes, about what, and how worried they are. Long
// because it is prose; each "a|b|c" is a set of variants. {m} is the parent whom work is mostly
// with, {d} the other adult, {c} the child, {k} all the children, {g} a grandmother or aunt, {s}
// the primary school, {S} the secondary, {l} what the child likes, {t} the town, {h} {H} {i} {o}
// he, He, him, his or she, She, her, her.
#include "record/demo/story.h"

namespace hearth::record::demo::words {
namespace {

std::string_view by(Level level, std::string_view high, std::string_view middle,
                    std::string_view low) {
    switch (level) {
        case Level::high:
            return high;
        case Level::middle:
            return middle;
        case Level::low:
            return low;
    }
    return middle;
}

}  // namespace

std::string_view worries(Theme theme) {
    switch (theme) {
        case Theme::alcohol_and_abuse:
            return "{c} told a teaching assistant that {d} 'went mad again' on Saturday and broke "
                   "the kitchen door. {c} took the little ones upstairs. {m} smelled of alcohol at "
                   "drop-off twice this week and was tearful|Neighbours called the police on "
                   "Friday night. Officers found {m} with a cut lip, {d} drunk in the yard and {k} "
                   "awake at midnight. {m} said it was an accident|{c} has been late eleven times "
                   "this half term. {H} says nobody wakes up after 'party nights'. Today {h} asked "
                   "if {h} could stay at school until Monday";
        case Theme::domestic_abuse:
            return "Police attended a report of shouting. {d} had taken {m}'s phone and would not "
                   "let her leave the room. {k} were in the house and {c} had hidden behind the "
                   "sofa|{m} told the health visitor that {d} checks her phone, counts the money "
                   "for shopping and has 'gone for her' twice since the summer|{c} drew the family "
                   "with {d} as a giant with no face. Asked about it, {h} said 'that is when he is "
                   "loud'. {m} says she is managing";
        case Theme::depression:
            return "{m} has stopped answering the door. {c} came to school in the same clothes all "
                   "week and fell asleep in maths. {m} told us she cannot get up some days|The GP "
                   "is worried that {m} has not collected her medicine for two months and has "
                   "missed three appointments for the children|{c} says {h} does the tea and puts "
                   "the others to bed because mum is 'poorly in her head'. {H} is tired and "
                   "worried";
        case Theme::neglect:
            return "{k} come to school hungry. Uniform is dirty, head lice have gone untreated "
                   "since September and {c} has holes in {o} shoes. Three letters home have had no "
                   "answer|The housing officer found no working cooker, a broken window in the "
                   "children's room and one bed for all of them|{c} has missed two hospital "
                   "appointments for {o} teeth and is in pain. {m} says the bus costs too much and "
                   "she forgets";
        case Theme::drugs:
            return "Police searched the home and found cannabis and foil on the coffee table, "
                   "within reach of {k}. {m} said it belonged to friends|{m}'s keyworker says that "
                   "she has used heroin on top of her script for a month. The children are at home "
                   "with her|{c} found needles in the bathroom and told {o} teacher. People {h} "
                   "does not know sleep at the house";
        case Theme::exploitation:
            return "{c} was away from home for two nights and came back with a new phone and "
                   "trainers. {H} will not say where {h} was|{c} was stopped by police in a car "
                   "with two men in their twenties, thirty miles from home. There was cannabis in "
                   "the door|School excluded {c} after a knife was found in {o} bag. {H} says {h} "
                   "needs it 'to get home'";
        case Theme::physical_harm:
            return "{c} has a bruise in the shape of a hand on {o} upper arm. {H} said 'dad did it "
                   "because I was cheeky', then that {h} fell|{c} flinched when a teacher moved "
                   "quickly and later said that {h} gets 'the belt' at weekends|A baby was brought "
                   "to the emergency department with a bruise on the cheek that {m} could not "
                   "explain";
        case Theme::conflict:
            return "{m} and {d} argue at every handover. On Friday it was in the school yard and "
                   "{c} wet {i}self|{c} says {h} has to choose who to love. {H} has stopped eating "
                   "{o} lunch and cries before contact weekends|The court adviser is worried about "
                   "what {k} hear each parent say about the other";
    }
    return "";
}

std::string_view working_well() {
    return "{k} come to school nearly every day and love their teachers. {m} always comes when we "
           "ring. {g} lives near and the children talk about her house as a safe place|{m} is warm "
           "with {k} and says that she wants help. The home is clean. {g} takes them every "
           "Sunday|{c} has a close friend and a teacher {h} trusts. {m} asked for help herself, "
           "which took courage|There is family close by who would like to be asked. {c} is doing "
           "well in reading and is proud of it";
}

std::string_view hopes(Theme theme) {
    switch (theme) {
        case Theme::alcohol_and_abuse:
        case Theme::domestic_abuse:
            return "That {m} and {k} are safe at home and that {d} is held to account for what he "
                   "does|That somebody talks with {m} on her own, and that the children do not "
                   "have to listen at doors";
        case Theme::depression:
            return "That {m} gets help with how she feels before it gets worse, and that {c} can "
                   "be a child again";
        case Theme::neglect:
            return "That {k} are fed, warm and clean, and that {m} gets practical help to keep it "
                   "so";
        case Theme::drugs:
            return "That the children do not live among drugs, and that {m} gets back into "
                   "treatment";
        case Theme::exploitation:
            return "That {c} is safe where {h} spends {o} time, and has an adult {h} can tell "
                   "things to";
        case Theme::physical_harm:
            return "That nobody hurts {c}, and that {m} and {d} learn other ways";
        case Theme::conflict:
            return "That {k} can love both parents without being asked to choose";
    }
    return "";
}

std::string_view check_answer(Theme theme, std::string_view kind) {
    if (kind == "police") {
        switch (theme) {
            case Theme::alcohol_and_abuse:
            case Theme::domestic_abuse:
                return "Three calls to the address in twelve months, two of them at night with "
                       "children present. {d} was arrested once; no charge, because {m} did not "
                       "support it. One risk assessment at medium|{d} has a conviction for assault "
                       "on a former partner in 2019. A call last month was logged as verbal only";
            case Theme::drugs:
                return "{m} has two cautions for possession. The address is named in intelligence "
                       "about dealing from the end of the street; it is not graded high";
            case Theme::exploitation:
                return "{c} is shown as missing five times since June and was with older males "
                       "known for supply. Not charged with anything. A marker for exploitation has "
                       "been added";
            case Theme::depression:
            case Theme::neglect:
            case Theme::physical_harm:
            case Theme::conflict:
                return "One call, a concern for welfare last winter; officers found the children "
                       "asleep and the house cold. Nothing else held";
        }
    }
    if (kind == "health")
        return "The children are registered with a practice in {t}. Two missed immunisations and "
               "one missed eye clinic. {m} has been treated for low mood since her last "
               "pregnancy|Health visitor saw the family in the spring: growth on the lines, speech "
               "behind for age. The midwife noted anxiety and asked about safety at home; {m} said "
               "she was fine";
    return "{d} finished a community order in 2023 and kept his appointments. The order had a "
           "relationships course, which he completed|Nothing is held on either adult";
}

std::string_view decision_reason(Theme theme, bool help) {
    if (!help)
        return "The worry is real but small, and the family have people around them who act. The "
               "school will go on meeting {m} each week. Advice given on who to ring|Checked with "
               "the school and the health visitor: no pattern and no earlier contacts. {m} would "
               "rather have help from the family hub and has the number";
    switch (theme) {
        case Theme::alcohol_and_abuse:
        case Theme::domestic_abuse:
            return "There is a pattern of police calls, the children are present each time, and "
                   "what {c} says shows fear. {m} has not been able to stop it alone. Working with "
                   "both adults and the children needs a social worker to lead";
        case Theme::depression:
            return "{m}'s low mood now decides what {k} eat, wear and whether they come to school. "
                   "{c} carries tasks that an adult should carry. Level 4: a child in need, with "
                   "the family's agreement";
        case Theme::neglect:
            return "This is the third contact about basic care in a year and early help has not "
                   "held. The children's health and learning are suffering now. An assessment will "
                   "say what stands in {m}'s way";
        case Theme::drugs:
            return "Drugs and their dangers are within the children's reach, and treatment has "
                   "broken down. The children need to be seen this week";
        case Theme::exploitation:
            return "{c} is going missing with older people who give {i} things. The signs of "
                   "exploitation are plain. An assessment must look at where {h} goes as well as "
                   "at home";
        case Theme::physical_harm:
            return "{c} has an injury and has said who did it. There is reasonable cause to "
                   "suspect significant harm, and a strategy discussion is needed today";
        case Theme::conflict:
            return "What happens between the parents is hurting {c}: sleep, eating and school. "
                   "Both say they want it to stop and neither can stop first. An assessment that "
                   "sees each home is needed";
    }
    return "";
}

std::string_view visit_opening(std::string_view place) {
    if (place == "school")
        return "Saw {c} at school in the quiet room. {H} chose to bring a friend for the first "
               "five minutes|Saw {c} at school during registration, as agreed with {m}. {H} was "
               "pleased to miss spelling|Met {c} in the library at school. We drew while we talked";
    if (place == "unannounced")
        return "Called without notice at tea time. {m} let me in straight away|Called without "
               "notice at half past eight. {m} was in her dressing gown and asked me to wait, then "
               "let me in|Called without notice; no answer at first, though the television was on. "
               "{m} opened the door after ten minutes and was cross, then apologised";
    return "Visited at home. {m} was in with {k}|Visited at home after school. {k} were all there "
           "and {m} made tea|Visited at home. {m} had asked {g} to come as well, which "
           "helped|Visited in the morning while the older ones were at school. {m} talked "
           "freely|Visited as planned. {m} had remembered and the children were waiting at the "
           "window|Visited at home. The visit began stiffly, because of the letter about the "
           "meeting, and eased when we looked at the children's drawings";
}

std::string_view home(Level level) {
    return by(level,
              "The kitchen was dirty, with bottles on the side and little food in the cupboards. "
              "The children's room was cold and two mattresses were on the floor|The living room "
              "curtains were closed at midday. Washing was piled on the stairs and there was a "
              "smell of damp|The back door does not close and the window upstairs is still "
              "boarded. There was bread and cereal, no fresh food|It was hard to find a place to "
              "sit. {m} said she had meant to clear up and had not had the strength",
              "The house was untidy but clean where it matters. There was food in, and clean "
              "bedding on two of the beds|Kitchen cleaner than last time. The boiler has been "
              "mended; the window has not|The children's room has been painted. The hall is full "
              "of boxes which {m} says {d} will take|Warm, with food in the fridge. The yard still "
              "has broken glass, and {m} agreed to clear it before the weekend",
              "The house was warm and tidy, and {k} showed me their beds with pride|There was a "
              "chart for teeth and bedtimes on the fridge, with a full row of stars|Fresh food in, "
              "uniform drying on the rack and a smell of toast. It felt like a home where people "
              "sit down together|The mended window, the new curtains and the stair gate are all "
              "in. {m} did the gate herself");
}

std::string_view child_seen(int age, Level level) {
    if (age < 2)
        return by(
            level,
            "{c} was in the bouncer in front of the television for the whole visit, quiet and "
            "pale, with a dirty bottle beside {i}. {H} did not look for {m} when upset|{c} was "
            "hungry and slow to settle. {m} fed {i} when I asked, holding the bottle at arm's "
            "length",
            "{c} was alert and followed voices. {m} needs reminding about tummy time and about not "
            "warming bottles in the microwave|{c} slept in the Moses basket on {o} back, as "
            "advised. Weight was checked this week and is on the line",
            "{c} reached for {m}, was picked up and smiled. {m} chatted to {i} while changing "
            "{i}|{c} is gaining weight well and sits with help. {m} knows what each cry means");
    if (age < 5)
        return by(level,
                  "{c} stayed close to the wall and watched {m}'s face before answering. {H} ate "
                  "three bananas without stopping|{c} came to me at once and sat on my knee, a "
                  "stranger, which worries me. {H} has few words for {o} age|{c} woke up wet and "
                  "nobody changed {i} until I said so",
                  "{c} showed me {l} and wanted to stay in the game. {H} asked once where daddy "
                  "was and went quiet|{c} played well. Speech is coming on since nursery; {m} is "
                  "reading one book at bedtime most nights",
                  "{c} was busy with {l}, came to {m} for help and went off again, as children of "
                  "that age do|{c} told me all about nursery in whole sentences and went to {m} "
                  "for a cuddle when {h} bumped {o} knee");
    if (age < 11)
        return by(
            level,
            "{c} was watchful. {H} listened at the door while we talked and came in when voices "
            "rose|{c} looked tired and had not had breakfast. {H} knows how to put the little ones "
            "to bed, and in which order|{c} would not talk about home. {H} drew the house with "
            "every window black",
            "{c} talked about {l} and, when {h} was ready, about the nights. It is better on the "
            "days when {g} rings, {h} says|{c} is sleeping more and has been on time four days of "
            "five. {H} still checks the front door before bed",
            "{c} was full of {l} and forgot that I was there. {H} has been on time every day this "
            "month|{c} laughed a lot, argued about a biscuit and lost, and stayed cheerful|{c} "
            "showed me a certificate from school and said mum cried, 'the good kind'");
    return by(
        level,
        "{c} answered in single words and kept {o} phone face down. {H} looked thin and tired. {H} "
        "has been to school one day in four|{c} said nobody listens, so there is no point. I said "
        "that I would come back on Thursday whatever happened|{c} had a burn on {o} sleeve that "
        "{h} would not explain. {H} left by the back door before the end",
        "{c} talked about {l} for half the visit and then asked what happens at the meeting. We "
        "wrote down what {h} wants said|{c} was in on time three nights out of seven. {H} thinks "
        "that is good; so do I, compared with last month|{c} is back in lessons in the mornings. "
        "{H} finds the afternoons long",
        "{c} is in {S} most days and has plans about {l}. {H} says home is 'calm, a bit boring', "
        "and means it kindly|{c} told me {h} had walked away from a row and rung {g}. It was {o} "
        "own idea|{c} stayed for the whole visit and offered me tea");
}

std::string_view child_voice(int age, Level level) {
    if (age < 5)
        return by(level,
                  "'Daddy shout. Me hide.'|'Mummy sleeping. I got biscuit.'|Did not speak. Held on "
                  "to the curtain and shook {o} head when asked if {h} likes home",
                  "'I like it when nana comes.'|'Mummy play with me today.'|Pointed to the happy "
                  "bear for nursery and to the worried bear for night time",
                  "'My bed is new.'|'Mummy does the voices in the story.'|Put the happy bear on "
                  "every room of the house");
    if (age < 11)
        return by(
            level,
            "'I keep my shoes on in bed in case we have to go.'|'I do not like Fridays.'|'If I am "
            "good it does not happen.'|'I worry when I am at school because I am not there to "
            "look.'",
            "'It is shouting now, not hitting. I still go upstairs.'|'Mum is trying. She told me "
            "so and I can see it.'|'I want it to stay like this week.'",
            "'We had a film and popcorn and nobody argued.'|'I do not have to look after them any "
            "more, I am just the big one.'|'You can come but you do not have to come so much.'");
    return by(level,
              "'You lot write it down and nothing changes.'|'I am safer out than in.'|'They are my "
              "mates. They look after me.'",
              "'It is a bit better. Ask me again in a month.'|'I would come home if he was not "
              "there.'|'I told her the truth and she did not go mad.'",
              "'I have got a bank card and an interview. I am all right.'|'Me and mum talk now. It "
              "is weird but nice.'|'I do not need a social worker, I need a lift.'");
}

std::string_view parent(Theme theme, Level level) {
    switch (theme) {
        case Theme::alcohol_and_abuse:
            return by(level,
                      "{m} said that it only happens when they have both been drinking, and that "
                      "she hits back. There was a mark on her wrist. {d} stayed in the kitchen and "
                      "ran the tap so that we should hear him|{m} had been drinking by eleven in "
                      "the morning. She cried, and said that she needs it to get through his "
                      "moods|Police came on Saturday: a smashed phone, shouting, {c} at the top of "
                      "the stairs. {m} says it was nothing, and then asked me not to write it down",
                      "{m} has had four dry days and counts them aloud. {d} is at his mother's "
                      "from Monday to Thursday, which she says is peaceful and lonely|There has "
                      "been no police call for three weeks. {m} and {d} still argue about money, "
                      "in text messages now|{m} spoke of her own childhood for the first time, and "
                      "of not wanting {c} to learn the same listening",
                      "{m} is seven weeks without alcohol and has told {g}, so that somebody else "
                      "knows. {d} sees the children at {g}'s on Saturdays and has kept to it|{m} "
                      "described a row that she ended by taking the children to {g}. A year ago, "
                      "she said, she would have opened a bottle");
        case Theme::domestic_abuse:
            return by(
                level,
                "{m} kept looking at the door and answered each question with what {d} thinks. "
                "Spoke with her alone in the car: he has the bank card, and he times her "
                "shopping|{d} was present throughout and would not let {m} speak alone. I ended "
                "the visit early and have arranged to see her at the nursery",
                "{m} has her own account now and a friend who knows the safe word. {d} has moved "
                "to his brother's but rings in the night|{m} goes to the group each Tuesday and "
                "says that it is strange to hear her own story from somebody else",
                "{m} has the order and the locks are changed. She slept through, she said, for the "
                "first time since {c} was born|{m} laughed in the middle of a sentence, noticed, "
                "and laughed again. She knows what she would do if he came back and so do the "
                "children");
        case Theme::depression:
            return by(
                level,
                "{m} had not dressed or eaten. She said that the days run together and that the "
                "children would be better with somebody else. I asked about suicide: thoughts, no "
                "plan. Spoke with the mental health practitioner from the car|{m} stayed under a "
                "blanket. She answered slowly and could not say what day it was",
                "{m} has been out of the house three times this week and keeps a list. Medicine is "
                "in a weekly box. Mornings are still the hardest part|{m} said that the fog lifts "
                "by the afternoon. She met the teacher at the gate and stayed to talk",
                "{m} walks the children to school and then walks on by herself for an hour. She "
                "can say early which days will be bad, and whom she will ring|{m} was dressed, "
                "busy, a bit tired. 'Ordinary tired,' she said");
        case Theme::neglect:
            return by(
                level,
                "{m} agreed with everything I said and did not look up. None of the three things "
                "we wrote down last time has been done|{m} said that the dentist never sent the "
                "letter; it was on the side, unopened, with nine others",
                "{m} has done two of the three things on the list: the beds and the nit lotion. "
                "The dentist is rebooked for the ninth and I will drive them|We opened the post "
                "together. It took an hour and the debt is half of what {m} feared",
                "{m} showed me the list on the fridge before I could ask. Every line was ticked, "
                "and the children had ticked some|The dentist was kept, the shoes are bought and "
                "the reading bag is signed. {m} says that she does it on Sundays with the radio "
                "on");
        case Theme::drugs:
            return by(
                level,
                "{m} was grey and scratching, and three people I did not know left by the back as "
                "I came in. She says that she is on her script and nothing else|There was foil in "
                "the bin and the bathroom door was locked. {m} said that she would rather I "
                "shouted at her than looked like that",
                "{m} is back with her keyworker and has given two clean tests. The visitors have "
                "stopped, mostly because the landlord wrote|{m} spoke about cravings in the late "
                "afternoon, which is when {c} comes in from school. We planned for that hour",
                "{m} is stable on a low script and picks it up weekly. The locked box is on top of "
                "the wardrobe, where she showed it me without being asked|No use for eleven weeks. "
                "{m} has changed her number so that old friends cannot ring");
        case Theme::exploitation:
            return by(level,
                      "{m} has not slept. {c} came in at five, changed and went out again. She is "
                      "frightened of the men in the car and more frightened of saying so|{m} found "
                      "a second phone and two hundred pounds. She wants to smash it. We agreed to "
                      "keep it for the police",
                      "{m} and {c} have an agreement about times, written by {c}. It is kept more "
                      "often than it is broken|The men have not been seen for two weeks. {m} knows "
                      "the number of the exploitation team and used it once",
                      "{c} brings friends home now, and {m} feeds them. She says that the kitchen "
                      "is full and that she would not change it|{m} and {c} can say what happened "
                      "last winter without either of them leaving the room");
        case Theme::physical_harm:
            return by(level,
                      "{d} said that a smack never hurt him. {m} looked at the floor. We talked "
                      "about what the law says and about what {c} said|{m} said that {c} 'pushes "
                      "and pushes', and that she has nobody to hand over to at the end of the day",
                      "{d} told me about walking out to the yard instead. He had counted to a "
                      "hundred and it was raining|{m} asked what to do about bedtime, which is "
                      "when it used to happen. We tried the new routine in front of me",
                      "{d} stopped a row over homework by laughing. {c} looked astonished and then "
                      "laughed too|Both say there has been no smacking since the course began. {c} "
                      "says the same when {h} is asked alone");
        case Theme::conflict:
            return by(level,
                      "{m} played me messages from {d}, with the children in the room, until I "
                      "asked her to stop|{m} wants it written that {d} lies; {d} wants it written "
                      "that {m} turns them against him. Neither mentioned {c} until I did",
                      "Handovers are at school now, and there have been three without a word. "
                      "Nobody calls it peace, but {c} noticed|{m} read {c}'s drawing twice and "
                      "asked for a copy to give to {d}",
                      "{m} and {d} sat at one table for forty minutes and planned half term. {c} "
                      "knew about it and had written a list|Each spoke of the other as 'their dad' "
                      "and 'their mum'. It is the first time that I have heard it");
    }
    return "";
}

std::string_view next_step(Level level) {
    return by(
        level,
        "I will speak with the manager today and see the children again within the week|Agreed "
        "with {m} who she will ring tonight. I will tell the school what to watch for|To bring the "
        "next supervision forward. The risk has risen since last time|Visit again on Thursday "
        "without notice. Asked police to be told of any further call",
        "Next visit in two weeks; {m} will try one thing, the bedtime, and tell me how it went|The "
        "risk is about the same as last time, a little less at night. I will see {c} at school "
        "before the meeting|{m} will ring the surgery herself. I will not do it for her, and said "
        "why|To ask the family hub about the Thursday group",
        "The risk is less than last time. If it holds until the review I will suggest fewer "
        "visits|Talked about ending, and about who {m} will ring when we are not there|Nothing to "
        "change. I told {m} what I see, and she wrote it down|Next visit in a month, in the plan's "
        "rhythm");
}

std::string_view recovery(Level level) {
    return by(level,
              "{m} drank on five days of seven, about ninety units, most of it alone after the "
              "children were in bed. We looked at the drink diary without judging it. Importance "
              "is high, confidence very low: 'I want to, I just cannot see how'. No withdrawal "
              "fits; told the GP|{m} came late and smelled of drink. We kept it short: food, "
              "water, who has the children tonight ({g} does). She agreed to a detox assessment "
              "and then took it back. I said the door is open|Did not attend, second time. Went to "
              "the house: {m} was ashamed and talked through the door for ten minutes. Next "
              "session at the family hub, not at the clinic",
              "{m} had four days without. We worked out what was different about those days: {g} "
              "rang, and she ate at six. Units down to about forty. We wrote the costs and the "
              "gains of stopping on one sheet, and she kept it|Lapsed on Saturday and rang on "
              "Sunday, which she has never done before. We looked at the hour before the first "
              "drink. She wants to try the group and fears seeing a neighbour there|Reviewed "
              "goals. Confidence has moved from three to five because, she says, 'I did it once, "
              "so it was not luck'. Nalmefene discussed; she will ask the GP",
              "Ten weeks without alcohol. {m} keeps the relapse plan in her phone, with three "
              "names. She asked how to tell {c} the truth about last winter, and we practised|{m} "
              "led the session: what she has learned, what she must watch (paydays, his birthday). "
              "Liver tests are back to normal and she brought the letter|Last planned session but "
              "one. She chairs the tea at the Thursday group. Importance ten, confidence eight");
}

std::string_view survivor(Level level) {
    return by(level,
              "Saw {m} alone at the children's centre. She described being held by the throat on "
              "Friday and losing a few seconds. I explained what that means medically and for her "
              "risk. Fourteen ticks on the risk checklist: referred to MARAC today with her "
              "agreement. Safe word agreed. She does not want police at the house|{m} rang from "
              "the toilets at work. {d} has put a tracker on the car. We planned the next three "
              "days hour by hour; bag at {g}'s, documents photographed|{m} said that she thinks it "
              "is her fault for answering back. We went through last week's incident on paper: who "
              "chose, who paid. She was silent for a long time and then asked to keep the paper",
              "{m} has been to two sessions of the group. She named what he does about money "
              "before anyone prompted her. Safety plan gone through again; the neighbour will take "
              "the children in. Risk checklist nine|The non-molestation order is in her bag and "
              "she has read it aloud to me. She misses him, she said, and hates that. We talked "
              "about both being true|{m} worried about contact at Christmas. We wrote what she "
              "would agree to, and what not, for the solicitor",
              "{m} finished the group and stayed behind to welcome a new woman. Risk checklist "
              "four. She can tell me the signs that would make her ring|No contact from {d} "
              "outside the agreed times for nine weeks. {m} is sleeping, and has her own "
              "front-door key for the first time|Closing session. She read out the letter to "
              "herself from our second meeting, and laughed at the spelling");
}

std::string_view officer(Level level) {
    return by(
        level,
        "{d} came because his solicitor said so. He described the Friday incident as 'she pushed "
        "my buttons' and could not say what {c} saw. I set out what I will report and to whom. "
        "Minimises, blames drink; no empathy yet for the children|Second session missed. Rang him: "
        "he was angry about the order and said that everybody takes her side. Told police about "
        "the tone, and told him that I had|{d} said that he has never hit anyone 'who did not ask "
        "for it'. We stayed with that sentence for half an hour. Risk unchanged",
        "{d} named what he did, in order, without the word 'but'. He did not like it. He has used "
        "the time-out twice: once well, once as a way to walk out on {c}'s bedtime|{d} listened to "
        "the recording of what children say in such homes. He asked for a break, came back and "
        "said, 'That is {c}'. Homework: the diary of the hour before|Sessions five and six kept. "
        "Drinking is down. He still texts too often, and we looked at the count together",
        "{d} described stopping in the middle of a row and ringing his brother. He then told {m} "
        "why, and did not ask her for praise. Partner checks agree|{d} finished the core "
        "programme. He wrote what he owes {c}, and what he may not ask for. Follow-up monthly|He "
        "can list his signs and what he does at each. Probation and I agree that the risk is "
        "lower, and will say so at the review");
}

std::string_view mental_health(Level level) {
    return by(
        level,
        "{m} scored 21 on the depression questionnaire. Sleep three hours, appetite gone, thoughts "
        "that the children would be better off; no plan and no means kept. Safety plan written "
        "with her and {g}. GP to see her tomorrow; I will ring tonight|{m} sat with her coat on. "
        "Slowed, tearful, ashamed of the state of the house. We agreed one task a day, the "
        "smallest one, and who takes the children to school|Home visit with the social worker. {m} "
        "was hearing the baby cry when he was not. Crisis team told; she agreed to be seen today",
        "Score 14, down from 19. {m} has been taking the tablets for five weeks and the mornings "
        "are shorter. We made a map of a good day and a bad day, and she saw that the good ones "
        "begin with the school walk|{m} talked about the stillbirth that nobody had asked her "
        "about. We will not hurry it. She wants {c} to know that it was not {o} fault that mum was "
        "sad|Activity plan kept on nine days of fourteen. She marked the reasons for the other "
        "five without excuses",
        "Score 6. {m} can name her early signs, and so can {g}. Stepped down to the GP with the "
        "plan on one page|Last session. {m} will stay on the tablets until spring. She played on "
        "the floor with {c} while we talked, and lost count of what I asked|{m} has started the "
        "course at the college. Tired, proud. We planned for the week when it will feel too much");
}

std::string_view practitioner(Level level) {
    return by(
        level,
        "Three houses with {c}. In the house of worries {h} drew a clock, a bottle and a small "
        "person under a table. {H} asked me to keep the paper, not to take it home|Played shops "
        "with {c}. {H} served everyone else first and had nothing left, and said 'I am used to it'",
        "A day in {o} life with {c}: the hour after school has moved from the worry side to the "
        "middle. Bedtime has not|Feelings cards with {k} together. {c} let a younger one speak "
        "first",
        "Words and pictures: {c} and {m} finished the last page together. {H} chose the title|Made "
        "a card of safe people with {c}. It has six names; in the spring it had one");
}

std::string_view changed(std::string_view discipline, Level level) {
    if (discipline == "recovery")
        return by(
            level,
            "Drinking on most days and missed one session. Detox offered and not taken up yet",
            "Fewer drinking days, and she rang after a lapse. Confidence up by two",
            "Still not drinking. Relapse plan shared with the family");
    if (discipline == "domestic_abuse_survivor")
        return by(level,
                  "Fear is higher than last month. Safety plan redone, MARAC asked to hear it",
                  "Attends the group. Names control for what it is. Contact is the next worry",
                  "No incidents. She knows her signs and her options");
    if (discipline == "domestic_abuse_risk")
        return by(level, "Attends because he must. Minimises, and blames drink",
                  "Begins to own what he did. Two time-outs used, one well",
                  "Programme finished. Partner checks agree with what he says");
    if (discipline == "mental_health")
        return by(level, "Score has risen, sleep is poor, safety plan in place with the family",
                  "Medicine kept for five weeks, mornings easier, still flat by evening",
                  "Well. Plan for early signs is on one page and with the GP");
    if (discipline == "family_practice")
        return by(level, "The children are watchful and carry adult tasks. Direct work weekly",
                  "Sleep is better and the hour after school is easier",
                  "The children play, argue and forget that I am there");
    return by(level,
              "Two incidents since last time, one with police. Attendance has dropped and home "
              "conditions have slipped",
              "No police call. Attendance over ninety per cent. The plan is half done, and what is "
              "left is the hard half",
              "Visits show the same picture three times running. The children say that it is "
              "better, and can say why");
}

std::string_view call(Level level) {
    return by(level,
              "{m} rang in tears: {d} is outside. Stayed on the line until police came. Children "
              "upstairs and safe|The school rang: {c} was not collected until half past four, and "
              "{m} could not say why|No answer from {m} for the third day. Rang {g}, who saw them "
              "all this morning",
              "{m} rang to move Thursday's visit to Friday because of the dentist. She had already "
              "rung the dentist|The school rang about {c}: a good week, one row at lunch. They "
              "want to know whom to ring in the holidays|Rang {m} to check on the weekend. Quiet, "
              "she said, and sounded surprised",
              "{m} rang to say that {c} got a part in the play. She wanted somebody to know|The "
              "health visitor rang: weight and speech are where they should be. She will discharge "
              "to routine|Rang the school: attendance 97 per cent this half term, no worries");
}

std::string_view event(Theme theme, Level level) {
    if (level == Level::low)
        return "{c} was given the head teacher's award for kindness. The whole family came|{m} "
               "started work three mornings a week at the school kitchen|The family moved their "
               "beds into the new rooms. {c} chose the colour|One year since the first meeting. "
               "{m} brought a cake to the family hub";
    switch (theme) {
        case Theme::alcohol_and_abuse:
        case Theme::domestic_abuse:
            return "Police called at 23.40 by a neighbour. {d} had kicked in the front door. {m} "
                   "had a swollen cheek; {k} were in bed, and {c} was on the stairs. {d} arrested, "
                   "bailed with conditions until the 14th|{d} came to the school gate in breach of "
                   "his bail. The school kept the children inside and rang the police|{m} and the "
                   "children spent two nights with {g} after an argument about money. They went "
                   "home on Sunday";
        case Theme::depression:
            return "{m} took twelve tablets and rang {g}. Ambulance; kept in overnight and seen by "
                   "the liaison team. {k} stayed with {g}|{c} told a teacher that {h} is "
                   "frightened of coming home and finding mum asleep";
        case Theme::neglect:
            return "{c} was taken to the emergency department with a burn from the kettle. Treated "
                   "and sent home; the explanation fits the injury, and nobody was watching|Gas "
                   "was cut off for four days. {k} washed and ate at the family hub";
        case Theme::drugs:
            return "Police searched the address under a warrant. Drugs found in the yard; {m} not "
                   "charged. {k} were at school|{m} was taken to hospital after an overdose and "
                   "given naloxone by a neighbour. The children were asleep upstairs";
        case Theme::exploitation:
            return "{c} missing from 19.00 on Friday to 03.20 on Sunday. Found by police in a flat "
                   "in the next county with two adults. Return interview arranged|{c} was "
                   "assaulted near the bus station and would not make a complaint. Three stitches";
        case Theme::physical_harm:
            return "{c} came to school with a mark on the cheek and said that it was a door. Seen "
                   "by the paediatrician, who could not say either way|{d} rang to say that he had "
                   "smacked {c}, before the school could";
        case Theme::conflict:
            return "Handover ended in a shouting match at the garage. Somebody filmed it and {c} "
                   "has seen the film|{c} refused to get out of the car for contact, and was "
                   "carried";
    }
    return "";
}

std::string_view event_kind(Theme theme, Level level) {
    if (level == Level::low) return "positive";
    switch (theme) {
        case Theme::alcohol_and_abuse:
        case Theme::domestic_abuse:
            return "domestic_abuse";
        case Theme::depression:
            return "hospital";
        case Theme::neglect:
            return "injury";
        case Theme::drugs:
            return "police";
        case Theme::exploitation:
            return "missing";
        case Theme::physical_harm:
            return "injury";
        case Theme::conflict:
            return "other";
    }
    return "other";
}

}  // namespace hearth::record::demo::words
