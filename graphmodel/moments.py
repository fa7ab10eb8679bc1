"""One stretch of the calendar as French and English texts write it, and how to say it back.

A moment is a day, a month, a quarter, a season, a year, a decade or a century, or a third of one, or
« vers » one. `graphmodel.dates` makes events and durations of them and states the choices taken here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from graphmodel.errors import Label

FIRST_YEAR, LAST_YEAR = 1000, 2100
DAY = timedelta(days=1)


class DateProblem(ValueError):
    """A text that gives no date. `problem` says why and `suggestion` what to write, in French and English."""

    def __init__(self, code: str, text: str, suggestion: Label | None = None) -> None:
        self.code, self.text = code, text
        fr, en, fr_do, en_do = _PROBLEMS[code]
        self.problem = Label(f"« {text} » {fr}", f"“{text}” {en}")
        self.suggestion = suggestion or Label(fr_do, en_do)
        super().__init__(f"{self.problem.fr} {self.suggestion.fr}")


_EXAMPLES = "2019, mars 2020, 12/03/2020, vers 1980, depuis 2010"
_PROBLEMS = {
    "date-impossible": (
        *("n'existe pas au calendrier.", "is not in the calendar."),
        *("Vérifiez le jour et le mois (JJ/MM/AAAA).", "Check the day and the month (DD/MM/YYYY)."),
    ),
    "date-unreadable": (
        *("n'est pas une date que l'on sait lire.", "is not a date that can be read."),
        *(f"Écrivez par exemple : {_EXAMPLES}.", f"Write for instance: {_EXAMPLES}."),
    ),
    "date-year-missing": (
        *("n'a pas d'année.", "has no year."),
        *("Ajoutez l'année, par exemple « mars 2020 ».", "Add the year, for instance “mars 2020”."),
    ),
    "date-out-of-range": (
        *("est une année improbable.", "is an unlikely year."),
        *(f"Écrivez une année entre {FIRST_YEAR} et {LAST_YEAR}.", "Write a year from 1000 to 2100."),
    ),
    "date-backwards": (
        *("finit avant de commencer.", "ends before it begins."),
        *("Mettez le début avant la fin, chacun avec son année.", "Put the beginning first, each with its year."),
    ),
    "date-several": (
        *("contient plusieurs dates.", "holds several dates."),
        *("Une ligne par date, ou une période : « 2019 à 2021 ».", "One row a date, or a period: “2019 à 2021”."),
    ),
    "date-ambiguous": (
        *("peut se lire de deux façons.", "can be read in two ways."),
        *("Écrivez chaque année en quatre chiffres.", "Write each year with four digits."),
    ),
}  # fmt: skip


# French words before a moment, by its article: at, from, to, none.
_FRENCH = {
    "": ("en ", "de ", "à ", ""),
    "day": ("le ", "du ", "au ", "le "),
    "le": ("au ", "du ", "au ", "le "),
    "la": ("à la ", "de la ", "à la ", "la "),
    "l'": ("à l'", "de l'", "à l'", "l'"),
    "les": ("dans les ", "des ", "aux ", "les "),
    "none": ("", "de ", "à ", ""),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """The days from `lo` to `hi`, and the words for them; `article` chooses the French words before."""

    lo: date
    hi: date
    article: str
    fr: str
    en: str

    @property
    def at(self) -> Label:
        """« en mars 2020 », "in March 2020"."""
        before = "on " if self.article == "day" else "" if self.en.startswith("around") else "in "
        return Label(self._french(0), before + self.en)

    @property
    def start(self) -> str:
        """« de mars 2020 », « du 12 mars 2020 »."""
        return re.sub("^de (?=[aeiou])", "d'", self._french(1))

    @property
    def end(self) -> str:
        """« à mars 2020 », « au 12 mars 2020 »."""
        return self._french(2)

    @property
    def plain(self) -> str:
        """« mars 2020 », « le 12 mars 2020 »."""
        return self._french(3)

    @property
    def months(self) -> int:
        """Months it lasts, 0 if it does not begin and end with whole ones."""
        whole = self.lo.day == 1 == (self.hi + DAY).day
        return 12 * (self.hi.year - self.lo.year) + self.hi.month - self.lo.month + 1 if whole else 0

    def _french(self, place: int) -> str:
        return _FRENCH[self.article][place] + self.fr


def moment(text: str) -> Moment:
    """The moment that `text` says (lower case, no accents, plain hyphens); raises `DateProblem`."""
    text = _LEAD.sub("", text).strip(" .,;")
    for pattern, build in _READERS:
        if match := pattern.fullmatch(text):
            try:
                return build(match)
            except DateProblem:
                raise
            except (ValueError, OverflowError) as impossible:
                raise DateProblem("date-impossible", text) from impossible
    if _YEARLESS.fullmatch(text):
        raise DateProblem("date-year-missing", text)
    raise DateProblem("date-unreadable", text)


def named(lo: date, hi: date) -> Moment | None:
    """The day, month or year that goes from `lo` to `hi`; None when it is none of these."""
    months = Moment(lo, hi, "", "", "").months
    if lo == hi:
        return _day(lo.year, lo.month, lo.day)
    if months == 1:
        return _month(lo.year, lo.month)
    return _years(lo.year, lo.year) if months == 12 and lo.month == 1 else None


# What moments there are -------------------------------------------------------------------------------------

_MONTHS_FR = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _year(text: str) -> int:
    """A year of four digits, or of two: 1950 to 2049."""
    year = int(text) if len(text) > 2 else int(text) + (2000 if int(text) < 50 else 1900)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateProblem("date-out-of-range", text)
    return year


def _day(year: int, month: int, day: int) -> Moment:
    exact = date(year, month, day)
    fr = f"{'1er' if day == 1 else day} {_MONTHS_FR[month - 1]} {year}"
    return Moment(exact, exact, "day", fr, f"{day} {_MONTHS_EN[month - 1]} {year}")


def _month(year: int, month: int) -> Moment:
    first = date(year, month, 1)
    fr, en = f"{_MONTHS_FR[month - 1]} {year}", f"{_MONTHS_EN[month - 1]} {year}"
    return Moment(first, _shift(first, 1) - DAY, "", fr, en)


def _months(year: int, first: int, last: int, words: tuple[str, str, str]) -> Moment:
    return Moment(date(year, first, 1), _shift(date(year, last, 1), 1) - DAY, *words)


def _years(first: int, last: int, words: tuple[str, str, str] | None = None) -> Moment:
    return Moment(date(first, 1, 1), date(last, 12, 31), *(words or ("", str(first), str(first))))


def _shift(first_of_month: date, months: int) -> date:
    years, month = divmod(first_of_month.month - 1 + months, 12)
    return date(first_of_month.year + years, month + 1, 1)


_SEASONS = {
    **dict.fromkeys(("printemps", "spring"), (3, 6, "le", "printemps", "spring")),
    **dict.fromkeys(("ete", "summer"), (6, 9, "l'", "été", "summer")),
    **dict.fromkeys(("automne", "autumn"), (9, 12, "l'", "automne", "autumn")),
    "rentree": (9, 9, "la", "rentrée", "September"),
}
_PARTS = {  # of a year: how many, French, English
    **dict.fromkeys(("trimestre", "t", "quarter", "q"), (4, "trimestre", "quarter")),
    **dict.fromkeys(("semestre", "s", "semester", "half", "h"), (2, "semestre", "half")),
}
_RANKS = {"premier": 1, "first": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "third": 3}
_RANKS |= {"quatrieme": 4, "fourth": 4, "dernier": 0, "last": 0}
_ORDINALS_EN = {1: "1st", 2: "2nd", 3: "3rd"}
_TENS = {"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "soixante-dix": 70}
_TENS |= {"quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90}
_CENTURIES = {"xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21}
_THIRDS = {
    **dict.fromkeys(("debut", "early", "beginning", "start"), (0, "début ", "early ")),
    **dict.fromkeys(("mi", "milieu", "mid", "middle"), (1, "mi-", "mid-")),
    **dict.fromkeys(("fin", "late", "end"), (2, "fin ", "late ")),
}


def _season(found: re.Match[str]) -> Moment:
    first, last, article, fr, en = _SEASONS[found["season"]]
    year = _year(found["year"])
    return _months(year, first, last, (article, f"{fr} {year}", f"{en} {year}"))


def _part(found: re.Match[str]) -> Moment:
    count, fr, en = _PARTS[found["part"]]
    year, rank = _year(found["year"]), found["rank"]
    number = int(rank) if rank.isdigit() else _RANKS[rank] or count
    if not 1 <= number <= count:
        raise ValueError(number)
    size = 12 // count
    fr = f"{number}{'er' if number == 1 else 'e'} {fr} {year}"
    en = f"the {_ORDINALS_EN.get(number, f'{number}th')} {en} of {year}"
    return _months(year, size * (number - 1) + 1, size * number, ("le", fr, en))


def _decade(found: re.Match[str]) -> Moment:
    """« années 90 » is 1990 to 1999; « années 20 » may be of either century."""
    said = found["tens"]
    if said == "20":
        choice = Label("Écrivez « années 1920 » ou « années 2020 ».", "Write “1920s” or “2020s”.")
        raise DateProblem("date-ambiguous", found[0], choice)
    first = int(said) if said.isdigit() else _TENS[said]
    if first < 100:
        first += 2000 if first < 20 else 1900
    return _years(_year(str(first)), first + 9, ("les", f"années {first}", f"the {first}s"))


def _century(found: re.Match[str]) -> Moment:
    said = found["century"]
    rank = int(said) if said.isdigit() else _CENTURIES[said]
    roman = {value: key for key, value in _CENTURIES.items()}[rank].upper()
    return _years(100 * rank - 99, 100 * rank, ("le", f"{roman}e siècle", f"the {rank}th century"))


def _third(found: re.Match[str]) -> Moment:
    """The beginning, the middle or the end: in years of a decade, months of a year, days of a month."""
    whole = moment(found["rest"])
    which, fr, en = _THIRDS[found["third"]]
    unit = 12 if whole.months > 12 else min(whole.months, 2) // 2
    count = whole.months // unit if unit else (whole.hi - whole.lo).days + 1
    if count < 3:
        raise DateProblem("date-unreadable", found[0])
    size = -(-count // 3)
    skip = (0, (count - size) // 2, count - size)[which]
    lo = _shift(whole.lo, skip * unit) if unit else whole.lo + skip * DAY
    hi = _shift(lo, size * unit) - DAY if unit else lo + (size - 1) * DAY
    if not whole.article:
        return Moment(lo, hi, "none", fr + whole.fr, en + whole.en)
    fr = f"{'milieu' if which == 1 else fr.strip()} {whole.start}"
    the = "the " if whole.en.startswith("the ") else ""
    return Moment(lo, hi, "la" if which == 2 else "le", fr, the + en + whole.en.removeprefix(the))


def _about(found: re.Match[str]) -> Moment:
    """Two of the unit said earlier or later: years, else months, else weeks."""
    said = moment(found["rest"])
    if said.months:
        margin = 24 if said.months >= 12 else 2
        lo, hi = _shift(said.lo, -margin), _shift(said.hi + DAY, margin) - DAY
    else:
        lo, hi = said.lo - 14 * DAY, said.hi + 14 * DAY
    return Moment(lo, hi, "none", f"vers {said.plain}", f"around {said.en}")


def _year_and_month(found: re.Match[str]) -> Moment:
    """2020-03 is March 2020; 2009-10 may be a month or two years."""
    year, month = _year(found["year"]), int(found["month"])
    if 1 <= month <= 12 and month == (year + 1) % 100:
        as_month, as_years = f"{month:02}/{year}", f"{year}-{year + 1}"
        choice = Label(f"Écrivez « {as_month} » ou « {as_years} ».", f"Write “{as_month}” or “{as_years}”.")
        raise DateProblem("date-ambiguous", found[0], choice)
    return _month(year, month)


def _month_and_year(found: re.Match[str]) -> Moment:
    return _month(_year(found["year"]), _month_number(found))


def _exact_day(found: re.Match[str]) -> Moment:
    if found["month"].isdigit() and int(found["month"]) > 12 >= int(found["day"]):
        turned = f"{int(found['month']):02}/{int(found['day']):02}/{found['year']}"
        asked = Label(f"Écrivez le jour avant le mois : « {turned} » ?", f"Day before month: “{turned}”?")
        raise DateProblem("date-impossible", found[0], asked)
    return _day(_year(found["year"]), _month_number(found), int(found["day"]))


def _one_year(found: re.Match[str]) -> Moment:
    return _years(_year(found["year"]), int(found["year"]))


def _month_number(found: re.Match[str]) -> int:
    return _MONTH_OF.get(found["month"]) or int(found["month"])


# How they are written ---------------------------------------------------------------------------------------

_WORDS = (
    *("janvier janv jan january", "fevrier fevr fev february feb", "mars march mar", "avril avr april apr"),
    *("mai may", "juin june jun", "juillet juil july jul", "aout august aug", "septembre september sept sep"),
    *("octobre october oct", "novembre november nov", "decembre december dec"),
)
_MONTH_OF = {word: number for number, words in enumerate(_WORDS, 1) for word in words.split()}


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_M = rf"(?P<month>{_one_of(_MONTH_OF)})\.?"
_MM = r"(?P<month>\d{1,2})"
_D = r"(?:(?:[a-z]{3,6}di|dimanche|[a-z]{3,6}day),? )?(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_DD = r"(?P<day>\d{1,2})"
_Y = r"(?P<year>\d{4})"
_YY = r"(?P<year>\d{4}|\d{2})"
_TIME = r"(?:[t ]\d{1,2}[:h]\d{2}.*)?"
_OF = r"(?:de l'|de |du |des |d'|of )?"
_CIRCA = r"≈|~|vers|environ|env\.?|circa|ca?\.|about|around|autour|aux alentours"
_RANK = rf"(?P<rank>\d|{_one_of(_RANKS)})"
_PART = rf"(?P<part>{_one_of(_PARTS)})"
_LEAD = re.compile(
    r"^(?:(?:en|les?|la|(?:l')?annee|au cours de|courant|pendant|durant|dans|aux?|a|in|on|during|the)\s+|[ld]')+"
)
_YEARLESS = re.compile(rf"{_D}[ /.-](?:{_M}|\d{{1,2}})|{_M.replace('month', 'alone')}")

_READERS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Moment]]] = [
    (re.compile(pattern), build)
    for pattern, build in (
        (_Y, _one_year),
        (rf"{_Y}([/.-]){_MM}\2{_DD}{_TIME}", _exact_day),
        (r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)", _exact_day),
        (rf"{_DD}([/.-]){_MM}\2{_YY}{_TIME}", _exact_day),
        (rf"{_D}[ -]{_OF}{_M}[ -]{_YY}", _exact_day),
        (rf"{_M} {_D},? {_Y}", _exact_day),
        (rf"{_MM}[/.-]{_Y}", _month_and_year),
        (rf"{_M}(?:,? |-|/){_OF}{_Y}", _month_and_year),
        (rf"{_M}[-/']+(?P<year>\d\d)", _month_and_year),
        (rf"{_Y}[/.-]{_MM}", _year_and_month),
        (rf"annees (?P<tens>\d{{3}}0|\d0|{_one_of(_TENS)})", _decade),
        (r"(?P<tens>\d{3}0|\d0)'?s", _decade),
        (rf"(?P<century>\d\d|{_one_of(_CENTURIES)})(?:e|eme|th) (?:siecle|century)", _century),
        (rf"{_RANK}(?:er|e|eme|st|nd|rd|th)? ?{_PART} {_OF}{_Y}", _part),
        (rf"{_PART}{_RANK}[ -/]{_Y}", _part),
        (rf"{_Y}[ -]?{_PART}{_RANK}", _part),
        (rf"(?P<season>{_one_of(_SEASONS)}) {_OF}{_Y}", _season),
        (rf"(?P<third>{_one_of(_THIRDS)})[ -]{_OF}(?P<rest>.+)", _third),
        (rf"(?:{_CIRCA}) ?{_OF}(?P<rest>.+)", _about),
        (r"(?P<rest>.+?) ?(?:\?|\(\?\)|environ|env\.?)", _about),
    )
]
