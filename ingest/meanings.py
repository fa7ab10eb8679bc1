"""What ingestion says once a table is understood: names, places, codes and choices. By code: severity, level, French,
English, and what to do in both; `ingest.messages` makes the catalogue of it."""

from __future__ import annotations

from typing import Literal

Severity = Literal["info", "warning", "error"]
Level = Literal["file", "sheet", "header", "row", "cell"]
Words = tuple[Severity, Level, str, str, str, str]

MEANINGS: dict[str, Words] = {
    "example-row": (
        "info", "row", "Ligne d'exemple du modèle, ignorée.", "Example row of the template, ignored.", "", "",
    ),
    "row-unusable": (
        "error", "row",
        "« {field} » n'a pas pu être lu : la ligne est mise de côté.", "“{field}” is unreadable: the row is set aside.",
        "Corrigez cette cellule.", "Mend this cell.",
    ),
    "row-nameless": (
        "error", "row",
        "Ni code ni nom : la ligne est mise de côté.", "Neither code nor name: the row is set aside.",
        "Donnez au moins le nom ou un code (SIRET, SIREN, RNA).", "Give the name or a code at least.",
    ),
    "name-ambiguous": (
        "error", "cell",
        "« {value} » désigne plusieurs lignes ({rows}) : la ligne est mise de côté.",
        "“{value}” stands for several rows ({rows}): the row is set aside.",
        "Précisez entre parenthèses le code, le réseau, la commune ou la classe : « {value} (35) ».",
        "Add the code, network, municipality or class in brackets: “{value} (35)”.",
    ),
    "name-twice": (
        "error", "cell",
        "« {value} » est déjà à la ligne {other}, dans un autre territoire : la ligne est mise de côté.",
        "“{value}” is on row {other} already, in another territory: the row is set aside.",
        "Si ce sont deux structures, donnez leur commune ou un code ; sinon, un seul territoire.",
        "If they are two bodies, give their municipality or a code; if not, one territory.",
    ),
    "name-close": (
        "warning", "cell",
        "« {value} » n'est décrit nulle part, « {read} » l'est : ils restent séparés.",
        "“{value}” is described nowhere, “{read}” is: they stay apart.",
        "Si c'est le même, écrivez le même nom.", "If they are the same, write the same name.",
    ),
    "value-misplaced": (
        "warning", "cell",
        "« {field} » n'a pas de sens pour la classe « {kind} » : la cellule est ignorée.",
        "“{field}” means nothing for the class “{kind}”: the cell is ignored.",
        "Vérifiez la classe de la ligne.", "Check the class of the row.",
    ),
    "value-refused": (
        "error", "cell",
        "« {value} » ne convient pas pour « {field} » : la ligne est mise de côté.",
        "“{value}” does not suit “{field}”: the row is set aside.",
        "Corrigez cette cellule.", "Mend this cell.",
    ),
    "end-refused": (
        "error", "cell",
        "« {value} » n'est pas de la sorte attendue pour « {field} » : ce lien est mis de côté.",
        "“{value}” is not the kind of thing that “{field}” expects: this bond is set aside.",
        "Vérifiez le type du lien et ses deux bouts.", "Check the kind of bond and both ends.",
    ),
    "end-kind-unknown": (
        "error", "cell",
        "« {value} » est le nom d'un territoire : est-ce lui, ou une structure de ce nom ?",
        "“{value}” is the name of a territory: is it meant, or a body of that name?",
        "Dites-le dans la colonne « type » voisine (acteur ou territoire).", "Say so in the “kind” column beside it.",
    ),
    "ends-same": (
        "error", "cell",
        "Les deux bouts du lien sont « {value} » : la ligne est mise de côté.",
        "Both ends are “{value}”: the row is set aside.",
        "Corrigez l'un des deux noms.", "Mend one of the names.",
    ),
    "names-several": (
        "error", "cell",
        "« {value} » donne plusieurs noms là où un seul est attendu : la ligne est mise de côté.",
        "“{value}” gives several names where one is expected: the row is set aside.",
        "Écrivez une ligne par nom, chacune avec son montant.", "Write one row a name, each with its amount.",
    ),
    "place-ambiguous": (
        "error", "cell",
        "« {value} » est le nom de plusieurs territoires : {choices}.", "“{value}” is several territories: {choices}.",
        "Ajoutez le département entre parenthèses, ou donnez le code.", "Add the département in brackets, or the code.",
    ),
    "place-guessed": (
        "warning", "cell",
        "« {value} » est lu comme {read}.", "“{value}” is read as {read}.",
        "Donnez le code si c'est un autre territoire de ce nom.", "Give the code if another territory is meant.",
    ),
    "place-conflict": (
        "warning", "cell",
        "« {value} » n'est pas dans le territoire que donnent les autres colonnes ; il n'est pas retenu.",
        "“{value}” is not inside the territory of the other columns; it is left out.",
        "Vérifiez le code et le département.", "Check the code and the département.",
    ),
    "siret-elsewhere": (
        "warning", "cell",
        "Le SIRET {value} n'est pas de la structure {siren} ; il n'est pas retenu.",
        "The SIRET {value} does not belong to {siren}; it is left out.",
        "Vérifiez les deux codes.", "Check both codes.",
    ),
    "network-missing": (
        "warning", "cell",
        "« {value} », mais de quel réseau ? La ligne n'en donne pas.", "“{value}”, but of which network?",
        "Remplissez la colonne « réseau », ou donnez --network.", "Fill the column “network”, or give --network.",
    ),
    "network-asked": (
        "error", "file",
        "C'est une liste de membres, mais de quel réseau ?", "This is a list of members, but of which network?",
        "Relancez avec --network « nom du réseau ».", "Run again with --network “name of the network”.",
    ),
    "publisher-missing": (
        "info", "file",
        "Personne n'a dit qui publie ce document.", "Nobody said who publishes this document.",
        "Donnez --publisher, ou la feuille Document.", "Give --publisher, or the sheet Document.",
    ),
    "mapping-needed": (
        "error", "file",
        "Les en-têtes ne sont pas connus ; une correspondance à confirmer est écrite dans « {value} ».",
        "The headers are not known; a mapping to confirm was written to “{value}”.",
        "Complétez-la, puis : {command}", "Fill it in, then: {command}",
    ),
    "mapping-kept": (
        "info", "file",
        "« {value} » était là et n'est pas touché ; la nouvelle proposition est dans « {other} ».",
        "“{value}” was there and is left as it is; the new proposal is in “{other}”.",
        "Si vous l'aviez complété, c'est lui qu'il faut donner à --mapping.",
        "If you had filled it in, give that one to --mapping.",
    ),
    "mapping-unwritten": (
        "error", "file",
        "Les en-têtes ne sont pas connus, et « {value} » n'a pas pu être écrit.",
        "The headers are not known, and “{value}” could not be written.",
        "Copiez le fichier dans un dossier à vous, puis relancez.", "Copy the file to a folder of yours and run again.",
    ),
    "already-loaded": (
        "info", "file",
        "Ce fichier est déjà importé ({value}) : rien ne change.", "This file is loaded already ({value}): no change.",
        "", "",
    ),
    "sheet-unknown": (
        "warning", "sheet",
        "La feuille « {value} » n'est pas reconnue : elle n'a pas été lue.", "Unknown sheet “{value}”: not read.",
        "Donnez-lui le titre et les en-têtes d'une feuille du modèle.", "Give it a title and headers of the template.",
    ),
    "sheet-repeats": (
        "warning", "sheet",
        "La feuille « {value} » répète des lignes de « {other} » : elle n'a pas été lue.",
        "The sheet “{value}” repeats rows of “{other}”: it was not read.",
        "Si elle dit autre chose, donnez-lui le titre d'une feuille du modèle.",
        "If it says something else, give it the title of a sheet of the template.",
    ),
    "file-left": (
        "info", "file",
        "« {value} » n'est pas un fichier .csv : laissé de côté.", "“{value}” is no .csv file: left aside.",
        "Importez-le à part si c'est un tableau.", "Import it on its own if it is a table.",
    ),
    "file-aside": (
        "error", "file",
        "« {value} » est mis de côté.", "“{value}” is set aside.",
        "Réparez-le, ou sortez-le du dossier.", "Mend it, or take it out of the folder.",
    ),
    "work-there": (
        "warning", "file",
        "Un autre fichier du même titre, « {value} », est déjà importé ({run}) : les deux comptent.",
        "Another file of the same title, “{value}”, is imported already ({run}): both count.",
        "Si celui-ci le corrige, annulez cet import et relancez avec --replaces {run}.",
        "If this one corrects it, undo this import and run again with --replaces {run}.",
    ),
    "about-once": (
        "warning", "row",
        "Le document se dit sur une seule ligne : celle-ci est mise de côté.",
        "One row says what the document is: this one is set aside.",
        "N'en gardez qu'une.", "Keep only one.",
    ),
}  # fmt: skip
