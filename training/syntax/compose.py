"""Made-up reports of violence, for constructions and names that the other corpora show too seldom.

Templates hold slots; the names that fill them keep their kinds, so that the names of these sentences are known and only the
trees come from the annotator. Nothing here reports a real event.
"""

import random
import re

GPE = """Kano Maiduguri Goma Bunia Beni Mogadishu Baidoa Kismayo Kabul Kandahar Herat Jalalabad Kunduz Baghdad Mosul Kirkuk Fallujah Basra Aleppo Idlib Homs
Deir_ez-Zor Damascus Raqqa Sanaa Aden Taiz Hodeidah Tripoli Benghazi Misrata Gao Timbuktu Kidal Mopti Ouagadougou Djibo Niamey Diffa Agadez Bangui Bambari Juba
Malakal Bor Wau Khartoum El_Fasher Nyala Addis_Ababa Mekelle Gondar Nairobi Mombasa Garissa Kampala Bujumbura Kigali Kinshasa Lubumbashi Luanda Maputo Pemba Palma
Karachi Quetta Peshawar Lahore Srinagar Imphal Guwahati Dhaka Chittagong Colombo Jaffna Kathmandu Yangon Sittwe Mandalay Davao Marawi Jolo Cotabato Manila
Jakarta Poso Jayapura Pattani Yala Bangkok Gaza Gaza_City Khan_Younis Rafah Jenin Nablus Hebron Jerusalem Tel_Aviv Beirut Sidon Amman Cairo Arish Alexandria
Tunis Algiers Rabat Istanbul Ankara Diyarbakir Tbilisi Grozny Makhachkala Nalchik Kyiv Kharkiv Kherson Mariupol Donetsk Luhansk Odesa Dnipro Moscow Belgrade Pristina
Sarajevo Paris Nice Madrid London Manchester Brussels Berlin Oslo Belfast Bogota Medellin Cali Cucuta Quibdo Lima Ayacucho Caracas Quito Guayaquil San_Salvador
Guatemala_City Tegucigalpa Managua Culiacan Tijuana Ciudad_Juarez Acapulco Port-au-Prince Kingston Rio_de_Janeiro Sao_Paulo Santiago La_Paz Asuncion Harare Lagos Abuja Jos Kaduna
Zaria Yola Conakry Freetown Monrovia Abidjan Bouake Lome Dakar Ziguinchor Bamako Nouakchott N'Djamena Tehran Zahedan Ahvaz Dushanbe Osh Bishkek Tashkent Urumqi Kashgar""".split()
COUNTRY = """Nigeria Somalia Mali Niger Burkina_Faso Cameroon Chad Sudan South_Sudan Ethiopia Kenya Uganda Burundi Rwanda Mozambique Angola Libya Egypt Tunisia Algeria Yemen
Syria Iraq Iran Lebanon Israel Jordan Turkey Afghanistan Pakistan India Bangladesh Sri_Lanka Nepal Myanmar Thailand Indonesia the_Philippines China Russia Ukraine Georgia
Armenia Azerbaijan Colombia Peru Venezuela Ecuador Mexico Haiti Honduras Guatemala El_Salvador Nicaragua Brazil France Spain Britain Germany Belgium the_United_States
the_Democratic_Republic_of_Congo the_Central_African_Republic Ivory_Coast Guinea Senegal Saudi_Arabia Bahrain Kyrgyzstan Tajikistan Zimbabwe South_Africa Papua_New_Guinea""".split()
ADM = """Borno Zamfara Adamawa Benue Plateau Anbar Nineveh Diyala Helmand Kunar Nangarhar Ghazni North_Kivu South_Kivu Ituri Kasai Darfur South_Kordofan Jonglei Unity
Cabo_Delgado Balochistan Sindh Punjab Kashmir Assam Manipur Chhattisgarh Rakhine Kachin Shan Mindanao Basilan Sulu Aceh Papua Antioquia Cauca Choco Arauca Usulutan
Morazan Chalatenango Tigray Oromia Amhara Lower_Shabelle Gedo Hiran Sinai Marib Daraa Donbas Chechnya Dagestan Ingushetia Guerrero Michoacan Sinaloa Antananarivo""".split()
GROUP = """Boko_Haram al-Shabaab Al-Shabab the_Islamic_State ISIS ISIL ISIS-K ISWAP Daesh the_Taliban al-Qaeda al-Qaida Hamas Hezbollah Islamic_Jihad the_Houthis M23
the_Allied_Democratic_Forces ADF the_Lord_'s_Resistance_Army LRA FARC the_FARC ELN the_National_Liberation_Army Shining_Path FMLN PKK the_Kurdistan_Workers_'_Party YPG TTP LTTE
Lashkar-e-Taiba Jaish-e-Mohammed Abu_Sayyaf the_New_People_'s_Army the_Moro_Islamic_Liberation_Front the_Arakan_Army the_Free_Syrian_Army Jabhat_al-Nusra Ansar_al-Sharia
Ansar_Dine JNIM AQIM AQAP the_IRA ETA the_Rapid_Support_Forces RSF CODECO the_Syrian_Democratic_Forces SDF the_Wagner_Group the_Baloch_Liberation_Army""".split()
BODY = """the_United_Nations UN NATO the_African_Union AU the_European_Union AMISOM MONUSCO MINUSMA ECOWAS Amnesty_International Human_Rights_Watch Reuters AFP the_Associated_Press
the_Red_Cross the_Interior_Ministry the_Defence_Ministry the_Ministry_of_Defense the_Supreme_Court the_National_Assembly the_International_Criminal_Court
the_Syrian_Observatory_for_Human_Rights Medecins_Sans_Frontieres UNICEF UNHCR ACLED the_Pentagon the_Kremlin the_White_House the_State_Department""".split()
NORP = """Nigerian Somali Malian Sudanese Ethiopian Kenyan Ugandan Congolese Rwandan Libyan Egyptian Yemeni Syrian Iraqi Iranian Israeli Palestinian Lebanese Turkish Kurdish
Afghan Pakistani Indian Burmese Filipino Russian Ukrainian Chechen Georgian Colombian Mexican Peruvian Salvadoran French British American Saudi Shiite Sunni Christian
Muslim Hindu Sikh Fulani Hausa Dinka Nuer Hutu Tutsi Rohingya Tamil Bengali Tuareg Arab Houthi Islamist Jewish Catholic Maoist Naxalite Serbian Croatian Algerian""".split()
FIRST = "Ahmed Ibrahim Musa Abdullahi Joseph Pierre Maria Carlos Luis Ivan Olena Viktor Rajesh Sanjay Aung Mehmet Yusuf Khalid Samuel Grace Amina Fatima John David Peter".split()
LAST = "Bello Mwangi Okello Kabila Diallo Traore Coulibaly Hassan Farah Khan Sharma Rahman Gonzalez Ramirez Morales Petrov Kovalenko Yilmaz Haddad Mansour Tun Santos Reyes Smith Miller".split()
RANK = "Gen. Lt. Col. Maj. Capt. General Colonel Major Captain Governor President Mayor Sheikh Senator Minister".split()
WEEKDAY = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTH = "January February March April May June July August September October November December".split()
EVENT = """suicide_bombing car_bombing roadside_bombing drone_strike airstrike air_raid rocket_attack mortar_attack grenade_attack shooting ambush raid missile_strike bomb_blast
explosion landmine_explosion knife_attack arson_attack shelling bombing massacre gunfight clash stampede attack assault siege mob_attack cattle_raid bombardment""".split()
WEAPON = """roadside_bomb car_bomb landmine mortar_shell rocket grenade suicide_bomber drone missile truck_bomb homemade_bomb improvised_explosive_device stray_bullet sniper gunman""".split()
SITE = """market mosque church school hospital checkpoint hotel police_station army_base military_convoy bus_station refugee_camp village wedding_party funeral courthouse
prison border_post oil_facility gold_mine farm restaurant shrine government_building university airport bridge power_plant warehouse patrol convoy passenger_bus""".split()
PEOPLE = """people civilians soldiers policemen police_officers villagers worshippers students women children militants insurgents rebels gunmen fighters farmers herders protesters
aid_workers journalists peacekeepers guards miners passengers hostages residents demonstrators guerrillas pilgrims traders schoolgirls troops refugees labourers""".split()
ACTOR = """gunmen militants insurgents rebels suspected_militants armed_men unidentified_gunmen bandits herders militiamen soldiers security_forces government_troops police
paramilitaries guerrillas pirates masked_men protesters army_troops jihadists separatists vigilantes riot_police kidnappers a_suicide_bomber a_lone_gunman""".split()
KILL = "killed wounded injured".split()
HIT = "attacked raided stormed ambushed bombed shelled targeted burned looted besieged seized overran torched".split()
HARM = "killed wounded shot kidnapped abducted beheaded arrested detained injured ambushed executed stabbed beaten tortured".split()
OFFICIAL = """police officials witnesses residents hospital_officials the_army the_military the_government a_spokesman a_military_spokesman local_media the_governor security_sources
an_official a_police_spokesman the_regional_governor state_television a_rights_group medics authorities""".split()
NUMBER = "two three four five six seven eight nine ten eleven twelve fifteen twenty 2 3 4 6 8 11 13 14 17 19 22 25 28 34 40 47 56 63 70 85 100 120 143 150 200 230 1,200 dozens hundreds".split()

TEMPLATES = """
A {EVENT} {at_site} {where} {KILL} {n} {PEOPLE} {when} , {OFFICIAL} said .
The {EVENT} {at_site} left {n} {PEOPLE} dead and {n} others wounded .
A {EVENT} {at_site} {where} {KILL} {n} {PEOPLE} .
A {WEAPON} {where} {KILL} {n} {PEOPLE} and injured {n} others {when} .
{n!} {PEOPLE} were killed by {ACTOR} {where} {when} .
{n!} {PEOPLE} were killed and {n} others wounded in a {EVENT} {where} , {OFFICIAL} said {when} .
{n!} {PEOPLE} , including {n} {PEOPLE} , were {HARM} {when} when {ACTOR} {HIT} a {SITE} {where} .
{ACTOR!} {HIT} a {SITE} {where} {when} , killing {n} {PEOPLE} and wounding {n} others .
{ACTOR!} {HIT} the {SITE} and {HARM} {n} {PEOPLE} before fleeing .
{ACTOR!} who {HIT} a {SITE} {where} {HARM} {n} {PEOPLE} , {OFFICIAL} said .
{ACTOR!} {HARM} {n} {PEOPLE} and a {NORP} officer {where} {when} .
{ACTOR!} from {GROUP} {HIT} {GPE} {when} , killing at least {num} {PEOPLE} .
{GROUP!} fighters {HIT} a {SITE} near {GPE} and {HARM} {n} {PEOPLE} .
{GROUP!} claimed responsibility for the {EVENT} , which {KILL} {n} {PEOPLE} .
{GROUP!} claimed responsibility for the {EVENT} in a statement .
No group has claimed responsibility for the {EVENT} {where} .
{OFFICIAL!} blamed {GROUP} for the {EVENT} .
{OFFICIAL!} accused {GROUP} of killing {n} {PEOPLE} {where} .
The group , which claimed responsibility for the {EVENT} , is based in {GPE} .
The {NORP} army said it had killed {n} {GROUP} fighters {where} {when} .
{NORP!} forces killed {n} {PEOPLE} {when} in a {EVENT} {where} , {BODY} said .
{NORP!} troops clashed with {GROUP} {where} , leaving {n} {PEOPLE} dead .
Clashes between {ACTOR} and {ACTOR} {where} left {n} {PEOPLE} dead , according to {BODY} .
Clashes between the army and {GROUP} {KILL} {n} {PEOPLE} {where} {when} .
Fighting between {NORP} troops and {GROUP} killed {n} {PEOPLE} .
{PERSON!} , a {NORP} politician , was shot dead {when} outside the {SITE} {where} .
{PERSON!} , the leader of {GROUP} , was killed in a {EVENT} {where} .
{RANK!} {PERSON} said {n} {PEOPLE} were {HARM} {when} .
{RANK!} {PERSON} told {BODY} that {ACTOR} had {HIT} the {SITE} {where} .
" We lost {n} {PEOPLE} in the {EVENT} , " said {RANK} {PERSON} , a {NORP} army spokesman .
" {n!} {PEOPLE} were {HARM} , " {RANK} {PERSON} said .
{BODY!} condemned the {EVENT} {at_site} {where} , in which {n} {PEOPLE} died .
{BODY!} said {n} {PEOPLE} had been killed in {COUNTRY} since {MONTH} .
{PLACE!} : {ACTOR} kill {n} in {EVENT} {at_site} .
At least {num} {PEOPLE} were killed {when} when a {WEAPON} exploded near a {SITE} {where} .
At least {num} {PEOPLE} have been {HARM} in {ADM} state , {COUNTRY} , {OFFICIAL} said .
More than {num} {PEOPLE} were {HARM} when {ACTOR} opened fire on a {SITE} {where} .
{ACTOR!} opened fire on {PEOPLE} {where} {when} , killing {n} and wounding {n} others .
{ACTOR!} shot dead {n} {PEOPLE} {where} {when} .
A bomb exploded {at_site} {where} {when} , killing {n} people and wounding {n} others .
A bomb hidden in a {SITE} went off {when} , injuring {n} {PEOPLE} .
A car bomb exploded outside a {SITE} {where} , {OFFICIAL} said .
The {SITE} was {HIT} by {ACTOR} {when} .
The bodies of {n} {PEOPLE} were found {where} {when} .
The death toll from the {EVENT} rose to {num} {when} , {BODY} reported .
The {EVENT} came a day after {ACTOR} {HARM} {n} {PEOPLE} in {GPE} .
The {EVENT} was the deadliest in {COUNTRY} since {MONTH} 2012 .
Police arrested {n} {PEOPLE} in connection with the {EVENT} {where} .
Police fired tear gas to disperse {PEOPLE} {where} , injuring at least {num} .
{n!} of the {PEOPLE} died of their wounds , and {n} others remain in hospital .
Among the dead were {n} {PEOPLE} and a {NORP} {n1} , {OFFICIAL} said .
{OFFICIAL!} said that {ACTOR} had {HARM} {n} {PEOPLE} {where} , but {GROUP} denied the claim .
Thousands of {PEOPLE} marched {where} {when} to protest against the killing of {n} {PEOPLE} .
Thousands of {PEOPLE} have fled {ADM} since {ACTOR} {HIT} {GPE} {when} .
{ACTOR!} have released {n} {PEOPLE} whom they {HARM} {when} {where} .
{n!} {PEOPLE} kidnapped by {GROUP} {where} have been freed , {OFFICIAL} said .
{GROUP!} and the government of {COUNTRY} signed a ceasefire {when} .
A {NORP} soldier and {n} {PEOPLE} died {when} after their convoy hit a {WEAPON} near {GPE} .
A {WEAPON} blew himself up {at_site} {where} , killing {n} {PEOPLE} .
A {WEAPON} detonated explosives {at_site} {where} {when} , killing {n} {PEOPLE} and wounding {n} more .
In {GPE} , {ACTOR} {HIT} a {SITE} , while in {GPE} {n} {PEOPLE} were {HARM} .
In {COUNTRY} 's {ADM} province , {ACTOR} {HARM} {n} {PEOPLE} {when} .
{GPE!} , {COUNTRY} ( {BODY} ) -- {ACTOR!} {HARM} {n} {PEOPLE} {when} , {OFFICIAL} said .
{GPE!} , {MONTH} {day} -- A {EVENT} {at_site} {KILL} {n} {PEOPLE} .
The {NORP} air force bombed {GPE} {when} , killing {n} {PEOPLE} , most of them women and children .
The {EVENT} {where} , the third this month , {KILL} {n} {PEOPLE} .
{RANK!} {PERSON} , who survived a {EVENT} {when} , blamed {GROUP} .
Residents said {ACTOR} had set fire to {n} houses and {HARM} {n} {PEOPLE} .
{n!} {PEOPLE} drowned while fleeing the {EVENT} {where} .
{COUNTRY!} 's army killed {n} {PEOPLE} {where} , {OFFICIAL} said , a claim that {GROUP} denies .
{COUNTRY!} : {n} killed in {EVENT} {where}
{n!} killed , {n} wounded in {EVENT} {where}
{ACTOR!} kill {n} in {GPE}
The suspects were charged with murder over the {EVENT} that {KILL} {n} {PEOPLE} in {GPE} .
It was not immediately clear who was behind the {EVENT} .
""".strip().split("\n")

TABLES = {
    "GPE": (GPE, "Gpe"), "COUNTRY": (COUNTRY, "Gpe"), "ADM": (ADM, "Gpe"), "GROUP": (GROUP, "Org"), "BODY": (BODY, "Org"), "NORP": (NORP, "Norp"),
    "EVENT": (EVENT, None), "WEAPON": (WEAPON, None), "SITE": (SITE, None), "PEOPLE": (PEOPLE, None), "ACTOR": (ACTOR, None), "KILL": (KILL, None),
    "HIT": (HIT, None), "HARM": (HARM, None), "OFFICIAL": (OFFICIAL, None), "MONTH": (MONTH, "Date"), "RANK": (RANK, None), "PLACE": (GPE + COUNTRY, "Gpe"),
}


def words(value, kind):
    parts = value.split("_")
    if kind is None:
        return [(p, None) for p in parts]
    return [(p, ("B-" if i == 0 else "I-") + kind) for i, p in enumerate(parts)]


def phrase(text, dice):
    """Expands a small phrase that itself holds slots."""
    return [token for piece in text.split() for token in fill(piece, dice)]


def fill(piece, dice):
    found = re.fullmatch(r"\{(\w+)(!?)\}", piece)
    if not found:
        return [(piece, None)]
    slot, capital = found.group(1), found.group(2)
    pick = dice.choice
    if slot in TABLES:
        values, kind = TABLES[slot]
        out = words(pick(values), kind)
    elif slot == "n":
        first = pick(["", "", "", "", "at least ", "more than ", "about ", "some ", "up to "])
        tokens = (first + pick(NUMBER)).split()
        out = words("_".join(tokens), "Number") if tokens[-1] not in ("dozens", "hundreds") else [(t, None) for t in ["dozens", "of"]]
    elif slot == "n1":
        out = [(pick(["soldier", "policeman", "journalist", "pilgrim", "student", "engineer"]), None)]
    elif slot == "num":
        out = [(pick([n for n in NUMBER if n[0] not in "dh"]), "I-Number")]
    elif slot == "day":
        out = [(str(dice.randint(1, 31)), "I-Date")]
    elif slot == "PERSON":
        out = words(pick(FIRST) + "_" + pick(LAST) if dice.random() < 0.7 else pick(LAST), "Person")
    elif slot == "at_site":
        out = phrase(pick(["at a {SITE}", "on a {SITE}", "in a {SITE}", "near a {SITE}", "outside a {SITE}", "at a crowded {SITE}", "on the {SITE}", "against a {NORP} {SITE}"]), dice)
    elif slot == "where":
        out = phrase(
            pick(["in {GPE}", "in {GPE}", "near {GPE}", "in the town of {GPE}", "in the village of {GPE}", "in northern {COUNTRY}", "in {GPE} , {COUNTRY}", "in {ADM} province",
                  "in the {ADM} region of {COUNTRY}", "in the eastern city of {GPE}", "outside {GPE}", "south of {GPE}", "in {COUNTRY}", "on the outskirts of {GPE}",
                  "in the {NORP} capital , {GPE}", "along the border with {COUNTRY}", "in the mountains"]), dice)
    elif slot == "when":
        day = "_".join(pick(["on_" + pick(WEEKDAY), "on_" + pick(WEEKDAY), "late_" + pick(WEEKDAY), "on_" + pick(WEEKDAY) + "_night", "yesterday", "last_week", "early_" + pick(WEEKDAY),
                             f"on_{dice.randint(1, 28)}_{pick(MONTH)}", f"on_{pick(MONTH)}_{dice.randint(1, 28)}", f"in_{pick(MONTH)}_{dice.randint(1985, 2024)}", "two_days_ago", "this_week"]).split("_")).split("_")
        out = [("on", "O")] if day[0] == "on" else [("in", "O")] if day[0] == "in" else []
        rest = day[1:] if out else day
        out = out + [(t, ("B-" if i == 0 else "I-") + "Date") for i, t in enumerate(rest)]
    else:
        raise KeyError(slot)
    if capital:
        out[0] = (out[0][0][:1].upper() + out[0][0][1:], out[0][1])
    return out


def sentences(count, seed=5):
    """Lists of (form, space after) with names (BIO and kind, or None where the annotator decides)."""
    dice = random.Random(seed)
    seen = set()
    while len(seen) < count:
        tokens = phrase(dice.choice(TEMPLATES), dice)
        forms = [t for t, _ in tokens]
        for i, form in enumerate(forms[:-1]):
            if form == "A" or form == "a":
                forms[i] = form + ("n" if forms[i + 1][:1] in "aeioAEIO" else "")
        key = " ".join(forms)
        if key in seen or re.search(r"(\S+ \S+) \1", key):
            continue
        seen.add(key)
        kinds = [k for _, k in tokens]
        for i, form in enumerate(forms):
            # "At least 12": the whole is the number, as in OntoNotes.
            if kinds[i] == "I-Number" and (i == 0 or kinds[i - 1] not in ("B-Number", "I-Number")):
                back = 2 if i >= 2 and forms[i - 2].lower() in ("at", "more") else 0
                for j in range(i - back, i):
                    kinds[j] = "B-Number" if j == i - back else "I-Number"
                if not back:
                    kinds[i] = "B-Number"
            if kinds[i] == "I-Date" and (i == 0 or not str(kinds[i - 1]).endswith("Date")):
                kinds[i] = "B-Date"
        opened = False
        spaced = []
        for i, form in enumerate(forms):
            following = forms[i + 1] if i + 1 < len(forms) else ""
            if form == '"':
                opened = not opened
            tight = following in {",", ".", ":", ")", "'s", "'", ""} or form == "(" or (form == '"' and opened) or (following == '"' and opened)
            spaced.append((form, not tight))
        yield spaced, kinds


if __name__ == "__main__":
    for made, names in sentences(20):
        print("".join(f + (" " if s else "") for f, s in made), [k for k in names if k and k != "O"])
