// Long because: its parts share state that would have to be passed around; to be parted.
// The sentences of assessments, supervision, conferences and plans. See words.cpp.
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

std::string_view history(Theme theme) {
    switch (theme) {
        case Theme::alcohol_and_abuse:
            return "{m} grew up with a father who drank and hit. She met {d} at nineteen; the "
                   "first police call was in the year {c} was born. Each has stopped drinking "
                   "before, never at the same time. Early help worked on routines in the past and "
                   "did not ask about violence";
        case Theme::domestic_abuse:
            return "{m} left {d} twice and went back for the sake of the children and of the "
                   "tenancy, which is in his name. Her family live near and have been kept away. "
                   "There are four police calls on record and, she says, many more that nobody "
                   "made";
        case Theme::depression:
            return "{m} was first treated for depression at sixteen, and again after {c} was born. "
                   "Her mother died two winters ago, and with her went the help at the end of the "
                   "day. When she is well the children do well: school has the dates";
        case Theme::neglect:
            return "{m} was looked after from seven to fourteen and has four addresses in as many "
                   "years. Nobody taught her to run a house, and she has run one on very little "
                   "money. Each service has written a list for her; nobody has done the list with "
                   "her";
        case Theme::drugs:
            return "{m} has used heroin since her early twenties, with two years free of it when "
                   "{c} was small. She knows every service in the town. Friends from that time use "
                   "the house when she is low";
        case Theme::exploitation:
            return "{c} was an easy child until the move to {S}. Then a friend's older cousin had "
                   "a car, and a job that was not a job. {m} noticed the phone before anyone "
                   "noticed the debt";
        case Theme::physical_harm:
            return "{d} was brought up with the belt and counts it as discipline. {m} has asked "
                   "him to stop and has also sent the children to him. {c} is quick, loud and "
                   "seven things at once";
        case Theme::conflict:
            return "{m} and {d} parted when {c} was three. There have been four hearings. They "
                   "agree on nothing but that the children matter, and each thinks only they "
                   "believe it";
    }
    return "";
}

std::string_view strengths() {
    return "{m} wants things to change and can say how. {g} is steady, close by and trusted by the "
           "children. School sees them daily and would notice|The children love their mother and "
           "one another. {m} opens the door, even on bad days. Two teachers have known them since "
           "nursery|{m} has done it before: fourteen good months, with dates. {c} can say what {h} "
           "feels and to whom";
}

std::string_view analysis(Theme theme, Level level) {
    switch (theme) {
        case Theme::alcohol_and_abuse:
            return by(
                level,
                "Drink and violence feed one another here, and the children live by listening. {c} "
                "keeps the others safe, which is not {o} job. Without change by both adults the "
                "likely harm is to the children's minds first, and then to their bodies",
                "The violence has paused because {d} is away for half of the week, not yet because "
                "he has changed. {m}'s drinking falls when she is less afraid. The two pieces of "
                "work must go on together",
                "Both adults have changed what they do, and the children's days show it. What "
                "could undo it is known: paydays, his birthday, loneliness. The plan names who "
                "will notice");
        case Theme::domestic_abuse:
            return by(
                level,
                "{d} controls money, time and company. {m}'s choices look strange only if that is "
                "left out. The children are hurt by what they hear and by what they prepare for",
                "{m} is acting to keep the children safe, within what she can do without making it "
                "worse. The weeks around court are the most dangerous",
                "{m} and the children are safe while the order holds. {d} has begun to see {c}'s "
                "side");
        case Theme::depression:
            return by(
                level,
                "{m} loves the children and at present cannot meet their days. {c} fills the gap. "
                "The risk is not cruelty but absence, and it grows with each week untreated",
                "Treatment is working slowly. Mornings remain the weak point, and the network "
                "covers them for now",
                "{m} is well, and knows the way back if she is not. {c} has returned the keys of "
                "the household to her, in {o} own words");
        case Theme::neglect:
            return by(
                level,
                "The children's needs are met on some days and by luck. {m} does not refuse help; "
                "she is swamped. Lists make it worse, doing things beside her makes it better",
                "What is done together lasts; what is left with {m} alone lasts a week. The money "
                "has been the hidden half of the problem",
                "Care is good enough and steady, and the children's weights, teeth and attendance "
                "say so");
        case Theme::drugs:
            return by(
                level,
                "The danger is the people and the things in the house as much as the drug itself. "
                "{m} in treatment is a safe mother; out of it she is not",
                "Treatment has restarted and the house is quieter. The late afternoon is the hour "
                "to hold",
                "Stable for months, with tests that agree. The family need fewer people, not more");
        case Theme::exploitation:
            return by(level,
                      "{c} is being exploited. {H} is not choosing freely, though {h} says so. "
                      "Home is not the source of the harm and {m} is an ally; the places and the "
                      "men are what must change",
                      "The pull outside is weaker since the car went. Debt may still be used to "
                      "draw {i} back",
                      "{c} has people, plans and a reason to come home. The risk is lower, and "
                      "lives at the bus station");
        case Theme::physical_harm:
            return by(
                level,
                "{c} has been hit, more than once, as discipline. {d} does not yet see it as harm",
                "{d} has stopped, and is learning what to do instead. {c} still flinches",
                "No one has been hit for months; the adults and the child say the same, apart");
        case Theme::conflict:
            return by(level,
                      "The war between the parents is the harm. Each sees the other's part exactly",
                      "Handovers are quieter; words at home are not",
                      "The parents can plan without us. {c} has stopped carrying messages");
    }
    return "";
}

std::string_view hypothesis(Theme theme) {
    switch (theme) {
        case Theme::alcohol_and_abuse:
            return "{m} drinks to manage fear, {d} drinks and then is violent; both deny it to "
                   "each other and only {c} tells it as it is";
        case Theme::domestic_abuse:
            return "When {d} feels that he is losing the family he tightens control; {m} gives way "
                   "to keep the children safe that night";
        case Theme::depression:
            return "Unspoken grief is underneath the depression; when it is spoken of, the "
                   "mornings ease";
        case Theme::neglect:
            return "Shame keeps the post unopened and the door closed; doing one thing together "
                   "breaks it for about a week";
        case Theme::drugs:
            return "Use follows loneliness in the late afternoon, and visitors follow use";
        case Theme::exploitation:
            return "{c} found outside the regard that {h} lost at school";
        case Theme::physical_harm:
            return "Smacking happens at the end of the day, when there is nobody to hand over to";
        case Theme::conflict:
            return "Each parent fears losing {c}, and what they do out of fear pushes {i} away";
    }
    return "";
}

std::string_view supervision_reason(Level level, Arc arc) {
    if (level == Level::high)
        return arc == Arc::worsening
                   ? "Three disciplines see the same fall, and the children are more afraid than a "
                     "month ago. The plan as it stands is not keeping them safe"
                   : "The risk is high, but the family are working with us and the safety plan was "
                     "used. Continue, with visits each week and the next supervision brought "
                     "forward|The incident was serious and the response was good. We continue for "
                     "one month with closer visits, and decide again";
    if (level == Level::middle)
        return "Change is real and not yet firm. What we hear from the children agrees with what "
               "we see. Continue; the next month is to test it with fewer reminders|The pieces of "
               "work are in the right order now. Continue, and offer the family meeting";
    return "The children's days have changed, the adults know what to do if things slip, and the "
           "network has taken over most of what we did. Plan the ending with them|Low risk for "
           "three months, seen from five sides. Step down after one more month if it holds";
}

std::string_view danger(Theme theme) {
    switch (theme) {
        case Theme::alcohol_and_abuse:
            return "We are worried that {d} will hurt {m} again when they have been drinking, and "
                   "that {k} will see it, be hurt in it or go on living as if it might happen "
                   "tonight";
        case Theme::domestic_abuse:
            return "We are worried that {d} will go on frightening and controlling {m}, and that "
                   "{k} will be hurt or learn that this is what love is";
        case Theme::depression:
            return "We are worried that on {m}'s bad days {k} are not fed, taken to school or "
                   "listened to, and that {c} does a parent's work";
        case Theme::neglect:
            return "We are worried that {k} will stay hungry, cold and in pain, and fall further "
                   "behind at school, if home does not become steadier";
        case Theme::drugs:
            return "We are worried that {k} will come to harm from drugs, or from people who use "
                   "in the house, when {m} is out of treatment";
        case Theme::exploitation:
            return "We are worried that {c} will be hurt, or made to hurt others, by the people "
                   "{h} goes missing with";
        case Theme::physical_harm:
            return "We are worried that {d} will hit {c} again when he is tired and angry, and "
                   "hurt {i} badly";
        case Theme::conflict:
            return "We are worried that the fight between {m} and {d} will go on making {k} ill, "
                   "sad and unable to love both of them";
    }
    return "";
}

std::string_view contingency(Theme theme) {
    switch (theme) {
        case Theme::alcohol_and_abuse:
        case Theme::domestic_abuse:
            return "If {d} comes to the house or there is violence: {m} rings 999 and uses the "
                   "word; the children go to {g}; we meet within a day and hold a strategy "
                   "discussion";
        case Theme::drugs:
            return "If {m} uses: she rings her keyworker, {g} takes the children that night, and "
                   "we meet within two days";
        case Theme::exploitation:
            return "If {c} is not home by the agreed time: {m} rings {i}, then the police; the "
                   "return interview is held within 72 hours";
        case Theme::depression:
            return "If {m} cannot get up: {g} comes for the children, {m} rings the practitioner "
                   "or the crisis line, and we visit the same day";
        case Theme::neglect:
        case Theme::physical_harm:
        case Theme::conflict:
            return "If it slips back for two weeks, we meet with the family and the school and "
                   "think again about the level of help";
    }
    return "";
}

std::vector<ActionWords> actions(Theme theme) {
    std::vector<ActionWords> out{
        {"{c} is at school by 8.50 every day; {m} texts the school if it goes wrong",
         "I get there for register and hear my name", 'f'},
        {"See each child alone at least once a month and write down what they want said",
         "My worker asks me, and says it the way I said it", 'l'},
        {"Family group meeting: ask {g} and others who can help at the hard times",
         "I know who picks me up, and who I can ring", 'l'},
    };
    switch (theme) {
        case Theme::alcohol_and_abuse:
            out.push_back({"Weekly recovery session; drink diary; relapse plan shared with {g}",
                           "Mum is awake in the morning and smells of soap", 'r'});
            out.push_back({"Safety plan with {m}, gone through every month",
                           "I know where we go and who comes", 's'});
            out.push_back(
                {"{d} attends the programme and uses time-outs", "Nobody shouts at bedtime", 'o'});
            break;
        case Theme::domestic_abuse:
            out.push_back({"Safety plan and group for {m}; locks and order in place",
                           "The door is locked, and mum is not scared of the phone", 's'});
            out.push_back({"{d} meets the officer fortnightly, and contact is at {g}'s",
                           "Dad is calm when I see him, and somebody else is there", 'o'});
            break;
        case Theme::depression:
            out.push_back(
                {"Treatment with the practitioner; medicine in a weekly box; bad-day plan on the "
                 "fridge",
                 "Mum gets up with us", 'm'});
            out.push_back({"{g} takes the children to school on Mondays and Fridays",
                           "I do not have to do the packed lunches", 'f'});
            break;
        case Theme::neglect:
            out.push_back({"Dentist and eye clinic kept, with a lift for the first two",
                           "My tooth does not hurt", 'l'});
            out.push_back({"Open the post together each week; debt adviser booked",
                           "The lights stay on", 'f'});
            out.push_back({"Beds, bedding and a working cooker through the hardship fund",
                           "I have my own bed", 'l'});
            break;
        case Theme::drugs:
            out.push_back({"Keyworker weekly; tests shared with the team; locked box",
                           "There is nothing in our house that I must not touch", 'r'});
            out.push_back({"No visitors who use; {m} has a new number",
                           "Only people we know sleep here", 'f'});
            break;
        case Theme::exploitation:
            out.push_back({"Agreement about times and the phone, written by {c}",
                           "They trust me more when I do what I said", 'l'});
            out.push_back(
                {"Ask police and the council about the bus station: lighting, patrols, licensing",
                 "I can wait for my bus", 'l'});
            break;
        case Theme::physical_harm:
            out.push_back(
                {"Both adults finish the parenting course; hand-over plan for the end of the day",
                 "Nobody hits me", 'f'});
            break;
        case Theme::conflict:
            out.push_back({"Handovers at school; one written plan for half terms",
                           "I can pack my bag without a tummy ache", 'f'});
            out.push_back({"Parents' sessions with the practitioner, apart and then together",
                           "They can both come to my play", 'm'});
            break;
    }
    return out;
}

std::string_view module_evidence(int module, Level level) {
    switch (module) {
        case 1:
            return by(level,
                      "{m} came because she had to, and said so. By the end she named one hope: "
                      "quiet Fridays",
                      "{m} wrote three hopes, in order. The first was for {c}",
                      "{m} can say what she wants from us, and what she does not");
        case 2:
            return by(level, "The family map stopped at {m}'s father. She asked to leave it there",
                      "Drew three generations. {m} saw the pattern before we said it",
                      "{m} told the story with an ending");
        case 3:
            return by(level, "{m}'s account of {c}'s day had no evening in it",
                      "{m} and {c} made the day together, and argued over who wakes whom",
                      "{m} can tell {c}'s day hour by hour, and what {h} feels at each");
        case 4:
            return by(level, "Could not yet speak about safety with {d} in the house",
                      "Named control, and named her own signs of fear",
                      "Explains to others what a safe relationship is");
        case 5:
            return by(level, "Costs and gains listed; the gains were longer, and honest",
                      "The two lists are level now", "Keeps the sheet on the fridge, with dates");
        case 6:
            return by(level, "Low mood throughout. One small task agreed",
                      "Knows what a good day begins with",
                      "Plan for bad days shared with two people");
        case 7:
            return by(level, "Bedtime tried once and given up",
                      "Bedtime kept on five nights of seven", "Routines hold without the chart");
        default:
            return by(level, "Too early; left for later", "Named what could undo it",
                      "Wrote the letter to herself, to be opened in a year");
    }
}

std::string_view conference(Theme theme) {
    switch (theme) {
        case Theme::alcohol_and_abuse:
        case Theme::domestic_abuse:
            return "Members agreed that {k} have suffered emotional harm from what happens between "
                   "the adults, and are likely to again. {m} said that she had not known how much "
                   "{c} hears";
        case Theme::depression:
        case Theme::neglect:
            return "Members agreed that the children's basic needs are not met steadily, and that "
                   "it shows in health and school. {m} agreed with most of it, and corrected two "
                   "dates";
        case Theme::drugs:
            return "Members agreed that drugs and visitors put {k} at risk at home. {m} asked for "
                   "a plan that she can manage";
        case Theme::exploitation:
            return "Members agreed that {c} is at risk of significant harm outside the home. {m} "
                   "was thanked for what she has done";
        case Theme::physical_harm:
            return "Members agreed that {c} has been physically harmed. {d} left and came back, "
                   "and heard the decision";
        case Theme::conflict:
            return "Members agreed that the parents' conflict has caused emotional harm. Each "
                   "parent was heard apart";
    }
    return "";
}

std::string_view strategy(Theme theme) {
    switch (theme) {
        case Theme::physical_harm:
            return "Police, health and the school took part. {c} to be seen today by a "
                   "paediatrician and spoken with jointly. {d} to sleep elsewhere until it is "
                   "known what happened";
        case Theme::exploitation:
            return "Police, health and the school took part. Shared what is known about the two "
                   "men and the flat. Joint enquiry; disruption to be led by police";
        case Theme::alcohol_and_abuse:
        case Theme::domestic_abuse:
        case Theme::depression:
        case Theme::neglect:
        case Theme::drugs:
        case Theme::conflict:
            return "Police, health and the school took part. The pattern over six months, rather "
                   "than one event, gives reasonable cause to suspect significant harm. Enquiry to "
                   "begin; the children to be seen tomorrow at school";
    }
    return "";
}

std::string_view closing(bool after_assessment) {
    if (after_assessment)
        return "The assessment found worries that the family, the school and the health visitor "
               "can meet between them. {m} knows whom to ring|The children are safe and {m} has "
               "taken up the help that she was offered. No plan is needed now|What was reported "
               "was real and has stopped. {g} helps each week, and the school will say if it comes "
               "back";
    return "The aims of the plan are met and have held for three months. {m}, {g} and the school "
           "know what to watch for and whom to ring. The children were told, and chose how to say "
           "goodbye|Work ended by agreement. {m} has the family hub's number, and has used it once "
           "already|The family moved on from needing a social worker. Early help takes up what is "
           "left: the debt and the reading";
}

}  // namespace hearth::record::demo::words
