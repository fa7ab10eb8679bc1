"""What ingestion says of the facts that it finds in a text. By code, as in `ingest.text.messages`."""

from __future__ import annotations

from ingest.meanings import Words

FACTS: dict[str, Words] = {
    "text-there": (
        "warning", "file",
        "Ce texte et « {value} », importé ({run}), sont en partie le même : ils partagent {share} % du plus court.",
        "This text and “{value}”, imported ({run}), are the same in part: they share {share} % of the shorter one.",
        "Si ce fichier corrige l'autre, relancez avec --replaces {run} : seul ce qui a changé sera à relire.",
        "If this file corrects the other, run again with --replaces {run}: only what changed is to be reviewed.",
    ),
    "proposals-refused": (
        "info", "file",
        "{number} fait(s) lu(s) dans le texte ne sont pas proposés : {value}.",
        "{number} fact(s) read in the text are not proposed: {value}.",
        "", "",
    ),
    "nothing-found": (
        "warning", "file",
        "Aucun fait n'a été trouvé dans ce texte. Il est conservé, et se laisse lire dans Essaim.",
        "No fact was found in this text. It is kept, and can be read in Essaim.",
        "Importez d'abord les tableaux qui nomment vos acteurs, ou saisissez les faits un par un.",
        "Import the tables that name your actors first, or enter the facts one by one.",
    ),
}  # fmt: skip
