"""Writes what the documentation says of the model, the questions, the command line, the import and how well documents
are read, from the code.

    python tools/make_docs.py [--check]

With --check nothing is written: the pages that are not what the code says are named, and the exit code is 1.
Equal code gives equal bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["ESSAIM_LANG"] = "fr"

from pydantic.json_schema import models_json_schema  # noqa: E402 (the project is next to this file, installed or not)
from typer import Context  # noqa: E402

from graphmodel import catalogue  # noqa: E402
from graphmodel.errors import Label  # noqa: E402
from graphmodel.questions.arguments import Param  # noqa: E402
from graphmodel.questions.registry import QuestionInfo, all_questions  # noqa: E402
from graphmodel.schema import vocabulary  # noqa: E402
from graphmodel.schema.registry import BASES, EDGES, NODES  # noqa: E402
from graphmodel.schema.spec import Declared, Field, fields  # noqa: E402
from graphmodel.schema.vocabulary import Role, Vocabulary  # noqa: E402
from ingest.columns import Column, Sheet  # noqa: E402
from ingest.pipeline import PROFILES  # noqa: E402
from ingest.template import _explained as explained  # noqa: E402
from tools.markdown import table  # noqa: E402
from tools.quality import quality  # noqa: E402
from ui.cli import command  # noqa: E402
from ui.contracts import CONTRACT  # noqa: E402

REFERENCE = ROOT / "docs" / "reference"
WIDTH = 100
GENERATED = "<!-- Généré par `make docs` : ne pas modifier à la main. -->"
FOLDS = {
    "latest": "la plus récente ; deux à la fois se contredisent",
    "timeless": "ne change jamais ; deux se contredisent",
    "union": "toutes ensemble",
    "any": "la plus récente",
}
LISTS: tuple[type[Vocabulary], ...] = tuple(
    one
    for one in vars(vocabulary).values()
    if isinstance(one, type) and issubclass(one, Vocabulary) and one is not Vocabulary
)


def code(text: object) -> str:
    """An identifier, or nothing."""
    return f"`{text}`" if text else ""


# The model


def model() -> Iterator[str]:
    yield "# Le modèle du graphe\n"
    yield (
        "Déclaré une seule fois, dans `graphmodel/schema` : les écritures, les contraintes, le modèle de tableau et "
        "cette page en découlent. Pourquoi il est ainsi : [décisions](../decisions). Les mots : "
        "[glossaire](../glossary.md).\n"
    )
    yield from picture()
    yield "## Nœuds\n"
    yield (
        "Toute entité porte `uid` (unique), `search` (ses noms sans accents ni casse), `sources` (nombre de "
        "documents), `contradicted` (les propriétés que des documents se disputent) et `inferred` (celles qu'aucun "
        "document ne dit, ou dont une valeur n'est que déduite) ; `class` y désigne la classe. Un acteur porte "
        "l'étiquette `Actor` et une étiquette de classe ; ses rôles "
        f"({', '.join(code(one.value) for one in Role)}) s'y ajoutent.\n"
    )
    for name, node in NODES.items():
        base = f" (`:{node.base}:{name}`)" if node.base != name else ""
        yield f"### {code(name)} : {node.label.fr}{base}\n\n{node.__doc__}\n"
        yield from table(PROPERTY_HEADS, map(property_row, fields(node)))
    yield "## Relations\n"
    yield (
        "Toute relation porte `key` (empreinte de ses propriétés ★, unique entre ses deux bouts), `status`, "
        "`modality`, `since_min`, `since_max`, `until_min`, `until_max`, `when_label` (la date et son texte), "
        "`sources`, `contradicted` et `inferred` (où `when` désigne la date). Les montants sont des centimes entiers.\n"
    )
    for name, edge in EDGES.items():
        arrow = "→" if edge.directed else "–"
        yield f"### {code(name)} : {edge.label.fr}\n\n{edge.__doc__}\n"
        yield f"{' ou '.join(map(code, edge.source))} {arrow} {' ou '.join(map(code, edge.target))}\n"
        if fields(edge):
            yield from table(PROPERTY_HEADS, map(property_row, fields(edge)))
    yield from lists()
    yield EVIDENCE


PROPERTY_HEADS = ("propriété", "français", "anglais", "type", "plusieurs valeurs dites")
EVIDENCE = """## Preuves

Des nœuds sans relation, que l'on trouve par index : `Document`, `Run` (un import), `Statement` (ce qu'un document dit,
avec sa place exacte), `Identifier`, `Decision`. Le graphe ci-dessus n'est que ce que les faits acceptés et les
décisions donnent : [décision 1](../decisions/0001-statements.md).
"""


def picture() -> Iterator[str]:
    """The labels and the types between them, as Mermaid draws them."""
    between: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for name, edge in EDGES.items():
        for source in edge.source:
            for target in edge.target:
                between[source, target, edge.directed].append(name)
    yield "```mermaid\nflowchart LR"
    yield from (f"  {base}" for base in BASES)
    for (source, target, directed), names in between.items():
        yield f'  {source} {"-->" if directed else "---"}|"{"<br/>".join(names)}"| {target}'
    yield "```\n"


def property_row(one: Field) -> tuple[str, ...]:
    prop, unit = one.prop, f" ({one.prop.unit.fr})" if one.prop.unit else ""
    kind = f"[{one.item.__name__}](#{one.item.__name__.lower()})" if one.item in LISTS else one.item.__name__
    kind = f"uid de {prop.ref}" if prop.ref else f"{kind}{' …' if one.many else ''}{unit}"
    together = f" ; forme une valeur avec {code(prop.group)}" if prop.group else ""
    told = "★ : ce qui distingue deux relations" if prop.key else FOLDS[prop.fold] + together
    return f"{code(one.name)}{' ★' if prop.key else ''}", prop.label.fr, prop.label.en, kind, told


def lists() -> Iterator[str]:
    yield "## Listes fermées\n"
    for one in LISTS:
        yield f"### {one.__name__}\n"
        yield from table(
            ("identifiant", "français", "anglais"),
            ((code(member.value), member.label.fr, member.label.en) for member in one),
        )


# The questions


def questions() -> Iterator[str]:
    asked = all_questions().values()
    yield "# Les questions\n"
    yield (
        "Les mêmes pour la commande (`essaim ask NOM -p clé=valeur`), les écrans et les programmes "
        "(`graphmodel.questions`). Une entité se donne par son nom ou son uid. Le Cypher lu est [plus bas](#cypher) ; "
        "une question de sorte *analysis* le complète en Python.\n"
    )
    for one in asked:
        yield from question(one)
    yield "## Cypher\n"
    for name in sorted(set(chain.from_iterable(one.reads for one in asked))):
        found = catalogue.load(name)
        yield f"### {found.file}\n\n```cypher\n{found.text.strip()}\n```\n"


def question(one: QuestionInfo) -> Iterator[str]:
    yield f"## {one.name}\n\n{one.doc.fr} *{one.doc.en}*\n"
    if one.params:
        yield from table(("paramètre", "type", "par défaut", "ce que c'est"), map(param_row, one.params))
    reads = ", ".join(f"[{name}](#cypher{name.replace('.', '')}cypher)" for name in one.reads)
    yield f"Sorte : {one.kind}. Lit : {reads}.\n"
    yield f"Colonnes : {', '.join(map(code, one.columns))}.\n"
    yield f"{one.row.__doc__}\n"


def param_row(one: Param) -> tuple[str, ...]:
    default = "obligatoire" if one.required else code(json.dumps(one.default, ensure_ascii=False))
    kind = one.type if not one.choices else " ou ".join(map(code, one.choices))
    return code(one.name), kind, default, one.doc.fr


# The command line and its contract


def command_line() -> Iterator[str]:
    yield "# La commande essaim\n"
    yield (
        "Les données vont sur la sortie standard, ce qui se dit à une personne sur la sortie d'erreur. Codes de "
        "sortie : **0** fait ; **1** des lignes mises de côté, un choix à faire ; **2** demande qui n'a pas de sens ; "
        "**3** moteur injoignable ou fichier refusé. `--json` : [le contrat](contrat-json.md). En anglais : "
        "`essaim --lang en …`.\n"
    )
    top = command()
    yield from help_of(top, "essaim", None)


def help_of(one: Any, name: str, parent: Any) -> Iterator[str]:
    context = Context(one, info_name=name, parent=parent, terminal_width=WIDTH)
    yield f"## {context.command_path}\n\n```text\n{one.get_help(context).rstrip()}\n```\n"
    for child, made in getattr(one, "commands", {}).items():
        yield from help_of(made, child, context)


def schema() -> dict[str, Any]:
    """The JSON Schema of what each command prints."""
    models = [(one, "serialization") for one in CONTRACT.values()]
    refs, shared = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    commands = {name: refs[one, "serialization"] for name, one in CONTRACT.items()}
    title = "essaim --json"
    return {"$schema": DRAFT, "title": title, "type": "object", "properties": commands, "$defs": shared["$defs"]}


DRAFT = "https://json-schema.org/draft/2020-12/schema"


def contract() -> Iterator[str]:
    yield "# Le contrat de `--json`\n"
    yield (
        "Un seul objet par commande, sur la sortie standard. Des clés peuvent s'ajouter, aucune ne change. Montants : "
        'texte à deux décimales (`"1234.50"`). Dates : ISO. Inconnu : `null`, jamais zéro. Le schéma pour les '
        "programmes : [essaim.schema.json](essaim.schema.json). Les définitions sont en anglais, comme le code.\n"
    )
    shared = schema()["$defs"]
    roots = {one.__name__: name for name, one in CONTRACT.items()}
    for name in [*roots, *sorted(shared.keys() - roots.keys())]:
        one = shared[name]
        yield f"## {f'essaim {roots[name]} --json' if name in roots else name}\n\n{one.get('description', '')}\n"
        if "items" in one:
            yield f"Une liste de {typed(one['items'])}.\n"
        if keys := one.get("properties"):
            rows = ((code(key), typed(value), value.get("description", "")) for key, value in keys.items())
            yield from table(("clé", "type", "ce que c'est"), rows)


def typed(one: dict[str, Any]) -> str:
    """The type of a value of the schema, in short."""
    if "$ref" in one:
        name = one["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in one:
        return " ou ".join(typed(arm) for arm in one["anyOf"])
    if "enum" in one:
        return " ou ".join(map(code, one["enum"]))
    if one.get("type") == "array":
        return f"liste de {typed(one['items'])}"
    if one.get("type") == "object" and "additionalProperties" in one:
        inner = one["additionalProperties"]
        return "objet" if inner is True else f"objet : {typed(inner)}"
    return TYPES[one.get("type", "")]


TYPES = {
    "": "toute valeur",
    "string": "texte",
    "integer": "entier",
    "number": "nombre",
    "boolean": "oui ou non",
    "null": "`null`",
    "object": "objet",
}


# The import


def import_model() -> Iterator[str]:
    yield "# Le modèle de tableau\n"
    yield (
        "`essaim template modele.xlsx` l'écrit, `essaim ingest` le relit sans question : une feuille par sorte de "
        "fait, l'ordre des colonnes est libre, les colonnes absentes ne manquent à personne sauf celles en **gras**. "
        "Les en-têtes français et anglais se valent, ainsi que ceux de la dernière colonne. Comment s'y prendre : "
        "[importer un tableau](../guides/importer-un-tableau.md).\n"
    )
    for profile in PROFILES:
        need = " Le réseau est à dire : `--network`." if profile.asks_network else ""
        yield f"## Sorte `{profile.name}` : {profile.label.fr}\n\n`essaim ingest --as {profile.name}`.{need}\n"
        for sheet in profile.sheets:
            yield f"### {sheet.label.fr}\n\n{sheet.help.fr} *{sheet.help.en}*\n"
            yield from table(("en-tête", "header", "comment la remplir", "autres en-têtes"), column_rows(sheet))


def column_rows(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    for one in sheet.columns:
        head = f"**{one.header('fr')}**" if one.name in sheet.needs else one.header("fr")
        yield head, one.header("en"), told(one), ", ".join(one.aliases)


def told(one: Column) -> str:
    """How a cell is written, without the name of its column."""
    return explained(one, "fr").removeprefix(one.header("fr")).removeprefix(" — ")


def glossary() -> Iterator[str]:
    yield "# Glossaire\n"
    yield "Le mot des écrans, l'identifiant du code et des fichiers, le mot anglais.\n"
    kinds: list[tuple[str, Label, str]] = [
        *((name, kind.label, "nœud") for name, kind in NODES.items()),
        *((name, kind.label, "relation") for name, kind in EDGES.items()),
    ]
    terms = {(label.fr, name, label.en, what) for name, label, what in kinds}
    terms |= {(m.label.fr, m.value, m.label.en, one.__name__) for one in LISTS for m in one}
    declared: list[type[Declared]] = [*NODES.values(), *EDGES.values()]
    properties = {(f.prop.label.fr, f.name, f.prop.label.en, "propriété") for kind in declared for f in fields(kind)}
    ordered = sorted(terms | properties, key=lambda row: (plain(row[0]), row))
    rows = ((fr, code(name), en, what) for fr, name, en, what in ordered)
    yield from table(("français", "identifiant", "anglais", "sorte"), rows)


def plain(text: str) -> str:
    from graphmodel.names import fold

    return fold(text)


PAGES: dict[Path, Callable[[], Iterator[str]]] = {
    REFERENCE / "model.md": model,
    REFERENCE / "questions.md": questions,
    REFERENCE / "commande.md": command_line,
    REFERENCE / "contrat-json.md": contract,
    REFERENCE / "modele-import.md": import_model,
    REFERENCE / "qualite.md": quality,
    ROOT / "docs" / "glossary.md": glossary,
}


def written(check: bool = False) -> dict[Path, str]:
    """Every page, as it should be. On another processor the parser may read one sentence otherwise, which makes no page
    stale: what reading by syntax is worth has a test of its own."""
    made = PAGES | ({REFERENCE / "qualite.md": partial(quality, parsed=False)} if check else {})
    pages = {path: f"{GENERATED}\n\n" + "\n".join(page()).rstrip() + "\n" for path, page in made.items()}
    return pages | {REFERENCE / "essaim.schema.json": json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"}


def main(check: bool) -> int:
    pages = written(check)
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} : {'périmé, make docs' if check else 'écrit'}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path], encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="name the pages that are stale, write nothing")
    sys.exit(main(arguments.parse_args().check))
