"""What ingestion says of documents that it cannot read. By code: severity, level, French, English, and what to do in
both; `ingest.messages` makes the catalogue of it."""

from __future__ import annotations

from ingest.meanings import Words

DOCUMENTS: dict[str, Words] = {
    "document-type": (
        "error", "file",
        "Ce fichier n'est pas un document que je sais lire.", "This file is not a document that I can read.",
        "Enregistrez-le en .pdf, .docx, .odt, .html, .md ou .txt.", "Save it as .pdf, .docx, .odt, .html, .md or .txt.",
    ),
    "document-broken": (
        "error", "file",
        "Le document est abîmé et ne peut pas être lu.", "The document is damaged and cannot be read.",
        "Ouvrez-le dans son logiciel et enregistrez-le de nouveau.", "Open it where it was made and save it again.",
    ),
    "document-encrypted": (
        "error", "file",
        "Le document est protégé par un mot de passe.", "The document is protected by a password.",
        "Enregistrez-en une copie sans mot de passe.", "Save a copy without a password.",
    ),
    "document-doctype": (
        "error", "file",
        "Le document contient un DOCTYPE : aucun traitement de texte n'en écrit, il est refusé par prudence.",
        "The document holds a DOCTYPE: no word processor writes one, it is refused for safety.",
        "Demandez une autre copie à qui vous l'a transmis.", "Ask whoever sent it for another copy.",
    ),
    "document-bomb": (
        "error", "file",
        "Le document se déplie ou prend de la mémoire démesurément ; il est refusé par prudence.",
        "The document unfolds or takes memory out of proportion; it is refused for safety.",
        "Copiez son texte seul dans un document neuf.", "Copy its text alone into a new document.",
    ),
    "document-member": (
        "error", "file",
        "Le document contient un élément au nom suspect.",
        "The document holds a part with a suspicious name.",
        "Demandez une autre copie à qui vous l'a transmis.", "Ask whoever sent it for another copy.",
    ),
    "document-no-text": (
        "error", "file",
        "Le document ne contient aucun texte.", "The document holds no text.",
        "Vérifiez que c'est le bon fichier.", "Check that it is the right file.",
    ),
    "document-pages": (
        "error", "file",
        "Le document a {number} pages ; la limite est de {limit}.",
        "The document has {number} pages; the limit is {limit}.",
        "N'en gardez que les pages utiles.", "Keep only the pages that matter.",
    ),
    "document-long": (
        "error", "file",
        "Le document a plus de {limit} caractères.", "The document has more than {limit} characters.",
        "Découpez-le en plusieurs fichiers.", "Split it into several files.",
    ),
    "document-slow": (
        "error", "file",
        "Le document n'a pas pu être lu en {limit} secondes.", "The document could not be read in {limit} seconds.",
        "Imprimez-le en PDF depuis son logiciel, ou découpez-le.", "Print it as PDF where it was made, or split it.",
    ),
    "not-pdf": (
        "error", "file",
        "Ce fichier porte un nom de PDF mais n'en est pas un.", "This file is named as a PDF but is not one.",
        "Ouvrez-le dans son logiciel et exportez-le en PDF.", "Open it where it was made and export it as PDF.",
    ),
    "pdf-encrypted": (
        "error", "file",
        "Le PDF est protégé par un mot de passe.", "The PDF is protected by a password.",
        "Enregistrez-en une copie sans mot de passe.", "Save a copy without a password.",
    ),
    "pdf-no-text": (
        "error", "file",
        "Pages sans texte : c'est un document numérisé.", "Pages without text: this is a scanned document.",
        "Faites un OCR, ou saisissez les faits dans le modèle (`essaim template`).",
        "Run an OCR, or type the facts in the template (`essaim template`).",
    ),
    "pages-without-text": (
        "warning", "file",
        "{number} page(s) sur {total} n'ont pas de texte, dont la page {value}.",
        "{number} page(s) of {total} have no text, among them page {value}.",
        "Si ce sont des pages numérisées, faites un OCR.", "If they are scanned, run an OCR.",
    ),
}  # fmt: skip
