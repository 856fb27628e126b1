//! Times of telling: what counts from the story, from a clause or from a heading.

use super::tests::check;

#[test]
fn times_after_events() {
    // A Friday.
    check(
        "2022-09-16",
        &[
            (
                "On Wednesday, just a day before the release, a driver died.",
                "Wednesday | 2022-09-14 | 2022-09-14 P; just a day before | 2022-09-14 | 2022-09-14 N",
            ),
            (
                "Nine pupils were still missing on Tuesday, two days after gunmen stormed the hostel.",
                "Tuesday | 2022-09-13 | 2022-09-13 P; two days after | 2022-09-11 | 2022-09-11 N",
            ),
            (
                "Raiders burned a mill on Thursday. The raid comes three weeks after a mine hit a bus.",
                "Thursday | 2022-09-15 | 2022-09-15 P; three weeks after | 2022-W34 | 2022-08-22..2022-08-28 N",
            ),
            (
                "He is charged over the 4 May 2021 bombing. He had moved to the port in 2015. His brother died three days after the blast.",
                "the 4 May 2021 | 2021-05-04 | 2021-05-04 A; 2015 | 2015 | 2015-01-01..2015-12-31 A; \
                 three days after | 2021-05-07 | 2021-05-07 N",
            ),
            (
                "A shell hit the quay on 2 March 2021. The hearing is set for 9 November. Days later a second quay burned.",
                "2 March 2021 | 2021-03-02 | 2021-03-02 A; 9 November | 2022-11-09 | 2022-11-09 P; \
                 Days later | FUTURE_REF | 2021-03-03..2021-03-11 N",
            ),
            (
                "The blast on Wednesday killed six, the army said on Thursday. The bomber came in the evening.",
                "Wednesday | 2022-09-14 | 2022-09-14 P; Thursday | 2022-09-15 | 2022-09-15 P; \
                 the evening | 2022-09-14TEV | 2022-09-14 N",
            ),
            (
                "Gunmen fired at the mayor at noon on Monday. Minutes later a car exploded.",
                "noon on Monday | 2022-09-12T12:00 | 2022-09-12 P; Minutes later | 2022-09-12 | 2022-09-12 N",
            ),
            (
                "A grenade went off on Monday night. Three hours later a second one did.",
                "Monday night | 2022-09-12TNI | 2022-09-12 P; Three hours later |  | 2022-09-12..2022-09-13 N",
            ),
            (
                "Bombs fell on the town on 21 July 1972. By the end of the day ten were dead.",
                "21 July 1972 | 1972-07-21 | 1972-07-21 A; the end of the day | 1972-07-21 | 1972-07-21 N",
            ),
            (
                "Bombs fell on the town on 21 July 1972. Earlier in the year troops had shot marchers.",
                "21 July 1972 | 1972-07-21 | 1972-07-21 A; Earlier in the year | 1972 | 1972-01-01..1972-07-20 N",
            ),
            (
                "Bombs fell on the town on 21 July 1972. He recalled it in 1997. Earlier in the year troops had shot marchers.",
                "21 July 1972 | 1972-07-21 | 1972-07-21 A; 1997 | 1997 | 1997-01-01..1997-12-31 A; \
                 Earlier in the year | 1972 | 1972-01-01..1972-07-20 N",
            ),
            ("At the end of the day, people want peace.", ""),
            ("Five guards died this Tuesday at the dam.", "this Tuesday | 2022-09-13 | 2022-09-13 P"),
            ("Soldiers stormed a camp on Friday last week.", "Friday last week | 2022-09-09 | 2022-09-09 P"),
            ("A mob burned it on Monday of this week.", "Monday of this week | 2022-09-12 | 2022-09-12 P"),
            (
                "On the night of 8 to 9 May rebels hit a truck; the next day two men came back.",
                "8 to 9 May | 2022-05-08/2022-05-09 | 2022-05-08..2022-05-09 P; the next day |  | 2022-05-09..2022-05-10 N",
            ),
            (
                "On 17 or 18 June troops shot nine men.",
                "17 or 18 June | 2022-06-17/2022-06-18 | 2022-06-17..2022-06-18 P",
            ),
            ("Since March 2021 more than 500 families have fled.", "March 2021 | 2021-03 | 2021-03-01..2022-09-16 A"),
            (
                "It would be recalled that in December a bus was burned.",
                "December | 2021-12 | 2021-12-01..2021-12-31 P",
            ),
            ("Shops were hit in the attack on the Christmas market.", ""),
        ],
    );
}

#[test]
fn this_day_of_the_week_may_be_over() {
    // A Monday.
    check("2025-02-03", &[("Five guards died this Sunday at the dam.", "this Sunday | 2025-02-02 | 2025-02-02 P")]);
}

#[test]
fn headings_and_full_days_anchor_texts_without_date() {
    check(
        "",
        &[
            (
                "Bulletin, week ending Thursday 15 May 2025\n\nOn Monday troops found a camp.",
                "Thursday 15 May 2025 | 2025-05-15 | 2025-05-15 A; Monday | 2025-05-12 | 2025-05-12 P",
            ),
            (
                "Reporting period: 4 to 10 November 2024\n\nA truck was burned on Friday.",
                "4 to 10 November 2024 | 2024-11-04/2024-11-10 | 2024-11-04..2024-11-10 A; Friday | 2024-11-08 | 2024-11-08 P",
            ),
            (
                "On 12 March 2019 a bomb hit the depot. On Friday the army came.",
                "12 March 2019 | 2019-03-12 | 2019-03-12 A; Friday | 2019-03-15 | 2019-03-15 N",
            ),
            (
                "The attack on 13 September 1974 shook the port. The bomb went off on a Friday afternoon.",
                "13 September 1974 | 1974-09-13 | 1974-09-13 A; Friday afternoon | 1974-09-13TAF | 1974-09-13 N",
            ),
            (
                "Gunmen hit a mill last week. Two days later they came back.",
                "last week |  | - O; Two days later | FUTURE_REF | - O",
            ),
        ],
    );
}
