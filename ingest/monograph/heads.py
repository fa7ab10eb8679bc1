"""What the document calls the national head of a network, and the network itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graphmodel.names import fold
from ingest.monograph.casing import Casing, sentence_case
from ingest.monograph.labels import Kind, Line

_BODY = (
    r"(?:(?:con)?fédération|union|association|comité|coordination|centre|mouvement|ligue|alliance|conseil|collectif|"
    r"groupement|réseau|fondation|société|institut|office|agence|maison)"
)
_SHORT = r"[A-ZÀ-Ý][\w'’.-]{1,14}"
_LINE = re.compile(
    rf"(?:[-–•*] ?)?(?:(?P<before>{_SHORT}) ?[–-] )?(?:(?i:la|le) |(?i:l)['’])?(?P<name>[A-ZÀ-Ý][^\d:;.!?()]{{2,90}}?)"
    rf"(?: ?\((?P<aside>{_SHORT})\)| ?[–-] (?P<after>{_SHORT}))? ?\.?"
)
_TOLD = re.compile(
    r"\b(?:basé|situé|créé|fondé|né|composé|présidé|animé|reconnu|installé|implanté|regroup|fédèr|rassembl|compt)\w*"
    r"|\bqui\b|\bsalarié|\bbénévole|\bbudget",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:(?:les|le|la) |l['’])", re.IGNORECASE)
_OF = r"(?: (?:de la|du|des|de)| (?:de l|d)['’])? ?"
_WORDS = 12
_CONTRACTED = {"les": "des ", "le": "du ", "la": "de la ", "l": "de l'"}


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a national head, its initials if the document gives them, the line of the card that holds both (None
    where only its prose names it)."""

    name: str
    short: str = ""
    line: Line | None = None


def core(network: str) -> str:
    """The name of a network without its article."""
    return _ARTICLE.sub("", network, count=1) if _ARTICLE.match(network) else network


def of(network: str) -> str:
    """What follows a noun that is the network's: « Lorraine Verte », « des Vergers ».

    >>> of("Les Vergers"), of("Lorraine Verte")
    ('des Vergers', 'Lorraine Verte')
    """
    article = _ARTICLE.match(network)
    return f"{_CONTRACTED[fold(article[0])]}{network[article.end() :]}" if article else network


def unnamed(network: str, level: str = "nationale") -> str:
    """What a head is called that nobody names: « Lorraine Verte, tête de réseau nationale »."""
    return f"{network}, tête de réseau {level}".rstrip()


def head_of(lines: Sequence[Line], network: str, casing: Casing) -> Head | None:
    """The head as the line below « Tête de réseau » names it; else as its prose does, where it does so in one way."""
    for at, line in enumerate(lines[:-1]):
        if line.kind is Kind.HEAD:
            below = lines[at + 1]
            found = _first_named(below, network, casing) if below.kind is Kind.TEXT else None
            if found:
                return found
    return _in_prose(lines, network)


def _first_named(line: Line, network: str, casing: Casing) -> Head | None:
    """The head as a line names it, or as its words before the first comma do: « Fédération des X (FX), créée en… »."""
    comma = line.text.find(",")
    whole = _named(line, network, casing)
    return whole or (_named(line.cut(0, comma), network, casing) if comma > 0 else None)


def _named(line: Line, network: str, casing: Casing) -> Head | None:
    match = _LINE.fullmatch(line.text)
    if match is None or len(match["name"].split()) > _WORDS or _TOLD.search(match["name"]):
        return None
    name = match["name"].strip(" ,")
    short = next((one for one in (match["before"], match["aside"], match["after"]) if one and _is_short(one)), "")
    words = f" {fold(name)} "
    is_body = bool(re.match(rf"{_BODY}\b", name, re.IGNORECASE))
    is_of_network = f" {fold(core(network))} " in words and fold(name) not in (fold(network), fold(core(network)))
    if not is_of_network and not (is_body and (short or re.search(r" (?:nationale?|francaise?|france) ", words))):
        return None
    return Head(casing.natural(name) if name.isupper() else name, short, line)


def _is_short(word: str) -> bool:
    """Whether these are initials, or a word made of them."""
    return sum(letter.isupper() for letter in word) >= 2 and 2 * sum(map(str.isupper, word)) >= len(word)


def _in_prose(lines: Iterable[Line], network: str) -> Head | None:
    told = re.compile(
        rf"\b(?P<name>(?i:{_BODY}) nationale?{_OF}{re.escape(core(network))})(?!\w|-\w)(?: \((?P<short>{_SHORT})\))?"
    )
    found = [match for line in lines for match in told.finditer(line.text)]
    if len({fold(match["name"]) for match in found}) != 1:
        return None
    short = next((match["short"] for match in found if match["short"] and _is_short(match["short"])), "")
    return Head(sentence_case(found[0]["name"]), short)


# The name of the network ------------------------------------------------------------------------------------

_PROPER = r"[A-ZÀ-ÝŒ][\w'’-]*(?: (?:(?:de la|du|des|de|et|en|à|la|les) |d['’]|de l['’])?[A-ZÀ-ÝŒ][\w'’-]*){0,5}"
_NETWORK = re.compile(rf"\b(?:le |du |Le |Du |au |Au )?[Rr]éseau (?P<name>{_PROPER})")
_TITLE = re.compile(r"(?:(?:Le |LE )?(?:Réseau|réseau|RÉSEAU)) (?P<name>(?!DE |DES |DU |D['’])[A-ZÀ-ÝŒ].*)")
_LEAST = 2


def titled(title: Sequence[Line], text: Sequence[Line], known: frozenset[str]) -> str:
    """The one line of a title that the text shows to be the name of a network; else the network of which the text
    speaks most. Empty where that leaves a doubt."""
    names = {fold(name): name for name in map(_bare, (line.text for line in reversed(title)))}
    for is_so in (known.__contains__, _told(text), _headed(text), _frequent(text)):
        found = [name for folded, name in names.items() if is_so(folded)]
        if found:
            return found[0] if len(found) == 1 else ""
    return "" if names else _spoken_of(text)


def _bare(words: str) -> str:
    """« Le réseau Lorraine Verte » is Lorraine Verte; what stands after a dash is a subtitle."""
    words = re.split(r" [–—-] | ?: ", words)[0].strip()
    match = _TITLE.fullmatch(words)
    return match["name"] if match else words


def _told(text: Sequence[Line]) -> Callable[[str], bool]:
    told = " ".join(f" {fold(line.text)} " for line in text if not line.capital)
    return lambda name: any(words in told for words in (f" reseau {name} ", f" {name} est un reseau "))


def _headed(text: Sequence[Line]) -> Callable[[str], bool]:
    told = " ".join(f" {fold(line.text)} " for line in text)
    of_name = r" (?:federation|confederation|union|association) nationale (?:(?:des?|du|de la|de l|d) )?"
    return lambda name: bool(re.search(rf"{of_name}{re.escape(fold(core(name)))} ", told))


def _frequent(text: Sequence[Line]) -> Callable[[str], bool]:
    """Names that stand inside sentences, with a capital."""
    told = [line.text for line in text if not line.capital]

    def is_frequent(name: str) -> bool:
        words = re.escape(name).replace(r"\ ", r"\W+")
        inside = re.compile(rf"(?<=[\w,;)] )(?=[A-ZÀ-Ý]){words}(?!\w)", re.IGNORECASE)
        found = (match[0] for line in told for match in inside.finditer(line))
        return sum(one[0].isupper() for one in found) >= _LEAST

    return is_frequent


def _spoken_of(text: Iterable[Line]) -> str:
    """The network that is named as such, at least twice and more than any other."""
    told = Counter(match["name"] for line in text if not line.capital for match in _NETWORK.finditer(line.text))
    most = told.most_common(2)
    if not most or most[0][1] < _LEAST or (len(most) > 1 and most[0][1] == most[1][1]):
        return ""
    return most[0][0]
