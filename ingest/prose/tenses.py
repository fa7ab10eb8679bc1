"""« Lueur créa la Voisinade, la confia à Y »: the tense of stories, said as the rules say the past."""

from __future__ import annotations

import re

_FIRST = (
    "accompagn|accord|accueill|adapt|adhér|adopt|aid|anim|apport|attribu|bénéfici|cofinanc|confi|consacr|copilot|coordonn|"
    "cré|cess|déploy|développ|diffus|dupliqu|employ|emprunt|engag|essaim|évalu|expériment|export|fédér|financ|fond|form|"
    "gagn|hérit|imagin|implant|import|impuls|initi|inspir|install|instaur|intégr|invent|lanc|modélis|mont|"
    "octroy|organis|particip|pass|pilot|port|prêt|propos|quitt|rassembl|regroup|renonc|répliqu|sélectionn|"
    "sign|subventionn|test|transfér|vers|abandonn|arrêt"
)
_OTHERS = {
    "transmi": "transmis", "repri": "repris", "pri": "pris", "mi": "mis", "réuni": "réuni", "ouvri": "ouvert",
    "offri": "offert", "rejoigni": "rejoint", "choisi": "choisi", "appri": "appris", "construisi": "construit",
    "conduisi": "conduit", "reçu": "reçu", "conçu": "conçu", "perçu": "perçu", "soutin": "soutenu", "obtin": "obtenu",
}  # fmt: skip
_SINGULAR = re.compile(
    rf"(?<![\w'-])(?:(?P<er>{_FIRST})a|(?P<c>lanç|finanç|cofinanç|renonç)a|(?P<g>engage)a|(?P<other>{'|'.join(_OTHERS)})t)(?![\w'-])"
)
_PLURAL = re.compile(rf"(?<![\w'-])(?:(?P<er>{_FIRST})èrent|(?P<other>{'|'.join(_OTHERS)})rent)(?![\w'-])")
_BORN = ((re.compile(r"\bnaquit\b"), "est né"), (re.compile(r"\bnaquirent\b"), "sont nés"),
         (re.compile(r"\bvit le jour\b"), "a vu le jour"), (re.compile(r"\bdevint\b"), "est devenu"))  # fmt: skip


def told(said: str) -> str:
    """A reduced clause with its simple past as a compound one: « créa » is « a créé », « prirent » « ont pris »."""
    for form, plain in _BORN:
        said = form.sub(plain, said)
    return _PLURAL.sub(lambda one: f"ont {_done(one)}", _SINGULAR.sub(lambda one: f"a {_done(one)}", said))


def _done(one: re.Match[str]) -> str:
    forms = one.groupdict()
    stem = forms.get("er") or (forms.get("c") or forms.get("g") or "").replace("ç", "c").removesuffix("e")
    return f"{stem}é" if stem else _OTHERS[forms["other"]]
